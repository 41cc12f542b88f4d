import { QUANTITY_SCALE } from '../order.ts';
import { currencyMeanings } from './currency-words.ts';
import { type DecimalSign, toWhole } from './decimal.ts';
import { isBlankMark, LONGEST_VALUE, unwrap } from './normalise.ts';
import { type Reading, type RejectReason, read, reject, type Tidying } from './reading.ts';
import { parseWrittenNumber, type WrittenNumber } from './written-number.ts';

/** The largest amount that is kept, in minor units. */
export const AMOUNT_LIMIT = 10n ** 13n;

/** The largest quantity that is kept, in millionths: a thousand million pieces. */
export const QUANTITY_LIMIT = 10n ** 15n;

/**
 * An amount of money in minor units of a currency with that many decimals, rounded half away from zero; null if
 * blank. With `currency` (ISO 4217) a sign or word of another currency is refused, else any is taken off. `sign`
 * is what sets off decimals in its file.
 */
export function readAmount(
  raw: string,
  decimals: number,
  currency?: string,
  sign: DecimalSign = 'point',
): Reading<bigint | null> {
  const form = { scale: decimals, limit: AMOUNT_LIMIT, sign };
  return readNumber(raw, form, (number) => currencySign(number, currency));
}

/** A quantity in millionths, its unit of measure (`3件`, `1.5 kg`) taken off; null if blank. */
export function readQuantity(raw: string, sign: DecimalSign = 'point'): Reading<bigint | null> {
  return readNumber(raw, { scale: QUANTITY_SCALE, limit: QUANTITY_LIMIT, sign }, quantityUnit);
}

/** How a number is kept, and what sets off its decimals. */
interface NumberForm {
  readonly scale: number;
  readonly limit: bigint;
  readonly sign: DecimalSign;
}

/** What was taken off around a number, or why the number cannot stand with those words. */
type ReadWords = (number: WrittenNumber) => readonly Tidying[] | RejectReason;

function readNumber(
  raw: string,
  { scale, limit, sign }: NumberForm,
  readWords: ReadWords,
): Reading<bigint | null> {
  const clean = /^ *(-?\d{1,15})(?:\.(\d{1,15}))? *$/.exec(raw);
  if (clean !== null) {
    const [, whole = '', fraction = ''] = clean;
    const plain = sign === 'point' || fraction === '';
    if (plain && fraction.length <= scale) return within(BigInt(whole + fraction.padEnd(scale, '0')), limit);
  }
  const { text, tidied } = unwrap(raw);
  if (text === '') return read(null, tidied);
  if (text.length > LONGEST_VALUE) return reject('too-long');
  if (isBlankMark(text)) return read(null, [...tidied, 'blank-mark']);
  const number = parseWrittenNumber(text, sign);
  if (typeof number === 'string') return reject(number);
  if (sign === 'comma' && scale < 3 && mayBeThousands(number)) return reject('amount-ambiguous');
  const words = readWords(number);
  if (typeof words === 'string') return reject(words);
  const { decimal, negative } = number;
  const whole = toWhole({ ...decimal, power: decimal.power + scale }, limit);
  if (whole === null) return reject('amount-too-large');
  const rounded: Tidying[] = whole.exact ? [] : ['rounded'];
  const all = new Set([...tidied, ...number.tidied, ...words, ...rounded]);
  return read(negative ? -whole.value : whole.value, [...all]);
}

/** Money has no three decimals: `1,234` may well be a thousand, even among numbers with decimal commas. */
function mayBeThousands({ decimal: { digits, power, tidied } }: WrittenNumber): boolean {
  const lone = tidied.includes('decimal-comma') && !tidied.includes('thousands');
  return lone && power === -3 && digits.length > 3 && digits.length <= 6;
}

function within(value: bigint, limit: bigint): Reading<bigint> {
  return value > limit || value < -limit ? reject('amount-too-large') : read(value);
}

function currencySign({ before, after }: WrittenNumber, currency: string | undefined): ReturnType<ReadWords> {
  const words = [before, after].filter((word) => word !== '').map(currencyMeanings);
  const [first, second] = words;
  if (first === undefined) return [];
  const meanings = second === undefined ? first : first.filter((code) => second.includes(code));
  if (meanings.length === 0) return 'amount-unreadable';
  return currency === undefined || meanings.includes(currency) ? ['currency-sign'] : 'currency-other';
}

function quantityUnit({ before, after }: WrittenNumber): ReturnType<ReadWords> {
  if (before !== '') return 'amount-unreadable';
  if (after === '') return [];
  return unit.test(after) && !notUnit.test(after) ? ['unit'] : 'amount-unreadable';
}

const unit = /^\p{L}{1,4}$/u;

// Money, and what goes on counting: 3百件 and 5多件 are not 3 and 5.
const notUnit =
  /元$|圆$|币$|^(?:rmb|cny|usd|eur|gbp|hkd|jpy)$|.千|[十百万亿萬億零〇一二三四五六七八九两半多余几数]/i;
