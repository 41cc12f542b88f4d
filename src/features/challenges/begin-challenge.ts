import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { refuse } from '../../domain/problem.ts';
import { bigint } from '../../sql/expression.ts';
import { note } from '../audit/audit.ts';
import { readCustomFields } from '../register/custom-fields.ts';
import { nextNumber, timestamp } from '../register/recording.ts';
import { digestOf, schemeOf } from '../schemes/scheme-versions.ts';
import { currentScheme } from '../schemes/standard-in-force.ts';
import { checkComparable } from '../simulations/comparable.ts';
import { type ChallengeOutcome, readChallenges, runningChallenge } from './challenge.ts';

interface By {
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface ChallengeRequest extends By {
  readonly document: unknown;
  /** Of one that was published before; null of a draft. */
  readonly version: number | null;
}

/**
 * Begins to grade by a standard in the shadow of the one in force. Gives the challenge's number. Throws an InputError where customers cannot be
 * graded by it, and while another challenge goes on.
 */
export async function beginChallenge(
  { writer, database }: DataFolder,
  { document, version, author, at }: ChallengeRequest,
): Promise<bigint> {
  const scheme = schemeOf(document);
  const current = await currentScheme(database().reader, at);
  if (current === null) {
    return refuse(
      'no-scheme',
      '',
      '还没有现行标准，没有可以挑战的；先发布一个等级标准',
      'there is no standard to challenge yet; publish one first',
    );
  }
  checkComparable(scheme, current.scheme, await readCustomFields(database().reader));
  if (isDeepStrictEqual(current.document, document)) {
    refuse(
      'challenger-in-force',
      '',
      '它就是现行标准；请换一个不同的草案或版本',
      'this is the standard in force; take another draft or version',
    );
  }
  return await writer.write(async (trx) => {
    if ((await runningChallenge(trx)) !== null) {
      refuse(
        'challenge-running',
        '',
        '已经有一个挑战标准在影子评级；先结束它，再开始新的',
        'another challenger is being graded by already; end that challenge first',
      );
    }
    const id = await nextNumber(trx, 'challenges', 'challenge_id');
    await sql`insert into challenges (challenge_id, scheme_id, version, document, digest, started_at, started_by)
      values (${bigint(id)}, ${scheme.id}, cast(${version} as integer), cast(${JSON.stringify(document)} as json), ${digestOf(document)},
        cast(${timestamp(at)} as timestamp), ${author})`.execute(trx);
    const subject = version === null ? scheme.id : `${scheme.id}@${version}`;
    await note(trx, { at, actor: author, action: 'challenge-started', subject });
    return id;
  });
}

/** Ends a challenge; what it found stays. */
export async function endChallenge(
  { writer }: DataFolder,
  id: bigint,
  { author, at, outcome }: By & { readonly outcome: ChallengeOutcome },
): Promise<void> {
  await writer.write(async (trx) => {
    const found = (await readChallenges(trx)).find((one) => one.id === id);
    if (found === undefined) return decline('not-found', '没有这个挑战', 'there is no such challenge');
    if (found.endedAt !== null)
      refuse('challenge-over', '', '这个挑战已经结束', 'this challenge is over already');
    await sql`update challenges set ended_at = cast(${timestamp(at)} as timestamp), ended_by = ${author}, outcome = ${outcome}
      where challenge_id = ${bigint(id)}`.execute(trx);
    const detail = { outcome };
    await note(trx, { at, actor: author, action: 'challenge-ended', subject: found.scheme.id, detail });
  });
}
