/** When value counts for how much: `periods` of one length, each discounted by `rate` once more than the one before. */
export interface Outlook {
  readonly periods: number;
  readonly length: number;
  readonly rate: number;
}

/**
 * Purchases expected within an outlook, discounted to today as if each were made at the end of its period; `within`
 * gives the purchases expected within a time.
 */
export function discountedPurchases(
  within: (time: number) => number,
  { periods, length, rate }: Outlook,
): number {
  if (rate === 0) return within(periods * length);
  let [sum, before] = [0, 0];
  for (let period = 1; period <= periods; period++) {
    const until = within(period * length);
    sum += (until - before) / (1 + rate) ** period;
    before = until;
  }
  return sum;
}
