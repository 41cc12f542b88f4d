import { sql } from 'kysely';
import { type Queryable, type Row, run } from '../../db/database.ts';
import { type Day, day } from '../../domain/calendar.ts';
import { subjectsOf } from '../../domain/condition.ts';
import type { Register } from '../../domain/evaluate/evaluate.ts';
import type { Metric } from '../../domain/metric.ts';
import type { Customer, LooseRefund, Order, OrderLine, OrderStatus } from '../../domain/order.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { as, bigint, commas, type Expression } from '../../sql/expression.ts';
import { customValue } from '../register/custom-value.ts';
import { customFields, keptFields } from './kept-tables.ts';

/** As many orders of a customer are looked at one by one. */
const ORDERS = 200;

const orderColumns = [
  'customer_id',
  'order_id',
  'ordered_day',
  'paid_day',
  'status',
  'amount',
  'refunded',
  'refund_day',
  'line_count',
];

/** Read where a metric looks at them: each costs as much as any other, and most schemes look at none. */
const furtherColumns = ['shipping', 'tax', 'quantity', 'margin', 'channel', 'store', 'category', 'product'];

/** Who is read, and what of them. */
export interface Few {
  readonly ids: readonly bigint[];
  /** Other columns of orders than these look at are null. */
  readonly metrics: readonly Metric[];
  readonly withFields: boolean;
}

/**
 * What the register has of few customers, by their numbers; null where one of them has more orders than are to be looked at one
 * by one. Of events nothing.
 */
export async function readFew(
  db: Queryable,
  scheme: Scheme,
  { ids, metrics, withFields }: Few,
): Promise<Register | null> {
  const among = sql`customer_id in (${commas(ids.map(bigint))})`;
  // As many are not read without one of them having too many.
  const most = sql.lit(ORDERS * ids.length + 1);
  const lookedAt = new Set(metrics.flatMap(columnsOf));
  const columns = [...orderColumns, ...furtherColumns.filter((column) => lookedAt.has(column))];
  const read = await run(
    db,
    sql`select ${commas(columns.map((name) => sql.ref(name)))} from orders where ${among} limit ${most}`,
  );
  const counts = new Map<unknown, number>();
  for (const { customer_id } of read) counts.set(customer_id, (counts.get(customer_id) ?? 0) + 1);
  if ([...counts.values()].some((count) => count > ORDERS)) return null;
  const severalLines = read.some(({ line_count }) => Number(line_count) > 1);
  const lines = severalLines ? await readLines(db, ids) : new Map<unknown, OrderLine[]>();
  const refunds = await run(
    db,
    sql`select customer_id, day, amount, channel, store, category, product from refunds where ${among}`,
  );
  return {
    customers: withFields ? await readCustomers(db, scheme, among) : ids.map(withoutFields),
    orders: read.map((row) => orderOf(row, lines.get(row.order_id) ?? [])),
    refunds: refunds.map(refundOf),
    events: [],
  };
}

/** Names of what a metric looks at in an order or its lines. */
function columnsOf({ definition }: Metric): string[] {
  switch (definition.kind) {
    case 'measure': {
      const { what, where, count } = definition;
      const tested = where === null ? [] : subjectsOf(where).map(({ id }) => id);
      return [...(what === null ? [] : [what]), ...tested, ...count.without];
    }
    case 'clv':
      return ['margin', ...definition.count.without];
    case 'score':
    case 'top-share':
      return [];
    case 'rfm':
    case 'tenure':
    case 'refund-rate':
    case 'p-alive':
      return [...definition.count.without];
  }
}

async function readLines(db: Queryable, ids: readonly bigint[]): Promise<Map<unknown, OrderLine[]>> {
  const rows = await run(
    db,
    sql`select order_id, amount, quantity, margin, category, product from several_lines
      where customer_id in (${commas(ids.map(bigint))}) order by order_id, line_no`,
  );
  const lines = new Map<unknown, OrderLine[]>();
  for (const row of rows) lines.set(row.order_id, [...(lines.get(row.order_id) ?? []), lineOf(row)]);
  return lines;
}

async function readCustomers(db: Queryable, scheme: Scheme, among: Expression): Promise<Customer[]> {
  const own = Object.entries(keptFields).map(([id, column]) => as(sql.ref(column), id));
  const custom = customFields(scheme).map((field) => as(customValue(sql`custom`, field), field.id));
  const rows = await run(
    db,
    sql`select customer_id, ${commas([...own, ...custom])} from customers where ${among}`,
  );
  return rows.map(({ customer_id, ...fields }) => ({
    id: String(customer_id),
    registeredDay: dayOf(fields.registered_at),
    fields: fields as Customer['fields'],
  }));
}

function withoutFields(id: bigint): Customer {
  return { id: String(id), registeredDay: null, fields: {} };
}

function orderOf(row: Row, lines: readonly OrderLine[]): Order {
  return {
    ...lineOf(row),
    customer: String(row.customer_id),
    orderedDay: dayOf(row.ordered_day),
    paidDay: dayOf(row.paid_day),
    status: String(row.status) as OrderStatus,
    refunded: whole(row.refunded),
    refundDay: dayOf(row.refund_day),
    shipping: whole(row.shipping),
    tax: whole(row.tax),
    channel: textOf(row.channel),
    store: textOf(row.store),
    lines,
  };
}

function lineOf({ amount, quantity, margin, category, product }: Row): OrderLine {
  return {
    amount: whole(amount) ?? 0n,
    quantity: whole(quantity),
    margin: whole(margin),
    category: textOf(category),
    product: textOf(product),
  };
}

function refundOf({ customer_id, day: on, amount, ...where }: Row): LooseRefund {
  return {
    customer: String(customer_id),
    day: day(String(on)),
    amount: whole(amount) ?? 0n,
    channel: textOf(where.channel),
    store: textOf(where.store),
    category: textOf(where.category),
    product: textOf(where.product),
  };
}

type Cell = Row[string] | undefined;

function whole(cell: Cell): bigint | null {
  return typeof cell === 'bigint' ? cell : null;
}

function textOf(cell: Cell): string | null {
  return typeof cell === 'string' ? cell : null;
}

function dayOf(cell: Cell): Day | null {
  return typeof cell === 'string' ? day(cell) : null;
}
