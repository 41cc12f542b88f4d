import type { BacktestRange } from './use-backtest.ts';

/** The twelve months before the one that a moment lies in, in a time zone. */
export function lastYear(now: number, timeZone: string): BacktestRange {
  const [year = 0, month = 1] = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
  })
    .format(now)
    .split('-')
    .map(Number);
  return { from: written(year - 1, month, 1), to: written(year, month, 0), every: 'month' };
}

/** Months from 1; day 0 is the last of the month before. */
function written(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** The middle one; of an even number the lower of the two in the middle. Null of none. */
export function middle(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
