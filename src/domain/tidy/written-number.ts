import { type Decimal, type DecimalSign, parseDecimal } from './decimal.ts';
import { halfWidth } from './normalise.ts';
import type { RejectReason, Tidying } from './reading.ts';

/** A number as written: its sign, its size and the words before and after it. */
export interface WrittenNumber {
  readonly negative: boolean;
  readonly decimal: Decimal;
  readonly before: string;
  readonly after: string;
  readonly tidied: readonly Tidying[];
}

/** Takes `-¥1,234.50`, `(1.2万)元` or `1.5E3 kg` apart; what the words mean is left to the caller. */
export function parseWrittenNumber(value: string, sign: DecimalSign = 'point'): WrittenNumber | RejectReason {
  const ascii = halfWidth(value);
  const plain = ascii.replace(/[−–﹣]/g, '-');
  const found = /(?:\d|\.\d)[\d.,]*/.exec(plain);
  if (found === null) return 'amount-unreadable';
  const before = withoutSpaces(plain.slice(0, found.index));
  const rest = plain.slice(found.index + found[0].length);
  const exponent = /^E([+-]?\d{1,4})(?!\d)/i.exec(rest);
  const after = withoutSpaces(rest.slice(exponent?.[0].length ?? 0));
  if (/[%‰]/.test(after)) return 'amount-percent';
  const lead = /^(\(?)([+-]?)([^+\-()]*)([+-]?)(\(?)$/.exec(before);
  if (lead === null) return 'amount-unreadable';
  const [, outer = '', first = '', word = '', second = '', inner = ''] = lead;
  const parentheses = outer + inner;
  const plusMinus = first + second;
  if (parentheses.length + plusMinus.length > 1) return 'amount-unreadable';
  // "Rs.500" is not half a rupee.
  if (found[0].startsWith('.') && /\p{L}$/u.test(word)) return 'amount-unreadable';
  const closed = after.replace(')', '');
  if (after.length - closed.length !== parentheses.length) return 'amount-unreadable';
  const decimal = parseDecimal(found[0], exponent?.[1], sign);
  if (typeof decimal === 'string') return decimal;
  const magnitude = magnitudeOf(closed);
  const tidied: Tidying[] = [];
  if (ascii !== value) tidied.push('full-width');
  if (plain !== ascii) tidied.push('minus-sign');
  if (/\s/.test(plain)) tidied.push('spaces');
  if (parentheses !== '') tidied.push('accounting-negative');
  if (plusMinus === '+') tidied.push('number-form');
  tidied.push(...decimal.tidied, ...magnitude.tidied);
  return {
    negative: parentheses !== '' || plusMinus === '-',
    decimal: { ...decimal, power: decimal.power + magnitude.power },
    before: word,
    after: closed.slice(magnitude.length),
    tidied,
  };
}

function withoutSpaces(value: string): string {
  return value.replace(/\s/g, '');
}

interface Magnitude {
  readonly length: number;
  readonly power: number;
  readonly tidied: readonly Tidying[];
}

const none: Magnitude = { length: 0, power: 0, tidied: [] };

function magnitudeOf(after: string): Magnitude {
  if (after === '') return none;
  // 3千克 is three kilograms, not three thousand grams.
  if (/^千(?:克|米|瓦|卡|伏|赫|焦|帕|升|字节|比特)/.test(after)) return none;
  const many = /^[百千]?[万萬]/.exec(after);
  if (many !== null) {
    const power = after.startsWith('百') ? 6 : after.startsWith('千') ? 7 : 4;
    return { length: many[0].length, power, tidied: ['unit-wan'] };
  }
  if (/^[亿億]/.test(after)) return { length: 1, power: 8, tidied: ['unit-yi'] };
  if (after.startsWith('千')) return { length: 1, power: 3, tidied: ['unit-qian'] };
  return none;
}
