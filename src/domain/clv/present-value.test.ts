import { describe, expect, it } from 'vitest';
import { discountedPurchases } from './present-value.ts';

/** Of a unit spend and one purchase expected in each period, as lifetimes tests it. */
describe('discounted purchases', () => {
  it.each([
    [0, 1, 1],
    [1, 1, 1 / 2],
    [0, 2, 2],
    [1, 2, 1 / 2 + 1 / 4],
  ])('at a rate of %d over %d periods are %d', (rate, periods, expected) => {
    expect(discountedPurchases((time) => time / 30, { periods, length: 30, rate })).toBeCloseTo(expected, 12);
  });
});
