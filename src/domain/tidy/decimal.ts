import type { RejectReason, Tidying } from './reading.ts';

/** An exact decimal without a sign: digits × 10^power. */
export interface Decimal {
  readonly digits: string;
  readonly power: number;
  readonly tidied: readonly Tidying[];
}

/** What sets off the decimals of a file's numbers; `unclear` where the file does not tell. */
export type DecimalSign = 'point' | 'comma' | 'unclear';

/**
 * Reads ASCII digits with their separators. `1,234.56` and `1.234,56` are clear anywhere. With a decimal point
 * `1,234` is a thousand and `1.234` little more than one, with a decimal comma the other way round; where the
 * sign is unclear both are refused.
 */
export function parseDecimal(
  mantissa: string,
  exponent: string | undefined,
  sign: DecimalSign,
): Decimal | RejectReason {
  const form = formOf(mantissa, sign);
  if (typeof form === 'string') return form;
  const [whole = '', fraction = ''] = mantissa.replaceAll(form.group, '').split(form.point);
  const digits = (whole + fraction).replace(/^0+/, '') || '0';
  return {
    digits,
    power: Number(exponent ?? 0) - fraction.length,
    tidied: exponent === undefined ? form.tidied : [...form.tidied, 'exponent'],
  };
}

interface Separators {
  readonly group: string;
  readonly point: string;
  readonly tidied: readonly Tidying[];
}

function formOf(mantissa: string, sign: DecimalSign): Separators | RejectReason {
  if (sign === 'unclear' && /^[1-9]\d{0,2}[.,]\d{3}$/.test(mantissa)) return 'amount-ambiguous';
  return sign === 'comma' ? mirrored(mantissa) : separators(mantissa);
}

/** What is true of numbers with a decimal point is true of those with a decimal comma, the signs exchanged. */
function mirrored(mantissa: string): Separators | RejectReason {
  const form = separators(mantissa.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.')));
  if (typeof form === 'string') return form;
  const { point: group, group: point } = form;
  const tidied = form.tidied.filter((note) => note !== 'decimal-comma');
  return {
    group,
    point,
    tidied: point === ',' && mantissa.includes(',') ? [...tidied, 'decimal-comma'] : tidied,
  };
}

/** The separators of a number as written where a point sets off decimals. */
function separators(mantissa: string): Separators | RejectReason {
  if (/^\d+(?:\.\d+)?$/.test(mantissa)) return { group: ',', point: '.', tidied: [] };
  if (/^(?:\d+\.|\.\d+)$/.test(mantissa)) return { group: ',', point: '.', tidied: ['number-form'] };
  if (/^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/.test(mantissa)) {
    return { group: ',', point: '.', tidied: ['thousands'] };
  }
  if (/^[1-9]\d{0,2}(?:\.\d{3})+,\d+$/.test(mantissa)) {
    return { group: '.', point: ',', tidied: ['thousands', 'decimal-comma'] };
  }
  return /^\d+,\d+$/.test(mantissa) ? 'amount-ambiguous' : 'amount-unreadable';
}

/** The decimal as a whole number, rounded half away from zero; null beyond `limit`. */
export function toWhole({ digits, power }: Decimal, limit: bigint): { value: bigint; exact: boolean } | null {
  if (digits === '0') return { value: 0n, exact: true };
  const length = digits.length + power;
  if (length > MOST_DIGITS) return null;
  if (length < 0) return { value: 0n, exact: false };
  const kept = BigInt(digits.slice(0, length).padEnd(length, '0'));
  const dropped = digits.slice(length);
  const value = dropped >= '5' ? kept + 1n : kept;
  return value > limit ? null : { value, exact: /^0*$/.test(dropped) };
}

/** More than any limit has; keeps 1E9999 from being written out. */
const MOST_DIGITS = 30;
