import { sql } from 'kysely';
import { type Text, text } from '../../domain/text.ts';
import { as, type Dialect, type Expression } from '../../sql/expression.ts';
import { isSomebodys } from '../../sql/nobody.ts';
import { hashesSql } from '../register/customer-ids.ts';
import { type Rule, rowRule } from './check.ts';

const orders = text('笔订单', 'orders');
const rowsOf = text('行', 'rows');

/** What is always true of customers, orders, lines, refunds and events as they stand. */
export function registerRules(dialect: Dialect): readonly Rule[] {
  const [first, second] = hashesSql(dialect);
  return [
    hasCustomer(
      'orders',
      text('每笔订单都有客户，或注明没有买家', 'every order has a customer, or is nobody’s'),
      orders,
      sql`row_of.order_ref`,
    ),
    hasCustomer(
      'several_lines',
      text('每个订单行都有客户，或注明没有买家', 'every line of an order has a customer, or is nobody’s'),
      text('行', 'lines'),
      sql`row_of.order_id`,
    ),
    hasCustomer(
      'refunds',
      text('每笔退款都有客户，或注明没有买家', 'every refund has a customer, or is nobody’s'),
      text('笔退款', 'refunds'),
      sql`row_of.refund_id`,
    ),
    hasCustomer(
      'events',
      text('每条互动事件都有客户', 'every event has a customer'),
      text('条互动事件', 'events'),
      sql`row_of.event_id`,
    ),
    once(
      'customers',
      'external_id',
      text('每个客户编号只有一位客户', 'every customer id is that of one customer'),
    ),
    once('orders', 'order_id', text('每笔订单只有一次', 'every order is there once')),
    once('refunds', 'refund_id', text('每笔退款只有一次', 'every refund is there once')),
    once('events', 'event_id', text('每条互动事件只有一次', 'every event is there once')),
    rowRule(
      {
        id: 'points-of-orders',
        says: text('每条订单积分都有记录', 'every entry of points that an order brought is there'),
        of: text('条订单积分', 'entries of points by orders'),
      },
      {
        from: sql`order_points as p left join (select event_id as entered from events where source = 'points'
          union select event_id from events_history where source = 'points') as entries on entered = p.event_id`,
        wrong: sql`entered is null`,
        named: sql`cast(p.event_id as text)`,
      },
    ),
    rowRule(
      {
        id: 'ids-of-orders',
        says: text('每笔订单的编号都登记过', 'the id of every order is noted'),
        of: orders,
      },
      {
        from: sql`orders as o left join (select distinct order_id as noted from order_ids) as ids on noted = o.order_id`,
        wrong: sql`noted is null`,
        named: sql`o.order_ref`,
      },
    ),
    rowRule(
      {
        id: 'ids-of-customers',
        says: text(
          '登记的每个客户编号都是那位客户的',
          'every customer id that is noted is that of the customer',
        ),
        of: text('个客户编号', 'ids of customers'),
      },
      {
        from: sql`customer_ids as ids left join (select customer_id as customer, external_id, ${as(first, 'first_hash')}, ${as(second, 'second_hash')} from customer_names) as known
        on customer = ids.customer_id and known.first_hash = ids.first_hash`,
        wrong: sql`(customer is null or ids.first_hash <> known.first_hash or ids.second_hash <> known.second_hash)`,
        named: sql`coalesce(external_id, cast(ids.customer_id as text))`,
      },
    ),
    rowRule(
      {
        id: 'lines-of-orders',
        says: text(
          '多行订单的行数对得上，各行相加等于订单金额',
          'orders with several lines have all of them, and these add up to their amount',
        ),
        of: orders,
      },
      {
        from: sql`(select * from orders where line_count > 1) as o full join
        (select order_id as lines_of, customer_id as line_customer, count(*) as n, sum(amount) as total
          from several_lines group by order_id, customer_id) as lines
        on lines_of = order_id and line_customer = customer_id`,
        wrong: sql`(n is distinct from line_count or total is distinct from amount)`,
        named: sql`coalesce(order_ref, cast(lines_of as text))`,
      },
    ),
  ];
}

function hasCustomer(table: string, says: Text, of: Text, named: Expression): Rule {
  const unknown = sql`customers.customer_id is null`;
  return rowRule(
    { id: `customer-of-${table}`, says, of },
    {
      from: sql`${sql.table(table)} as row_of left join customers on customers.customer_id = row_of.customer_id`,
      wrong: table === 'events' ? unknown : sql`(${unknown} and ${isSomebodys('row_of.customer_id')})`,
      named,
    },
  );
}

function once(table: string, key: string, says: Text): Rule {
  return rowRule(
    { id: `one-of-${table}`, says, of: rowsOf },
    {
      from: sql`(select ${sql.ref(key)} as key, count(*) as n from ${sql.table(table)} group by 1) as keys`,
      wrong: sql`n > 1`,
      named: sql`key`,
    },
  );
}
