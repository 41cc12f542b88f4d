import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Database, type Queryable, run } from '../../db/database.ts';
import { addDays, type Day, dayOf } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Expression } from '../../sql/expression.ts';
import type { Recorded } from '../evaluations/touched.ts';
import { inOneTurn, inOwnTransaction } from '../register/whole-transaction.ts';
import { findScheme, type PublishedScheme } from '../schemes/published-schemes.ts';
import type { GradedTable } from '../tiers/grade-all.ts';
import { byNewScheme, enterTiersGone, keepHolders, nextOfDay, renumberTiers } from './change-scheme.ts';
import { concernedBy } from './concerned.ts';
import { changesOfDay, type DayToDecide, dropTable, keepChanges } from './decide-day.ts';
import { existingBy } from './existing.ts';
import { lastingCustomers } from './lasting.ts';
import { isBy, type LedgerState, noteLedger, readLedger } from './ledger-state.ts';
import { reasonSql } from './reason.ts';
import { changedSince, type Known, setByHandSoFar } from './set-by-hand-since.ts';
import { among, kept, listed, type Numbers } from './timeline.ts';
import { closeBatch, enterChanges, openBatch, recordedAt } from './write-entries.ts';

export interface Deciding {
  readonly folder: DataFolder;
  /** A connection of its own. */
  readonly work: Database;
  /** The evaluation that asks for it, and by which tables of its own are named. */
  readonly evaluation: { readonly id: bigint; readonly table: string };
  readonly clock: () => number;
}

/** A day on which everybody was graded. */
interface GradedDay {
  readonly scheme: PublishedScheme;
  readonly day: Day;
  readonly graded: GradedTable;
  /** How far the recordings had come that its table knows. */
  readonly seen: Recorded;
  /** Whether everybody is in its table, not those alone of whom the day may change anything. */
  readonly isWhole: boolean;
}

/**
 * Prepares the day of an evaluation and shows in its table what is held then. The ledger's very first day is written
 * before, so that little is left.
 */
export async function prepareEvaluated(deciding: Deciding, graded: GradedDay): Promise<PublishDay> {
  const { table } = graded.graded;
  if (await isLong(deciding, table)) await publishApart(deciding, await prepareDay(deciding, graded));
  const publish = await prepareDay(deciding, graded);
  const changes = sql.table(changesOf(deciding));
  const known = sql`select customer_id, shown from held where customer_id not in (select customer_id from ${changes})`;
  if (!publish.bringsIn) {
    const shown = sql`(${known} union all select customer_id, shown from ${changes})`;
    await showHeld(deciding.work, table, null, shown);
  }
  return publish;
}

function changesOf({ evaluation }: Deciding): string {
  return `${evaluation.table}_changes`;
}

/** As many customers are named rather than found again in every table that is read. */
const NAMED = 10_000;
/** As many customers are entered while others wait. */
const FEW = 1000;

/** Whether it is the ledger's first day, which enters everybody, and there are many. */
async function isLong({ folder, work }: Deciding, table: string): Promise<boolean> {
  if ((await readLedger(folder.database().reader))?.decided != null) return false;
  const [row = {}] = await run(work, sql`select count(*) as n from ${sql.table(table)}`);
  return Number(row.n) > FEW;
}

/** Writes a prepared day of a graded table in a transaction of its own. */
export async function publishDay(deciding: Deciding, table: string, publish: PublishDay): Promise<void> {
  if (await isLong(deciding, table)) return await publishApart(deciding, publish);
  const { folder, clock } = deciding;
  await folder.writer.write(async (trx) => await publish.write(trx, clock()));
}

/** The first day enters everybody, for which nobody should have to wait: in a transaction of its own. */
async function publishApart({ folder, clock }: Deciding, publish: PublishDay): Promise<void> {
  await inOwnTransaction(folder, async (own) => {
    await publish.write(own.kysely, clock());
    await inOneTurn(folder, async () => await run(own, sql`commit`));
  });
}

interface PublishDay {
  /** Whether another standard is brought in, so that nothing is known of what will be held. */
  readonly bringsIn: boolean;
  /**
   * Writes what was prepared, in the transaction given. Gives the numbers of those whose tier may be another than was prepared;
   * null: anybody's.
   */
  readonly write: (trx: Kysely<unknown>, at: number) => Promise<readonly bigint[] | null>;
}

/**
 * Decides a day for everybody in a graded table, beside writing and reading. Whoever is changed meanwhile is decided once
 * more when it is written. Another standard than before is brought in then, as it changes what everybody holds.
 */
export async function prepareDay(
  deciding: Deciding,
  { scheme, day, graded, seen, isWhole }: GradedDay,
): Promise<PublishDay> {
  const { folder, work, evaluation, clock } = deciding;
  const changes = changesOf(deciding);
  const { reader } = folder.database();
  const before = { recorded: seen, byHand: await setByHandSoFar(reader) };
  const all = await factsOn(reader, scheme, day, graded, clock());
  const next = await nextOfDay(reader, scheme, day);
  const state = await readLedger(reader);
  const isOther = state !== null && state.scheme !== null && !isBy(state, scheme);
  const decided = isWhole && !isOther && state?.decided != null && day <= addDays(state.decided, 1);
  const stirred = decided ? stirredOn(scheme.scheme, day, graded) : sql`true`;
  const toDecideOf = async (db: Kysely<unknown>): Promise<DayToDecide> => {
    const facts = sql`(select * from ${all} as of_all where ${stirred} and ${await lastingCustomers(db)})`;
    // Named, or the engine would join what everybody holds.
    const numbers = isWhole ? null : sql`(select customer_id from ${sql.table(graded.table)})`;
    return { scheme: scheme.scheme, day, facts, timeline: kept, numbers, next };
  };
  await dropTable(work.kysely, changes);
  if (!isOther) {
    await run(work, sql`create table ${sql.table(changes)} as ${changesOfDay(await toDecideOf(reader))}`);
  }
  const write: PublishDay['write'] = async (trx, at) => {
    const db = { kysely: trx, dialect: work.dialect };
    const state = await readLedger(trx);
    if (state === null) throw new Error('the ledger has not begun');
    const batch = await openBatch(db, {
      ...{ kind: isOther ? 'scheme' : 'day', day, evaluation: evaluation.id, scheme, isLate: false, at },
    });
    const toDecide = await toDecideOf(trx);
    if (isOther) await bringIn(db, toDecide, changes, { state, scheme, at });
    const touched = isOther ? null : await decideTouchedAgain(db, toDecide, changes, before);
    // Whoever was merged into another meanwhile is decided as that one.
    await run(
      db,
      sql`delete from ${sql.table(changes)} where customer_id in (select merged_id from customer_merges where undone_by is null)`,
    );
    const rows = sql.table(changes);
    await keepChanges(db, kept, { rows, day, numbers: null });
    await enterChanges(db, batch, rows);
    await closeBatch(db, batch);
    await dropTable(trx, changes);
    const { id, version } = scheme;
    const since = isOther ? day : (state.scheme?.since ?? day);
    await noteLedger(trx, { ...state, decided: day, scheme: { id, version, since } });
    return touched;
  };
  return { bringsIn: isOther, write };
}

/** Shows in a graded table what everybody holds, or is given by hand: at the end of the last day, or of another (`heldOn`). */
export async function showHeld(
  db: Queryable,
  table: string,
  numbers: Numbers,
  from: Expression = sql`held`,
): Promise<void> {
  const graded = sql.table(table);
  await run(
    db,
    sql`update ${graded} set tier = s.shown
      from (select customer_id, shown from ${from} as h where ${among('customer_id', numbers)}) as s
      where s.customer_id = ${graded}.customer_id and ${graded}.tier <> s.shown and ${among(`${table}.customer_id`, numbers)}`,
  );
}

/** Of a day gone by, whoever became a customer later is not decided. */
async function factsOn(
  db: Kysely<unknown>,
  published: PublishedScheme,
  day: Day,
  graded: GradedTable,
  now: number,
): Promise<Expression> {
  const all = factsOf(published.scheme, graded);
  const { timeZone } = published.scheme;
  if (day >= dayOf(now, timeZone)) return all;
  return sql`(select * from ${all} as everybody where ${await existingBy(db, day, timeZone)})`;
}

/** A condition on `customer_id`: on the day after the ledger's last, or on that once more, anything may be another for them: their facts, or what follows from them. */
function stirredOn(scheme: Scheme, day: Day, { table }: GradedTable): Expression {
  return sql`customer_id in (select g.customer_id from ${sql.table(table)} as g join held as h on h.customer_id = g.customer_id
      where g.computed || ':' || g.holds <> h.facts union all ${concernedBy(scheme, day)})`;
}

/** What the lifecycle looks at, out of a graded table. */
export function factsOf(scheme: Scheme, { table, metrics }: GradedTable): Expression {
  return sql`(select customer_id, computed, holds, ${reasonSql(scheme, metrics)} as reason from ${sql.table(table)})`;
}

async function decideTouchedAgain(
  db: Queryable,
  toDecide: DayToDecide,
  changes: string,
  before: Known,
): Promise<readonly bigint[] | null> {
  const changed = await changedSince(db.kysely, before);
  if (changed === null) return [];
  const rows = await run(
    db,
    sql`select customer_id from customers where ${changed} limit ${sql.lit(NAMED + 1)}`,
  );
  const touched = rows.length > NAMED ? null : rows.map((row) => BigInt(row.customer_id ?? 0));
  if (touched?.length === 0) return touched;
  const numbers =
    touched === null ? sql`(select customer_id from customers where ${changed})` : listed(touched);
  await run(db, sql`delete from ${sql.table(changes)} where customer_id in ${numbers}`);
  const facts = sql`(select * from ${toDecide.facts} as everybody where customer_id in ${numbers})`;
  await run(db, sql`insert into ${sql.table(changes)} ${changesOfDay({ ...toDecide, facts, numbers })}`);
  return touched;
}

interface BroughtIn {
  readonly state: LedgerState;
  readonly scheme: PublishedScheme;
  readonly at: number;
}

async function bringIn(
  db: Queryable,
  toDecide: DayToDecide,
  changes: string,
  { state, scheme, at }: BroughtIn,
): Promise<void> {
  const { facts, day } = toDecide;
  const before = state.scheme && (await findScheme(db.kysely, state.scheme.id, state.scheme.version));
  if (before) await renumberTiers(db, before.scheme, scheme.scheme, kept);
  const { holders, author } = scheme;
  await keepHolders(db, { scheme: scheme.scheme, holders, day, facts, author, at: recordedAt({ at }) });
  const next = byNewScheme(holders, day);
  await run(db, sql`create table ${sql.table(changes)} as ${changesOfDay({ ...toDecide, next })}`);
  await enterTiersGone(db, changes, day);
}
