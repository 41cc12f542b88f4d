import { daysBetween } from '../calendar.ts';
import {
  collectHistories,
  historyParts,
  type PurchaseHistories,
  type PurchaseHistory,
} from '../clv/purchase-histories.ts';
import type { KnownMargins } from '../clv/worth.ts';
import type { CountPolicy } from '../metric.ts';
import { linesOf, type Order } from '../order.ts';
import type { History } from './measure.ts';
import { countedAmount, isCounted, type Purchase } from './purchase.ts';

/** What is looked at of purchases, and whether what they were worth is. */
export interface HistoryLook {
  readonly count: CountPolicy;
  readonly withWorth: boolean;
}

/** One customer's purchases as the models look at them; null without one that counts. */
export function purchaseHistory(
  { purchases, refunds, asOf }: History,
  { count, withWorth }: HistoryLook,
): PurchaseHistory | null {
  const counted = purchases.filter((purchase) => isCounted(purchase, count));
  const days = [...new Set(counted.map(({ day }) => day))].sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const later = withWorth ? counted.filter(({ day }) => day > first) : [];
  const returned = withWorth && count.amount === 'net' ? refunds.filter(({ day }) => day > first) : [];
  const told = later.map((purchase) => ({ purchase, kept: keptMargin(purchase, count) }));
  return {
    frequency: BigInt(days.length - 1),
    recency: BigInt(daysBetween(first, last)),
    age: BigInt(daysBetween(first, asOf)),
    earned: sum(told.map(({ kept }) => kept ?? 0n)),
    sold:
      sum(told.map(({ purchase, kept }) => (kept === null ? countedAmount(purchase, count) : 0n))) -
      sum(returned.map(({ amount }) => amount)),
  };
}

/** As much of an order's margin as of its amount was not given back; null where it tells none. */
function keptMargin(purchase: Purchase, count: CountPolicy): bigint | null {
  const { amount } = purchase.order;
  const margin = marginOf(purchase.order);
  const stays = countedAmount(purchase, { ...count, without: [] });
  if (margin === null || stays === amount || amount <= 0n) return margin;
  return (margin * stays) / amount;
}

function marginOf(order: Order): bigint | null {
  const told = linesOf(order).flatMap(({ margin }) => margin ?? []);
  return told.length === 0 ? null : sum(told);
}

/** How many of everybody's orders tell their margin, what those came to and earned. */
export function knownMargins(histories: Iterable<History>, count: CountPolicy): KnownMargins {
  const counted = [...histories].flatMap(({ purchases }) => purchases.filter((one) => isCounted(one, count)));
  const telling = counted.filter(({ order }) => marginOf(order) !== null);
  return {
    orders: counted.length,
    telling: telling.length,
    earned: Number(sum(telling.map((purchase) => keptMargin(purchase, count) ?? 0n))),
    sold: Number(sum(telling.map((purchase) => countedAmount(purchase, count)))),
  };
}

/** Different histories in rising order. */
export function differentHistories(histories: Iterable<PurchaseHistory>): PurchaseHistories {
  const sorted = [...histories].sort(compareHistories);
  const collected = collectHistories(sorted.length);
  for (let at = 0; at < sorted.length; ) {
    const [first, start] = [sorted[at], at];
    if (first === undefined) break;
    while (sorted[at] !== undefined && compareHistories(first, sorted[at] ?? first) === 0) at += 1;
    collected.add(first, at - start);
  }
  return collected.all();
}

function compareHistories(a: PurchaseHistory, b: PurchaseHistory): number {
  for (const part of historyParts) if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  return 0;
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
