import type { ComparingOperator, Subject } from '../condition.ts';
import type { Value } from '../evaluate/value.ts';
import { compareFractions, type Decimal, decimalFraction, type Fraction, fractionText } from '../exact.ts';
import type { Scheme } from '../scheme.ts';
import { type Lang, type Text, text } from '../text.ts';
import { ceiling, decimalWords, fractionWords, moneyWriter, plain } from './amount-words.ts';
import { subjectWords } from './describe-condition.ts';
import { gapWords } from './gap-words.ts';
import { requireTest } from './requirement.ts';

/** What is missing until one comparison passes, by the present value; '' means that it passes. */
export interface Gap {
  /** The window the gap is counted in, said before it; may be empty. */
  readonly lead: string;
  readonly missing: (value: Value) => string;
}

export type Bound = 'atLeast' | 'over' | 'atMost' | 'under';

export function isBound(op: ComparingOperator): op is Bound {
  return op === 'atLeast' || op === 'over' || op === 'atMost' || op === 'under';
}

/** What is missing until a number passes its threshold. */
export function boundGap(subject: Subject, op: Bound, threshold: Decimal, scheme: Scheme, lang: Lang): Gap {
  if (op === 'atLeast' || op === 'over') {
    const step = stepOf(subject, op);
    if (step !== null) return countedGap(subject, op, threshold, step, scheme, lang);
    if (op === 'atLeast') return fractionGap(subject, threshold, scheme, lang);
  }
  return { lead: '', missing: mustBe(subject, op, threshold, scheme, lang) };
}

/**
 * Decimals of the steps that values go in, so that a gap can be counted in steps; null where it cannot: of
 * fractions, and of quantities that must be exceeded by however little.
 */
export function stepOf({ type, scale }: Subject, op: Bound): number | null {
  if (type === 'money' || type === 'integer') return scale;
  return type === 'number' && (op === 'atLeast' || scale === 0) ? scale : null;
}

/** Sums, counts and scores over nothing are 0; every other value is simply not there. */
export function isZeroWhenEmpty({ kind, id }: Subject, { metrics }: Scheme): boolean {
  const definition = kind === 'metric' ? metrics.get(id)?.definition : undefined;
  if (definition?.kind === 'score') return true;
  if (definition?.kind !== 'measure') return false;
  return definition.take === 'sum' || definition.take === 'count' || definition.take === 'distinct';
}

/** Works in whole steps: called for every customer, it must not allocate more than the sentence. */
function countedGap(
  subject: Subject,
  op: 'atLeast' | 'over',
  threshold: Decimal,
  decimals: number,
  scheme: Scheme,
  lang: Lang,
): Gap {
  const { lead, say } = gapWords(subject, scheme, lang);
  const requireIt = requireTest(subject, { op, operand: { kind: 'number', value: threshold } }, scheme, lang);
  const zeroWhenEmpty = isZeroWhenEmpty(subject, scheme);
  const write = stepWriter(subject, decimals, scheme.currency);
  const step = 10n ** BigInt(decimals);
  const { num, den } = decimalFraction(threshold);
  const target = op === 'atLeast' ? ceiling(num * step, den) : 1n - ceiling(-num * step, den);
  const missing = (value: Value): string => {
    if (value === null || typeof value === 'string') {
      return zeroWhenEmpty && target > 0n ? say(write(target)) : requireIt(value);
    }
    const have = value.den === step ? value.num : -ceiling(-value.num * step, value.den);
    return have >= target ? '' : say(write(target - have));
  };
  return { lead, missing };
}

function stepWriter({ type }: Subject, decimals: number, currency: string): (steps: bigint) => string {
  if (type === 'money') return moneyWriter(currency);
  if (decimals === 0) return (steps) => steps.toString();
  const den = 10n ** BigInt(decimals);
  return (steps) => fractionText({ num: steps, den }, decimals);
}

/** The distance of a fraction from its threshold, rounded up so that it is enough. */
function fractionGap(subject: Subject, threshold: Decimal, scheme: Scheme, lang: Lang): Gap {
  const { lead, say } = gapWords(subject, scheme, lang);
  const operand = { kind: 'number', value: threshold } as const;
  const requireIt = requireTest(subject, { op: 'atLeast', operand }, scheme, lang);
  const target = decimalFraction(threshold);
  const factor = subjectWords(subject, scheme).unit.kind === 'ratio' ? 100n : 1n;
  const missing = (value: Value): string => {
    if (value === null || typeof value === 'string') return requireIt(value);
    if (compareFractions(value, target) >= 0) return '';
    const num = (target.num * value.den - value.num * target.den) * factor;
    return say(fractionWords({ num, den: target.den * value.den }, plain, 'up'));
  };
  return { lead, missing };
}

const comparisons: Readonly<Record<Bound, { passes: (order: number) => boolean; must: Text }>> = {
  atLeast: { passes: (order) => order >= 0, must: text('须不低于', 'must be at least') },
  over: { passes: (order) => order > 0, must: text('须超过', 'must be over') },
  atMost: { passes: (order) => order <= 0, must: text('须不超过', 'must be at most') },
  under: { passes: (order) => order < 0, must: text('须低于', 'must be under') },
};

const zero: Fraction = { num: 0n, den: 1n };

/** States the bound and the present value; percentages as the rule's own sentence. */
function mustBe(
  subject: Subject,
  op: Bound,
  threshold: Decimal,
  scheme: Scheme,
  lang: Lang,
): (value: Value) => string {
  const { name, unit } = subjectWords(subject, scheme);
  const requireIt = requireTest(subject, { op, operand: { kind: 'number', value: threshold } }, scheme, lang);
  const { passes, must } = comparisons[op];
  const target = decimalFraction(threshold);
  const bound = decimalWords(threshold, unit);
  const start =
    lang === 'zh' ? `${name.zh}${must.zh} ${bound}，现在 ` : `${name.en} ${must.en} ${bound} (now `;
  const end = lang === 'zh' ? '' : ')';
  const rounding = op === 'over' ? 'half' : 'up';
  const asSentence = unit.kind === 'ratio' || unit.kind === 'percent';
  const emptyAsZero = op === 'over' && isZeroWhenEmpty(subject, scheme) && target.num >= 0n;
  return (given) => {
    const value = given === null && emptyAsZero ? zero : given;
    if (value === null || typeof value === 'string') return requireIt(value);
    if (passes(compareFractions(value, target))) return '';
    return asSentence ? requireIt(value) : start + fractionWords(value, unit, rounding) + end;
  };
}
