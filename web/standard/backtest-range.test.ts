import { expect, it } from 'vitest';
import { lastYear, middle } from './backtest-range.ts';

it.each([
  ['2026-03-15T00:00:00Z', 'Asia/Shanghai', '2025-03-01', '2026-02-28'],
  // Already the first of January there.
  ['2025-12-31T17:00:00Z', 'Asia/Shanghai', '2025-01-01', '2025-12-31'],
  ['2025-12-31T17:00:00Z', 'Europe/London', '2024-12-01', '2025-11-30'],
])('at %s in %s looks back from %s to %s', (now, timeZone, from, to) => {
  expect(lastYear(Date.parse(now), timeZone)).toEqual({ from, to, every: 'month' });
});

it('knows the middle', () => {
  expect(middle([3, 1, 2])).toBe(2);
  expect(middle([4, 1, 2, 3])).toBe(2);
  expect(middle([])).toBeNull();
});
