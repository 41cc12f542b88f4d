/**
 * Exact numbers. Nothing the product decides on goes through floating point: thresholds are decimals as
 * they were written, computed values are fractions of two integers.
 */
export interface Fraction {
  readonly num: bigint;
  /** Always greater than zero. */
  readonly den: bigint;
}

/** A decimal number as written: `units / 10^scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const decimalForm = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Reads `12`, `-0.5`, `1e3`; undefined when the text is no decimal number. Trailing zeros are dropped. */
export function readDecimal(written: string): Decimal | undefined {
  const match = decimalForm.exec(written.trim());
  if (match === null) return undefined;
  const [, sign = '', whole = '', part = '', exponent = '0'] = match;
  if (whole === '' && part === '') return undefined;
  let units = BigInt(`${whole}${part}`);
  let scale = part.length - Number(exponent);
  if (scale < 0) {
    units *= 10n ** BigInt(-scale);
    scale = 0;
  }
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return { units: sign === '-' ? -units : units, scale };
}

export function decimalText({ units, scale }: Decimal): string {
  if (scale === 0) return units.toString();
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const sign = units < 0n ? '-' : '';
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

export function decimalFraction({ units, scale }: Decimal): Fraction {
  return { num: units, den: 10n ** BigInt(scale) };
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** The integer `value × 10^scale`; `scale` must be at least the decimal's own. */
export function unitsAt(value: Decimal, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

export function fraction(num: bigint, den = 1n): Fraction {
  return den < 0n ? { num: -num, den: -den } : { num, den };
}

/** Below zero, zero or above zero as `a` is less than, equal to or greater than `b`. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `num / den` rounded to an integer, half away from zero; `den` above zero. */
export function roundHalfAway(num: bigint, den: bigint): bigint {
  const size = num < 0n ? -num : num;
  const rounded = (2n * size + den) / (2n * den);
  return num < 0n ? -rounded : rounded;
}

/** The fraction with at most `decimals` decimals, rounded half away from zero, trailing zeros dropped. */
export function fractionText({ num, den }: Fraction, decimals: number): string {
  const units = roundHalfAway(num * 10n ** BigInt(decimals), den);
  const full = decimalText({ units, scale: decimals });
  return decimals === 0 ? full : full.replace(/\.?0+$/, '');
}

/** The integer `value × 10^scale` of a value that has no more decimals than that. */
export function minorOf({ num, den }: Fraction, scale: number): bigint {
  return (num * 10n ** BigInt(scale)) / den;
}
