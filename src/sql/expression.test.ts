import fc from 'fast-check';
import { expect, it } from 'vitest';
import { namePart } from './expression.ts';

it.each([
  ['income', 'income'],
  ['credit_grade_2', 'credit_grade_2'],
  ['a.b', 'a$1a$b'],
  ['Income', '$21$ncome'],
  ['来源', '$kf9$$lu8$'],
])('%s in a name is %s', (text, part) => {
  expect(namePart(text)).toBe(part);
});

it('different texts are different names, whatever an engine makes of capitals', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'A', '$', '.', 'é', '1', '_', '"', '😀') });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(namePart(a)).toMatch(/^[a-z0-9_$]*$/);
      expect(namePart(a) === namePart(b)).toBe(a === b);
    }),
    { numRuns: 500 },
  );
});
