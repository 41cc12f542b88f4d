import { currencyMeanings } from './currency-words.ts';
import { halfWidth, isBlankMark, LONGEST_VALUE, unwrap } from './normalise.ts';
import { type Reading, read, reject } from './reading.ts';

/** A currency as an ISO 4217 code; `¥` and `元` alone mean CNY, `$` alone USD; null if blank. */
export function readCurrency(raw: string): Reading<string | null> {
  const { text, tidied } = unwrap(raw);
  if (text === '') return read(null, tidied);
  if (text.length > LONGEST_VALUE) return reject('too-long');
  if (isBlankMark(text)) return read(null, [...tidied, 'blank-mark']);
  const [code] = currencyMeanings(halfWidth(text));
  if (code === undefined) return reject('currency-unknown');
  return read(code, code === text ? tidied : [...tidied, 'currency-word']);
}
