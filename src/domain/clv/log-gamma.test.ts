import { describe, expect, it } from 'vitest';
import { digamma, logBeta, logGamma } from './log-gamma.ts';

/** By mpmath 1.3, 40 digits. */
const values: [x: number, logGamma: number, digamma: number][] = [
  [1e-6, 13.815509980749432, -1000000.57721402],
  [0.1, 2.252712651734206, -10.423754940411078],
  [0.5, 0.5723649429247001, -1.9635100260214235],
  [1, 0, -0.5772156649015329],
  [1.5, -0.12078223763524522, 0.03648997397857652],
  [2, 0, 0.42278433509846713],
  [3.7, 1.4280723266653879, 1.1671535393615113],
  [10, 12.801827480081469, 2.251752589066721],
  [171.6, 709.6573587630563, 5.142249604164372],
  [10_000, 82099.71749644238, 9.210290371142849],
  [3.3e7, 538296590.2041444, 17.31201810427924],
];

describe('the logarithm of the gamma function and its derivative', () => {
  it.each(values)('of %d', (x, log, slope) => {
    expect(logGamma(x)).toBeCloseTo(log, 12 - Math.max(0, Math.ceil(Math.log10(Math.abs(log) + 1))));
    expect(Math.abs(digamma(x) / slope - 1)).toBeLessThan(1e-13);
  });

  it('gives the beta function', () => {
    expect(Math.exp(logBeta(2, 3))).toBeCloseTo(1 / 12, 14);
    expect(Math.exp(logBeta(0.5, 0.5))).toBeCloseTo(Math.PI, 13);
  });
});
