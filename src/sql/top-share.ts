import { sql } from 'kysely';
import { as, bigint, type Expression } from './expression.ts';
import type { MetricValue } from './metric-value.ts';
import type { StoredMetric } from './stored.ts';

/** How the values of everybody lie: a table of `at_value`, `above` (customers with more), `at_least`; and all with a value. */
export interface Distribution {
  readonly table: string;
  readonly of: bigint;
}

/** The rows of a distribution, in the order of values. `from` are the measured rows. */
export function distributionSelect(ranked: MetricValue, from: Expression): Expression {
  const key = rankedBy(ranked);
  const counted = sql`select ${key} as at_value, count(*) as n from ${from} where ${key} is not null group by 1`;
  return sql`select at_value, cast(sum(n) over (order by at_value desc) - n as bigint) as above,
    cast(sum(n) over (order by at_value desc) as bigint) as at_least from (${counted}) as counted order by at_value`;
}

/** How measured rows find their place: as those of the distribution itself, or as any rows. */
export type Placing =
  | 'known'
  | ((table: string, column: string, than: Expression, alias: string) => Expression);

/**
 * Measured rows with the columns of a share: 100 × customers of the distribution with a strictly greater value ÷
 * all of them.
 */
export function withShare(
  from: Expression,
  { value, den }: StoredMetric,
  ranked: MetricValue,
  { table, of }: Distribution,
  placing: Placing,
): Expression {
  if (den === null) throw new RangeError(`no fraction: ${value.name}`);
  const key = rankedBy(ranked);
  const known = placing === 'known';
  const join = known
    ? sql` left join ${sql.table(table)} as beside on beside.at_value = ${key}`
    : placing(table, 'at_value', key, 'beside');
  // The next greater value knows how many have at least that much; beyond the greatest there is nobody.
  const above = known ? sql`beside.above` : sql`coalesce(beside.at_least, ${bigint(0)})`;
  const all = bigint(of > 0n ? of : 1n);
  const share = [as(sql`case when ${key} is not null then 100 * ${above} end`, value.name)];
  const columns = [...share, as(sql`case when ${key} is not null then ${all} end`, den.name)];
  return sql`(select measured.*, ${sql.join(columns, sql`, `)} from ${from}${join}) as measured`;
}

/** Fractions are compared as the nearest double. */
function rankedBy({ value, den }: MetricValue): Expression {
  if (den === undefined) return value;
  return sql`(cast(${value} as double precision) / cast(${den} as double precision))`;
}
