/** How many, and their amounts added up in minor units. */
export interface Tally {
  readonly count: number;
  readonly amount: bigint;
}

/** Some of many, with totals of all and of those after the ones that are listed. */
export interface Listing<T> {
  readonly total: Tally;
  readonly listed: readonly T[];
  readonly rest: Tally;
}

/** Which items are listed: so many at most, after the first `from`. */
export interface Part {
  readonly from: number;
  readonly limit: number;
}

interface Amount {
  readonly amount: bigint;
}

export function tally(items: readonly Amount[]): Tally {
  return { count: items.length, amount: items.reduce((sum, { amount }) => sum + amount, 0n) };
}

/** A part of the items, each as `show` makes it. */
export function listing<T extends Amount, S>(
  items: readonly T[],
  { from, limit }: Part,
  show: (item: T) => S,
): Listing<S> {
  return {
    total: tally(items),
    listed: items.slice(from, from + limit).map(show),
    rest: tally(items.slice(from + limit)),
  };
}
