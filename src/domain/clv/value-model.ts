import { type FittedGammaGamma, fittingGammaGamma, meanOf, type ValueGroups } from './fit-gamma-gamma.ts';
import { expectedValue, type GammaGamma, meanValue } from './gamma-gamma.ts';
import { atOnce, type InSteps } from './in-steps.ts';

/** What a purchase is expected to be worth: by the Gamma-Gamma model, or, where it says nothing, by plain means. */
export type ValueModel =
  | { readonly kind: 'gamma-gamma'; readonly fitted: FittedGammaGamma; readonly mean: number }
  | { readonly kind: 'plain'; readonly why: 'too-few' | 'all-equal' | 'no-mean'; readonly mean: number };

/** As much of such a model as it takes to predict by it. */
export type PurchaseValues =
  | { readonly kind: 'gamma-gamma'; readonly fitted: { readonly model: GammaGamma }; readonly mean: number }
  | Extract<ValueModel, { kind: 'plain' }>;

/** Fewer customers than this tell nothing about all of them. */
export const FEWEST_CUSTOMERS = 10;
/** Beyond this many times the values' own mean a model's mean is an artefact of a few enormous values. */
const MOST_TIMES_MEAN = 10;

/** The model for customers' mean values, all above zero. */
export function fitValues(groups: ValueGroups): ValueModel {
  return atOnce(fittingValues(groups));
}

/** The same in steps. */
export function* fittingValues(groups: ValueGroups): InSteps<ValueModel> {
  const customers = groups.customers.reduce((sum, each) => sum + each, 0);
  const mean = customers === 0 ? 0 : meanOf(groups);
  if (customers < FEWEST_CUSTOMERS) return { kind: 'plain', why: 'too-few', mean };
  const first = groups.mean[0] ?? 0;
  if (groups.mean.every((each) => Math.abs(each - first) <= 1e-9 * first)) {
    return { kind: 'plain', why: 'all-equal', mean };
  }
  const fitted = yield* fittingGammaGamma(groups);
  const ofAll = meanValue(fitted.model);
  if (!(ofAll <= MOST_TIMES_MEAN * mean)) return { kind: 'plain', why: 'no-mean', mean };
  return { kind: 'gamma-gamma', fitted, mean: ofAll };
}

/** The worth to expect of a customer's next purchase, by his repeat purchases and their mean worth; at least 0. */
export function expectedWorth(model: PurchaseValues, count: number, mean: number): number {
  if (count === 0) return model.mean;
  const own = Math.max(0, mean);
  return model.kind === 'gamma-gamma' ? expectedValue(model.fitted.model, count, own) : own;
}

/** How far customers who buy more often also buy for more, −1 to 1; the model takes it to be 0. */
export function correlation({ count, mean, customers }: ValueGroups): number {
  let [all, sumX, sumY] = [0, 0, 0];
  for (let row = 0; row < customers.length; row++) {
    const weight = customers[row] ?? 0;
    all += weight;
    sumX += weight * (count[row] ?? 0);
    sumY += weight * (mean[row] ?? 0);
  }
  let [xx, yy, xy] = [0, 0, 0];
  for (let row = 0; row < customers.length; row++) {
    const weight = customers[row] ?? 0;
    const [x, y] = [(count[row] ?? 0) - sumX / all, (mean[row] ?? 0) - sumY / all];
    xx += weight * x * x;
    yy += weight * y * y;
    xy += weight * x * y;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}
