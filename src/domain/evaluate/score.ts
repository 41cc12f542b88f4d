import { compareFractions, decimalFraction, fraction } from '../exact.ts';
import type { ScorePart } from '../metric.ts';
import type { Value } from './value.ts';

/** Σ weight × points of the highest step reached; an empty value or one below the first step gives none. */
export function score(parts: readonly (readonly [ScorePart, Value])[]): Value {
  return parts.reduce((sum, [part, value]) => {
    if (value === null || typeof value === 'string') return sum;
    const step = part.steps.findLast(({ atLeast }) => compareFractions(value, decimalFraction(atLeast)) >= 0);
    if (step === undefined) return sum;
    const [weight, points] = [decimalFraction(part.weight), decimalFraction(step.points)];
    const [num, den] = [weight.num * points.num, weight.den * points.den];
    return fraction(sum.num * den + num * sum.den, sum.den * den);
  }, fraction(0n));
}
