import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { dayOf } from '../../domain/calendar.ts';
import type { Expression } from '../../sql/expression.ts';
import { currentGeneration, type Generation } from '../evaluations/generation.ts';
import { findScheme } from '../schemes/published-schemes.ts';
import { nextOfDay } from './change-scheme.ts';
import { changesOfDay, dropTable, keepChanges } from './decide-day.ts';
import { factsOf, showHeld } from './decide-everybody.ts';
import { existingBy } from './existing.ts';
import { readLedger } from './ledger-state.ts';
import { kept, listed } from './timeline.ts';
import { closeBatch, enterChanges, openBatch } from './write-entries.ts';

type Published = Pick<Generation, 'id' | 'asOf' | 'scheme' | 'version' | 'graded'>;

const CHANGES = 'touched_changes';

/** Decides the ledger's last day once more for somebody for whom something was set by hand; nothing before the first evaluation. */
export async function decideByHand(db: Queryable, customer: bigint, at: number): Promise<void> {
  const generation = await currentGeneration(db.kysely);
  if (generation?.inLedger) await decide(db, generation, listed([customer]), at);
}

/**
 * Decides the ledger's last day once more for customers who were graded anew, within the change that did it. Most
 * are decided by the same facts as before.
 */
export async function decideTouched(
  db: Queryable,
  generation: Published,
  numbers: Expression,
  at: number,
): Promise<void> {
  const { graded, asOf, scheme } = generation;
  const known = sql`(select customer_id, facts from held where customer_id in ${numbers})`;
  const others = sql`select g.customer_id, facts from (select customer_id, computed, holds from ${sql.table(graded.table)} where customer_id in ${numbers}) as g
    left join ${known} as h on h.customer_id = g.customer_id where facts is null or facts <> computed || ':' || holds`;
  // Who became a customer after the day has no tier on it.
  const isLate = dayOf(at, scheme.timeZone) > asOf;
  const existed = isLate ? await existingBy(db.kysely, asOf, scheme.timeZone) : sql`true`;
  const rows = await run(
    db,
    sql`select customer_id from (${others}) as others where facts is not null or ${existed}`,
  );
  if (rows.length === 0) return;
  await decide(db, generation, listed(rows.map((row) => BigInt(row.customer_id ?? 0))), at);
}

async function decide(
  db: Queryable,
  { id, asOf, scheme, version, graded }: Published,
  numbers: Expression,
  at: number,
): Promise<void> {
  // Where an evaluation makes up for missed days, or died over it, the ledger is ahead of what is shown.
  if ((await readLedger(db.kysely))?.decided !== asOf) return;
  const published = await findScheme(db.kysely, scheme.id, version);
  if (published === null) throw new Error(`no scheme ${scheme.id} ${version}`);
  const next = await nextOfDay(db.kysely, published, asOf);
  const facts = sql`(select * from ${factsOf(published, graded)} as everybody where customer_id in ${numbers})`;
  await run(
    db,
    sql`create temporary table ${sql.table(CHANGES)} as ${changesOfDay({ scheme, day: asOf, facts, numbers, timeline: kept, next })}`,
  );
  const isLate = dayOf(at, scheme.timeZone) > asOf;
  const batch = await openBatch(db, {
    ...{ kind: 'touched', day: asOf, evaluation: id, scheme: published, isLate, at },
  });
  await keepChanges(db, kept, CHANGES, asOf, numbers);
  await enterChanges(db, batch, CHANGES);
  await closeBatch(db, batch);
  await dropTable(db.kysely, CHANGES);
  await showHeld(db, graded.table, numbers);
}
