import { addDays, addMonths, type CalendarUnit, type Day, periodStart } from '../../domain/calendar.ts';

export const everyUnits = ['month', 'quarter', 'year'] as const satisfies readonly CalendarUnit[];

/** More are refused. */
export const MOST_DAYS = 120;

/** The last days of the periods that end within `from` … `to`, and `to` itself; one more than allowed of too many. */
export function backtestDays(from: Day, to: Day, every: CalendarUnit): Day[] {
  const days: Day[] = [];
  let end = periodEnd(from, every);
  while (end < to && days.length < MOST_DAYS) {
    days.push(end);
    end = periodEnd(addDays(end, 1), every);
  }
  return from > to ? [] : [...days, to];
}

function periodEnd(at: Day, every: CalendarUnit): Day {
  return addDays(periodStart(at, every, 1), -1);
}

/** The three months that begin the day after: of 2025-02-28 2025-03-01 … 2025-05-31. */
export function nextQuarter(at: Day): { readonly from: Day; readonly to: Day } {
  const from = addDays(at, 1);
  return { from, to: addDays(addMonths(from, 3), -1) };
}
