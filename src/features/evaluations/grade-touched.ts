import { type Kysely, sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { planEvaluation } from '../../sql/evaluation.ts';
import { bigint, commas, type Dialect, type Expression } from '../../sql/expression.ts';
import type { Predictions } from '../../sql/predictions.ts';
import type { StoredColumn } from '../../sql/stored.ts';
import type { Tables } from '../../sql/tables.ts';
import { decideTouched } from '../ledger/decide-touched.ts';
import { kept, tiersBegan } from '../ledger/timeline.ts';
import { chosen } from '../register/chosen.ts';
import { withReferrers } from '../register/referrers.ts';
import { placedRows } from '../tiers/placed-rows.ts';
import type { Generation } from './generation.ts';
import { gradeFew } from './grade-few.ts';
import { gridColumns, type KeptChoice, keptTables } from './kept-tables.ts';
import { predictTouched } from './predict-touched.ts';
import { readOnce } from './read-once.ts';

/** As many customers are looked up by their numbers; more by the condition that chose them. */
const LISTED = 100;
/** As many are named rather than found again in every table that is read. */
const NAMED = 10_000;

/**
 * Grades customers anew in the published evaluation, in the transaction that changed them; new customers get their
 * row. Nothing before the first evaluation. `at` is when, in milliseconds since 1970.
 */
export async function regrade(
  trx: Kysely<unknown>,
  dialect: Dialect,
  ids: readonly bigint[],
  at: number,
  generation: Generation | null,
): Promise<void> {
  if (generation === null || ids.length === 0) return;
  const db = { kysely: trx, dialect };
  const all = await withReferrers(trx, dialect, generation.scheme, ids);
  await gradeNamed(db, generation, all, at);
  if (generation.inLedger) {
    await decideTouched(db, generation, [...new Set(all)], at);
  }
}

/** The same for customers of whom nothing but orders and refunds changed: few of them without SQL, where that takes less. */
export async function regradeBuyers(
  trx: Kysely<unknown>,
  dialect: Dialect,
  ids: readonly bigint[],
  at: number,
  generation: Generation | null,
): Promise<void> {
  if (generation === null) return;
  const db = { kysely: trx, dialect };
  const few = await gradeFew(db, generation, [...new Set(ids)], at);
  if (few === null) return await regrade(trx, dialect, ids, at, generation);
  // Whose facts are the same was decided by them before.
  if (generation.inLedger && few.changed.length > 0) {
    await decideTouched(db, generation, few.changed, at);
  }
  await regrade(trx, dialect, few.missing, at, generation);
}

/**
 * Brings the register's columns in the published evaluation into step with changed customers, without grading them: who
 * is responsible for somebody decides who may see them.
 */
export async function showChanged(
  trx: Kysely<unknown>,
  dialect: Dialect,
  ids: readonly bigint[],
  generation: Generation | null,
): Promise<void> {
  if (ids.length === 0) return;
  await showAll(trx, sql`customers.customer_id in ${chosen(dialect, 'bigint', ids)}`, generation);
}

/** The same for the customers whom a condition on `customers` chooses. */
export async function showAll(
  trx: Kysely<unknown>,
  only: Expression,
  generation: Generation | null,
): Promise<void> {
  if (generation === null) return;
  const graded = sql.table(generation.graded.table);
  const shown = gridColumns.filter(({ name }) => name !== 'as_of' && name !== 'graded_at');
  const sets = shown.map(({ name }) => sql`${sql.ref(name)} = ${sql.ref(`customers.${name}`)}`);
  await sql`update ${graded} set ${commas(sets)} from customers
    where ${graded}.customer_id = customers.customer_id and ${only}`.execute(trx);
}

/** What of a generation its customers are graded anew by. In the ledger's own, the tier shown is not the computed one's to change. */
export type Regraded = Pick<Generation, 'asOf' | 'scheme' | 'graded' | 'cuts'> & {
  readonly inLedger?: boolean;
};

/** Grades the customers that a condition on `customer_id` chooses anew within a generation, placed by its own cut points. */
export async function gradeTouched(
  db: Queryable,
  generation: Regraded,
  only: Expression,
  at: number,
): Promise<void> {
  const rows = await run(
    db,
    sql`select customer_id from customers where ${only} limit ${sql.lit(NAMED + 1)}`,
  );
  const ids = rows.map((row) => BigInt(row.customer_id ?? 0));
  if (ids.length > NAMED) await gradeMany(db, generation, only, at);
  else await gradeNamed(db, generation, ids, at);
}

/** However often one is named. */
async function gradeNamed(
  db: Queryable,
  generation: Regraded,
  named: readonly bigint[],
  at: number,
): Promise<void> {
  const ids = [...new Set(named)];
  if (ids.length === 0) return;
  if (ids.length <= LISTED) return await gradeListed(db, generation, ids, at);
  await gradeMany(db, generation, sql`customer_id in ${chosen(db.dialect, 'bigint', ids)}`, at);
}

/** An upsert would read the whole table: with the customers listed the engine skips most of it. */
async function gradeListed(
  db: Queryable,
  generation: Regraded,
  ids: readonly bigint[],
  at: number,
): Promise<void> {
  const listed = (few: readonly bigint[]): Expression => sql`customer_id in (${commas(few.map(bigint))})`;
  const rowsOf = async (few: readonly bigint[]): Promise<GradedRows> => {
    const read = keptTables(generation.scheme, chosenBy(generation, listed(few), at));
    const { before, tables } = readOnce(few, read);
    const { predictions } = await predictTouched(db, generation, tables, before);
    return gradedRows(db, generation, tables, { before, predictions });
  };
  const all = await rowsOf(ids);
  const graded = sql.table(generation.graded.table);
  const replaced = await run(
    db,
    sql`update ${graded} set ${sets(all.columns, generation)} from (${all.rows}) as regraded
      where ${graded}.customer_id = regraded.customer_id and ${graded}.${listed(ids)} returning ${graded}.customer_id`,
  );
  // Most have their row already.
  if (replaced.length === ids.length) return;
  const found = new Set(replaced.map((row) => BigInt(row.customer_id ?? 0)));
  await insertRows(db, graded, await rowsOf(ids.filter((id) => !found.has(id))));
}

async function gradeMany(db: Queryable, generation: Regraded, only: Expression, at: number): Promise<void> {
  const { scheme } = generation;
  const tables = keptTables(scheme, chosenBy(generation, only, at));
  const { predictions, drop } = await predictTouched(db, generation, tables);
  const { columns, rows } = gradedRows(db, generation, tables, { predictions });
  const { inLedger = false } = generation;
  const changed = columns.filter(({ name }) => !(inLedger && name === 'tier'));
  await replaceRows(db, sql.table(generation.graded.table), columns, rows, changed);
  await drop();
}

/** Puts graded rows (`customer_id` and the columns) into a table instead of those of the same customers, of which only some columns may be changed. */
export async function replaceRows(
  db: Queryable,
  graded: Expression,
  columns: readonly StoredColumn[],
  rows: Expression,
  changed: readonly StoredColumn[] = columns,
): Promise<void> {
  await run(db, sql`create temporary table regraded as ${rows}`);
  await run(
    db,
    sql`update ${graded} set ${commas(changed.map(regradedTo))} from regraded where ${graded}.customer_id = regraded.customer_id`,
  );
  const missing = sql`select * from regraded
    where not exists (select 1 from ${graded} where ${graded}.customer_id = regraded.customer_id)`;
  await insertRows(db, graded, { columns, rows: missing });
  await run(db, sql`drop table regraded`);
}

function regradedTo({ name }: StoredColumn): Expression {
  return sql`${sql.ref(name)} = ${sql.ref(`regraded.${name}`)}`;
}

function chosenBy({ asOf }: Regraded, only: Expression, at: number): KeptChoice {
  return { only, grading: { asOf, at }, began: tiersBegan(kept, asOf) };
}

interface WrittenWith {
  /** What stands before the select. */
  readonly before?: Expression;
  /** Columns of `customers` beside the metrics. */
  readonly carried?: readonly StoredColumn[];
  /** What is predicted of them (`predictTouched`), where the standard looks at it. */
  readonly predictions?: Predictions;
}

interface GradedRows {
  readonly columns: readonly StoredColumn[];
  /** `customer_id` and the columns. */
  readonly rows: Expression;
}

export function gradedRows(
  db: Queryable,
  { asOf, scheme, graded, cuts }: Regraded,
  tables: Tables,
  { before = sql``, carried = gridColumns, predictions = new Map() }: WrittenWith = {},
): GradedRows {
  const plan = planEvaluation({
    scheme,
    asOf,
    dialect: db.dialect,
    // In the order in which they were stored, so that each finds its column.
    wanted: graded.metrics.map(({ metric }) => metric.id),
    from: tables,
    carried,
    withFacts: true,
  });
  const rows = plan.graded(placedRows(plan, cuts, predictions, db.dialect), cuts.scorings);
  return { columns: plan.columns, rows: sql`${before} ${rows}` };
}

function sets(columns: GradedRows['columns'], { inLedger = false }: Regraded): Expression {
  const changed = columns.filter(({ name }) => !(inLedger && name === 'tier'));
  return commas(changed.map(regradedTo));
}

async function insertRows(db: Queryable, graded: Expression, { columns, rows }: GradedRows): Promise<void> {
  const names = commas(columns.map(({ name }) => sql.ref(name)));
  await run(
    db,
    sql`insert into ${graded} (customer_id, ${names}) select customer_id, ${names} from (${rows}) as added`,
  );
}
