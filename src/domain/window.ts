import { addDays, addMonths, type CalendarUnit, type Day, periodStart } from './calendar.ts';

/** The stretch of days a metric looks at (统计周期). */
export type Window =
  | { readonly kind: 'lifetime' }
  | { readonly kind: 'last'; readonly n: number; readonly unit: 'day' | 'month' | 'year' }
  | { readonly kind: 'calendar'; readonly unit: CalendarUnit; readonly offset: number }
  | { readonly kind: 'membership' }
  | { readonly kind: 'tier-start' }
  | { readonly kind: 'fixed'; readonly from: Day | null; readonly to: Day | null };

export const lifetime: Window = { kind: 'lifetime' };

/** Days of a window, both ends inclusive; null is open. `to` never lies after the as-of day. */
export interface DayRange {
  readonly from: Day | null;
  readonly to: Day;
}

/**
 * The window's days as of a day, for windows that are the same for every customer. `membership` depends on
 * the customer and gives null. `tier-start` is the lifetime as long as no tier is held.
 */
export function windowDays(window: Window, asOf: Day): DayRange | null {
  switch (window.kind) {
    case 'lifetime':
    case 'tier-start':
      return { from: null, to: asOf };
    case 'last':
      return { from: lastStart(window.n, window.unit, asOf), to: asOf };
    case 'calendar': {
      const from = periodStart(asOf, window.unit, window.offset);
      const to = addDays(periodStart(asOf, window.unit, window.offset + 1), -1);
      return { from, to: earlier(to, asOf) };
    }
    case 'fixed':
      return { from: window.from, to: window.to === null ? asOf : earlier(window.to, asOf) };
    case 'membership':
      return null;
  }
}

function lastStart(n: number, unit: 'day' | 'month' | 'year', asOf: Day): Day {
  if (unit === 'day') return addDays(asOf, 1 - n);
  return addDays(addMonths(asOf, unit === 'month' ? -n : -12 * n), 1);
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}
