/** Where what orders cost lies: a quarter, half, three quarters and 99 of 100 cost at most so much; minor units. */
export interface Spread {
  readonly orders: number;
  readonly quarter: bigint;
  readonly half: bigint;
  readonly threeQuarters: bigint;
  readonly ninetyNine: bigint;
}

/** Of fewer orders nobody can say what is usual. */
const FEWEST = 20;
/** From as many on at most one in a hundred is unusual. */
const HUNDRED = 100;
/** Where nearly all orders cost the same, what costs somewhat more is not unusual. */
const OF_HALF = 10n;

/**
 * The largest amount that is not unusual, in minor units; null where there are too few orders to tell. It is Tukey's outer fence (J. W. Tukey,
 * Exploratory Data Analysis, 1977: three times the spread of the middle half beyond it) on the logarithms of the amounts, which of
 * purchases lie far more evenly than the amounts themselves: Q3 · (Q3 ÷ Q1)³, in whole numbers. It is at least ten times the median, and
 * of a hundred orders or more at least what 99 of 100 cost, so that a second kind of business is not taken for slips.
 */
export function highestUsualOf({ orders, quarter, half, threeQuarters, ninetyNine }: Spread): bigint | null {
  if (orders < FEWEST || quarter <= 0n) return null;
  const fence = threeQuarters ** 4n / quarter ** 3n;
  const least = [OF_HALF * half, ...(orders < HUNDRED ? [] : [ninetyNine])];
  const highest = least.reduce((a, b) => (a > b ? a : b), fence);
  return highest < MOST ? highest : null;
}

/** No order costs as much. */
const MOST = 10n ** 18n;
