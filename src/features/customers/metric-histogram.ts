import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { refuse } from '../../domain/problem.ts';
import { type Text, text } from '../../domain/text.ts';
import type { Expression } from '../../sql/expression.ts';
import type { StoredMetric } from '../../sql/stored.ts';
import type { Visibility } from '../access/authorise.ts';
import { visibleSql } from './chosen-customers.ts';
import { type Grid, openGrid } from './grid.ts';
import { type Reading, readCustomers } from './reading.ts';

export interface HistogramRequest {
  readonly visibility: Visibility;
  readonly metric: string;
  readonly bins: number;
}

/** How a metric's values are spread over the visible customers. Money in major units. */
export interface Histogram {
  readonly metric: { readonly id: string; readonly name: Text; readonly type: string };
  /** Values from `from` up to `to`, which the last bin includes. */
  readonly bins: readonly { readonly from: number; readonly to: number; readonly customers: number }[];
  /** Customers without a value. */
  readonly empty: number;
  readonly min: number | null;
  readonly max: number | null;
}

/**
 * Bins of one width, but for the last: where a hundredth of the customers lies far above the others, it holds them all.
 * Throws an AppError where the metric is not stored, an InputError where its values are no numbers.
 */
export async function metricHistogram(folder: DataFolder, request: HistogramRequest): Promise<Histogram> {
  return await readCustomers(
    folder,
    async (reading) =>
      await reading.remember(['histogram', request], async () => await readHistogram(reading, request)),
  );
}

async function readHistogram(
  reading: Reading,
  { visibility, metric, bins }: HistogramRequest,
): Promise<Histogram> {
  const stored = reading.generation?.graded.metrics.find((found) => found.metric.id === metric);
  if (stored === undefined)
    return decline('not-found', '评级没有保存这个指标', 'evaluations do not store this metric');
  const { id, name, type } = stored.metric;
  if (type === 'date' || type === 'text') return refuseType(id);
  const grid = openGrid(reading);
  const value = valueSql(stored, grid);
  const where = visibleSql(visibility, grid) ?? sql`true`;
  const from = sql`(select ${value} as value from ${grid.from()} where ${where}) as listed`;
  const { empty, ...ends } = await readEnds(reading, from);
  const named = { id, name: name ?? text(id, id), type };
  if (ends.min === null || ends.max === null || ends.high === null)
    return { metric: named, bins: [], empty, min: null, max: null };
  const isWhole = type === 'integer';
  const edges = edgesOf({ min: ends.min, high: ends.high, max: ends.max }, bins, isWhole);
  const counts = await countBins(reading, from, edges);
  return {
    metric: named,
    bins: edges
      .slice(0, -1)
      .map((edge, bin) => ({ from: edge, to: edges[bin + 1] ?? edge, customers: counts.get(bin) ?? 0 })),
    empty,
    min: ends.min,
    max: ends.max,
  };
}

function refuseType(id: string): never {
  return refuse(
    'not-numeric',
    'id',
    `“${id}”不是数值，没有分布图`,
    `“${id}” is no number and has no histogram`,
  );
}

/** In major units, as floating point: bins need not be exact. */
function valueSql({ metric, value, den }: StoredMetric, grid: Grid): Expression {
  const float = sql`cast(${grid.column(value.name)} as double precision)`;
  if (den !== null) return sql`${float} / nullif(cast(${grid.column(den.name)} as double precision), 0)`;
  return sql`${float} / ${sql.lit(10 ** metric.scale)}`;
}

interface Ends {
  readonly min: number | null;
  /** 99 of 100 values lie at or below. */
  readonly high: number | null;
  readonly max: number | null;
  readonly empty: number;
}

async function readEnds({ db }: Reading, from: Expression): Promise<Ends> {
  const { rows } = await sql<
    Omit<Ends, 'empty'> & { empty: bigint }
  >`select min(value) as min, max(value) as max,
      percentile_disc(0.99) within group (order by value) as high, count(*) filter (where value is null) as empty
    from ${from}`.execute(db);
  const { min = null, max = null, high = null, empty = 0n } = rows[0] ?? {};
  return { min, max, high, empty: Number(empty) };
}

/** Where bins begin, and the end of the last. */
function edgesOf(
  { min, high, max }: { readonly min: number; readonly high: number; readonly max: number },
  bins: number,
  isWhole: boolean,
): number[] {
  const isFar = max - min > 2 * (high - min) && high > min && bins > 1;
  const [top, count] = isFar ? [high, bins - 1] : [max, bins];
  // Whole numbers have a place for each or for as many in every bin.
  const width = isWhole ? Math.max(1, Math.ceil((top - min + 1) / count)) : (top - min) / count || 1;
  const wanted = isWhole ? Math.ceil((top - min + 1) / width) : top > min ? count : 1;
  const edges = Array.from({ length: wanted + 1 }, (_, bin) => min + bin * width);
  return isFar ? [...edges, max] : edges;
}

async function countBins(
  { db }: Reading,
  from: Expression,
  edges: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const [first = 0, second = 1] = edges;
  const place = sql`cast(floor((value - ${float(first)}) / ${float(second - first)}) as bigint)`;
  const last = edges.length - 2;
  const { rows } = await sql<{
    bin: bigint;
    customers: bigint;
  }>`select least(${place}, ${sql.lit(last)}) as bin,
      count(*) as customers from ${from} where value is not null group by 1`.execute(db);
  return new Map(rows.map(({ bin, customers }) => [Number(bin), Number(customers)]));
}

function float(value: number): Expression {
  return sql`cast(${String(value)} as double precision)`;
}
