import { sql } from 'kysely';
import type { Expression } from '../../sql/expression.ts';
import type { Tables } from '../../sql/tables.ts';

/** Tables that a statement reads, with what must stand before it. */
export interface ReadOnce {
  /** `with …`, or nothing. */
  readonly before: Expression;
  readonly tables: Tables;
}

const columns = sql`customer_id, order_id, day, ordered_day, paid_day, status, amount, refunded, refund_day, shipping, tax,
  quantity, margin, channel, store, category, product, line_count`;
const ofOrder = sql`o.day, o.ordered_day, o.paid_day, o.status, o.amount as order_amount, o.refunded, o.refund_day, o.shipping,
  o.tax, o.channel, o.store`;

/**
 * The same tables, but the orders of the few customers that a condition on `customer_id` chooses are looked up once and not
 * again for their lines: to find them the whole table is looked through.
 */
export function readOnce(few: Expression, tables: Tables): ReadOnce {
  const before = sql`with touched_orders as materialized (select ${columns} from orders where ${few}),
    touched_lines as (
      select customer_id, order_id, 1 as line_no, ${ofOrder}, o.amount, quantity, margin, category, product
      from touched_orders as o where line_count = 1
      union all
      select o.customer_id, o.order_id, l.line_no, ${ofOrder}, l.amount, l.quantity, l.margin, l.category, l.product
      from (select * from several_lines where ${few}) as l
        join touched_orders as o on o.customer_id = l.customer_id and o.order_id = l.order_id)`;
  return {
    before,
    tables: {
      ...tables,
      orders: sql`touched_orders as orders`,
      order_lines: sql`touched_lines as order_lines`,
    },
  };
}
