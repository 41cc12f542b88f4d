import { describe, expect, it } from 'vitest';
import { chance, simulateHistories, simulateValues } from '../../../test/support/simulated-customers.ts';
import { bgNbdLikelihood, type HistoryGroups } from './bg-nbd-likelihood.ts';
import { fitBgNbd } from './fit-bg-nbd.ts';
import { fitGammaGamma, gammaGammaLikelihood } from './fit-gamma-gamma.ts';

const model = { r: 0.5, alpha: 6, a: 0.8, b: 2.4 };
const values = { p: 6, q: 3.7, v: 15 };

function one(frequency: number, recency: number, age: number): HistoryGroups {
  const days = (value: number): Uint32Array => Uint32Array.of(value);
  return {
    frequency: days(frequency),
    recency: days(recency),
    age: days(age),
    customers: Float64Array.of(1),
    unitDays: 1,
  };
}

/** The paper's likelihood in its plain form at 50 digits, by mpmath 1.3. */
const likelihoods: [r: number, alpha: number, a: number, b: number, history: number[], value: number][] = [
  [0.243, 4.414, 0.793, 2.426, [0, 0, 38], -0.5498354168255055],
  [0.243, 4.414, 0.793, 2.426, [2, 30, 38], -9.418247542552127],
  [0.243, 4.414, 0.793, 2.426, [400, 20, 500], 705.8562320714049],
  [3, 2, 0.5, 0.7, [1, 0, 900], -0.4700036292118962],
  [900, 50, 0.001, 9000, [60, 300, 310], -1708.745992023523],
];

describe('the likelihood of BG/NBD', () => {
  it.each(likelihoods)(
    'with r %d, α %d, a %d, b %d of %j',
    (r, alpha, a, b, [x = 0, last = 0, end = 0], value) => {
      const found = bgNbdLikelihood({ r, alpha, a, b }, one(x, last, end)).value;
      expect(Math.abs(found / value - 1)).toBeLessThan(1e-11);
    },
  );

  it('has the slopes that its differences have', () => {
    const groups = simulateHistories(model, 200, 500, chance(1));
    const at = { r: 0.7, alpha: 3, a: 1.2, b: 0.9 };
    const found = bgNbdLikelihood(at, groups);
    for (const name of ['r', 'alpha', 'a', 'b'] as const) {
      const moved = (by: number): number => bgNbdLikelihood({ ...at, [name]: at[name] + by }, groups).value;
      expect(found[name]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 3);
    }
  });

  it('stays a number where somebody bought very often and left at once', () => {
    const { value, ...slopes } = bgNbdLikelihood(model, one(9000, 1, 30_000));
    for (const each of [value, ...Object.values(slopes)]) expect(each).toBeTypeOf('number');
    for (const each of [value, ...Object.values(slopes)]) expect(Number.isFinite(each)).toBe(true);
  });

  it('is the same for customers one by one and together', () => {
    const twice = one(2, 30, 40);
    const together = { ...twice, customers: Float64Array.of(2) };
    expect(bgNbdLikelihood(model, together).value).toBeCloseTo(2 * bgNbdLikelihood(model, twice).value, 12);
  });
});

describe('fitting BG/NBD', () => {
  it('finds the parameters that customers were made with, as near as its standard errors say', () => {
    const off = { r: [] as number[], alpha: [] as number[], a: [] as number[], b: [] as number[] };
    for (const seed of seeds) {
      const groups = simulateHistories(model, 1500, 600, chance(seed));
      const fitted = fitBgNbd(groups);
      expect(fitted).toMatchObject({ converged: true, unsettled: [] });
      for (const name of ['r', 'alpha', 'a', 'b'] as const)
        off[name].push((fitted.model[name] - model[name]) / (fitted.standardErrors?.[name] ?? 0));
      const { value, ...slopes } = bgNbdLikelihood(fitted.model, groups);
      expect(value).toBeCloseTo(fitted.logLikelihood, 8);
      for (const slope of Object.values(slopes)) expect(Math.abs(slope)).toBeLessThan(1e-3);
    }
    for (const [name, errors] of Object.entries(off)) expectStandard(errors, name);
  });

  it('says which parameters customers who never leave do not settle, and predicts that they stay', () => {
    const loyal = simulateHistories({ r: 1, alpha: 5, a: 1e-9, b: 1 }, 500, 300, chance(3));
    const fitted = fitBgNbd(loyal);
    expect(fitted.standardErrors).toBeNull();
    expect(fitted.unsettled).toContain('a');
    expect(fitted.model.r).toBeCloseTo(1, 0);
    expect(fitted.model.a / fitted.model.b).toBeLessThan(1e-4);
  });
});

describe('fitting Gamma-Gamma', () => {
  it.each([
    [6.25, 3.74, 15.44, [2, 22.35], -3.5513167597317046],
    [6.25, 3.74, 15.44, [1, 11.77], -3.73770967874084],
    [0.3, 0.9, 1000, [300, 0.01], -514.5070375033205],
  ])('has the paper’s likelihood with p %d, q %d, v %d of %j', (p, q, v, [count = 0, mean = 0], value) => {
    const groups = {
      count: Uint32Array.of(count),
      mean: Float64Array.of(mean),
      customers: Float64Array.of(1),
    };
    expect(Math.abs(gammaGammaLikelihood({ p, q, v }, groups).value / value - 1)).toBeLessThan(1e-11);
  });

  it('finds the parameters that values were made with, as near as its standard errors say', () => {
    const off = { p: [] as number[], q: [] as number[], v: [] as number[] };
    for (const seed of seeds) {
      const groups = simulateValues(values, 1500, 6, chance(seed));
      const fitted = fitGammaGamma(groups);
      expect(fitted).toMatchObject({ converged: true, unsettled: [] });
      for (const name of ['p', 'q', 'v'] as const)
        off[name].push((fitted.model[name] - values[name]) / (fitted.standardErrors?.[name] ?? 0));
      const { p, q, v } = gammaGammaLikelihood(fitted.model, groups);
      for (const slope of [p, q, v]) expect(Math.abs(slope)).toBeLessThan(1e-3);
    }
    for (const [name, errors] of Object.entries(off)) expectStandard(errors, name);
  });

  it('does not depend on the currency', () => {
    const groups = simulateValues(values, 500, 6, chance(1));
    const [yuan, fen] = [1, 100].map((size) =>
      fitGammaGamma({ ...groups, mean: groups.mean.map((each) => each * size) }),
    );
    expect(fen?.model.p).toBeCloseTo(yuan?.model.p ?? 0, 6);
    expect(fen?.model.v).toBeCloseTo(100 * (yuan?.model.v ?? 0), 3);
    expect(fen?.standardErrors?.v).toBeCloseTo(100 * (yuan?.standardErrors?.v ?? 0), 3);
  });
});

const seeds = Array.from({ length: 16 }, (_, seed) => seed + 1);

/** Errors in units of the standard error: around 0, and about 1 in size. */
function expectStandard(errors: readonly number[], name: string): void {
  const mean = errors.reduce((sum, each) => sum + each, 0) / errors.length;
  const size = Math.sqrt(errors.reduce((sum, each) => sum + each * each, 0) / errors.length);
  expect(Math.abs(mean), `${name} around`).toBeLessThan(0.75);
  expect(size, `${name} size`).toBeGreaterThan(0.5);
  expect(size, `${name} size`).toBeLessThan(1.6);
}
