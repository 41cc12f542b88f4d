import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { orReferrers } from '../register/referrers.ts';
import { gradeTouched, type Regraded } from './grade-touched.ts';
import { FEW } from './read-once.ts';
import { type Recorded, recordedSoFar, touchedSince } from './touched.ts';

/** An import that records faster than it can be caught up with ends all the same. */
const ROUNDS = 5;

/**
 * Grades whom the recordings since then touched, beside writing and reading, until there are only few left. Gives how
 * far it saw.
 */
export async function catchUp(
  work: Queryable,
  generation: Regraded,
  since: Recorded,
  clock: () => number,
): Promise<Recorded> {
  let seen = since;
  for (let round = 0; round < ROUNDS; round++) {
    const now = await recordedSoFar(work.kysely);
    if (isNothing(seen, now)) return seen;
    const touched = orReferrers(generation.scheme, touchedSince(seen));
    const some = sql`select customer_id from customers where ${touched} limit ${sql.lit(FEW + 1)}`;
    const [found = {}] = await run(work, sql`select count(*) as n from (${some}) as touched`);
    if (Number(found.n) <= FEW) return seen;
    await gradeTouched(work, generation, touched, clock());
    seen = now;
  }
  return seen;
}

/** The rest, within the change that publishes the evaluation: nothing can be recorded meanwhile. */
export async function catchUpRest(
  db: Queryable,
  generation: Regraded,
  seen: Recorded,
  at: number,
): Promise<void> {
  if (isNothing(seen, await recordedSoFar(db.kysely))) return;
  await gradeTouched(db, generation, orReferrers(generation.scheme, touchedSince(seen)), at);
}

function isNothing(since: Recorded, now: Recorded): boolean {
  return since.last === now.last && since.open.length === 0;
}
