import { currencyDecimals } from '../currency.ts';
import { fraction } from '../exact.ts';
import { type LooseRefund, linesOf, type OrderLine, QUANTITY_SCALE } from '../order.ts';
import type { CountedLine, Purchase } from './purchase.ts';
import type { Lookup, Value } from './value.ts';

const quantityUnit = 10n ** BigInt(QUANTITY_SCALE);

/** Reads integers of minor units as fractions of major units. */
export function money(minor: bigint | null, currency: string): Value {
  return minor === null ? null : fraction(minor, 10n ** BigInt(currencyDecimals(currency)));
}

export function quantity(millionths: bigint | null): Value {
  return millionths === null ? null : fraction(millionths, quantityUnit);
}

function add(values: readonly (bigint | null)[]): bigint | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0n);
}

/** A whole order's column; `amount` is the counted amount. Quantity and margin are those of its lines. */
function orderColumn(purchase: Purchase, column: string, amount: bigint, currency: string): Value {
  const { order, day, status, refunded, refundDay } = purchase;
  const lines = linesOf(order);
  const read: Record<string, () => Value> = {
    amount: () => money(amount, currency),
    refunded: () => money(refundDay === null ? null : refunded, currency),
    shipping: () => money(order.shipping, currency),
    tax: () => money(order.tax, currency),
    margin: () => money(add(lines.map((line) => line.margin)), currency),
    quantity: () => quantity(add(lines.map((line) => line.quantity))),
    channel: () => order.channel,
    store: () => order.store,
    status: () => status,
    day: () => day,
    ordered_at: () => order.orderedDay,
    paid_at: () => order.paidDay,
    refunded_at: () => refundDay,
  };
  return read[column]?.() ?? null;
}

/** One line's columns, and those of its order for what a line does not have itself. */
export function lineColumn(
  purchase: Purchase,
  line: OrderLine,
  column: string,
  amount: bigint,
  currency: string,
): Value {
  switch (column) {
    case 'category':
    case 'product':
      return line[column];
    case 'quantity':
      return quantity(line.quantity);
    case 'margin':
      return money(line.margin, currency);
    default:
      return orderColumn(purchase, column, amount, currency);
  }
}

export function lineLookup(purchase: Purchase, { line, amount }: CountedLine, currency: string): Lookup {
  return ({ id }) => lineColumn(purchase, line, id, amount, currency);
}

/** What `where` sees of a refund that names no order: where and for what it was, and its day. */
export function refundLookup(refund: LooseRefund): Lookup {
  const columns: Readonly<Record<string, string | null>> = {
    channel: refund.channel,
    store: refund.store,
    category: refund.category,
    product: refund.product,
    day: refund.day,
  };
  return ({ id }) => columns[id] ?? null;
}

/** The different values of a text column: those of the lines for what lines have, else the order's own. */
export function orderValues(purchase: Purchase, column: string, amount: bigint, currency: string): Value[] {
  const { order } = purchase;
  if (column === 'category' || column === 'product') return linesOf(order).map((line) => line[column]);
  return [orderColumn(purchase, column, amount, currency)];
}
