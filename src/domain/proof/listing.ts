/** How many, and their amounts added up in minor units. */
export interface Tally {
  readonly count: number;
  readonly amount: bigint;
}

/** The first of many, with totals of all and of those that are not listed. */
export interface Listing<T> {
  readonly total: Tally;
  readonly listed: readonly T[];
  readonly rest: Tally;
}

interface Amount {
  readonly amount: bigint;
}

export function tally(items: readonly Amount[]): Tally {
  return { count: items.length, amount: items.reduce((sum, { amount }) => sum + amount, 0n) };
}

/** At most `limit` items, each as `show` makes it. */
export function listing<T extends Amount, S>(
  items: readonly T[],
  limit: number,
  show: (item: T) => S,
): Listing<S> {
  return {
    total: tally(items),
    listed: items.slice(0, limit).map(show),
    rest: tally(items.slice(limit)),
  };
}
