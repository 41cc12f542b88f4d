import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { dayOf } from '../../domain/calendar.ts';
import { bigint, constantText } from '../../sql/expression.ts';
import { currentGeneration, type Generation } from '../evaluations/generation.ts';
import { chosen } from '../register/chosen.ts';
import { findScheme } from '../schemes/published-schemes.ts';
import { nextOfDay } from './change-scheme.ts';
import { type Change, changeRows, changesOfFew } from './changes-of-few.ts';
import {
  beginHolding,
  changeHeld,
  changesOfDay,
  dropTable,
  keepChanges,
  moveToHistory,
} from './decide-day.ts';
import { factsOf, showHeld } from './decide-everybody.ts';
import { existingBy } from './existing.ts';
import { readLedger } from './ledger-state.ts';
import { kept, listed } from './timeline.ts';
import { type Batch, closeBatch, enterChanges, openBatch } from './write-entries.ts';

type Published = Pick<Generation, 'id' | 'asOf' | 'scheme' | 'version' | 'graded'>;

const CHANGES = 'touched_changes';
/** As many customers are decided one by one. */
const FEW = 16;

/** Decides the ledger's last day once more for somebody for whom something was set by hand; nothing before the first evaluation. */
export async function decideByHand(db: Queryable, customer: bigint, at: number): Promise<void> {
  const generation = await currentGeneration(db.kysely);
  if (generation?.inLedger) await decide(db, generation, [customer], at);
}

/**
 * Decides the ledger's last day once more for customers who were graded anew, within the change that did it. Most
 * are decided by the same facts as before.
 */
export async function decideTouched(
  db: Queryable,
  generation: Published,
  ids: readonly bigint[],
  at: number,
): Promise<void> {
  // Whose facts are the same comes out the same: of few that takes less than to ask.
  const isFew = ids.length <= FEW && !isLate(generation, at);
  const touched = isFew ? ids : await withOtherFacts(db, generation, ids, at);
  if (touched.length > 0) await decide(db, generation, touched, at);
}

function isLate({ scheme, asOf }: Published, at: number): boolean {
  return dayOf(at, scheme.timeZone) > asOf;
}

async function withOtherFacts(
  db: Queryable,
  generation: Published,
  ids: readonly bigint[],
  at: number,
): Promise<bigint[]> {
  const { graded, asOf, scheme } = generation;
  const numbers = chosen(db.dialect, 'bigint', ids);
  const known = sql`(select customer_id, facts from held where customer_id in ${numbers})`;
  const others = sql`select g.customer_id, facts from (select customer_id, computed, holds from ${sql.table(graded.table)} where customer_id in ${numbers}) as g
    left join ${known} as h on h.customer_id = g.customer_id where facts is null or facts <> computed || ':' || holds`;
  // Who became a customer after the day has no tier on it.
  const existed = isLate(generation, at) ? await existingBy(db.kysely, asOf, scheme.timeZone) : sql`true`;
  const rows = await run(
    db,
    sql`select customer_id from (${others}) as others where facts is not null or ${existed}`,
  );
  return rows.map((row) => BigInt(row.customer_id ?? 0));
}

async function decide(
  db: Queryable,
  generation: Published,
  ids: readonly bigint[],
  at: number,
): Promise<void> {
  const few = ids.length <= FEW ? await changesOfFew(db, generation, ids) : null;
  if (few === null) return await decideMany(db, generation, ids, at);
  if (few.length > 0) await enterFew(db, generation, few, at);
}

async function decideMany(
  db: Queryable,
  generation: Published,
  ids: readonly bigint[],
  at: number,
): Promise<void> {
  const { asOf, scheme, version, graded } = generation;
  // Where an evaluation makes up for missed days, or died over it, the ledger is ahead of what is shown.
  if ((await readLedger(db.kysely))?.decided !== asOf) return;
  const published = await findScheme(db.kysely, scheme.id, version);
  if (published === null) throw new Error(`no scheme ${scheme.id} ${version}`);
  const next = await nextOfDay(db.kysely, published, asOf);
  const numbers = listed(ids);
  const facts = sql`(select * from ${factsOf(scheme, graded)} as everybody where customer_id in ${numbers})`;
  await run(
    db,
    sql`create temporary table ${sql.table(CHANGES)} as ${changesOfDay({ scheme, day: asOf, facts, numbers, timeline: kept, next })}`,
  );
  const rows = sql.table(CHANGES);
  const batch = await openTouched(db, generation, at);
  await keepChanges(db, kept, { rows, day: asOf, numbers });
  await enterChanges(db, batch, rows);
  await closeBatch(db, batch);
  await dropTable(db.kysely, CHANGES);
  await showHeld(db, graded.table, numbers);
}

/** Writes no more than there is to write. */
async function enterFew(
  db: Queryable,
  generation: Published,
  changes: readonly Change[],
  at: number,
): Promise<void> {
  const { asOf, scheme, graded } = generation;
  const of = (some: readonly Change[]) => ({
    ...{ rows: changeRows(some), day: asOf, numbers: listed(some.map(({ customer }) => customer)) },
  });
  const stayed = changes.filter(({ stays }) => stays);
  const moved = changes.filter(({ stays, isNew }) => !(stays || isNew));
  const begun = changes.filter(({ isNew }) => isNew);
  if (stayed.length > 0) await noteFacts(db, stayed);
  if (moved.length > 0) {
    await moveToHistory(db, kept, of(moved));
    await changeHeld(db, kept, of(moved));
  }
  if (begun.length > 0) await beginHolding(db, kept, of(begun));
  const entered = changes.filter(({ enters }) => enters);
  if (entered.length === 0) return;
  const { rows, numbers } = of(entered);
  const reasons = sql`(select customer_id, reason from ${factsOf(scheme, graded)} as everybody where customer_id in ${numbers})`;
  const batch = await openTouched(db, generation, at);
  await enterChanges(
    db,
    batch,
    sql`(select c.*, reason from ${rows} as c join ${reasons} as r on r.customer_id = c.customer_id)`,
  );
  await closeBatch(db, batch);
  await showHeld(db, graded.table, numbers);
}

/** Of those who hold the same as before. */
async function noteFacts(db: Queryable, changes: readonly Change[]): Promise<void> {
  const cases = changes.map(
    ({ customer, facts }) => sql`when ${bigint(customer)} then ${constantText(facts)}`,
  );
  const numbers = listed(changes.map(({ customer }) => customer));
  await run(
    db,
    sql`update held set facts = case customer_id ${sql.join(cases, sql` `)} end where customer_id in ${numbers}`,
  );
}

async function openTouched(db: Queryable, generation: Published, at: number): Promise<Batch> {
  const { id, asOf } = generation;
  return await openBatch(db, {
    ...{ kind: 'touched', day: asOf, evaluation: id, scheme: generationScheme(generation), at },
    isLate: isLate(generation, at),
  });
}

function generationScheme({ scheme, version }: Published): Batch['scheme'] {
  return { id: scheme.id, version, scheme };
}
