import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { InputError } from '../../domain/problem.ts';
import { wordsProblems } from '../../domain/words-problems.ts';
import { bigint } from '../../sql/expression.ts';
import { note } from '../audit/audit.ts';
import { findVisible } from '../customers/find-visible.ts';
import { momentSql, nextNumber } from '../register/recording.ts';
import type { PairState } from './decisions.ts';

export interface PairDecision {
  readonly one: bigint;
  readonly other: bigint;
  readonly decision: PairState;
  /** May be empty. */
  readonly reason: string;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const all = { all: true } as const;

/**
 * Notes what was decided of a pair that the last search found, with what spoke for it: it comes back when something else does.
 * Throws an AppError for customers who are not there and a pair that was not found.
 */
export async function decidePair(folder: DataFolder, decision: PairDecision): Promise<void> {
  const reason = decision.reason.trim();
  const problems = wordsProblems('reason', reason, false);
  if (problems.length > 0) throw new InputError(problems);
  await folder.writer.write(async (trx) => await decide(trx, { ...decision, reason }));
}

async function decide(trx: Kysely<unknown>, decision: PairDecision): Promise<void> {
  const { author, at, reason } = decision;
  const [one, other] =
    decision.one < decision.other ? [decision.one, decision.other] : [decision.other, decision.one];
  const [first, second] = [
    await findVisible({ db: trx }, all, one),
    await findVisible({ db: trx }, all, other),
  ];
  const pair = sql`one_id = ${bigint(one)} and other_id = ${bigint(other)}`;
  const { rows } = await sql<{ facts: string }>`select facts from duplicate_pairs where ${pair}`.execute(trx);
  const [found] = rows;
  if (found === undefined) declineUnknown();
  const id = await nextNumber(trx, 'duplicate_decisions', 'decision_id');
  await sql`insert into duplicate_decisions values (${bigint(id)}, ${bigint(one)}, ${bigint(other)}, ${decision.decision}, ${found.facts},
    ${reason}, ${author}, ${momentSql(at)})`.execute(trx);
  await sql`update duplicate_pairs set state = ${decision.decision}, decision_id = ${bigint(id)} where ${pair}`.execute(
    trx,
  );
  const detail = { other: second.externalId, decision: decision.decision, reason };
  await note(trx, { at, actor: author, action: 'duplicate-decided', subject: first.externalId, detail });
}

function declineUnknown(): never {
  return decline(
    'not-found',
    '这两位客户不在最近一次查重的结果里；请重新查重，或者直接合并',
    'the last search did not find these two; search again, or merge them as they are',
  );
}
