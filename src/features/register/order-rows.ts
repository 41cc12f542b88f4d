import type { Dialect, Expression, JsonColumn } from '../../sql/expression.ts';
import type { OrderIdentity } from './order-identity.ts';
import type { FewerOrders } from './record-orders.ts';
import type { ReadOrder } from './written-order.ts';

/** An order with what the register knows it by. */
export interface NamedOrder {
  readonly order: ReadOrder;
  readonly identity: OrderIdentity;
}

const orderColumns: readonly JsonColumn[] = [
  ...texts('external_id', 'order_ref', 'digest', 'ordered_time', 'paid_time', 'status'),
  ...texts('channel', 'store', 'category', 'product'),
  ...bigints('order_id', 'amount', 'refunded', 'shipping', 'tax', 'quantity', 'margin'),
  ...days('day', 'ordered_day', 'paid_day', 'refund_day'),
  { name: 'line_count', type: 'integer' },
];

const lineColumns: readonly JsonColumn[] = [
  ...bigints('order_id', 'amount', 'quantity', 'margin'),
  ...texts('category', 'product'),
  { name: 'line_no', type: 'integer' },
];

/** Orders as a relation to be recorded, passed as JSON. */
export function incomingOrders(named: readonly NamedOrder[], dialect: Dialect): FewerOrders {
  const rows = (values: readonly object[], columns: readonly JsonColumn[]): Expression =>
    dialect.rowsOfJson(JSON.stringify(values, bigintAsText), columns);
  const lines = named.flatMap(lineRows);
  return {
    orders: rows(named.map(orderRow), orderColumns),
    lines: lines.length === 0 ? null : rows(lines, lineColumns),
    refunds: null,
  };
}

function orderRow({ order, identity }: NamedOrder): object {
  const { customer, number: _, ordered, paid, refundDay, lines, ...columns } = order;
  return {
    ...columns,
    external_id: customer,
    order_id: identity.id,
    order_ref: identity.ref,
    digest: identity.digest,
    day: paid?.day ?? ordered?.day,
    ordered_day: ordered?.day,
    ordered_time: ordered?.time,
    paid_day: paid?.day,
    paid_time: paid?.time,
    refund_day: refundDay,
    line_count: Math.max(1, lines.length),
  };
}

function lineRows({ order, identity }: NamedOrder): object[] {
  return order.lines.map((line, index) => ({ ...line, order_id: identity.id, line_no: index + 1 }));
}

function bigintAsText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function texts(...names: readonly string[]): JsonColumn[] {
  return names.map((name) => ({ name, type: 'text' }));
}

function bigints(...names: readonly string[]): JsonColumn[] {
  return names.map((name) => ({ name, type: 'bigint' }));
}

function days(...names: readonly string[]): JsonColumn[] {
  return names.map((name) => ({ name, type: 'date' }));
}
