import type { Subject, Test } from '../condition.ts';
import { currencyDecimals } from '../currency.ts';
import type { Value } from '../evaluate/value.ts';
import { compareFractions, decimalFraction, type Fraction, fractionText } from '../exact.ts';
import type { Scheme } from '../scheme.ts';
import { ceiling } from './amount-words.ts';
import { type Bound, isBound, isZeroWhenEmpty, stepOf } from './gap.ts';

/** What an amount is of: `share` is 0 … 1, `day` a calendar day. */
export type AmountUnit = 'money' | 'count' | 'days' | 'number' | 'share' | 'day' | 'text';

/** The amounts of one comparison as decimals, money in major units; null where there is none. */
export interface GapAmounts {
  readonly unit: AmountUnit;
  /** The nearest value that passes; of a number that has to be over a bound by however little, the bound. */
  readonly needed: string | null;
  readonly present: string | null;
  /** How far the one is from the other, rounded up so that it is enough; 0 where it passes. */
  readonly gap: string | null;
  /** How much of it is done, 0 … 1; null where that cannot be said. */
  readonly progress: number | null;
}

const MOST_DECIMALS = 6;

/** What a comparison asks for, what there is, and what lies between. A sealed value is not shown. */
export function gapAmounts(subject: Subject, test: Test, value: Value, scheme: Scheme): GapAmounts {
  const unit = unitOfAmount(subject, scheme);
  const decimals = { money: currencyDecimals(scheme.currency), count: 0 }[unit as string] ?? MOST_DECIMALS;
  if (unit === 'day' || unit === 'text') {
    const operand = 'operand' in test && test.operand.kind !== 'number' ? test.operand.value : null;
    const isShown = subject.type !== 'sealed' && typeof value === 'string';
    return { unit, needed: operand, present: isShown ? value : null, gap: null, progress: null };
  }
  const have = number(value, subject, scheme);
  const present = have === null ? null : fractionText(have, decimals);
  if (!('operand' in test) || test.operand.kind !== 'number' || !isBound(test.op)) {
    return { unit, needed: null, present, gap: null, progress: null };
  }
  const needed = nearestPassing(subject, test.op, decimalFraction(test.operand.value));
  const gap = have === null ? null : distance(have, needed, test.op);
  return {
    ...{ unit, needed: fractionText(needed, decimals), present },
    gap: gap === null ? null : fractionText(roundedUp(gap, decimals), decimals),
    progress: have === null ? null : share(have, needed, test.op),
  };
}

function unitOfAmount({ kind, id, type }: Subject, { metrics }: Scheme): AmountUnit {
  if (type === 'money') return 'money';
  if (type === 'date') return 'day';
  if (type === 'text' || type === 'sealed') return 'text';
  const definition = kind === 'metric' ? metrics.get(id)?.definition : undefined;
  if (definition?.kind === 'refund-rate' || definition?.kind === 'p-alive') return 'share';
  if (definition?.kind === 'measure') {
    if (definition.take === 'share') return 'share';
    if (/^days-since|-days$/.test(definition.take)) return 'days';
  }
  return type === 'integer' ? 'count' : 'number';
}

function number(value: Value, subject: Subject, scheme: Scheme): Fraction | null {
  if (value === null) return isZeroWhenEmpty(subject, scheme) ? { num: 0n, den: 1n } : null;
  return typeof value === 'string' ? null : value;
}

function nearestPassing(subject: Subject, op: Bound, bound: Fraction): Fraction {
  const decimals = stepOf(subject, op === 'atLeast' || op === 'atMost' ? 'atLeast' : 'over');
  if (decimals === null) return bound;
  const step = 10n ** BigInt(decimals);
  const above = ceiling(bound.num * step, bound.den);
  const below = -ceiling(-bound.num * step, bound.den);
  const steps = { atLeast: above, over: below + 1n, atMost: below, under: above - 1n }[op];
  return { num: steps, den: step };
}

function distance(have: Fraction, needed: Fraction, op: Bound): Fraction {
  const upwards = op === 'atLeast' || op === 'over';
  const [more, less] = upwards ? [needed, have] : [have, needed];
  if (compareFractions(more, less) <= 0) return { num: 0n, den: 1n };
  return { num: more.num * less.den - less.num * more.den, den: more.den * less.den };
}

function share(have: Fraction, needed: Fraction, op: Bound): number {
  const upwards = op === 'atLeast' || op === 'over';
  const [part, whole] = upwards ? [have, needed] : [needed, have];
  if (compareFractions(part, whole) >= 0) return 1;
  if (part.num <= 0n || whole.num <= 0n) return 0;
  return Number((part.num * whole.den * 1000n) / (part.den * whole.num)) / 1000;
}

function roundedUp({ num, den }: Fraction, decimals: number): Fraction {
  const unit = 10n ** BigInt(decimals);
  return { num: ceiling(num * unit, den), den: unit };
}
