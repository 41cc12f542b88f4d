import type { Subject } from '../condition.ts';
import { compareFractions, type Fraction, fraction } from '../exact.ts';

/**
 * A value that a subject may have strictly between two (at the place itself, if both are the same), as round as there
 * is one; null where there is none. Without an end: somewhat beyond the other.
 */
export function between(subject: Subject, from: Fraction | null, to: Fraction | null): Fraction | null {
  const finest = finestStep(subject);
  if (from !== null && to !== null && compareFractions(from, to) === 0) {
    return finest === null || (from.num * 10n ** BigInt(finest)) % from.den === 0n ? from : null;
  }
  const [wanted, width] = wantedValue(from, to);
  for (let digits = -15; digits <= (finest ?? 12); digits++) {
    // Nothing rounder than a fifth of the way, or 1.2 of 10,000 would become 1.
    const value = roundTo(wanted, digits);
    if (isWithin(value, from, to) && (digits === finest || isNear(value, wanted, width))) return value;
  }
  return finest === null ? wanted : latticeBetween(from, to, finest);
}

/** Decimals that values have at most; null where they may have any. */
function finestStep({ type, scale }: Subject): number | null {
  if (type === 'date') return 0;
  return type === 'fraction' ? null : scale;
}

function wantedValue(from: Fraction | null, to: Fraction | null): [wanted: Fraction, width: Fraction] {
  if (from !== null && to !== null) {
    const [low, high] = [from.num * to.den, to.num * from.den];
    const den = from.den * to.den;
    return [fraction(low + high, 2n * den), fraction(high - low, den)];
  }
  const end = from ?? to ?? fraction(0n);
  const size = end.num < 0n ? -end.num : end.num;
  const step = size === 0n ? fraction(1n) : fraction(size, 5n * end.den);
  const sign = to === null ? 1n : -1n;
  return [fraction(end.num * step.den + sign * step.num * end.den, end.den * step.den), step];
}

function isWithin(value: Fraction, from: Fraction | null, to: Fraction | null): boolean {
  return (
    (from === null || compareFractions(value, from) > 0) && (to === null || compareFractions(value, to) < 0)
  );
}

function isNear(value: Fraction, wanted: Fraction, width: Fraction): boolean {
  const away = value.num * wanted.den - wanted.num * value.den;
  const size = away < 0n ? -away : away;
  return compareFractions(fraction(4n * size, value.den * wanted.den), width) <= 0;
}

function roundTo({ num, den }: Fraction, digits: number): Fraction {
  const power = 10n ** BigInt(Math.abs(digits));
  const [top, bottom] = digits >= 0 ? [num * power, den] : [num, den * power];
  const units = floor(2n * top + bottom, 2n * bottom);
  return digits >= 0 ? fraction(units, power) : fraction(units * power);
}

/** The least value with so many decimals above `from`, or the greatest below `to`. */
function latticeBetween(from: Fraction | null, to: Fraction | null, decimals: number): Fraction | null {
  const power = 10n ** BigInt(decimals);
  const units =
    from !== null
      ? floor(from.num * power, from.den) + 1n
      : to !== null
        ? -floor(-to.num * power, to.den) - 1n
        : 0n;
  const value = fraction(units, power);
  return isWithin(value, from, to) ? value : null;
}

function floor(num: bigint, den: bigint): bigint {
  const quotient = num / den;
  return num < 0n && quotient * den !== num ? quotient - 1n : quotient;
}
