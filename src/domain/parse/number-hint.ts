import { decimalText } from '../exact.ts';
import { type Text, text } from '../text.ts';
import { currencyMeanings } from '../tidy/currency-words.ts';
import { parseWrittenNumber } from '../tidy/written-number.ts';

const LONGEST = 40;
const MOST_DIGITS = 15;

/** The number that `10万`, `1,000`, `¥1000`, `１０` or `"1000"` stands for, in plain digits; undefined if none does. */
export function plainNumber(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > LONGEST) return undefined;
  const number = parseWrittenNumber(value.trim(), 'point');
  if (typeof number === 'string' || ![number.before, number.after].every(isLeftOut)) return undefined;
  const { digits, power } = number.decimal;
  if (digits.length + Math.abs(power) > MOST_DIGITS) return undefined;
  const units = BigInt(digits) * 10n ** BigInt(Math.max(0, power));
  const plain = decimalText({ units: number.negative ? -units : units, scale: Math.max(0, -power) });
  return plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain;
}

/** Ends a message that says a number belongs somewhere: what to write, where that can be worked out. */
export function numberHint(value: unknown): Text {
  const plain = plainNumber(value);
  return plain === undefined ? text('', '') : text(`：请写 ${plain}`, `: write ${plain}`);
}

const units = /^(?:元整|[天日月年次单笔件位人分岁]|个月)$/;

function isLeftOut(word: string): boolean {
  return word === '' || currencyMeanings(word).length > 0 || units.test(word);
}
