import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Day } from '../../domain/calendar.ts';
import { InputError } from '../../domain/problem.ts';
import { type Text, text } from '../../domain/text.ts';
import { bigint, date } from '../../sql/expression.ts';
import { timestamp } from '../register/recording.ts';
import type { PublishedScheme } from '../schemes/published-schemes.ts';
import { simulate } from '../simulations/simulate.ts';
import { simulationJson } from '../simulations/simulation-json.ts';
import { endChallenge } from './begin-challenge.ts';
import { runningChallenge } from './challenge.ts';

interface Evaluated {
  readonly id: bigint;
  readonly asOf: Day;
  readonly standard: PublishedScheme;
}

/**
 * Grades by the challenger too, if there is one, after everybody was evaluated: told by what the evaluation stored where that is enough, otherwise by one
 * more grading. What both standards' rules make of the day is kept, or why it failed; nothing that is shown changes. A challenger that is in force by
 * now has won. `at` in milliseconds since 1970.
 */
export async function noteChallenge(
  folder: DataFolder,
  { id, asOf, standard }: Evaluated,
  at: number,
): Promise<void> {
  const challenge = await runningChallenge(folder.database().reader);
  if (challenge === null) return;
  if (isDeepStrictEqual(challenge.document, standard.document)) {
    return await endChallenge(folder, challenge.id, { author: standard.author, at, outcome: 'promoted' });
  }
  const tried = { draft: challenge.scheme, asOf, now: at, once: true };
  const found = await simulate(folder, { ...tried, comparison: 'computed' }).then(
    (simulation) => ({ state: 'done', counts: JSON.stringify(simulationJson(simulation)), message: null }),
    (error: unknown) => ({ state: 'failed', counts: null, message: JSON.stringify(failure(error)) }),
  );
  await folder.writer.write(async (trx) => {
    await sql`insert into challenge_days (challenge_id, day, evaluation_id, state, noted_at, counts, message)
      values (${bigint(challenge.id)}, ${date(asOf)}, ${bigint(id)}, ${found.state}, cast(${timestamp(at)} as timestamp),
        cast(${found.counts} as json), cast(${found.message} as json))
      on conflict (challenge_id, day) do update set evaluation_id = excluded.evaluation_id, state = excluded.state, noted_at = excluded.noted_at,
        counts = excluded.counts, message = excluded.message, foretold = null`.execute(trx);
  });
}

function failure(error: unknown): Text {
  if (error instanceof InputError) {
    const said = (lang: 'zh' | 'en'): string => error.problems.map(({ message }) => message[lang]).join('; ');
    return text(said('zh'), said('en'));
  }
  const why = error instanceof Error ? error.message : String(error);
  return text(
    `按挑战标准评级时出错：${why}；下次评级会再试`,
    `grading by the challenger failed: ${why}; the next evaluation tries again`,
  );
}
