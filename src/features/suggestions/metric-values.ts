import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { fraction, fractionText } from '../../domain/exact.ts';
import { bigint, commas, type Dialect, type Expression, wide } from '../../sql/expression.ts';
import type { StoredMetric } from '../../sql/stored.ts';
import type { Grid } from '../customers/grid.ts';

/** How a rule compares a metric with a threshold. */
export type Operator = 'atLeast' | 'over';

/** The decimals of thresholds on fractions. */
const FRACTION_SCALE = 6;

/** The decimals of a metric's values and thresholds, which are whole numbers here. */
export function scaleOf({ metric }: StoredMetric): number {
  return metric.type === 'fraction' ? FRACTION_SCALE : metric.scale;
}

/** A whole number as thresholds are written, in major units. */
export function written(value: bigint, scale: number): number {
  return Number(fractionText(fraction(value, 10n ** BigInt(scale)), scale));
}

/** A customer's value as a whole number. A fraction is cut so that any threshold of its decimals parts the same customers. */
export function wholeValue(
  stored: StoredMetric,
  operator: Operator,
  grid: Grid,
  dialect: Dialect,
): Expression {
  const value = grid.column(stored.value.name);
  if (stored.den === null) return value;
  const den = grid.column(stored.den.name);
  const num = sql`${wide(value)} * ${bigint(10 ** FRACTION_SCALE)}`;
  return dialect.quotient(operator === 'atLeast' ? num : sql`${num} + ${den} - 1`, den);
}

/** What is over a threshold, or at least as much. */
function passes(value: Expression, operator: Operator, threshold: bigint): Expression {
  return operator === 'atLeast'
    ? sql`${value} >= ${bigint(threshold)}`
    : sql`${value} > ${bigint(threshold)}`;
}

/** Of rows with `value` and `cost`: the different values, how many have at least as much, and what those cost together. */
export function distribution(from: Expression): Expression {
  const counted = sql`select value, count(*) as n, sum(cost) as cost from ${from} where value is not null group by value`;
  return sql`(select value, sum(n) over (order by value desc) as at_least,
      sum(cost) over (order by value desc) as cost_at_least from (${counted}) as counted) as distribution`;
}

export interface Reached {
  readonly customers: number;
  /** A sum of the rows' `cost`. */
  readonly cost: bigint;
}

/** How many reach each threshold, and what they cost. */
export async function reached(
  db: Queryable,
  from: Expression,
  operator: Operator,
  thresholds: readonly bigint[],
): Promise<Reached[]> {
  if (thresholds.length === 0) return [];
  const columns = thresholds.flatMap((threshold, index) => {
    const passed = sql`filter (where ${passes(sql`value`, operator, threshold)})`;
    return [
      sql`count(*) ${passed} as ${sql.ref(`n${index}`)}`,
      sql`cast(coalesce(sum(cost) ${passed}, 0) as text) as ${sql.ref(`cost${index}`)}`,
    ];
  });
  const [row = {}] = await run(db, sql`select ${commas(columns)} from ${from}`);
  return thresholds.map((_, index) => ({
    customers: Number(row[`n${index}`]),
    cost: BigInt(String(row[`cost${index}`])),
  }));
}
