import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bin, naturalBreaks } from './natural-breaks.ts';

function binOf(values: readonly number[]): Bin {
  return {
    customers: values.length,
    sum: values.reduce((sum, x) => sum + x, 0),
    squares: values.reduce((sum, x) => sum + x * x, 0),
  };
}

function deviations(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
}

/** The least sum over all ways of parting a list of bins. */
function bruteForce(bins: readonly (readonly number[])[], classes: number): number {
  if (classes === 1) return deviations(bins.flat());
  const rests = bins.slice(classes - 1).map((_, index) => index + classes - 1);
  return Math.min(
    ...rests.map((at) => bruteForce(bins.slice(0, at), classes - 1) + deviations(bins.slice(at).flat())),
  );
}

function within(bins: readonly (readonly number[])[], starts: readonly number[]): number {
  const ends = [0, ...starts, bins.length];
  return ends
    .slice(1)
    .map((end, index) => deviations(bins.slice(ends[index], end).flat()))
    .reduce((sum, one) => sum + one, 0);
}

const rising = fc
  .array(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 9,
  })
  .map((bins) => bins.toSorted((a, b) => Math.min(...a) - Math.min(...b)));

describe('natural breaks', () => {
  it('part values with the least deviations of all ways to part them', () => {
    fc.assert(
      fc.property(rising, fc.integer({ min: 1, max: 5 }), (drawn, wanted) => {
        // Of sorted values, as a histogram has them.
        const values = drawn.flat().toSorted((a, b) => a - b);
        const bins = drawn.map((bin, index) => {
          const from = drawn.slice(0, index).flat().length;
          return values.slice(from, from + bin.length);
        });
        const classes = Math.min(wanted, bins.length);
        const { starts, fit } = naturalBreaks(bins.map(binOf), wanted);
        expect(starts).toHaveLength(classes - 1);
        expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
        const least = bruteForce(bins, classes);
        expect(within(bins, starts)).toBeCloseTo(least, 4);
        const all = deviations(values);
        expect(fit).toBeCloseTo(all === 0 ? 1 : 1 - least / all, 6);
      }),
      { numRuns: 300 },
    );
  });

  it('lie in the gaps that anybody sees', () => {
    const values = [1, 2, 3, 50, 51, 52, 53, 400, 410];
    const { starts, fit } = naturalBreaks(
      values.map((value) => binOf([value])),
      3,
    );
    expect(starts).toEqual([3, 7]);
    // 2 + 5 + 50 of 223,642.2 squared deviations.
    expect(fit).toBeCloseTo(1 - 57 / deviations(values), 9);
  });

  it('are quick over two thousand bins', () => {
    const bins = Array.from({ length: 2000 }, (_, index) => binOf([index ** 1.5]));
    const { starts, fit } = naturalBreaks(bins, 10);
    expect(starts).toHaveLength(9);
    expect(fit).toBeGreaterThan(0.98);
  });
});
