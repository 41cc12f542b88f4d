import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accuracyRatio, concentration, lift, type RankedGroup, spread } from './concentration.ts';
import { compareFractions, type Fraction, fraction } from './exact.ts';

interface Spender {
  readonly tier: number;
  readonly spent: bigint;
}

const spenders = fc.array(
  fc.record({ tier: fc.integer({ min: 0, max: 4 }), spent: fc.bigInt({ min: -50n, max: 2000n }) }),
  { minLength: 1, maxLength: 40 },
);

/** Over all pairs: Σ sign(rank − rank′)·(spent − spent′) / (2·n·Σ spent). */
function byPairs(all: readonly Spender[], rank: (one: Spender) => bigint): Fraction | null {
  let [sum, total] = [0n, 0n];
  for (const a of all) {
    total += a.spent;
    for (const b of all) {
      const sign = rank(a) > rank(b) ? 1n : rank(a) < rank(b) ? -1n : 0n;
      sum += sign * (a.spent - b.spent);
    }
  }
  return total <= 0n ? null : fraction(sum, 2n * BigInt(all.length) * total);
}

function groupsBy(all: readonly Spender[], rank: (one: Spender) => bigint): RankedGroup[] {
  const ranks = [...new Set(all.map(rank))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return ranks.map((at) => {
    const inside = all.filter((one) => rank(one) === at);
    return { customers: BigInt(inside.length), spent: inside.reduce((sum, { spent }) => sum + spent, 0n) };
  });
}

function same(a: Fraction | null, b: Fraction | null): boolean {
  return a === null || b === null ? a === b : compareFractions(a, b) === 0;
}

describe('how spending gathers in a ranking', () => {
  it.each([
    ['tier', ({ tier }: Spender) => BigInt(tier)],
    ['spend, which is the Gini coefficient', ({ spent }: Spender) => spent],
  ] as const)('is what all pairs of customers say, ranked by %s', (_, rank) => {
    fc.assert(
      fc.property(spenders, (all) => same(concentration(groupsBy(all, rank)), byPairs(all, rank))),
      { numRuns: 300 },
    );
  });

  it('is never more than that of the perfect ranking', () => {
    fc.assert(
      fc.property(spenders, (all) => {
        const perfect = spread(groupsBy(all, ({ spent }) => spent));
        const ratio = accuracyRatio(spread(groupsBy(all, ({ tier }) => BigInt(tier))), perfect);
        return ratio === null ? perfect === 0n : ratio.num <= ratio.den && ratio.num >= -ratio.den;
      }),
    );
  });

  it('has the Gini coefficient of textbooks', () => {
    const of = (...spent: number[]) =>
      concentration(spent.map((one) => ({ customers: 1n, spent: BigInt(one) })));
    expect(of(5, 5, 5, 5)).toEqual({ num: 0n, den: 80n });
    // One of four has all: (n − 1) / n.
    expect(of(0, 0, 0, 8)).toEqual({ num: 24n, den: 32n });
    expect(of(1, 2, 3, 4)).toEqual({ num: 10n, den: 40n });
    expect(of(0, 0)).toBeNull();
  });
});

describe('the lift of a group', () => {
  it('is its average over that of everybody, and unknown of nobody', () => {
    const all = { customers: 4n, spent: 400n };
    expect(lift({ customers: 1n, spent: 250n }, all)).toEqual({ num: 1000n, den: 400n });
    expect(lift({ customers: 0n, spent: 0n }, all)).toBeNull();
    expect(lift({ customers: 1n, spent: 0n }, { customers: 4n, spent: 0n })).toBeNull();
  });
});
