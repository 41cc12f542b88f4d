import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chance, simulateValues } from '../../../test/support/simulated-customers.ts';
import type { ValueGroups } from './fit-gamma-gamma.ts';
import { correlation, expectedWorth, fitValues, type ValueModel } from './value-model.ts';

function groups(...rows: readonly (readonly [count: number, mean: number])[]): ValueGroups {
  return {
    count: Uint32Array.from(rows, ([count]) => count),
    mean: Float64Array.from(rows, ([, mean]) => mean),
    customers: new Float64Array(rows.length).fill(1),
  };
}

/** The plain mean, and why; `undefined` where Gamma-Gamma is used. */
function plain(model: ValueModel): [string, number] | undefined {
  return model.kind === 'plain' ? [model.why, model.mean] : undefined;
}

describe('what a purchase is worth where Gamma-Gamma can say nothing', () => {
  it('nobody bought again for anything', () => {
    const model = fitValues(groups());
    expect(plain(model)).toEqual(['too-few', 0]);
    expect([expectedWorth(model, 0, 0), expectedWorth(model, 2, 0)]).toEqual([0, 0]);
  });

  it('one customer did', () => {
    const model = fitValues(groups([3, 20]));
    expect(plain(model)).toEqual(['too-few', 20]);
    expect([expectedWorth(model, 0, 0), expectedWorth(model, 3, 20)]).toEqual([20, 20]);
  });

  it('all spend the same', () => {
    const model = fitValues(
      groups(...Array.from({ length: 40 }, (_, n): [number, number] => [1 + (n % 5), 9.9])),
    );
    expect(plain(model)?.[0]).toBe('all-equal');
    expect(expectedWorth(model, 0, 0)).toBeCloseTo(9.9, 12);
  });

  it('values vary so much that the model has no mean (q below 1)', () => {
    const model = fitValues(simulateValues({ p: 6, q: 0.5, v: 15 }, 2000, 3, chance(5)));
    expect(plain(model)?.[0]).toBe('no-mean');
    expect(expectedWorth(model, 2, 123)).toBe(123);
    expect(expectedWorth(model, 2, -1)).toBe(0);
  });
});

it('with Gamma-Gamma lies between the customer’s own mean and everybody’s', () => {
  const model = fitValues(simulateValues({ p: 6, q: 3.7, v: 15 }, 2000, 6, chance(5)));
  expect(model.kind).toBe('gamma-gamma');
  expect(expectedWorth(model, 0, 0)).toBe(model.mean);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: -10, max: 1e6, noNaN: true }),
      (count, mean) => {
        const worth = expectedWorth(model, count, mean);
        expect(worth).toBeGreaterThanOrEqual(Math.min(model.mean, Math.max(0, mean)) * (1 - 1e-12));
        expect(worth).toBeLessThanOrEqual(Math.max(model.mean, mean) * (1 + 1e-12));
      },
    ),
  );
});

it('how often and how much go together, or not', () => {
  expect(correlation(groups([1, 10], [2, 20], [3, 30]))).toBeCloseTo(1, 12);
  expect(correlation(groups([1, 30], [2, 20], [3, 10]))).toBeCloseTo(-1, 12);
  expect(correlation(groups([1, 10], [1, 20]))).toBe(0);
  expect(correlation(groups())).toBe(0);
});
