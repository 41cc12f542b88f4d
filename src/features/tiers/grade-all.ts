import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Metric } from '../../domain/metric.ts';
import type { Scheme } from '../../domain/scheme.ts';
import {
  type EvaluationPlan,
  planEvaluation,
  type StoredColumn,
  type StoredMetric,
} from '../../sql/evaluation.ts';
import { as, commas, type Expression } from '../../sql/expression.ts';
import { type RfmCuts, rankScores, rfmCutsSelect, rfmFacts } from '../../sql/rfm.ts';
import type { Tables } from '../../sql/tables.ts';

export interface GradedTable {
  readonly table: string;
  readonly metrics: readonly StoredMetric[];
}

export interface GradeOptions {
  /** The table to make. */
  readonly table: string;
  /** The metrics to store. */
  readonly wanted: readonly string[];
  /** Whether the table gets a primary key. */
  readonly keyed: boolean;
  /** Without it everybody. */
  readonly from?: Tables;
}

/**
 * Grades every row of `customers` as of a day into a new table: `customer_id, tier` (its position in the
 * scheme) and the metrics' columns. Metrics that depend on everybody are computed in steps between.
 */
export async function gradeAll(
  db: Queryable,
  scheme: Scheme,
  asOf: Day,
  options: GradeOptions,
): Promise<GradedTable> {
  const { wanted, from } = options;
  const plan = planEvaluation({ scheme, asOf, dialect: db.dialect, wanted, from });
  const tier: StoredColumn = { name: 'tier', type: 'bigint' };
  const columns = plan.stored.flatMap(({ value, den }) => (den === null ? [value] : [value, den]));
  await createTable(db, options.table, [tier, ...columns]);
  if (plan.scorings.length === 0 && plan.shares.length === 0) {
    await fill(db, options.table, plan.graded(sql`(${plan.measured.select}) as measured`, new Map()));
  } else {
    const { table, cuts } = await inSteps(db, plan, `${options.table}_measured`);
    await fill(db, options.table, plan.graded(sql.table(table), cuts));
    await drop(db, table);
  }
  // Filling a table that has its key already keeps one thread busy with the index.
  if (options.keyed)
    await run(db, sql`alter table ${sql.table(options.table)} add primary key (customer_id)`);
  return { table: options.table, metrics: plan.stored };
}

type Cuts = ReadonlyMap<string, RfmCuts>;

async function inSteps(
  db: Queryable,
  plan: EvaluationPlan,
  name: string,
): Promise<{ table: string; cuts: Cuts }> {
  const step: Step = { table: `${name}0`, columns: [...plan.measured.columns] };
  await createTable(db, step.table, step.columns);
  await fill(db, step.table, plan.measured.select);
  const cuts = new Map<string, RfmCuts>();
  let current = step;
  for (const [index, { prefix, method }] of plan.scorings.entries()) {
    if (method === 'thresholds') cuts.set(prefix, await readCuts(db, prefix, current.table));
    else current = await addColumns(db, current, `${name}_rank${index}`, rankScores(prefix).map(asBigint));
  }
  for (const [index, metric] of plan.shares.entries()) {
    current = await addShare(db, plan, current, `${name}_share${index}`, metric, cuts);
  }
  return { table: current.table, cuts };
}

interface Step {
  readonly table: string;
  readonly columns: readonly StoredColumn[];
}

function asBigint({
  name,
  expression,
}: {
  name: string;
  expression: Expression;
}): StoredColumn & { expression: Expression } {
  return { name, type: 'bigint', expression };
}

async function readCuts(db: Queryable, prefix: string, table: string): Promise<RfmCuts> {
  const [row = {}] = await run(db, sql`${rfmCutsSelect(prefix, sql.table(table))}`);
  const points = rfmFacts.map((fact) => {
    const values = [1, 2, 3, 4].map((k) => row[`${fact}${k}`] ?? null);
    return [fact, values.map((value) => (value === null ? null : BigInt(value)))];
  });
  return Object.fromEntries(points) as unknown as RfmCuts;
}

async function addColumns(
  db: Queryable,
  from: Step,
  table: string,
  added: readonly (StoredColumn & { readonly expression: Expression })[],
  source: Expression = sql`${sql.table(from.table)} as measured`,
): Promise<Step> {
  const columns = [...from.columns, ...added];
  await createTable(db, table, columns);
  const kept = [{ name: 'customer_id' }, ...from.columns].map(({ name }) => sql.ref(`measured.${name}`));
  const news = added.map(({ name, expression }) => as(expression, name));
  await fill(db, table, sql`select ${commas([...kept, ...news])} from ${source}`);
  await drop(db, from.table);
  return { table, columns };
}

/** 100 × customers with a strictly greater value ÷ customers with a value, from the distribution of values. */
async function addShare(
  db: Queryable,
  plan: EvaluationPlan,
  from: Step,
  table: string,
  metric: Metric,
  cuts: Cuts,
): Promise<Step> {
  const stored = plan.stored.find((found) => found.metric.id === metric.id);
  if (metric.definition.kind !== 'top-share' || !stored?.den) throw new RangeError(`no share: ${metric.id}`);
  const { value, den } = plan.metricValue(metric.definition.of, cuts);
  const key =
    den === undefined ? value : sql`(cast(${value} as double precision) / cast(${den} as double precision))`;
  const counted = sql`select ${key} as at_value, count(*) as n from ${sql.table(from.table)} as measured where ${key} is not null group by 1`;
  const above = sql`select at_value, cast(sum(n) over (order by at_value desc) - n as bigint) as above,
    cast(sum(n) over () as bigint) as of_all from (${counted}) as counted`;
  const source = sql`${sql.table(from.table)} as measured left join (${above}) as distribution on at_value = ${key}`;
  return await addColumns(
    db,
    from,
    table,
    [
      { ...stored.value, expression: sql`100 * above` },
      { ...stored.den, expression: sql`of_all` },
    ],
    source,
  );
}

async function createTable(db: Queryable, table: string, columns: readonly StoredColumn[]): Promise<void> {
  const listed = columns.map(({ name, type }) => sql`${sql.ref(name)} ${sql.raw(type)}`);
  await run(db, sql`create table ${sql.table(table)} (customer_id bigint not null, ${commas(listed)})`);
}

async function fill(db: Queryable, table: string, select: Expression): Promise<void> {
  await run(db, sql`insert into ${sql.table(table)} ${select}`);
}

async function drop(db: Queryable, table: string): Promise<void> {
  await run(db, sql`drop table ${sql.table(table)}`);
}
