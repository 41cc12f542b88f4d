import type { HistoryGroups } from './bg-nbd-likelihood.ts';
import type { ValueGroups } from './fit-gamma-gamma.ts';
import type { MeanOf } from './worth.ts';

/** A customer's purchases as the models look at them: times in whole days, what they were worth in minor units. */
export interface PurchaseHistory {
  /** Days he bought on after the first. */
  readonly frequency: bigint;
  /** From his first purchase to the last. */
  readonly recency: bigint;
  /** From his first purchase to the day looked at. */
  readonly age: bigint;
  /** Margin of the purchases after the first day that tell it. */
  readonly earned: bigint;
  /** What the others came to. */
  readonly sold: bigint;
}

export const historyParts = ['frequency', 'recency', 'age', 'earned', 'sold'] as const;

/** Different histories, a row each, in rising order of their parts, and how many customers have each. */
export interface PurchaseHistories {
  readonly frequency: Uint32Array;
  readonly recency: Uint32Array;
  readonly age: Uint32Array;
  readonly earned: Float64Array;
  readonly sold: Float64Array;
  readonly customers: Float64Array;
}

/** Collects at most so many different histories, which have to come in rising order. */
export function collectHistories(most: number): {
  readonly add: (history: PurchaseHistory, customers: number) => void;
  readonly all: () => PurchaseHistories;
} {
  const days = (): Uint32Array => new Uint32Array(most);
  const [frequency, recency, age] = [days(), days(), days()];
  const [earned, sold, customers] = [new Float64Array(most), new Float64Array(most), new Float64Array(most)];
  let rows = 0;
  return {
    add: (history, same) => {
      if (rows === most) throw new RangeError('more histories than there are');
      frequency[rows] = Number(history.frequency);
      recency[rows] = Number(history.recency);
      age[rows] = Number(history.age);
      earned[rows] = Number(history.earned);
      sold[rows] = Number(history.sold);
      customers[rows] = same;
      rows += 1;
    },
    all: () => ({
      frequency: frequency.subarray(0, rows),
      recency: recency.subarray(0, rows),
      age: age.subarray(0, rows),
      earned: earned.subarray(0, rows),
      sold: sold.subarray(0, rows),
      customers: customers.subarray(0, rows),
    }),
  };
}

/** The same whatever was bought for: customers who bought as often and at the same times, together. */
export function historyGroups(histories: PurchaseHistories, unitDays: number): HistoryGroups {
  const { frequency, recency, age, customers } = histories;
  const most = customers.length;
  const days = (): Uint32Array => new Uint32Array(most);
  const groups = { frequency: days(), recency: days(), age: days(), customers: new Float64Array(most) };
  let last = -1;
  for (let row = 0; row < most; row++) {
    const [x, recent, known] = [frequency[row] ?? 0, recency[row] ?? 0, age[row] ?? 0];
    const isSame =
      last >= 0 &&
      groups.frequency[last] === x &&
      groups.recency[last] === recent &&
      groups.age[last] === known;
    if (!isSame) last += 1;
    groups.frequency[last] = x;
    groups.recency[last] = recent;
    groups.age[last] = known;
    groups.customers[last] = (groups.customers[last] ?? 0) + (customers[row] ?? 0);
  }
  return {
    frequency: groups.frequency.subarray(0, last + 1),
    recency: groups.recency.subarray(0, last + 1),
    age: groups.age.subarray(0, last + 1),
    customers: groups.customers.subarray(0, last + 1),
    unitDays,
  };
}

/** Mean worth in major units of repeat purchases that were worth something. */
export function valueGroups(histories: PurchaseHistories, meanOf: MeanOf): ValueGroups {
  const { frequency, earned, sold, customers } = histories;
  const most = customers.length;
  const [count, mean, weights] = [new Uint32Array(most), new Float64Array(most), new Float64Array(most)];
  let rows = 0;
  for (let row = 0; row < most; row++) {
    const worth = meanOf(frequency[row] ?? 0, earned[row] ?? 0, sold[row] ?? 0);
    if (worth <= 0) continue;
    count[rows] = frequency[row] ?? 0;
    mean[rows] = worth;
    weights[rows] = customers[row] ?? 0;
    rows += 1;
  }
  return {
    count: count.subarray(0, rows),
    mean: mean.subarray(0, rows),
    customers: weights.subarray(0, rows),
  };
}
