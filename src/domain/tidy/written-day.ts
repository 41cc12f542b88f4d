import { type CalendarDay, isRealDay } from './calendar.ts';
import type { RejectReason } from './reading.ts';

/** Which of two numbers before a year is the month. */
export type DayOrder = 'mdy' | 'dmy';

/** A day and what is written after it. */
interface WrittenDay {
  readonly day: CalendarDay;
  readonly rest: string;
}

/** Reads the day a text begins with, in any of the forms of `forms`. */
export function parseWrittenDay(value: string, order: DayOrder | undefined): WrittenDay | RejectReason {
  for (const { pattern, days } of forms) {
    const match = pattern.exec(value);
    if (match === null) continue;
    const readings = days(match.slice(1), order);
    if (typeof readings === 'string') return readings;
    const [day, other] = readings.filter(isRealDay);
    if (day === undefined) return 'date-impossible';
    if (other !== undefined && other.month !== day.month) return 'date-ambiguous';
    return { day, rest: value.slice(match[0].length) };
  }
  return 'date-unreadable';
}

interface Form {
  readonly pattern: RegExp;
  /** The days the parts may mean; only real ones count. */
  readonly days: (parts: readonly string[], order: DayOrder | undefined) => CalendarDay[] | RejectReason;
}

const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|' +
  'oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';

const forms: readonly Form[] = [
  { pattern: /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/, days: ([y, , m, d]) => [calendarDay(y, m, d)] },
  {
    pattern: /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2})(?: ?[日号號]|(?!\d))/,
    days: ([y, m, d]) => [calendarDay(y, m, d)],
  },
  { pattern: /^(\d{4})(\d\d)(\d\d)(?!\d)/, days: ([y, m, d]) => [calendarDay(y, m, d)] },
  {
    pattern: /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/,
    days: ([a, , b, y], order) => eitherWay(calendarDay(y, a, b), calendarDay(y, b, a), order),
  },
  {
    pattern: new RegExp(`^${month}[ -](\\d{1,2})(?:st|nd|rd|th)?,?[ -](\\d{4})(?!\\d)`, 'i'),
    days: ([m, d, y]) => [calendarDay(y, monthNumber(m), d)],
  },
  {
    pattern: new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?([-/. ]?)${month},?\\2(\\d{4})(?!\\d)`, 'i'),
    days: ([d, , m, y]) => [calendarDay(y, monthNumber(m), d)],
  },
  {
    pattern: new RegExp(`^(\\d{4})([-/. ])${month}\\2(\\d{1,2})(?!\\d)`, 'i'),
    days: ([y, , m, d]) => [calendarDay(y, monthNumber(m), d)],
  },
  { pattern: /^\d{1,2}([-/.])\d{1,2}\1\d{1,2}(?!\d)/, days: () => 'date-two-digit-year' },
  { pattern: /^\d\d ?年/, days: () => 'date-two-digit-year' },
  {
    pattern: new RegExp(`^\\d{1,2}([-/. ])${month},?\\1\\d\\d(?!\\d)`, 'i'),
    days: () => 'date-two-digit-year',
  },
];

function eitherWay(first: CalendarDay, second: CalendarDay, order: DayOrder | undefined): CalendarDay[] {
  const readings = order === 'dmy' ? [second, first] : [first, second];
  const [preferred] = readings;
  return order !== undefined && preferred !== undefined && isRealDay(preferred) ? [preferred] : readings;
}

function calendarDay(
  y: string | undefined,
  m: string | number | undefined,
  d: string | undefined,
): CalendarDay {
  return { year: Number(y), month: Number(m), day: Number(d) };
}

function monthNumber(name: string | undefined): number {
  return 'janfebmaraprmayjunjulaugsepoctnovdec'.indexOf((name ?? '').slice(0, 3).toLowerCase()) / 3 + 1;
}
