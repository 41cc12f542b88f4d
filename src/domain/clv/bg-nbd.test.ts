import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BgNbd,
  expectedOfNew,
  expectedPurchases,
  probabilityAlive,
  probabilityOfCount,
  purchasesWhileAlive,
} from './bg-nbd.ts';

/** Of the paper, and as BTYD estimates them. */
const published: BgNbd = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const btyd: BgNbd = { r: 0.2425982, alpha: 4.4136842, a: 0.7929899, b: 2.4261667 };

const models: fc.Arbitrary<BgNbd> = fc.record({
  r: fc.double({ min: 0.001, max: 1000, noNaN: true }),
  alpha: fc.double({ min: 0.01, max: 1000, noNaN: true }),
  a: fc.double({ min: 0.0001, max: 1000, noNaN: true }),
  b: fc.double({ min: 0.0001, max: 10_000, noNaN: true }),
});
const times = fc.double({ min: 1e-6, max: 1000, noNaN: true });

describe('published figures of BG/NBD on the CDNOW sample', () => {
  it('purchases to expect of a customer (Hardie’s sheet)', () => {
    const history = { frequency: 2, recency: 30.43, age: 38.86 };
    expect(expectedPurchases(published, history, 39)).toBeCloseTo(1.226, 3);
  });

  it.each([
    [0.1429, 0.0078],
    [1, 0.0532],
    [3, 0.1506],
    [31.8571, 1.0405],
    [32, 1.0437],
    [78, 1.8576],
  ])('of a new customer within %d weeks: %d', (time, expected) => {
    expect(expectedOfNew(btyd, time)).toBeCloseTo(expected, 3);
  });

  it('of a new customer within a year (BTYD)', () => {
    expect(expectedOfNew(btyd, 52)).toBeCloseTo(1.444004, 5);
  });

  it('the probability of numbers of purchases', () => {
    expect(probabilityOfCount(published, 2, 10)).toBeCloseTo(1.07869e-7, 12);
    expect(probabilityOfCount(published, 39, 0)).toBeCloseTo(0.5737864, 7);
    const upTo20 = [11, 12, 13, 14, 15, 16, 17, 18, 19, 20];
    const expected = [
      0.0019995214, 0.0015170236, 0.001163315, 0.0009003148, 0.0007023638, 0.0005517902, 0.0004361913,
      0.0003467171, 0.0002769613, 0.000222226,
    ];
    for (const [index, count] of upTo20.entries())
      expect(probabilityOfCount(published, 30, count)).toBeCloseTo(expected[index] ?? 0, 9);
  });
});

/**
 * The paper's expression with ₂F₁ at 40 digits by mpmath 1.3, on ground where double precision fails it: a near 1,
 * a + b below 1, many purchases, long and short times.
 */
const hypergeometric: [model: BgNbd, frequency: number, age: number, time: number, purchases: number][] = [
  [published, 2, 38.86, 39, 1.687399305805313],
  [published, 0, 0, 52, 1.4460505953964038],
  [published, 0, 0, 0.1429, 0.007828347516072164],
  [{ r: 1.3, alpha: 2, a: 1, b: 2 }, 3, 10, 5, 1.526348228335787],
  [{ r: 0.4, alpha: 1, a: 0.2, b: 0.5 }, 0, 0, 30, 5.8327848579265495],
  [{ r: 60, alpha: 5, a: 2.1, b: 1.2 }, 0, 0, 40, 2.087866527761025],
  [{ r: 60, alpha: 5, a: 2.1, b: 1.2 }, 4, 12, 200, 5.702686752245156],
  [{ r: 0.8, alpha: 10, a: 0.6, b: 2.2 }, 900, 700, 52, 64.58006260962011],
  [{ r: 0.8, alpha: 10, a: 0.6, b: 2.2 }, 3000, 900, 365, 1083.5133446788668],
  [{ r: 2.5, alpha: 0.01, a: 1.5, b: 3 }, 0, 0, 365, 6.954201661280215],
  [{ r: 3, alpha: 20, a: 0.0001, b: 1000 }, 7, 60, 12, 1.499999877183326],
  [{ r: 12, alpha: 40, a: 900, b: 30_000 }, 5, 52, 52, 8.322362097896761],
  [{ r: 0.3, alpha: 7, a: 4, b: 1.5 }, 1, 3000, 1, 0.00043222285394701635],
];

describe('purchases to expect of a customer who is alive', () => {
  it.each(hypergeometric)(
    '%j with %d purchases in %d, within %d',
    (model, frequency, age, time, expected) => {
      const found = purchasesWhileAlive(model, { frequency, age }, time);
      expect(Math.abs(found / expected - 1)).toBeLessThan(1e-11);
    },
  );

  it('are never below 0, nor more than if nobody left, and more the longer the time', () => {
    const any = fc.tuple(models, fc.nat(2000), times, times, times);
    fc.assert(
      fc.property(any, ([model, frequency, age, time, longer]) => {
        const history = { frequency, age };
        const found = purchasesWhileAlive(model, history, time);
        const ifNobodyLeft = ((model.r + frequency) / (model.alpha + age)) * time;
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(ifNobodyLeft * (1 + 1e-9));
        expect(purchasesWhileAlive(model, history, time + longer)).toBeGreaterThanOrEqual(found * (1 - 1e-9));
      }),
    );
  });
});

describe('the probability of being alive', () => {
  it('is exactly 1 without a repeat purchase', () => {
    expect(probabilityAlive(published, { frequency: 0, recency: 0, age: 1000 })).toBe(1);
  });

  it('is 0 for somebody who bought very often and long ago, without overflow', () => {
    expect(probabilityAlive(published, { frequency: 5000, recency: 10, age: 3000 })).toBe(0);
  });

  it('lies between 0 and 1 and falls while he stays away', () => {
    const any = fc.tuple(models, fc.integer({ min: 1, max: 5000 }), times, times, times);
    fc.assert(
      fc.property(any, ([model, frequency, recency, silence, longer]) => {
        const alive = (age: number): number => probabilityAlive(model, { frequency, recency, age });
        const [before, after] = [alive(recency + silence), alive(recency + silence + longer)];
        expect(after).toBeGreaterThanOrEqual(0);
        expect(before).toBeLessThanOrEqual(1);
        expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });
});

it('the probabilities of all numbers of purchases add up to 1', () => {
  fc.assert(
    fc.property(
      fc.record({
        r: fc.double({ min: 0.05, max: 3, noNaN: true }),
        alpha: fc.double({ min: 1, max: 50, noNaN: true }),
        a: fc.double({ min: 0.05, max: 5, noNaN: true }),
        b: fc.double({ min: 0.05, max: 5, noNaN: true }),
      }),
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      (model, time) => {
        let [sum, mean] = [0, 0];
        for (let count = 0; count < 200; count++) {
          sum += probabilityOfCount(model, time, count);
          mean += count * probabilityOfCount(model, time, count);
        }
        // What is beyond 200 purchases is little, but not nothing.
        expect(sum).toBeGreaterThan(0.999);
        expect(sum).toBeLessThan(1 + 1e-9);
        expect(mean).toBeLessThan(expectedOfNew(model, time) * (1 + 1e-6));
        expect(mean).toBeGreaterThan(expectedOfNew(model, time) * 0.9);
      },
    ),
    { numRuns: 10 },
  );
});
