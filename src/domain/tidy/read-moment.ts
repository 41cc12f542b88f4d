import { dayNumber, isKeptYear } from './calendar.ts';
import { parseExcelSerial, parseUnixTime } from './date-number.ts';
import { type Moment, momentOf } from './moment.ts';
import { halfWidth, isBlankMark, LONGEST_VALUE, unwrap } from './normalise.ts';
import { parsePlainMoment } from './plain-moment.ts';
import { type Reading, type RejectReason, read, reject, type Tidying } from './reading.ts';
import { type DayOrder, parseWrittenDay } from './written-day.ts';
import { parseWrittenTime } from './written-time.ts';
import { localClock } from './zone.ts';

/**
 * A date or time in the business's zone (a valid IANA name); null if blank. Without a zone of its own a value is
 * local, and is not moved out of hours that daylight saving skips; with one it is converted. `05/06/2026` is
 * refused unless `order` says which is the month.
 */
export function readMoment(raw: string, zone: string, order?: DayOrder): Reading<Moment | null> {
  const plain = parsePlainMoment(raw);
  if (plain !== null) return plain.canonical ? read(plain.value) : read(plain.value, ['date-form']);
  const { text, tidied } = unwrap(raw);
  if (text === '') return read(null, tidied);
  if (text.length > LONGEST_VALUE) return reject('too-long');
  if (isBlankMark(text)) return read(null, [...tidied, 'blank-mark']);
  const ascii = halfWidth(text);
  const marks: readonly Tidying[] = ascii === text ? tidied : [...tidied, 'full-width'];
  if (noDate.test(ascii)) return read(null, [...marks, 'blank-mark']);
  const found = parseNumber(ascii, zone) ?? parseWords(ascii, zone, order);
  return typeof found === 'string' ? reject(found) : read(found.value, [...marks, ...found.tidied]);
}

/** 0000-00-00 00:00:00, which MySQL writes where there is no date. */
const noDate = /^0+(?:[-/.]0+)*(?:[ T]00:00(?::00)?)?$/;

type Found = { readonly value: Moment; readonly tidied: readonly Tidying[] } | RejectReason;

function parseNumber(text: string, zone: string): Found | null {
  const serial = parseExcelSerial(text);
  if (serial !== null) return found(momentOf(serial.day, serial.seconds), ['excel-serial']);
  const instant = parseUnixTime(text);
  return instant === null ? null : found(momentAt(instant, zone), ['unix-time']);
}

function parseWords(text: string, zone: string, order: DayOrder | undefined): Found {
  const plain = parsePlainMoment(text);
  if (plain !== null) return found(plain.value, plain.canonical ? [] : ['date-form']);
  const written = parseWrittenDay(usualSigns(text), order);
  if (typeof written === 'string') return written;
  const { day, rest } = written;
  if (!isKeptYear(day.year)) return 'date-out-of-range';
  if (rest === '') return found(momentOf(day, null), ['date-form']);
  const time = parseWrittenTime(rest);
  if (typeof time === 'string') return time;
  if (time.offset === null) return found(momentOf(day, time.seconds), ['date-form']);
  const instant = (dayNumber(day) * 86_400 + time.seconds - time.offset * 60) * 1000;
  return found(momentAt(instant, zone), ['date-form', 'time-zone']);
}

function momentAt(instant: number, zone: string): Moment | null {
  const { day, seconds } = localClock(instant, zone);
  return momentOf(day, seconds);
}

function found(value: Moment | null, tidied: readonly Tidying[]): Found {
  return value === null ? 'date-out-of-range' : { value, tidied };
}

/** One kind of blank and dash, no weekday, and separators in 20261122103000. */
function usualSigns(text: string): string {
  return text
    .replace(/[‐-―−]/g, '-')
    .replace(weekday, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(
      /^(\d{4})(\d\d)(\d\d)[T ]?(\d\d)(\d\d)(\d\d)?(?!\d)/,
      (_, year, month, day, hour, minute, second = '00') =>
        `${year}-${month}-${day} ${hour}:${minute}:${second}`,
    );
}

const weekday =
  /\(?(?:(?:星期|周|週|礼拜)[一二三四五六日天]|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?)\)?/i;
