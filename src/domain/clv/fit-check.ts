import { type BgNbd, probabilityOfCount } from './bg-nbd.ts';
import type { HistoryGroups } from './bg-nbd-likelihood.ts';

/** How many customers made so many repeat purchases, and how many the model expects to. */
export interface CountCheck {
  readonly purchases: number;
  readonly customers: number;
  readonly expected: number;
}

/** The model against what it was fitted to, by repeat purchases; the last row is `most` or more. */
export function checkCounts(model: BgNbd, groups: HistoryGroups, most: number): CountCheck[] {
  const { frequency, age, customers, unitDays } = groups;
  const actual = new Float64Array(most + 1);
  const byAge = new Map<number, number>();
  for (let row = 0; row < customers.length; row++) {
    const weight = customers[row] ?? 0;
    const purchases = Math.min(frequency[row] ?? 0, most);
    actual[purchases] = (actual[purchases] ?? 0) + weight;
    byAge.set(age[row] ?? 0, (byAge.get(age[row] ?? 0) ?? 0) + weight);
  }
  const expected = new Float64Array(most + 1);
  for (const [days, weight] of byAge) {
    let rest = 1;
    for (let purchases = 0; purchases < most; purchases++) {
      const probability = probabilityOfCount(model, days / unitDays, purchases);
      expected[purchases] = (expected[purchases] ?? 0) + weight * probability;
      rest -= probability;
    }
    expected[most] = (expected[most] ?? 0) + weight * Math.max(0, rest);
  }
  return Array.from(actual, (of, purchases) => ({
    purchases,
    customers: of,
    expected: expected[purchases] ?? 0,
  }));
}
