import { sql } from 'kysely';
import { conditionSql } from '../../sql/condition.ts';
import { planEvaluation } from '../../sql/evaluation.ts';
import { type Expression, or, wide } from '../../sql/expression.ts';
import type { StoredMetric } from '../../sql/stored.ts';
import { type Grid, openGrid } from '../customers/grid.ts';
import type { Reading } from '../customers/reading.ts';
import { keptTables } from '../evaluations/kept-tables.ts';
import { fieldSql } from '../simulations/stored-migrations.ts';
import { pricedYear, withinWindow } from '../tiers/within-window.ts';
import type { Asked, Spending } from './check-asked.ts';
import { wholeValue } from './metric-values.ts';

/**
 * Every customer of the last evaluation: his `value` of the metric and the `cost` of the tier's benefits in a year, by
 * what he bought in the last twelve months, in the minor unit over `den`; 0 where he has a higher tier or none was asked.
 */
export function valuedRows(asked: Asked, reading: Reading): Expression {
  const { stored, operator, spending } = asked;
  const grid = openGrid(reading);
  const value = wholeValue(stored, operator, grid, reading.dialect);
  if (spending === null) return sql`(select ${value} as value, 0 as cost from ${grid.from()}) as valued`;
  const cost = costSql(spending, asked, grid);
  const buys = spending.cost.perOrder > 0n || spending.cost.ofSpend > 0n;
  const id = grid.column('customer_id');
  const bought = buys
    ? sql` left join (${boughtInAYear(asked, reading)}) as bought on bought.customer_id = ${id}`
    : sql``;
  return sql`(select ${value} as value, ${cost} as cost from ${grid.from()}${bought}) as valued`;
}

function costSql({ cost, higher }: Spending, { generation }: Asked, grid: Grid): Expression {
  const { fixed, perOrder, ofSpend } = cost;
  const parts = [whole(fixed)];
  if (perOrder > 0n) parts.push(sql`${whole(perOrder)} * coalesce(bought.orders, 0)`);
  if (ofSpend > 0n) parts.push(sql`${whole(ofSpend)} * greatest(coalesce(bought.spend, 0), 0)`);
  const sum = sql.join(parts, sql` + `);
  if (higher.length === 0) return sql`(${sum})`;
  const isHigher = or(
    higher.map((rule) =>
      conditionSql(rule, (subject) => {
        if (subject.kind === 'field') return { value: fieldSql(subject, grid) };
        return storedValue(subject.id, generation.graded.metrics, grid);
      }),
    ),
  );
  return sql`(case when ${isHigher} then ${whole(0n)} else ${sum} end)`;
}

function storedValue(id: string, metrics: readonly StoredMetric[], grid: Grid) {
  const found = metrics.find(({ metric }) => metric.id === id);
  if (found === undefined) throw new RangeError(`not stored: ${id}`);
  const value = grid.column(found.value.name);
  return found.den === null ? { value } : { value, den: grid.column(found.den.name) };
}

/** `customer_id`, `orders` and `spend` of everybody in the twelve months up to the evaluation's day. */
function boughtInAYear({ draft, generation }: Asked, { dialect }: Reading): Expression {
  const scheme = withinWindow(draft, pricedYear);
  const { asOf } = generation;
  const wanted = ['spend', 'orders'];
  const plan = planEvaluation({ scheme, asOf, dialect, wanted, from: keptTables(scheme, {}) });
  const columns = plan.stored.map(
    ({ metric, value }) => sql`${sql.ref(value.name)} as ${sql.ref(metric.id)}`,
  );
  return sql`select customer_id, ${sql.join(columns, sql`, `)} from (${plan.measured.select}) as measured`;
}

/** Sums of costs go beyond 64 bits. */
function whole(value: bigint): Expression {
  return wide(sql.lit(String(value)));
}
