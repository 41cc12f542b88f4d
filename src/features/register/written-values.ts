import type { Kysely } from 'kysely';
import { currencyDecimals } from '../../domain/currency.ts';
import { closest } from '../../domain/parse/closest.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { type Text, text } from '../../domain/text.ts';
import { type Reading, type RejectReason, rejectText } from '../../domain/tidy/reading.ts';
import { type Business, businessOf } from '../schemes/business.ts';

/** The money and clock that values are read in. */
export interface WrittenIn {
  readonly currency: string;
  readonly decimals: number;
  readonly timeZone: string;
}

/** That of the business. */
export async function writtenIn(db: Kysely<unknown>): Promise<WrittenIn> {
  return writtenInOf(await businessOf(db));
}

export function writtenInOf({ currency, timeZone }: Business): WrittenIn {
  return { currency, timeZone, decimals: currencyDecimals(currency) };
}

/** The members of one object of a request, read by the same readers as the cells of a file. */
export interface WrittenValues {
  /** Whether the member is there, be it null or blank. */
  readonly has: (key: string) => boolean;
  /** The member as it is; null where there is none. */
  readonly given: (key: string) => unknown;
  /** A list's items; empty where there is none. */
  readonly list: (key: string) => readonly unknown[];
  /** Null where the member is missing, blank or wrong; what is wrong goes to the problems. */
  readonly read: <T>(key: string, reader: (raw: string) => Reading<T | null>) => T | null;
}

/** Looks at an object of a request. What is wrong with it, and members that nothing knows, are added to `problems`. */
export function writtenValues(
  given: unknown,
  path: string,
  known: readonly string[],
  problems: Problem[],
): WrittenValues {
  const say = (code: string, at: string, { zh, en }: Text): null => {
    problems.push(problem(code, at, zh, en));
    return null;
  };
  const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
  if (!isObject) say('bad-type', path, text('这里应是一个对象 {…}', 'an object {…} belongs here'));
  const members: Readonly<Record<string, unknown>> = isObject ? { ...given } : {};
  const memberOf = (key: string): unknown => (Object.hasOwn(members, key) ? members[key] : null) ?? null;
  const placeOf = (key: string): string => (path === '' ? key : `${path}.${key}`);
  for (const key of Object.keys(members)) {
    if (!known.includes(key)) say('unknown-key', placeOf(key), unknownKey(key, known));
  }
  return {
    has: (key) => Object.hasOwn(members, key),
    given: memberOf,
    list: (key) => {
      const value = memberOf(key) ?? [];
      if (Array.isArray(value)) return value;
      say('bad-type', placeOf(key), text('这里应是一个列表 […]', 'a list […] belongs here'));
      return [];
    },
    read: (key, reader) => {
      const value = memberOf(key);
      if (value === null) return null;
      const at = placeOf(key);
      if (typeof value !== 'string' && typeof value !== 'number') {
        return say('bad-type', at, text('这里应是文本或数字', 'a text or a number belongs here'));
      }
      if (String(value).length > LONGEST_TEXT) return say('too-long', at, tooLong);
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) return say('number-inexact', at, inexact);
      // Half a character stands for nothing, and no database takes it.
      const reading = reader(String(value).replace(/\p{Cs}/gu, '\ufffd'));
      return reading.ok ? reading.value : say(reading.reason, at, reasonText(reading.reason));
    },
  };
}

/** More than anybody writes of a customer or an order, and less than makes lists unreadable for others. */
const LONGEST_TEXT = 10_000;

const tooLong = text('最多 10,000 个字', 'at most 10,000 characters');

const inexact = text(
  '这么长的数字在 JSON 里会丢失末位，请写成文本（加引号）',
  'numbers this long lose their last digits in JSON; write it as text, in quotes',
);

function unknownKey(key: string, known: readonly string[]): Text {
  const meant = closest(key, known);
  if (meant !== undefined)
    return text(`没有“${key}”；是不是 ${meant}？`, `there is no “${key}”; did you mean ${meant}?`);
  return text(
    `没有“${key}”；可用：${known.join('、')}`,
    `there is no “${key}”; what there is: ${known.join(', ')}`,
  );
}

/** The command line's options are no way out here. */
function reasonText(reason: RejectReason): Text {
  if (reason !== 'date-ambiguous') return rejectText[reason];
  return text(
    '无法判断月和日的先后：请写成 2026-11-22',
    'day and month could be either way round: write it like 2026-11-22',
  );
}
