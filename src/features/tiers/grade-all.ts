import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import { predictingOf } from '../../domain/clv/predicting.ts';
import type { PurchaseModels } from '../../domain/clv/purchase-model.ts';
import { currencyDecimals } from '../../domain/currency.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { type Cuts, type EvaluationPlan, planEvaluation } from '../../sql/evaluation.ts';
import { commas, type Expression } from '../../sql/expression.ts';
import type { MetricValue } from '../../sql/metric-value.ts';
import { type Predictions, withPredictions } from '../../sql/predictions.ts';
import { type RfmCuts, rfmCutsOf, rfmCutsSelect } from '../../sql/rfm.ts';
import type { StoredColumn, StoredMetric } from '../../sql/stored.ts';
import { type Tables, wholeTables } from '../../sql/tables.ts';
import { type Distribution, distributionSelect } from '../../sql/top-share.ts';
import { isRelative, placedRows, withShares } from './placed-rows.ts';
import { fitAndPredict, type Purchases, predictBy, type Scratch } from './predictions.ts';

export interface GradedTable {
  readonly table: string;
  readonly metrics: readonly StoredMetric[];
}

/** What metrics that depend on everybody were found by. */
export interface CutPoints {
  /** The day as of which they were found; null where there are none. */
  readonly fixedOn: Day | null;
  readonly scorings: Cuts;
  /** In the order of the plan's shares. */
  readonly distributions: readonly Distribution[];
  /** By which purchases to come are predicted. */
  readonly models: PurchaseModels;
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
  /** Columns of `customers` to store beside the metrics. */
  readonly carried?: readonly StoredColumn[];
  /** By which customers are placed instead of among themselves; their distributions are copied. */
  readonly cuts?: CutPoints | undefined;
  /** Whether the tables of distributions stay, so that customers can be placed among everybody later. */
  readonly keepDistributions?: boolean;
  /** Whether what the lifecycle decides by is stored too. */
  readonly withFacts?: boolean;
}

/**
 * Grades every row of `customers` as of a day into a new table: `customer_id, tier` (its position in the
 * scheme) and the metrics' columns. For metrics that depend on everybody the measured rows are kept for as long.
 */
export async function gradeAll(
  db: Queryable,
  scheme: Scheme,
  asOf: Day,
  options: GradeOptions,
): Promise<GradedTable & { readonly cuts: CutPoints }> {
  const { table, wanted, from, carried, withFacts, keepDistributions = false } = options;
  const plan = planEvaluation({ scheme, asOf, dialect: db.dialect, wanted, from, carried, withFacts });
  await createTable(db, table, plan.columns);
  const purchases = { asOf, tables: from ?? wholeTables, decimals: currencyDecimals(scheme.currency) };
  const cuts = await fillPlaced(db, plan, options, purchases);
  if (!keepDistributions) for (const { table } of cuts.distributions) await drop(db, table);
  if (options.keyed) await addKey(db, table);
  return { table, metrics: plan.stored, cuts };
}

async function fillPlaced(
  db: Queryable,
  plan: EvaluationPlan,
  { table, cuts }: GradeOptions,
  purchases: Purchases,
): Promise<CutPoints> {
  if (!isRelative(plan)) {
    const none = { fixedOn: null, scorings: new Map(), distributions: [], models: new Map() };
    return await fillBy(db, plan, table, none, new Map());
  }
  const predicting = predictingOf(plan.predicted.map(({ metric }) => metric));
  const scratch: Scratch = { prefix: `${table}_predicted`, lasting: '' };
  if (cuts === undefined) {
    const { models, predictions, drop } = await fitAndPredict(db, predicting, purchases, scratch);
    const found = await fillInSteps(db, plan, table, { asOf: purchases.asOf, models, predictions });
    await drop();
    return found;
  }
  const { predictions, drop } = await predictBy(db, predicting, cuts.models, purchases, scratch);
  const found = await fillBy(db, plan, table, await copyCuts(db, cuts, table), predictions);
  await drop();
  return found;
}

/** Filling a table that has its key already would keep one thread busy with the index. */
export async function addKey(db: Queryable, table: string): Promise<void> {
  await run(db, sql`alter table ${sql.table(table)} add primary key (customer_id)`);
}

async function fillBy(
  db: Queryable,
  plan: EvaluationPlan,
  table: string,
  cuts: CutPoints,
  predictions: Predictions,
): Promise<CutPoints> {
  const rows = placedRows(plan, cuts, predictions, db.dialect);
  await fill(db, table, plan.graded(rows, cuts.scorings));
  return cuts;
}

/** Cut points with distributions of their own, beside another table. */
async function copyCuts(db: Queryable, cuts: CutPoints, table: string): Promise<CutPoints> {
  const distributions: Distribution[] = [];
  for (const [index, { table: from, of }] of cuts.distributions.entries()) {
    const to = distributionTable(table, index);
    await run(db, sql`create table ${sql.table(to)} as select * from ${sql.table(from)}`);
    distributions.push({ table: to, of });
  }
  return { ...cuts, distributions };
}

interface Fitted extends Pick<CutPoints, 'models'> {
  readonly asOf: Day;
  readonly predictions: Predictions;
}

async function fillInSteps(
  db: Queryable,
  plan: EvaluationPlan,
  table: string,
  { asOf, models, predictions }: Fitted,
): Promise<CutPoints> {
  const measured = `${table}_measured`;
  await createTable(db, measured, plan.measured.columns);
  await fill(db, measured, plan.measured.select);
  const all = withPredictions(sql`${sql.table(measured)} as measured`, plan.predicted, predictions);
  const scorings = new Map<string, RfmCuts>();
  for (const scoring of plan.scorings) {
    const [row = {}] = await run(db, rfmCutsSelect(scoring, all));
    scorings.set(scoring.prefix, rfmCutsOf(scoring, row));
  }
  const distributions: Distribution[] = [];
  for (const [index, { ranked }] of plan.shares.entries()) {
    const rows = withShares(plan, all, { scorings, distributions }, 'known');
    distributions.push(await distribute(db, distributionTable(table, index), ranked(scorings), rows));
  }
  const cuts = { fixedOn: asOf, scorings, distributions, models };
  await fill(db, table, plan.graded(withShares(plan, all, cuts, 'known'), scorings));
  await drop(db, measured);
  return cuts;
}

/** The table of a share's distribution, beside the table of grades. */
export function distributionTable(table: string, share: number): string {
  return `${table}_share${share}`;
}

async function distribute(
  db: Queryable,
  table: string,
  ranked: MetricValue,
  rows: Expression,
): Promise<Distribution> {
  const type = sql.raw(ranked.den === undefined ? 'bigint' : 'double precision');
  const columns = sql`at_value ${type} not null, above bigint not null, at_least bigint not null`;
  await run(db, sql`create table ${sql.table(table)} (${columns})`);
  await fill(db, table, distributionSelect(ranked, rows));
  const [row = {}] = await run(db, sql`select max(at_least) as of_all from ${sql.table(table)}`);
  return { table, of: BigInt(row.of_all ?? 0) };
}

/** `customer_id` and the columns. */
export async function createTable(
  db: Queryable,
  table: string,
  columns: readonly StoredColumn[],
  lasting: 'temporary' | '' = '',
): Promise<void> {
  const listed = columns.map(
    ({ name, type, required }) => sql`${sql.ref(name)} ${sql.raw(required ? `${type} not null` : type)}`,
  );
  await run(
    db,
    sql`create ${sql.raw(lasting)} table ${sql.table(table)} (customer_id bigint not null, ${commas(listed)})`,
  );
}

async function fill(db: Queryable, table: string, select: Expression): Promise<void> {
  await run(db, sql`insert into ${sql.table(table)} ${select}`);
}

async function drop(db: Queryable, table: string): Promise<void> {
  await run(db, sql`drop table ${sql.table(table)}`);
}
