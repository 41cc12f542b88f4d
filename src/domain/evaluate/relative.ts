import { compareFractions, type Fraction, fraction } from '../exact.ts';
import { segmentOf } from '../rfm-segments.ts';
import { compareCodePoints } from '../text.ts';
import type { Value } from './value.ts';

/** 100 × customers with a strictly greater value ÷ customers with a value. */
export function topShare(values: ReadonlyMap<string, Value>): Map<string, Value> {
  const known = [...values.values()].filter((value) => value !== null && typeof value !== 'string');
  const falling = [...known].sort((a, b) => compareFractions(b, a));
  const greater = new Map<string, bigint>();
  for (const [index, value] of falling.entries()) {
    const before = falling[index - 1];
    const same = before !== undefined && compareFractions(before, value) === 0;
    greater.set(key(value), same ? (greater.get(key(before)) ?? 0n) : BigInt(index));
  }
  return new Map(
    [...values].map(([customer, value]) => {
      const above = value === null || typeof value === 'string' ? undefined : greater.get(key(value));
      return [customer, above === undefined ? null : fraction(100n * above, BigInt(known.length))];
    }),
  );
}

function key({ num, den }: Fraction): string {
  return `${num}/${den}`;
}

/** What RFM looks at of one customer with an order in the window. */
export interface RfmFacts {
  readonly recency: bigint;
  readonly frequency: bigint;
  readonly monetary: bigint;
}

export interface RfmScores {
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

/** Scores 1 to 5, 5 best, of every customer in the map. */
export function rfmScores(
  facts: ReadonlyMap<string, RfmFacts>,
  method: 'thresholds' | 'rank',
): Map<string, RfmScores> {
  const score = (part: keyof RfmFacts): Map<string, number> => {
    const values = new Map([...facts].map(([customer, fact]) => [customer, fact[part]]));
    return method === 'rank' ? byRank(values) : byThresholds(values);
  };
  const [recency, frequency, monetary] = [score('recency'), score('frequency'), score('monetary')];
  return new Map(
    [...facts.keys()].map((customer) => [
      customer,
      {
        recency: 6 - (recency.get(customer) ?? 0),
        frequency: frequency.get(customer) ?? 0,
        monetary: monetary.get(customer) ?? 0,
      },
    ]),
  );
}

/** One more than the number of 20/40/60/80 % points (percentile_disc) strictly below the value. */
function byThresholds(values: ReadonlyMap<string, bigint>): Map<string, number> {
  const sorted = [...values.values()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const points = [1, 2, 3, 4].map((k) => sorted[Math.ceil((k * sorted.length) / 5) - 1] ?? 0n);
  return new Map(
    [...values].map(([customer, value]) => [customer, 1 + points.filter((p) => p < value).length]),
  );
}

/** The smallest k with rank ≤ 1 + k(N−1)/5, at least 1; ties broken by ascending customer id. */
function byRank(values: ReadonlyMap<string, bigint>): Map<string, number> {
  const ranked = [...values].sort(([a, x], [b, y]) => (x < y ? -1 : x > y ? 1 : compareCodePoints(a, b)));
  const least = (index: number): number => {
    for (let k = 1; k < 5; k++) if (5 * index <= k * (ranked.length - 1)) return k;
    return 5;
  };
  return new Map(ranked.map(([customer], index) => [customer, least(index)]));
}

export function rfmCode({ recency, frequency, monetary }: RfmScores): string {
  return `${recency}${frequency}${monetary}`;
}

export function rfmSegment(scores: RfmScores): string {
  return segmentOf(rfmCode(scores));
}
