import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { moneyText } from '../../domain/currency.ts';
import { decimalText } from '../../domain/exact.ts';
import { QUANTITY_SCALE } from '../../domain/order.ts';
import { bigint, commas, type Expression } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import type { Seal } from '../contacts/seal.ts';
import { businessOf } from '../schemes/business.ts';
import { type Place, readCursor, writeCursor } from './cursor.ts';
import { findVisible } from './find-visible.ts';
import { type Reading, readCustomers } from './reading.ts';

/** An order of a customer. Amounts in major units; days, with the time of day where it is known, in the business's time zone. */
export interface OrderView {
  readonly id: string;
  readonly reference: string;
  readonly day: string;
  readonly orderedAt: string | null;
  readonly paidAt: string | null;
  readonly status: string;
  readonly amount: number;
  readonly refunded: number | null;
  readonly refundDay: string | null;
  readonly shipping: number | null;
  readonly tax: number | null;
  readonly channel: string | null;
  readonly store: string | null;
  readonly lines: readonly LineView[];
}

export interface LineView {
  readonly product: string | null;
  readonly category: string | null;
  readonly quantity: number | null;
  readonly amount: number;
}

export interface OrdersRequest {
  readonly visibility: Visibility;
  readonly customer: bigint;
  readonly limit: number;
  /** The cursor that the page before gave. */
  readonly after: string | null;
}

export interface OrderPage {
  readonly orders: readonly OrderView[];
  readonly next: string | null;
}

/** A customer's orders with their lines, the latest first. Throws an AppError for a customer who is not to be seen. */
export async function listOrders(folder: DataFolder, seal: Seal, request: OrdersRequest): Promise<OrderPage> {
  const { visibility, customer, limit, after } = request;
  return await readCustomers(folder, async (reading) => {
    await findVisible(reading, visibility, customer);
    const query = ['orders', String(customer)];
    return await readPage(reading, seal, { query, of: customer, limit, after });
  });
}

export interface OrdersPageRequest extends Pick<OrdersRequest, 'limit' | 'after'> {
  /** By what a cursor is known to be of the same list. */
  readonly query: readonly string[];
  /** The number that the orders carry. */
  readonly of: bigint;
  /** A condition on them. */
  readonly only?: Expression;
}

/** A page of orders that carry one customer's number, or nobody's, the latest first. */
export async function readPage(
  reading: Reading,
  seal: Seal,
  { query, of, only = sql`true`, limit, after }: OrdersPageRequest,
): Promise<OrderPage> {
  const place = after === null ? null : readCursor(after, query, seal);
  const rows = await readOrders(reading, { of, only }, place, limit + 1);
  const listed = rows.slice(0, limit);
  const { currency } = await businessOf(reading.db);
  const lines = await readLines(reading, of, listed);
  const last = rows.length > limit ? listed.at(-1) : undefined;
  const next = last && writeCursor({ value: last.day, number: String(last.order_id) }, query, seal);
  return {
    orders: listed.map((row) => orderView(row, lines.get(row.order_id) ?? [], currency)),
    next: next ?? null,
  };
}

interface LineRow {
  readonly order_id: bigint;
  readonly amount: bigint;
  readonly quantity: bigint | null;
  readonly category: string | null;
  readonly product: string | null;
}

interface OrderRow extends LineRow {
  readonly order_ref: string;
  readonly day: string;
  readonly ordered: string | null;
  readonly paid: string | null;
  readonly status: string;
  readonly refunded: bigint | null;
  readonly refund: string | null;
  readonly shipping: bigint | null;
  readonly tax: bigint | null;
  readonly channel: string | null;
  readonly store: string | null;
  readonly line_count: number;
}

async function readOrders(
  { db }: Reading,
  { of, only }: Required<Pick<OrdersPageRequest, 'of' | 'only'>>,
  place: Place | null,
  limit: number,
): Promise<readonly OrderRow[]> {
  const later =
    place === null
      ? sql`true`
      : sql`day <= cast(${place.value} as date)
          and (day < cast(${place.value} as date) or order_id < ${bigint(BigInt(place.number))})`;
  const at = (name: string) =>
    sql`cast(${sql.ref(`${name}_day`)} as text) || coalesce(' ' || ${sql.ref(`${name}_time`)}, '')`;
  const { rows } =
    await sql<OrderRow>`select order_id, order_ref, cast(day as text) as day, ${at('ordered')} as ordered,
      ${at('paid')} as paid, status, amount, refunded, cast(refund_day as text) as refund, shipping, tax, quantity, channel,
      store, category, product, line_count
    from orders where customer_id = ${bigint(of)} and ${only} and ${later} order by orders.day desc, order_id desc
    limit ${sql.lit(limit)}`.execute(db);
  return rows;
}

/** The lines of the orders that have several. */
async function readLines(
  { db }: Reading,
  customer: bigint,
  orders: readonly OrderRow[],
): Promise<ReadonlyMap<bigint, LineRow[]>> {
  const ids = orders.filter(({ line_count }) => line_count > 1).map(({ order_id }) => bigint(order_id));
  if (ids.length === 0) return new Map();
  const { rows } = await sql<LineRow>`select order_id, amount, quantity, category, product from several_lines
    where customer_id = ${customer} and order_id in (${commas(ids)}) order by order_id, line_no`.execute(db);
  const lines = new Map<bigint, LineRow[]>();
  for (const row of rows) lines.set(row.order_id, [...(lines.get(row.order_id) ?? []), row]);
  return lines;
}

function orderView(row: OrderRow, lines: readonly LineRow[], currency: string): OrderView {
  const money = (minor: bigint): number => Number(moneyText(minor, currency));
  const maybe = (minor: bigint | null): number | null => (minor === null ? null : money(minor));
  return {
    id: String(row.order_id),
    reference: row.order_ref,
    day: row.day,
    orderedAt: row.ordered,
    paidAt: row.paid,
    status: row.status,
    amount: money(row.amount),
    refunded: maybe(row.refunded),
    refundDay: row.refund,
    shipping: maybe(row.shipping),
    tax: maybe(row.tax),
    channel: row.channel,
    store: row.store,
    lines: (lines.length === 0 ? [row] : lines).map(({ product, category, quantity, amount }) => ({
      product,
      category,
      quantity: quantity === null ? null : Number(decimalText({ units: quantity, scale: QUANTITY_SCALE })),
      amount: money(amount),
    })),
  };
}
