import { sql } from 'kysely';
import { bigint, commas, type Expression } from '../../sql/expression.ts';
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

/** As many customers are looked up each for itself: the engine then skips nearly the whole table. */
export const FEW = 24;

/** The same tables, but the orders of few customers are looked up once and not again for their lines. */
export function readOnce(ids: readonly bigint[], tables: Tables): ReadOnce {
  const before = sql`with touched_orders as materialized (${rowsOf(ids, columns, 'orders')}),
    touched_lines as (
      select customer_id, order_id, 1 as line_no, ${ofOrder}, o.amount, quantity, margin, category, product
      from touched_orders as o where line_count = 1
      union all
      select o.customer_id, o.order_id, l.line_no, ${ofOrder}, l.amount, l.quantity, l.margin, l.category, l.product
      from (${rowsOf(ids, sql`*`, 'several_lines')}) as l
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

function rowsOf(ids: readonly bigint[], wanted: Expression, table: string): Expression {
  const where = (condition: Expression): Expression =>
    sql`select ${wanted} from ${sql.table(table)} where customer_id ${condition}`;
  if (ids.length > FEW) return where(sql`in (${commas(ids.map(bigint))})`);
  return sql.join(
    ids.map((id) => where(sql`= ${bigint(id)}`)),
    sql` union all `,
  );
}
