import { isMaskedId } from './masked.ts';
import { halfWidth, unwrap } from './normalise.ts';
import { type Reading, read, reject } from './reading.ts';

/** Unicode's own line break, which stands for those in cells where a line has to stay one. */
export const LINE_BREAK = '\u2028';

/** The longest id that is kept. */
const LONGEST_ID = 500;

/** Words as they are, without what was wrapped around them; null if nothing is left. */
export function readText(raw: string): Reading<string | null> {
  const { text, tidied } = unwrap(raw.includes(LINE_BREAK) ? raw.replaceAll(LINE_BREAK, '\n') : raw);
  if (text === '') return read(null, tidied);
  // PostgreSQL's text cannot hold NUL.
  if (!text.includes('\0')) return read(text, tidied);
  return read(text.replaceAll('\0', ''), [...tidied, 'control-character']);
}

/**
 * An order's or customer's number, always kept as text: `007` and 22 digits stay what they are. Refuses what a
 * spreadsheet made of long numbers (`6.123456789E+17`); `1E5`, which no spreadsheet writes, is an id.
 */
export function readId(raw: string): Reading<string | null> {
  const reading = readText(raw);
  if (!reading.ok || reading.value === null) return reading;
  if (reading.value.length > LONGEST_ID) return reject('too-long');
  if (spreadsheetNumber.test(halfWidth(reading.value))) return reject('id-scientific');
  return reading;
}

/** How tills and exports write that they do not know the customer. */
export const placeholders = [
  '-',
  '--',
  '—',
  '——',
  '/',
  '无',
  '无名',
  '没有',
  '空',
  '散客',
  '零散客户',
  '散户',
  '匿名',
  '匿名用户',
  '匿名买家',
  '游客',
  '过路客',
  '路人',
  'null',
  'none',
  'nan',
  'n/a',
  '#n/a',
  'undefined',
  'guest',
  'anonymous',
  'walk-in',
  'walk in',
];
const isPlaceholder = new Set(placeholders);

/**
 * A mobile number of mainland China with its 86 or with blanks and dashes in it, as people write it who know their customers by it. Digits alone
 * are left alone: thirteen that begin with 86 may be any id. Understood by both engines of regular expressions.
 */
export const spelledMobile = String.raw`^(\(?(\+|00)86\)?[ .-]?|\(?86\)?[ .-]|\(86\))?1[3-9][0-9]([ .-]?[0-9]){8}$`;
/** As many digits has one that is written plainly: any other spelling is longer. */
export const MOBILE_DIGITS = 11;
const isSpelledMobile = new RegExp(spelledMobile);

/**
 * A customer's id. What names nobody in particular (`散客`, `-`, `186******05`) is refused: many buyers would become one. Mobile numbers are one id
 * however they are written.
 */
export function readCustomerId(raw: string): Reading<string | null> {
  const reading = readId(raw);
  if (!reading.ok || reading.value === null) return reading;
  const { value, tidied } = reading;
  if (isMaskedId(value)) return reject('masked');
  const narrow = halfWidth(value);
  if (isPlaceholder.has(narrow.toLowerCase())) return reject('placeholder');
  const isPlain = value.length <= MOBILE_DIGITS && narrow === value;
  if (isPlain || !isSpelledMobile.test(narrow)) return reading;
  return read(narrow.replace(/\D/g, '').slice(-MOBILE_DIGITS), [...tidied, 'phone-form']);
}

const spreadsheetNumber = /^-?\d(?:\.\d+E\+?|E\+)\d{1,3}$/i;
