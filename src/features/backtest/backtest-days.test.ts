import { expect, it } from 'vitest';
import { day } from '../../domain/calendar.ts';
import { backtestDays, nextQuarter } from './backtest-days.ts';

it.each([
  ['month', '2024-01-31', '2024-03-31', ['2024-01-31', '2024-02-29', '2024-03-31']],
  ['month', '2024-02-01', '2024-03-30', ['2024-02-29', '2024-03-30']],
  ['month', '2024-03-02', '2024-03-02', ['2024-03-02']],
  ['quarter', '2024-02-01', '2024-10-01', ['2024-03-31', '2024-06-30', '2024-09-30', '2024-10-01']],
  ['year', '2023-12-31', '2024-12-31', ['2023-12-31', '2024-12-31']],
  ['year', '2024-05-01', '2024-04-30', []],
] as const)('takes the last days of each %s from %s to %s, and the last day', (every, from, to, days) => {
  expect(backtestDays(day(from), day(to), every)).toEqual(days);
});

it('looks three whole months ahead, also from a short month', () => {
  expect(nextQuarter(day('2025-02-28'))).toEqual({ from: '2025-03-01', to: '2025-05-31' });
  expect(nextQuarter(day('2024-11-30'))).toEqual({ from: '2024-12-01', to: '2025-02-28' });
  expect(nextQuarter(day('2024-11-29'))).toEqual({ from: '2024-11-30', to: '2025-02-27' });
});
