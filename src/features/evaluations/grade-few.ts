import { sql } from 'kysely';
import { type Queryable, type Row, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { PurchaseModels } from '../../domain/clv/purchase-model.ts';
import { evaluate, type Register } from '../../domain/evaluate/evaluate.ts';
import type { Metric } from '../../domain/metric.ts';
import { lookupOf } from '../../domain/proof/customer-history.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { factColumns, tierColumn } from '../../sql/evaluation.ts';
import { bigint, commas, constantText, type Expression } from '../../sql/expression.ts';
import { ruleFields, ruleMetrics, withInputs } from '../../sql/needed.ts';
import { type StoredColumn, type StoredMetric, storedColumns } from '../../sql/stored.ts';
import { momentSql } from '../register/recording.ts';
import type { Generation } from './generation.ts';
import { readFew } from './read-few.ts';
import { isStoredAlone, type StoredCells, storedGrade } from './stored-grade.ts';

/** Of as many customers it takes less to read their orders than to run an evaluation's SQL on them. */
const FEW = 16;

export interface GradedFew {
  /** Whose facts – the computed tier and which tiers hold – are others than before. */
  readonly changed: readonly bigint[];
  /** Who had no row; they have none yet. */
  readonly missing: readonly bigint[];
}

/**
 * Grades few customers anew of whom nothing but orders and refunds has changed, by the reference evaluator instead of SQL. Null,
 * and nothing done, where that would take longer, or where the scheme has a metric for which it is not enough.
 */
export async function gradeFew(
  db: Queryable,
  { scheme, asOf, graded, cuts, inLedger }: Generation,
  ids: readonly bigint[],
  at: number,
): Promise<GradedFew | null> {
  if (ids.length === 0 || ids.length > FEW) return null;
  const wanted = graded.metrics.map(({ metric }) => metric.id);
  const metrics = withInputs(scheme, [...wanted, ...ruleMetrics(scheme)]);
  if (!metrics.every(isStoredAlone)) return null;
  const register = await readFew(db, scheme, { ids, metrics, withFields: looksAtFields(scheme, metrics) });
  if (register === null) return null;
  const alone = { ...scheme, metrics: new Map(metrics.map((metric) => [metric.id, metric])) };
  const rows = gradedRows(alone, graded.metrics, register, { asOf, models: cuts.models });
  const before = await readFacts(db, graded.table, ids);
  const there = rows.filter(({ id }) => before.has(id));
  const computed = inLedger ? factColumns : [tierColumn, ...factColumns];
  const columns = [...computed, ...graded.metrics.flatMap(storedColumns)];
  if (there.length > 0) await update(db, graded.table, columns, there, at);
  return {
    changed: there.filter(({ id, cells }) => before.get(id) !== factsOf(cells)).map(({ id }) => id),
    missing: ids.filter((id) => !before.has(id)),
  };
}

/** Rules look at fields; a membership year begins with the registration. */
function looksAtFields(scheme: Scheme, metrics: readonly Metric[]): boolean {
  const fromRegistration = metrics.some(
    ({ definition }) =>
      definition.kind === 'tenure' ||
      (definition.kind === 'measure' && definition.window.kind === 'membership'),
  );
  return fromRegistration || ruleFields(scheme).length > 0;
}

interface GradedRow {
  readonly id: bigint;
  readonly cells: StoredCells;
}

function gradedRows(
  scheme: Scheme,
  stored: readonly StoredMetric[],
  register: Register,
  { asOf, models }: { readonly asOf: Day; readonly models: PurchaseModels },
): GradedRow[] {
  const grades = evaluate(scheme, register, asOf, models);
  return register.customers.flatMap((customer) => {
    const grade = grades.get(customer.id);
    if (grade === undefined) return [];
    const lookup = lookupOf(customer, grade.values);
    return { id: BigInt(customer.id), cells: storedGrade(scheme, stored, grade, lookup) };
  });
}

/** The facts in the rows that there are, by customer. */
async function readFacts(
  db: Queryable,
  table: string,
  ids: readonly bigint[],
): Promise<ReadonlyMap<bigint, string>> {
  const facts = factColumns.map(({ name }) => sql.ref(name));
  const rows = await run(
    db,
    sql`select customer_id, ${commas(facts)} from ${sql.table(table)} where ${among(ids)}`,
  );
  return new Map(
    rows.map((row) => [BigInt(row.customer_id ?? 0), factsOf(new Map(Object.entries<Row[string]>(row)))]),
  );
}

function factsOf(cells: ReadonlyMap<string, Row[string]>): string {
  return factColumns.map(({ name }) => cells.get(name)).join(':');
}

async function update(
  db: Queryable,
  table: string,
  columns: readonly StoredColumn[],
  rows: readonly GradedRow[],
  at: number,
): Promise<void> {
  const names = commas(columns.map(({ name }) => sql.ref(name)));
  const sets = columns.map(({ name }) => sql`${sql.ref(name)} = ${sql.ref(`regraded.${name}`)}`);
  const values = rows.map(({ id, cells }) => {
    const own = columns.map(({ name, type }) => cellSql(type, cells.get(name) ?? null));
    return sql`(${commas([bigint(id), ...own])})`;
  });
  const graded = sql.table(table);
  // Of the joined ids the engine makes a filter by itself, which takes less than naming them once more.
  await run(
    db,
    sql`update ${graded} set ${commas(sets)}, graded_at = ${momentSql(at)}
      from (values ${commas(values)}) as regraded(customer_id, ${names})
      where ${graded}.customer_id = regraded.customer_id`,
  );
}

function among(ids: readonly bigint[]): Expression {
  return sql`customer_id in (${commas(ids.map(bigint))})`;
}

/** In the statement's text: they are all numbers, days, or texts of our own. */
function cellSql(type: StoredColumn['type'], value: bigint | string | null): Expression {
  if (value === null) return sql`cast(null as ${sql.raw(type)})`;
  if (typeof value === 'bigint') return bigint(value);
  return type === 'date' ? sql`cast(${sql.lit(value)} as date)` : constantText(value);
}
