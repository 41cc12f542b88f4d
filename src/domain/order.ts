import type { Day } from './calendar.ts';

export const orderStatuses = ['unpaid', 'paid', 'shipped', 'completed', 'cancelled', 'refunded'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** Those of orders by which somebody is a buyer, also where the money was given back later. */
export const everPaid: readonly OrderStatus[] = ['paid', 'shipped', 'completed', 'refunded'];

/** Quantities are kept as integers in millionths, so that they add up exactly. */
export const QUANTITY_SCALE = 6;

/** What an order and its lines have alike. Money in minor units, quantities in millionths. */
interface Goods {
  readonly category: string | null;
  readonly product: string | null;
  readonly quantity: bigint | null;
  readonly margin: bigint | null;
}

export interface OrderLine extends Goods {
  readonly amount: bigint;
}

/** A purchase as it was recorded. Days are in the business's time zone. */
export interface Order extends Goods {
  readonly customer: string;
  readonly orderedDay: Day | null;
  readonly paidDay: Day | null;
  readonly status: OrderStatus;
  /** Paid, before refunds. */
  readonly amount: bigint;
  readonly refunded: bigint | null;
  /** Null: refunded on the order's own day. */
  readonly refundDay: Day | null;
  readonly shipping: bigint | null;
  readonly tax: bigint | null;
  readonly channel: string | null;
  readonly store: string | null;
  /** Empty: the order is its own only line. */
  readonly lines: readonly OrderLine[];
}

/** Money given back that names no known order: lowers the customer's sums on its own day. */
export interface LooseRefund {
  readonly customer: string;
  readonly day: Day;
  readonly amount: bigint;
  readonly channel: string | null;
  readonly store: string | null;
  readonly category: string | null;
  readonly product: string | null;
}

export type FieldValue = string | bigint | null;

export interface Customer {
  readonly id: string;
  readonly registeredDay: Day | null;
  /** The day on which the tier began that is held on the eve of the day looked at; without one none is held. */
  readonly tierBegan?: Day | null;
  /** Texts and days as text, money in minor units, numbers in millionths. */
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** The day an order lies on: that of its payment, else of its creation; null when it has neither. */
export function orderDay(order: Order): Day | null {
  return order.paidDay ?? order.orderedDay;
}

/** The order's lines; an order without lines is one line. */
export function linesOf(order: Order): readonly OrderLine[] {
  return order.lines.length > 0 ? order.lines : [order];
}
