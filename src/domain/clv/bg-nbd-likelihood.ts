import type { BgNbd } from './bg-nbd.ts';
import type { Likelihood } from './fit-likelihood.ts';
import { digamma, logGamma } from './log-gamma.ts';

/** Customers with the same history, a row each; times are whole days, of which a unit of time has `unitDays`. */
export interface HistoryGroups {
  readonly frequency: Uint32Array;
  readonly recency: Uint32Array;
  readonly age: Uint32Array;
  readonly customers: Float64Array;
  readonly unitDays: number;
}

/**
 * The log-likelihood of histories and its derivatives (Fader, Hardie & Lee 2005, equation 6, as `ln A₁ + ln A₂ + ln(A₃ + A₄)` in Fader
 * & Hardie's note 004). What depends on the number of purchases or on a day alone is computed once for all of them.
 */
export function bgNbdLikelihood(model: BgNbd, groups: HistoryGroups): Likelihood<keyof BgNbd> {
  const { r, alpha, a, b } = model;
  const { frequency, recency, age, customers } = groups;
  const counts = byCount(model, largest(frequency));
  const times = byDay(alpha, largest(age), groups.unitDays);
  let [value, ofR, ofAlpha, ofA, ofB] = [0, 0, 0, 0, 0];
  for (let row = 0; row < customers.length; row++) {
    const weight = customers[row] ?? 0;
    const x = frequency[row] ?? 0;
    const end = age[row] ?? 0;
    const last = recency[row] ?? 0;
    const logEnd = times.log[end] ?? 0;
    let own = (counts.value[x] ?? 0) - (r + x) * logEnd;
    let left = 0;
    let silence = 0;
    if (x > 0) {
      silence = logEnd - (times.log[last] ?? 0);
      // How much likelier it is that he left after his last purchase than that he is silent until now.
      const logOdds = (r + x) * silence + (counts.left[x] ?? 0);
      const odds = Math.exp(logOdds);
      left = odds < 1e300 ? odds / (1 + odds) : 1;
      own += odds < 1e300 ? Math.log1p(odds) : logOdds;
      ofB -= (weight * left) / (b + x - 1);
    }
    value += weight * own;
    ofR += weight * ((counts.r[x] ?? 0) - logEnd + left * silence);
    const slope = (times.inverse[end] ?? 0) * (1 - left) + (times.inverse[last] ?? 0) * left;
    ofAlpha += weight * (r / alpha - (r + x) * slope);
    ofA += weight * ((counts.a[x] ?? 0) + left / a);
    ofB += weight * (counts.b[x] ?? 0);
  }
  return { value, r: ofR, alpha: ofAlpha, a: ofA, b: ofB };
}

interface ByCount extends Readonly<Record<'value' | 'left' | 'r' | 'a' | 'b', Float64Array>> {}

/** The terms that the number of purchases decides, and their derivatives. */
function byCount({ r, alpha, a, b }: BgNbd, most: number): ByCount {
  const table = (): Float64Array => new Float64Array(most + 1);
  const terms = { value: table(), left: table(), r: table(), a: table(), b: table() };
  const [logAlpha, logA] = [Math.log(alpha), Math.log(a)];
  const start = logGamma(a + b) - logGamma(b) - logGamma(r) + r * logAlpha;
  const slope = { r: logAlpha - digamma(r), a: digamma(a + b), b: digamma(a + b) - digamma(b) };
  for (let x = 0; x <= most; x++) {
    terms.value[x] = start + logGamma(r + x) + logGamma(b + x) - logGamma(a + b + x);
    terms.left[x] = logA - Math.log(b + x - 1);
    terms.r[x] = slope.r + digamma(r + x);
    terms.a[x] = slope.a - digamma(a + b + x);
    terms.b[x] = slope.b + digamma(b + x) - digamma(a + b + x);
  }
  return terms;
}

/** `ln(α + t)` and `1/(α + t)` of every number of days. */
function byDay(alpha: number, most: number, unitDays: number): Record<'log' | 'inverse', Float64Array> {
  const [log, inverse] = [new Float64Array(most + 1), new Float64Array(most + 1)];
  for (let days = 0; days <= most; days++) {
    const time = alpha + days / unitDays;
    log[days] = Math.log(time);
    inverse[days] = 1 / time;
  }
  return { log, inverse };
}

export function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let index = 0; index < values.length; index++) most = Math.max(most, values[index] ?? 0);
  return most;
}
