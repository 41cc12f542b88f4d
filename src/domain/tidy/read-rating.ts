import { QUANTITY_SCALE } from '../order.ts';
import type { DecimalSign } from './decimal.ts';
import { halfWidth, isBlankMark, LONGEST_VALUE, unwrap } from './normalise.ts';
import { readQuantity } from './read-amount.ts';
import { type Reading, read, reject, type Tidying } from './reading.ts';

const UNIT = 10n ** BigInt(QUANTITY_SCALE);
const numerals = '零一二三四五';

/** What shops, maps and delivery services call them; five is the best. */
const words: Readonly<Record<number, string>> = {
  5: '好评 五星好评 非常满意 很满意 非常好 很好 极好 positive excellent verysatisfied',
  4: '满意 较好 好 good satisfied',
  3: '中评 一般 普通 还行 neutral average fair ok',
  2: '不满意 较差 差 poor dissatisfied',
  1: '差评 非常不满意 很不满意 非常差 很差 极差 negative bad terrible verydissatisfied',
};

const meanings: ReadonlyMap<string, bigint> = new Map(
  Object.entries(words).flatMap(([stars, said]) => said.split(' ').map((word) => [word, millionths(stars)])),
);

/**
 * A rating in millionths: 5, 4.5, 5星, 五星, ★★★★☆, 4.5/5 or a word such as 好评 (5), 中评 (3) and 差评 (1); null if
 * blank. Never below zero.
 */
export function readRating(raw: string, sign: DecimalSign = 'point'): Reading<bigint | null> {
  const { text, tidied } = unwrap(raw);
  if (text === '') return read(null, tidied);
  if (text.length > LONGEST_VALUE) return reject('too-long');
  if (isBlankMark(text)) return read(null, [...tidied, 'blank-mark']);
  const half = halfWidth(text);
  const said = half.toLowerCase().replace(/\s/g, '');
  const meant = meanings.get(said) ?? stars(said);
  if (meant !== null) return read(meant, [...tidied, 'rating-word']);
  const bare = said.replace(/(?<=\d)(?:颗星|星级|星|分|stars?|points?|\/5(?:\.0)?)(?:好评)?$/, '');
  const number = readQuantity(bare, sign);
  if (!number.ok) return number.reason === 'amount-percent' ? number : reject('rating-unknown');
  if (number.value === null || number.value < 0n || number.tidied.includes('unit'))
    return reject('rating-unknown');
  const shapes: Tidying[] = [
    ...(half === text ? [] : ['full-width' as const]),
    ...(bare === said ? [] : ['rating-word' as const]),
  ];
  const all = new Set([...tidied, ...shapes, ...number.tidied]);
  return read(number.value, [...all]);
}

/** 五星, 四星半 and ★★★★☆; null for what is none. */
function stars(said: string): bigint | null {
  const filled = /^(★{1,5}|⭐{1,5})[☆✩]*$/u.exec(said);
  if (filled !== null) return millionths(String(Array.from(filled[1] ?? '').length));
  const [, numeral = '', half = ''] = /^([零一二两三四五])颗?星级?(半?)(?:好评|差评)?$/.exec(said) ?? [];
  if (numeral === '') return null;
  const whole = BigInt(numeral === '两' ? 2 : numerals.indexOf(numeral)) * UNIT;
  return half === '' ? whole : whole + UNIT / 2n;
}

function millionths(whole: string): bigint {
  return BigInt(whole) * UNIT;
}
