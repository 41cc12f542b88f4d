import { bgNbdLikelihood, type HistoryGroups } from './bg-nbd-likelihood.ts';
import { type Fitted, fitLikelihood } from './fit-likelihood.ts';
import { atOnce, type InSteps } from './in-steps.ts';

export type FittedBgNbd = Fitted<'r' | 'alpha' | 'a' | 'b'>;

/** The parameters under which the histories are likeliest. Somebody must have a repeat purchase. */
export function fitBgNbd(groups: HistoryGroups): FittedBgNbd {
  return atOnce(fittingBgNbd(groups));
}

/** The same in steps. */
export function* fittingBgNbd(groups: HistoryGroups): InSteps<FittedBgNbd> {
  const customers = groups.customers.reduce((sum, each) => sum + each, 0);
  const age = meanAge(groups, customers);
  const ranges = {
    r: { start: 1, least: 1e-3, most: 1e3 },
    alpha: { start: age, least: 1e-6 * age, most: 1e6 * age },
    a: { start: 1, least: 1e-4, most: 1e3 },
    b: { start: 2, least: 1e-4, most: 1e4 },
  };
  return yield* fitLikelihood(ranges, (model) => bgNbdLikelihood(model, groups), customers);
}

function meanAge({ age, customers, unitDays }: HistoryGroups, all: number): number {
  return customers.reduce((sum, each, row) => sum + each * (age[row] ?? 0), 0) / unitDays / all;
}
