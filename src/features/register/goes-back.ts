import { sql } from 'kysely';
import { bigint, constantText, type Dialect, type Expression } from '../../sql/expression.ts';
import { chosen } from './chosen.ts';
import type { UndoableMerge } from './merge-undone.ts';
import { cameUnder, type Named } from './named-rows.ts';

/**
 * Which rows of the one who was kept go back when a merge is taken apart: a condition on `current`. Those that came under an id of the one
 * who was merged, before or since; points that an order brought go with it.
 */
export function goesBack(
  dialect: Dialect,
  what: Named | 'several_lines',
  { kept, names }: UndoableMerge,
): Expression {
  if (what === 'several_lines') {
    return sql`current.order_id in (select current.order_id from orders as current
      where current.customer_id = ${bigint(kept)} and ${cameUnder(dialect, 'orders', names)})`;
  }
  const isNamed = cameUnder(dialect, what, names);
  if (what !== 'events') return isNamed;
  // An order may have become somebody else's since, or be there no more: what he had of it last tells.
  const versions = sql`(select distinct on (order_id) order_id, recorded_by from
    (select order_id, recorded_by from orders where customer_id = ${bigint(kept)}
      union all select order_id, recorded_by from orders_history where customer_id = ${bigint(kept)}) as all_versions
    order by order_id, recorded_by desc)`;
  const going = sql`(select v.order_id from ${versions} as v join named_rows as n
    on n.what = ${constantText('orders')} and n.row_id = v.order_id and n.recorded_by = v.recorded_by
    where n.external_id in ${chosen(dialect, 'text', names)})`;
  const pointsOf = (orders: Expression): Expression =>
    sql`current.event_id in (select event_id from order_points where order_id in ${orders})`;
  return sql`case when ${pointsOf(going)} then true when ${pointsOf(sql`(select order_id from ${versions} as v)`)} then false
    else ${isNamed} end`;
}
