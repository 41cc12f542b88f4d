import fc from 'fast-check';
import { expect, it } from 'vitest';
import { roundest } from './roundest.ts';

it.each([
  [4873n, 5117n, 4873n, 5000n],
  [12_345n, 12_963n, 12_345n, 12_500n],
  [523n, 550n, 523n, 550n],
  [523n, 549n, 523n, 540n],
  [7n, 7n, 7n, 7n],
  [54n, 399n, 226n, 200n],
  [-30n, 20n, 5n, 0n],
])('between %s and %s, near %s, is %s', (low, high, near, expected) => {
  expect(roundest(low, high, near)).toBe(expected);
});

it('always lies within', () => {
  const whole = fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n });
  fc.assert(
    fc.property(whole, fc.bigInt({ min: 0n, max: 10n ** 12n }), whole, (low, width, near) => {
      const value = roundest(low, low + width, near);
      return value >= low && value <= low + width;
    }),
  );
});
