import { type Kysely, sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { planEvaluation } from '../../sql/evaluation.ts';
import { bigint, commas, type Dialect, type Expression } from '../../sql/expression.ts';
import { chosen } from '../register/chosen.ts';
import { placedRows } from '../tiers/grade-all.ts';
import type { Generation } from './generation.ts';
import { gridColumns, keptTables } from './kept-tables.ts';
import { readOnce } from './read-once.ts';

/** As many customers are looked up by their numbers; more by the condition that chose them. */
const LISTED = 100;

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
  const only =
    ids.length > LISTED
      ? { condition: sql`customer_id in ${chosen(dialect, 'bigint', ids)}`, ids: null }
      : listed(ids);
  await gradeChosen({ kysely: trx, dialect }, generation, only, at);
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
  if (generation === null || ids.length === 0) return;
  const graded = sql.table(generation.graded.table);
  const shown = gridColumns.filter(({ name }) => name !== 'as_of' && name !== 'graded_at');
  const sets = shown.map(({ name }) => sql`${sql.ref(name)} = ${sql.ref(`customers.${name}`)}`);
  await sql`update ${graded} set ${commas(sets)} from customers
    where ${graded}.customer_id = customers.customer_id
      and customers.customer_id in ${chosen(dialect, 'bigint', ids)}`.execute(trx);
}

/** What of a generation its customers are graded anew by. */
export type Regraded = Pick<Generation, 'asOf' | 'scheme' | 'graded' | 'cuts'>;

/** Grades the customers that a condition on `customer_id` chooses anew within a generation, placed by its own cut points. */
export async function gradeTouched(
  db: Queryable,
  generation: Regraded,
  only: Expression,
  at: number,
): Promise<void> {
  const found = await findChosen(db, only);
  if (found !== null) await gradeChosen(db, generation, found, at);
}

async function gradeChosen(
  db: Queryable,
  { asOf, scheme, graded, cuts }: Regraded,
  { condition, ids }: Chosen,
  at: number,
): Promise<void> {
  const kept = keptTables(scheme, condition, { asOf, at });
  const { before, tables } = ids === null ? { before: sql``, tables: kept } : readOnce(condition, kept);
  const plan = planEvaluation({
    scheme,
    asOf,
    dialect: db.dialect,
    // In the order in which they were stored, so that each finds its column.
    wanted: graded.metrics.map(({ metric }) => metric.id),
    from: tables,
    carried: gridColumns,
  });
  const measured = sql`(${plan.measured.select}) as measured`;
  const rows = plan.graded(placedRows(plan, measured, cuts, db.dialect), cuts.scorings);
  await run(db, sql`create temporary table regraded as ${before} ${rows}`);
  await replaceGrades(db, graded.table, plan.columns, ids);
  await run(db, sql`drop table regraded`);
}

/** An upsert would read the whole table: with the customers listed the engine skips most of it. */
async function replaceGrades(
  db: Queryable,
  table: string,
  columns: readonly { readonly name: string }[],
  ids: readonly bigint[] | null,
): Promise<void> {
  const graded = sql.table(table);
  const names = commas(columns.map(({ name }) => sql.ref(name)));
  const sets = columns.map(({ name }) => sql`${sql.ref(name)} = ${sql.ref(`regraded.${name}`)}`);
  // Most have their row already; then nobody need be looked for.
  const told = ids === null ? sql`` : sql` returning ${graded}.customer_id`;
  const listedOnly = ids === null ? sql`` : sql` and ${graded}.customer_id in (${commas(ids.map(bigint))})`;
  const replaced = await run(
    db,
    sql`update ${graded} set ${commas(sets)} from regraded
      where ${graded}.customer_id = regraded.customer_id${listedOnly}${told}`,
  );
  if (ids !== null && replaced.length === ids.length) return;
  await run(
    db,
    sql`insert into ${graded} (customer_id, ${names}) select customer_id, ${names} from regraded
      where not exists (select 1 from ${graded} where ${graded}.customer_id = regraded.customer_id${listedOnly})`,
  );
}

interface Chosen {
  /** On `customer_id`. */
  readonly condition: Expression;
  /** The same as a list, where they are few: it is looked up several times faster than a condition is. */
  readonly ids: readonly bigint[] | null;
}

/** Null for nobody. */
async function findChosen(db: Queryable, only: Expression): Promise<Chosen | null> {
  const rows = await run(
    db,
    sql`select customer_id from customers where ${only} limit ${sql.lit(LISTED + 1)}`,
  );
  if (rows.length === 0) return null;
  if (rows.length > LISTED) return { condition: only, ids: null };
  return listed(rows.map((row) => BigInt(row.customer_id ?? 0)));
}

function listed(ids: readonly bigint[]): Chosen {
  return { condition: sql`customer_id in (${commas(ids.map(bigint))})`, ids };
}
