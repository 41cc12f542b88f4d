import { createHash } from 'node:crypto';
import type { ReadOrder } from './written-order.ts';

/** A control character that no value keeps. */
export const SEPARATOR = '\x1f';

/** How the register knows an order: the same as when a file with it is imported. */
export interface OrderIdentity {
  /** 63 bits of the hash of channel and number; see `Dialect.hash`. */
  readonly id: bigint;
  /** The number it was given; one made of what it says where it has none. */
  readonly ref: string;
  /** Of all that it says: the same again changes nothing. */
  readonly digest: string;
}

/**
 * Names the orders of one request. Orders without a number are known by customer, days, times where there are any, amount
 * and how often the same was said before in the request.
 */
export function identifyOrders(orders: readonly ReadOrder[]): OrderIdentity[] {
  const said = new Map<string, number>();
  return orders.map((order) => {
    const ref = order.number ?? unnumbered(order, said);
    return {
      id: hashed(`${order.channel ?? ''}${SEPARATOR}${ref}`),
      ref,
      digest: md5(placed(contents(order))),
    };
  });
}

function unnumbered(order: ReadOrder, said: Map<string, number>): string {
  const { customer, ordered, paid, amount } = order;
  const times = [ordered?.time, paid?.time].filter((time) => time !== null && time !== undefined);
  const same = placed([customer, ordered?.day, paid?.day, amount, ...times]);
  const occurrence = (said.get(same) ?? 0) + 1;
  said.set(same, occurrence);
  return `#${md5(`${same}${SEPARATOR}${occurrence}`)}`;
}

export type Part = string | bigint | null | undefined;

/** Each part at its place: a blank one must not let its neighbour pass for it. */
export function placed(parts: readonly Part[]): string {
  return parts.map((part) => part ?? '').join(SEPARATOR);
}

function contents(order: ReadOrder): Part[] {
  const { customer, ordered, paid, status, amount, refunded, refundDay, shipping, tax } = order;
  const { quantity, margin, store, category, product, lines } = order;
  const texts = lines.map((line, index) =>
    placed([String(index + 1), line.amount, line.quantity, line.margin, line.category, line.product]),
  );
  const day = [ordered?.day, paid?.day, status, amount, refunded, refundDay, shipping, tax];
  const goods = [quantity, margin, store, category, product, texts.join(SEPARATOR)];
  return [customer, ...day, ...goods, ordered?.time, paid?.time];
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** As `Dialect.hash`. */
export function hashed(text: string): bigint {
  const lower = createHash('md5').update(text).digest().readBigUInt64LE(8);
  return lower & 0x7fff_ffff_ffff_ffffn;
}
