/** Whether values are revenue or profit; the rate is that of orders which do not tell their margin. */
export type Worth =
  | { readonly kind: 'revenue' }
  | { readonly kind: 'profit'; readonly orders: number; readonly telling: number; readonly rate: number };

/** How many orders count, and of those that tell their margin how many there are, what they came to and earned. */
export interface KnownMargins {
  readonly orders: number;
  readonly telling: number;
  /** Minor units, like what they came to. */
  readonly earned: number;
  readonly sold: number;
}

/** Profit where any order tells its margin or a rate is given, else revenue. */
export function worthOf({ orders, telling, earned, sold }: KnownMargins, given: number | null): Worth {
  if (telling === 0 && given === null) return { kind: 'revenue' };
  return { kind: 'profit', orders, telling, rate: given ?? (sold > 0 ? earned / sold : 0) };
}

/** The mean worth of some repeat purchases in major units, by what they earned and sold for in minor ones. */
export type MeanOf = (count: number, earned: number, sold: number) => number;

export function meanOfWorth(worth: Worth, decimals: number): MeanOf {
  const rate = worth.kind === 'revenue' ? 1 : worth.rate;
  return (count, earned, sold) => (count === 0 ? 0 : (earned + rate * sold) / count / 10 ** decimals);
}
