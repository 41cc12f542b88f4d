import type { OrderStatus } from '../../domain/order.ts';
import type { Random } from './random.ts';
import { SECONDS } from './season.ts';

/** What became of an order. Days are indices, −1 for never; money in fen. */
export interface Settlement {
  readonly status: OrderStatus;
  readonly paidDay: number;
  readonly paidSecond: number;
  readonly refunded: number;
  readonly refundDay: number;
  readonly refundSecond: number;
}

/** Lets the order be paid, delivered and perhaps refunded, as far as the last day allows. */
export function settle(
  day: number,
  second: number,
  lastDay: number,
  amount: number,
  overTheCounter: boolean,
  random: Random,
): Settlement {
  if (!overTheCounter && random() < 0.045) return unpaid(day, lastDay, random);
  const paid = second + (overTheCounter ? 15 + Math.floor(random() * 60) : hesitation(random));
  const paidDay = day + Math.floor(paid / SECONDS);
  if (paidDay > lastDay) return unpaid(day, lastDay, random);
  const paidSecond = paid % SECONDS;
  const refundDay = paidDay + 1 + Math.floor(20 * random() * random());
  const refunded = random() < (overTheCounter ? 0.02 : 0.047) ? refundOf(amount, random) : 0;
  if (refunded === 0 || refundDay > lastDay) {
    const status = overTheCounter ? 'completed' : delivery(lastDay - paidDay, random);
    return { status, paidDay, paidSecond, refunded: 0, refundDay: -1, refundSecond: 0 };
  }
  const status = refunded === amount ? 'refunded' : delivery(lastDay - paidDay, random);
  const refundSecond = Math.floor((9 + 12 * random()) * 3600);
  return { status, paidDay, paidSecond, refunded, refundDay, refundSecond };
}

/** Unpaid orders stay open for a while; in the end most are cancelled. */
function unpaid(day: number, lastDay: number, random: Random): Settlement {
  const status = lastDay - day < 2 || random() < 0.35 ? 'unpaid' : 'cancelled';
  return { status, paidDay: -1, paidSecond: 0, refunded: 0, refundDay: -1, refundSecond: 0 };
}

/** Seconds between ordering and paying. */
function hesitation(random: Random): number {
  return random() < 0.88 ? 4 + Math.floor(random() * 150) : 150 + Math.floor(random() * random() * 40_000);
}

function delivery(daysSince: number, random: Random): OrderStatus {
  if (daysSince < 1 + Math.floor(random() * 2)) return 'paid';
  return daysSince < 3 + Math.floor(random() * 8) ? 'shipped' : 'completed';
}

/** Six in ten get everything back, the others a part, often in whole yuan. */
function refundOf(amount: number, random: Random): number {
  if (random() < 0.6 || amount < 2000) return amount;
  const part = amount * (0.05 + 0.6 * random());
  return random() < 0.6 ? Math.ceil(part / 100) * 100 : Math.ceil(part);
}
