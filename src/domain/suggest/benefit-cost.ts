import { currencyDecimals } from '../currency.ts';
import { type Decimal, unitsAt } from '../exact.ts';
import type { Benefit, Scheme } from '../scheme.ts';
import type { Text } from '../text.ts';

/** What a tier's benefits cost for one customer in a year: `(fixed + perOrder × orders + ofSpend × spend) / den`, minor units. */
export interface YearlyCost {
  readonly fixed: bigint;
  readonly perOrder: bigint;
  readonly ofSpend: bigint;
  readonly den: bigint;
  /** Benefits with a cost that nobody can tell: per use, but without a limit or as a percentage. */
  readonly uncounted: readonly Text[];
}

const timesAYear = { day: 365n, week: 52n, month: 12n, quarter: 4n, year: 1n };

/**
 * Adds up benefits: an amount a month twelve times, an amount per order for every order, a percentage of what is spent,
 * and an amount per use as often as its limit allows. Null where none of them has a cost.
 */
export function yearlyCost(benefits: readonly Benefit[], currency: string): YearlyCost | null {
  const costs = benefits.filter(({ cost }) => cost !== null);
  if (costs.length === 0) return null;
  const decimals = Math.max(0, ...costs.map(({ cost }) => cost?.percent?.scale ?? 0));
  const den = 100n * 10n ** BigInt(decimals);
  const sum = { fixed: 0n, perOrder: 0n, ofSpend: 0n };
  const uncounted: Text[] = [];
  for (const { cost, limit, name } of costs) {
    const amount = den * minorOf(cost?.amount ?? null, currency);
    if (cost?.per === 'use' && (limit === null || cost.amount === null)) uncounted.push(name);
    else if (cost?.per === 'use' && limit !== null) {
      sum.fixed += amount * BigInt(limit.times) * timesAYear[limit.per];
    } else if (cost?.percent) sum.ofSpend += unitsAt(cost.percent, decimals);
    else if (cost?.per === 'order') sum.perOrder += amount;
    else sum.fixed += 12n * amount;
  }
  return { ...sum, den, uncounted };
}

function minorOf(amount: Decimal | null, currency: string): bigint {
  return amount === null ? 0n : unitsAt(amount, currencyDecimals(currency));
}

/** Whether the benefits of any of these tiers cost more the more somebody buys. */
export function isPricedByPurchases(schemes: readonly Pick<Scheme, 'tiers'>[]): boolean {
  const benefits = schemes.flatMap(({ tiers }) => tiers.flatMap((tier) => tier.benefits));
  return benefits.some(({ cost }) => cost !== null && (cost.per === 'order' || cost.percent !== null));
}
