import { largest } from './bg-nbd-likelihood.ts';
import { type Fitted, fitLikelihood, type Likelihood } from './fit-likelihood.ts';
import type { GammaGamma } from './gamma-gamma.ts';
import { atOnce, type InSteps } from './in-steps.ts';
import { digamma, logGamma } from './log-gamma.ts';

/** Customers with as many purchases of the same mean worth, a row each; every mean is above zero. */
export interface ValueGroups {
  readonly count: Uint32Array;
  readonly mean: Float64Array;
  readonly customers: Float64Array;
}

export type FittedGammaGamma = Fitted<'p' | 'q' | 'v'>;

/** The parameters under which the values are likeliest. There must be several means, and not all the same. */
export function fitGammaGamma(groups: ValueGroups): FittedGammaGamma {
  return atOnce(fittingGammaGamma(groups));
}

/** The same in steps. */
export function* fittingGammaGamma(groups: ValueGroups): InSteps<FittedGammaGamma> {
  const customers = groups.customers.reduce((sum, each) => sum + each, 0);
  const mean = meanOf(groups);
  // In units of the mean, so that a currency's size does not matter.
  const relative = { ...groups, mean: groups.mean.map((each) => each / mean) };
  const likelihood = (model: GammaGamma): Likelihood<keyof GammaGamma> =>
    gammaGammaLikelihood(model, relative);
  const ranges = {
    p: { start: 2, least: 1e-3, most: 1e4 },
    q: { start: 3, least: 1e-3, most: 1e4 },
    v: { start: 1, least: 1e-6, most: 1e6 },
  };
  const fitted = yield* fitLikelihood(ranges, likelihood, customers);
  const inMoney = (model: GammaGamma): GammaGamma => ({ ...model, v: model.v * mean });
  return {
    ...fitted,
    model: inMoney(fitted.model),
    standardErrors: fitted.standardErrors && inMoney(fitted.standardErrors),
    logLikelihood: fitted.logLikelihood - customers * Math.log(mean),
  };
}

/** The mean of customers' means. */
export function meanOf({ mean, customers }: ValueGroups): number {
  const all = customers.reduce((sum, each) => sum + each, 0);
  return mean.reduce((sum, each, row) => sum + each * (customers[row] ?? 0), 0) / all;
}

/** The log-likelihood of mean values and its derivatives by p, q and v (the note's equation 1a). */
export function gammaGammaLikelihood(
  { p, q, v }: GammaGamma,
  { count, mean, customers }: ValueGroups,
): Likelihood<keyof GammaGamma> {
  const terms = byCount(p, q, v, largest(count));
  let [value, ofP, ofQ, ofV] = [0, 0, 0, 0];
  for (let row = 0; row < customers.length; row++) {
    const [weight, x, m] = [customers[row] ?? 0, count[row] ?? 0, mean[row] ?? 0];
    const [logMean, sum] = [Math.log(m), x * m + v];
    const logSum = Math.log(sum);
    value += weight * ((terms.value[x] ?? 0) + (p * x - 1) * logMean - (p * x + q) * logSum);
    ofP += weight * ((terms.p[x] ?? 0) + x * (logMean - logSum));
    ofQ += weight * ((terms.q[x] ?? 0) - logSum);
    ofV += weight * (q / v - (p * x + q) / sum);
  }
  return { value, p: ofP, q: ofQ, v: ofV };
}

/** The terms that the number of purchases decides, and their derivatives. */
function byCount(
  p: number,
  q: number,
  v: number,
  most: number,
): Readonly<Record<'value' | 'p' | 'q', Float64Array>> {
  const table = (): Float64Array => new Float64Array(most + 1);
  const terms = { value: table(), p: table(), q: table() };
  const [logV, start, slope] = [Math.log(v), logGamma(q), digamma(q)];
  for (let x = 1; x <= most; x++) {
    const both = digamma(p * x + q);
    terms.value[x] = logGamma(p * x + q) - logGamma(p * x) - start + q * logV + p * x * Math.log(x);
    terms.p[x] = x * (both - digamma(p * x) + Math.log(x));
    terms.q[x] = both - slope + logV;
  }
  return terms;
}
