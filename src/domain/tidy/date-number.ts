import { type CalendarDay, dayOfNumber } from './calendar.ts';

/** Excel's day 0 as days from 1970-01-01: 1899-12-30, because Excel's 1900 has a 29 February. */
const EXCEL_DAY_0 = -25_569;

/** A day by number, with seconds from its midnight (up to 86,400) if the number has a fraction. */
export interface NumberedDay {
  readonly day: CalendarDay;
  readonly seconds: number | null;
}

/** Reads an Excel date number of the 1900 system, 20000 (1954) to 80000 (2119), to the nearest second. */
export function parseExcelSerial(value: string): NumberedDay | null {
  const match = /^([2-8]\d{4})(?:\.(\d+))?$/.exec(value);
  if (match === null) return null;
  const [, whole = '', fraction = ''] = match;
  const serial = Number(whole);
  if (serial > 80_000) return null;
  const seconds = /^0*$/.test(fraction) ? null : secondsOfFraction(fraction);
  return { day: dayOfNumber(EXCEL_DAY_0 + serial), seconds };
}

/** Reads seconds (10 digits) or milliseconds (13 digits) from 1970 as milliseconds; fractions are cut off. */
export function parseUnixTime(value: string): number | null {
  const match = /^([1-9]\d{9})(\d{3})?(?:\.\d+)?$/.exec(value);
  if (match === null) return null;
  const [, seconds = ''] = match;
  return Number(seconds) * 1000;
}

function secondsOfFraction(fraction: string): number {
  const scale = 10n ** BigInt(fraction.length);
  return Number((BigInt(fraction) * 86_400n * 2n + scale) / (scale * 2n));
}
