import type { JsonColumn } from '../../sql/expression.ts';
import type { ValueRow } from './insert-values.ts';
import type { OrderIdentity } from './order-identity.ts';
import type { ReadOrder } from './written-order.ts';

/** An order with what the register knows it by. */
export interface NamedOrder {
  readonly order: ReadOrder;
  readonly identity: OrderIdentity;
}

export const orderColumns: readonly JsonColumn[] = [
  ...texts('order_ref', 'digest', 'ordered_time', 'paid_time', 'status'),
  ...texts('channel', 'store', 'category', 'product'),
  ...bigints('customer_id', 'order_id', 'amount', 'refunded', 'shipping', 'tax', 'quantity', 'margin'),
  ...days('day', 'ordered_day', 'paid_day', 'refund_day'),
  { name: 'line_count', type: 'integer' },
];

export const lineColumns: readonly JsonColumn[] = [
  ...bigints('customer_id', 'order_id', 'amount', 'quantity', 'margin'),
  ...texts('category', 'product'),
  { name: 'line_no', type: 'integer' },
];

/** The number of the customer whose an order is. */
export type BuyerOf = (named: NamedOrder) => bigint | undefined;

/** Orders as rows to be inserted. */
export function orderRows(named: readonly NamedOrder[], buyerOf: BuyerOf): ValueRow[] {
  return named.map((each) => orderRow(each, buyerOf(each)));
}

/** The same with the lines of orders. */
export function lineRows(named: readonly NamedOrder[], buyerOf: BuyerOf): ValueRow[] {
  return named.flatMap((each) => linesOf(each, buyerOf(each)));
}

function orderRow({ order, identity }: NamedOrder, buyer: bigint | undefined): ValueRow {
  const { ordered, paid } = order;
  // Written out in full: an object spread into another takes several times as long.
  return {
    customer_id: written(buyer),
    order_id: written(identity.id),
    order_ref: identity.ref,
    digest: identity.digest,
    day: paid?.day ?? ordered?.day,
    ordered_day: ordered?.day,
    ordered_time: ordered?.time,
    paid_day: paid?.day,
    paid_time: paid?.time,
    status: order.status,
    amount: written(order.amount),
    quantity: written(order.quantity),
    margin: written(order.margin),
    category: order.category,
    product: order.product,
    refunded: written(order.refunded),
    refund_day: order.refundDay,
    shipping: written(order.shipping),
    tax: written(order.tax),
    channel: order.channel,
    store: order.store,
    line_count: Math.max(1, order.lines.length),
  };
}

function linesOf({ order, identity }: NamedOrder, buyer: bigint | undefined): ValueRow[] {
  return order.lines.map((line, index) => ({
    customer_id: written(buyer),
    order_id: written(identity.id),
    line_no: index + 1,
    amount: written(line.amount),
    quantity: written(line.quantity),
    margin: written(line.margin),
    category: line.category,
    product: line.product,
  }));
}

/** JSON has no numbers of 64 bits. */
function written(value: bigint | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
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
