import { currencyDecimals, formatMoney, minorUnits } from '../currency.ts';
import {
  type Decimal,
  decimalFraction,
  decimalText,
  type Fraction,
  fractionText,
  unitsAt,
} from '../exact.ts';
import type { Metric } from '../metric.ts';

/** How a number is written: `ratio` is 0 … 1 shown as a percentage, `percent` is one already. */
export type Unit =
  | { readonly kind: 'money'; readonly currency: string }
  | { readonly kind: 'ratio' | 'percent' | 'plain' };

export const plain: Unit = { kind: 'plain' };

/** Decimals that a computed value is shown with. */
const SHOWN = 2;

export function unitOf({ definition, type }: Metric, currency: string): Unit {
  if (type === 'money') return { kind: 'money', currency };
  const { kind } = definition;
  if (kind === 'top-share') return { kind: 'percent' };
  if (kind === 'refund-rate' || kind === 'p-alive') return { kind: 'ratio' };
  return kind === 'measure' && definition.take === 'share' ? { kind: 'ratio' } : plain;
}

/** A number of the scheme, exactly as it stands there. */
export function decimalWords(value: Decimal, unit: Unit): string {
  switch (unit.kind) {
    case 'money':
      return value.scale <= currencyDecimals(unit.currency)
        ? formatMoney(unitsAt(value, currencyDecimals(unit.currency)), unit.currency)
        : `${unit.currency} ${decimalText(value)}`;
    case 'ratio':
      return `${fractionText(hundredfold(decimalFraction(value)), value.scale)}%`;
    case 'percent':
      return `${decimalText(value)}%`;
    case 'plain':
      return decimalText(value);
  }
}

/** A computed value, rounded half away from zero or, where less would mislead, up. */
export function fractionWords(value: Fraction, unit: Unit, rounding: 'half' | 'up' = 'half'): string {
  if (unit.kind === 'money') return formatMoney(minorUnits(value, unit.currency), unit.currency);
  const shown = unit.kind === 'ratio' ? hundredfold(value) : value;
  const written = fractionText(rounding === 'up' ? roundedUp(shown) : shown, SHOWN);
  return unit.kind === 'plain' ? written : `${written}%`;
}

function hundredfold({ num, den }: Fraction): Fraction {
  return { num: num * 100n, den };
}

function roundedUp({ num, den }: Fraction): Fraction {
  const unit = 10n ** BigInt(SHOWN);
  return { num: ceiling(num * unit, den), den: unit };
}

/** The least integer not below `num / den`; `den` above zero. */
export function ceiling(num: bigint, den: bigint): bigint {
  const cut = num / den;
  return num > 0n && cut * den !== num ? cut + 1n : cut;
}

/** `formatMoney` of one currency for a million calls: no regular expressions, small amounts as numbers. */
export function moneyWriter(currency: string): (minor: bigint) => string {
  const symbol = formatMoney(0n, currency).slice(0, -1);
  const decimals = currencyDecimals(currency);
  const unit = 10 ** decimals;
  return (minor) => {
    if (minor < 0n || minor > largestNumber) return formatMoney(minor, currency);
    const amount = Number(minor);
    const whole = Math.trunc(amount / unit);
    const part = amount - whole * unit;
    const written = symbol + (whole < 1000 ? whole : grouped(whole));
    return part === 0 ? written : `${written}.${String(part).padStart(decimals, '0')}`;
  };
}

const largestNumber = BigInt(Number.MAX_SAFE_INTEGER);

function grouped(whole: number): string {
  let rest = whole;
  let written = '';
  while (rest >= 1000) {
    written = `,${String(rest % 1000).padStart(3, '0')}${written}`;
    rest = Math.trunc(rest / 1000);
  }
  return `${rest}${written}`;
}
