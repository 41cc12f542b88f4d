import type { Day } from '../calendar.ts';
import type { CountPolicy } from '../metric.ts';
import { linesOf, type Order, type OrderLine, type OrderStatus, orderDay } from '../order.ts';

/** An order as it is known at the end of a day: later refunds do not exist yet. */
export interface Purchase {
  readonly order: Order;
  readonly day: Day;
  readonly status: OrderStatus;
  readonly refunded: bigint;
  /** Null while no refund exists. */
  readonly refundDay: Day | null;
}

/** Orders up to the as-of day, seen as of it. */
export function purchasesUpTo(orders: readonly Order[], asOf: Day): Purchase[] {
  return orders.flatMap((order) => {
    const day = orderDay(order);
    return day === null || day > asOf ? [] : [seen(order, day, asOf)];
  });
}

function seen(order: Order, day: Day, asOf: Day): Purchase {
  const refund = order.refunded ?? (order.status === 'refunded' ? order.amount : null);
  const refundDay = order.refundDay ?? day;
  const exists = refundDay <= asOf;
  return {
    order,
    day,
    status: order.status === 'refunded' && !exists ? 'completed' : order.status,
    refunded: refund !== null && exists ? refund : 0n,
    refundDay: refund !== null && exists ? refundDay : null,
  };
}

export function isCounted({ status }: Purchase, count: CountPolicy): boolean {
  return count.statuses.includes(status);
}

/** What an order counts for: its amount less what the policy takes off, never below zero. Minor units. */
export function countedAmount({ order, refunded }: Purchase, count: CountPolicy): bigint {
  let amount = order.amount;
  if (count.amount === 'net') amount -= refunded;
  if (count.without.includes('shipping')) amount -= order.shipping ?? 0n;
  if (count.without.includes('tax')) amount -= order.tax ?? 0n;
  return amount > 0n ? amount : 0n;
}

export interface CountedLine {
  readonly line: OrderLine;
  readonly amount: bigint;
}

/**
 * The order's lines with what each counts for. What the order loses (refund, shipping, tax) is spread over
 * them by amount, truncated to the minor unit, the remainder to the last; they add up to the order's amount.
 */
export function countedLines(purchase: Purchase, count: CountPolicy): CountedLine[] {
  const lines = linesOf(purchase.order);
  const total = lines.reduce((sum, { amount }) => sum + amount, 0n);
  const lost = total - countedAmount(purchase, count);
  let left = lost;
  return lines.map((line, index) => {
    const share = index === lines.length - 1 ? left : total === 0n ? 0n : (lost * line.amount) / total;
    left -= share;
    return { line, amount: line.amount - share };
  });
}
