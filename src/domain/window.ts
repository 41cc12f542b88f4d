import { addDays, addMonths, type CalendarUnit, type Day, firstDay, periodStart } from './calendar.ts';

/** The stretch of days a metric looks at (统计周期). */
export type Window =
  | { readonly kind: 'lifetime' }
  | { readonly kind: 'last'; readonly n: number; readonly unit: 'day' | 'month' | 'year' }
  | { readonly kind: 'calendar'; readonly unit: CalendarUnit; readonly offset: number }
  | { readonly kind: 'membership' }
  | { readonly kind: 'tier-start' }
  | { readonly kind: 'fixed'; readonly from: Day | null; readonly to: Day | null };

export const lifetime: Window = { kind: 'lifetime' };

/** Days of a window, both ends inclusive; null is open. `to` never lies after the as-of day. None if reversed. */
export interface DayRange {
  readonly from: Day | null;
  readonly to: Day;
}

/**
 * The window's days as of a day, for windows that are the same for every customer. `membership` and `tier-start` depend
 * on the customer and give null.
 */
export function windowDays(window: Window, asOf: Day): DayRange | null {
  switch (window.kind) {
    case 'lifetime':
      return { from: null, to: asOf };
    case 'last':
      return { from: lastStart(window.n, window.unit, asOf), to: asOf };
    case 'calendar':
      return calendarDays(window.unit, window.offset, asOf);
    case 'fixed':
      return { from: window.from, to: window.to === null ? asOf : earlier(window.to, asOf) };
    case 'membership':
    case 'tier-start':
      return null;
  }
}

/** More years, and quarters and months of more years, than there are before any day. */
const BEYOND = 120_000;

/** The first day, or null if the window reaches back to before the first of all days. */
function lastStart(n: number, unit: 'day' | 'month' | 'year', asOf: Day): Day | null {
  const years = { day: n / 366, month: n / 12, year: n }[unit];
  if (years > BEYOND) return null;
  const from =
    unit === 'day' ? addDays(asOf, 1 - n) : addDays(addMonths(asOf, unit === 'month' ? -n : -12 * n), 1);
  return from < firstDay ? null : from;
}

/** Periods before the first of all days have none: `from` lies after `to`. */
function calendarDays(unit: CalendarUnit, offset: number, asOf: Day): DayRange {
  const none = { from: addDays(firstDay, 1), to: firstDay };
  if (offset < -BEYOND) return none;
  const to = addDays(periodStart(asOf, unit, offset + 1), -1);
  return to < firstDay ? none : { from: periodStart(asOf, unit, offset), to: earlier(to, asOf) };
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}
