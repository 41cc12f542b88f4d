import { Temporal } from 'temporal-polyfill';

/** A calendar day in the business's time zone, `YYYY-MM-DD`. Compares as text. */
export type Day = string & { readonly __day: unique symbol };

const form = /^\d{4}-\d{2}-\d{2}$/;

/** Days begin with the year 1: the calendar has no year 0, and databases write earlier ones in their own ways. */
export const firstDay = '0001-01-01' as Day;

/** The day, or undefined when the text is not a real `YYYY-MM-DD`. */
export function readDay(written: string): Day | undefined {
  if (!form.test(written) || written < firstDay) return undefined;
  try {
    return toDay(Temporal.PlainDate.from(written));
  } catch {
    return undefined;
  }
}

/** For days known to be right, such as those a database gave; throws otherwise. */
export function day(written: string): Day {
  const read = readDay(written);
  if (read === undefined) throw new RangeError(`no calendar day: ${written}`);
  return read;
}

export function addDays(from: Day, days: number): Day {
  return toDay(Temporal.PlainDate.from(from).add({ days }));
}

/** Months later (or earlier), clamped to the month's last day: 2024-01-31 plus one is 2024-02-29. */
export function addMonths(from: Day, months: number): Day {
  return toDay(Temporal.PlainDate.from(from).add({ months }, { overflow: 'constrain' }));
}

export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}

export type CalendarUnit = 'month' | 'quarter' | 'year';

const monthsIn: Readonly<Record<CalendarUnit, number>> = { month: 1, quarter: 3, year: 12 };

/** First day of the calendar period that contains `at`, `offset` periods later. */
export function periodStart(at: Day, unit: CalendarUnit, offset = 0): Day {
  const date = Temporal.PlainDate.from(at);
  const months = monthsIn[unit];
  const month = date.month - ((date.month - 1) % months);
  return toDay(date.with({ month, day: 1 }).add({ months: months * offset }));
}

/** The latest yearly return of `origin` on or before `at`; 29 February falls on 28 February in common years. */
export function lastAnniversary(origin: Day, at: Day): Day {
  const years = Number(at.slice(0, 4)) - Number(origin.slice(0, 4));
  const candidate = addMonths(origin, 12 * years);
  return candidate <= at ? candidate : addMonths(origin, 12 * (years - 1));
}

/** The moment's calendar day in an IANA time zone. */
export function dayOf(epochMilliseconds: number, timeZone: string): Day {
  const instant = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds);
  return toDay(instant.toZonedDateTimeISO(timeZone).toPlainDate());
}

/** What calendars and clocks in an IANA time zone show at a moment: `YYYY-MM-DD HH:MM`. */
export function clockOf(epochMilliseconds: number, timeZone: string): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds);
  const shown = instant.toZonedDateTimeISO(timeZone).toPlainDateTime();
  return shown.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/**
 * The moment when clocks in a time zone show `HH:MM` on a day, in milliseconds since 1970. A time that they skip is that
 * much later; of one that they show twice it is the first.
 */
export function momentOf(at: Day, time: string, timeZone: string): number {
  const plainTime = Temporal.PlainTime.from(time);
  return Temporal.PlainDate.from(at).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
}

export function isTimeZone(name: string): boolean {
  try {
    return dayOf(0, name) !== undefined;
  } catch {
    return false;
  }
}

function toDay(date: Temporal.PlainDate): Day {
  return date.toString() as Day;
}
