import { describe, expect, it } from 'vitest';
import { cast, order, scheme, schemeWith, tiersOf, valuesOf } from '../../../test/support/cast.ts';

const asOf = '2025-06-30';
const orders = [
  order('ada', '2025-06-20', 1000),
  order('bob', '2025-01-01', 999.99),
  order('bob', '2025-01-02', 0),
];
const customers = [cast.cleo];
const score = (...parts: object[]) => valuesOf({ metric: { score: parts }, asOf }, { customers, orders });

describe('a score (R009–R014)', () => {
  const steps = [
    [100, 1],
    [1000, 5],
  ];

  it('gives the points of the highest step reached', () => {
    expect(score({ metric: 'spend', steps })).toEqual({ ada: 5, bob: 1, cleo: 0 });
  });

  it('gives 0 for an empty value and for one below the first step', () => {
    const gap = { metric: 'days_since_last_order', steps: [[0, 7]] };
    expect(score(gap)).toEqual({ ada: 7, bob: 7, cleo: 0 });
    expect(score({ ...gap, steps: [[11, 7]] })).toEqual({ ada: 0, bob: 7, cleo: 0 });
  });

  it('adds up weight × points of its parts', () => {
    const parts = [
      { metric: 'spend', weight: 0.5, steps },
      {
        metric: 'orders',
        weight: 2,
        steps: [
          [1, 1.25],
          [2, 3],
        ],
      },
    ];
    expect(score(...parts)).toEqual({ ada: 5, bob: 6.5, cleo: 0 });
  });

  it('takes a weight of 1 where none is written', () => {
    expect(score({ metric: 'spend', steps })).toEqual(score({ metric: 'spend', weight: 1, steps }));
  });

  it('may take points off, and start below 0', () => {
    expect(
      score({
        metric: 'orders',
        weight: -1,
        steps: [
          [-5, 1],
          [1, 2],
          [2, -3.5],
        ],
      }),
    ).toEqual({ ada: -2, bob: 3.5, cleo: -1 });
  });

  it('is exact', () => {
    const parts = [1, 2, 3].map(() => ({ metric: 'orders', weight: 0.1, steps: [[1, 1]] }));
    const tiers = [
      { id: 'base', name: 'b' },
      { id: 'top', name: 't', when: { metric: 'm', is: 0.3 } },
    ];
    const document = schemeWith({ metrics: { m: { score: parts } }, tiers });
    expect(tiersOf(document, { orders }, asOf)).toEqual({ ada: 'top', bob: 'top' });
  });

  it('may be of other scores, written before or after it', () => {
    const metrics = {
      m: { score: [{ metric: 'later', weight: 2, steps: [[5, 10]] }] },
      later: { score: [{ metric: 'spend', steps }] },
    };
    expect(valuesOf({ metric: metrics.m, asOf, rest: { metrics } }, { orders })).toEqual({ ada: 20, bob: 0 });
    expect([...scheme(schemeWith({ metrics })).metrics.keys()].slice(0, 2)).toEqual(['m', 'later']);
  });
});

describe('top-share-of (R009–R014)', () => {
  const spend = (amounts: Record<string, number>) =>
    Object.entries(amounts).map(([customer, amount]) => order(customer, '2025-01-01', amount));
  const share = (amounts: Record<string, number>, rest: object = {}) =>
    valuesOf({ metric: { 'top-share-of': 'spend' }, asOf, ...rest }, { orders: spend(amounts) });

  it('is 100 × the customers with a strictly greater value ÷ the customers with a value', () => {
    expect(share({ a: 4, b: 3, c: 2, d: 1 })).toEqual({ a: 0, b: 25, c: 50, d: 75 });
  });

  it('is the same for equal values', () => {
    expect(share({ a: 5, b: 5, c: 5, d: 1 })).toEqual({ a: 0, b: 0, c: 0, d: 75 });
    expect(share({ a: 9, b: 5, c: 5, d: 1, e: 5 })).toEqual({ a: 0, b: 20, c: 20, d: 80, e: 20 });
  });

  it('is 0 for a customer alone', () => {
    expect(share({ a: 0 })).toEqual({ a: 0 });
  });

  it('is exact', () => {
    expect(share({ a: 3, b: 2, c: 1 })).toEqual({ a: 0, b: '100/3', c: '200/3' });
  });

  it('is empty for customers without a value, who do not count among the others', () => {
    const values = valuesOf(
      { metric: { 'top-share-of': 'largest_order' }, asOf },
      { customers: [cast.cleo, cast.bob], orders: spend({ ada: 2, eve: 1 }) },
    );
    expect(values).toEqual({ ada: 0, eve: 50, cleo: null, bob: null });
  });

  it('with atMost: 5 is the top 5 %', () => {
    const amounts = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`c${index}`, 1000 - index]));
    const tiers = [
      { id: 'base', name: 'b' },
      { id: 'top', name: 't', when: { metric: 'm', atMost: 5 } },
    ];
    const document = schemeWith({ metrics: { m: { 'top-share-of': 'spend' } }, tiers });
    const graded = tiersOf(document, { orders: spend(amounts) }, asOf);
    expect(Object.keys(graded).filter((id) => graded[id] === 'top')).toEqual(['c0', 'c1', 'c2']);
  });

  it('equal fractions of different denominators are equal values', () => {
    const halves = [
      ...[1, 3].map((n) => order('a', '2025-01-01', n, { channel: n === 1 ? 'x' : 'y' })),
      ...[1, 1, 3, 3].map((n) => order('b', '2025-01-01', n, { channel: n === 1 ? 'x' : 'y' })),
    ];
    const metrics = {
      m: { 'top-share-of': 'half' },
      half: { of: 'orders', take: 'share', where: { field: 'channel', is: 'x' } },
    };
    expect(valuesOf({ metric: metrics.m, asOf, rest: { metrics } }, { orders: halves })).toEqual({
      a: 0,
      b: 0,
    });
  });
});
