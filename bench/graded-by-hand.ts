import type { Day } from '../src/domain/calendar.ts';
import { levelsByHand, published } from './schemes.ts';

/** The table that is made by hand: what an evaluation by sales-levels stores of everybody beside what the register says of them. */
export const TABLE = 't';

export const createByHand = `create table ${TABLE} (customer_id bigint primary key, tier bigint, spend bigint, orders bigint, variety bigint,
  lifetime bigint, purchases bigint, average bigint, last_order date)`;

/** Its rows as of a day: the standard's metrics and those that lists of customers show. */
export function gradedByHand(day: Day): string {
  const last = `date '${day}'`;
  const counted = `day <= ${last} and status not in ('unpaid', 'cancelled') and (status <> 'refunded' or refund_day > ${last})`;
  const net = `case when refund_day <= ${last} then greatest(amount - refunded, 0) else amount end`;
  const inYear = `filter (where day > ${last} - interval '12 months')`;
  const bought = `select customer_id, cast(sum(${net}) ${inYear} as bigint) as spend, count(*) ${inYear} as orders,
      cast(sum(${net}) as bigint) as lifetime, count(*) as purchases, max(day) as last_order
    from orders where ${counted} group by customer_id`;
  const lines = `select customer_id, count(distinct category) as variety from order_lines where ${counted} group by customer_id`;
  const all = `select customers.customer_id, coalesce(spend, 0) as spend, coalesce(orders, 0) as orders, coalesce(variety, 0) as variety,
      coalesce(lifetime, 0) as lifetime, coalesce(purchases, 0) as purchases, (2 * lifetime + purchases) / (2 * purchases) as average, last_order
    from customers left join (${bought}) as b on b.customer_id = customers.customer_id
      left join (${lines}) as l on l.customer_id = customers.customer_id`;
  return `insert into ${TABLE} select customer_id, ${levelsByHand(published)}, spend, orders, variety, lifetime, purchases,
    cast(floor(average) as bigint), last_order from (${all}) as graded`;
}

/** One row to compare with `sumsOf` the product's table. */
export const sumsByHand = `select count(*), sum(tier), sum(spend), sum(orders), sum(variety), sum(lifetime), sum(purchases), sum(average),
  count(last_order) from ${TABLE}`;

/** The same of a table of grades, by the columns of its metrics. */
export function sumsOf(table: string, columnOf: (metric: string) => string): string {
  const metrics = ['spend_12m', 'orders_12m', 'variety', 'spend', 'orders', 'average_order'];
  const sums = ['computed', ...metrics.map(columnOf)].map((column) => `sum(${column}) as of_${column}`);
  return `select count(*) as n, ${sums.join(', ')}, count(${columnOf('last_order')}) as bought from ${table}`;
}
