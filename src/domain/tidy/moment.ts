import { type CalendarDay, dayNumber, dayOfNumber, formatDay, formatTime, isKeptYear } from './calendar.ts';

/** A calendar day (`YYYY-MM-DD`) and, if known, the time (`HH:MM:SS`), both as the business's clock shows. */
export interface Moment {
  readonly day: string;
  readonly time: string | null;
}

/** The moment so many seconds after a day's midnight (86,400 is the next); null out of the years kept. */
export function momentOf(day: CalendarDay, seconds: number | null): Moment | null {
  const next = seconds === 86_400;
  const shown = next ? dayOfNumber(dayNumber(day) + 1) : day;
  if (!isKeptYear(shown.year)) return null;
  return { day: formatDay(shown), time: seconds === null ? null : formatTime(next ? 0 : seconds) };
}
