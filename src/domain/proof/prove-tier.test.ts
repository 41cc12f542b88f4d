import { describe, expect, it } from 'vitest';
import {
  cast,
  order,
  plain,
  salesLevels,
  scheme,
  schemeWithMetric,
  schemeWithRule,
} from '../../../test/support/cast.ts';
import { day } from '../calendar.ts';
import { fraction } from '../exact.ts';
import type { Customer, Order } from '../order.ts';
import { readDocument } from '../parse/read-document.ts';
import type { Scheme } from '../scheme.ts';
import type { Proof, ProvenMetric, ProvenTest } from './proof.ts';
import { proveTier } from './prove-tier.ts';

const read = readDocument(salesLevels);
const levels = scheme(read.ok ? read.document : null);
const asOf = day('2025-06-30');

function prove(
  bought: Readonly<Record<string, Order>>,
  by: Scheme = levels,
  customer: Customer = cast.dan,
): Proof {
  const orders = Object.entries(bought).map(([reference, order]) => ({ ...order, reference }));
  return proveTier(by, { customer, orders, refunds: [], events: [] }, asOf);
}

function metric({ metrics }: Proof, id: string): ProvenMetric {
  const found = metrics.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no metric ${id}`);
  return found;
}

/** The upper tier's only test. */
function testOf({ tiers }: Proof): ProvenTest {
  const when = tiers[0]?.when;
  if (when?.kind !== 'test') throw new Error('no test');
  return when;
}

describe('the proof of tier (R018, R019)', () => {
  it('names scheme, day, tier and the tier above', () => {
    expect(prove({ A1: order('dan', '2025-05-01', 800) })).toMatchObject({
      scheme: { id: 'sales-levels', name: { zh: '销售层级', en: 'Sales levels' } },
      customer: 'dan',
      day: '2025-06-30',
      tier: { position: 0, id: 'level-3' },
      next: { position: 1, id: 'level-2' },
      missing: {
        zh: '近12个月内再消费 ¥4,200，并再下 2 单',
        en: 'counting the last 12 months, spend ¥4,200 more and place 2 more orders',
      },
    });
  });

  it('has nothing above the highest tier', () => {
    const orders = Array.from({ length: 6 }, (_, n) => [`A${n}`, order('dan', '2025-05-01', 2000)]);
    const proof = prove(Object.fromEntries(orders));
    expect(proof).toMatchObject({ tier: { id: 'level-1' }, next: null, missing: null });
  });

  it('has each metric with its window’s days and its value', () => {
    const proof = prove({ A1: order('dan', '2025-05-01', 800.5) });
    expect(metric(proof, 'spend_12m')).toMatchObject({
      said: { zh: '近12个月消费', en: 'spend in the last 12 months' },
      type: 'money',
      window: { from: '2024-07-01', to: '2025-06-30', empty: false },
      value: { num: 80050n, den: 100n },
      valueWords: { zh: '¥800.50', en: '¥800.50' },
      origin: 'computed',
    });
    expect(metric(proof, 'variety').window).toEqual({ from: null, to: '2025-06-30', empty: false });
  });

  it('has the days of the customer’s own membership year', () => {
    const by = scheme(schemeWithMetric({ of: 'orders', take: 'count', window: { membership: 'year' } }));
    expect(metric(prove({}, by, cast.bob), 'm').window).toEqual({
      from: '2025-06-01',
      to: '2025-06-30',
      empty: false,
    });
    expect(metric(prove({}, by, cast.eve), 'm').window).toMatchObject({ empty: true });
  });

  it('shows a rule with what each condition came to and what is missing', () => {
    const proof = prove({ A1: order('dan', '2025-05-01', 6000) });
    expect(proof.tiers.map(({ id, passed }) => [id, passed])).toEqual([
      ['level-2', false],
      ['level-1', false],
    ]);
    expect(proof.tiers[0]?.when).toMatchObject({
      kind: 'all',
      of: [
        { passed: true, said: { zh: '近12个月消费 ≥ ¥5,000' }, valueWords: { zh: '¥6,000' }, missing: null },
        {
          passed: false,
          said: { en: 'orders in the last 12 months ≥ 3' },
          valueWords: { en: '1' },
          missing: {
            zh: '近12个月内再下 2 单',
            en: 'counting the last 12 months, place 2 more orders',
          },
        },
      ],
    });
    expect(proof.tiers[1]?.keep).toMatchObject({ kind: 'test', passed: false });
  });

  it('misses nothing within a not, but the not itself', () => {
    const by = scheme(schemeWithRule({ not: { metric: 'spend', atLeast: 1000 } }));
    const when = prove({ A1: order('dan', '2025-05-01', 6000) }, by).tiers[0]?.when;
    expect(when).toMatchObject({
      kind: 'not',
      passed: false,
      of: { passed: true, missing: null },
      missing: { zh: '需要：不满足（累计消费 ≥ ¥1,000），现在 ¥6,000' },
    });
    const poor = prove({}, by).tiers[0]?.when;
    expect(poor).toMatchObject({ passed: true, missing: null, of: { passed: false, missing: null } });
  });

  it('does not disclose a phone number', () => {
    const proof = prove({}, scheme(schemeWithRule({ field: 'phone', is: '13800138000' })), cast.ada);
    expect(testOf(proof)).toMatchObject({ passed: true, value: null, valueWords: { zh: '不显示' } });
    expect(JSON.stringify(testOf(proof)).match(/13800138000/g)).toHaveLength(2);
  });

  it('looks at the customer’s own columns, the registration day among them', () => {
    const fields = { fields: { visits: { type: 'number' } } };
    const visits = scheme(schemeWithRule({ field: 'visits', atLeast: 2.5 }, fields));
    const dan = { ...cast.dan, fields: { visits: 2_500_000n } };
    expect(testOf(prove({}, visits, dan))).toMatchObject({ passed: true, valueWords: { zh: '2.5' } });
    const since = scheme(schemeWithRule({ field: 'registered_at', before: '2024-03-01' }));
    expect(testOf(prove({}, since, dan))).toMatchObject({ passed: true, value: '2024-02-29' });
  });

  it('tells which points each part of a score gives', () => {
    const part = (metric: string, weight: number) => ({ metric, weight, steps: [[1, 5]] });
    const by = scheme(schemeWithMetric({ score: [part('spend', 0.5), part('categories', 2)] }));
    const proof = prove({ A1: order('dan', '2025-05-01', 10) }, by);
    const points = metric(proof, 'm').points?.map(({ metric, points }) => [metric, plain(points)]);
    expect(points).toEqual([
      ['spend', 2.5],
      ['categories', 0],
    ]);
    expect(proof.metrics.map(({ id }) => id)).toEqual(['m', 'spend', 'categories']);
  });
});

describe('metrics that depend on everybody', () => {
  const metrics = {
    top: { 'top-share-of': 'spend' },
    score: { score: [{ metric: 'top', steps: [[0, 3]] }] },
  };
  const by = scheme(schemeWithRule({ metric: 'top', atMost: 5 }, { metrics }));
  const history = { customer: cast.dan, orders: [], refunds: [], events: [] };

  it('are taken as given, and scores follow from them', () => {
    const given = new Map([
      ['top', fraction(14n, 3n)],
      ['score', fraction(99n)],
      ['spend', fraction(99n)],
    ]);
    const proof = proveTier(by, history, asOf, given);
    expect(proof.tier.id).toBe('top');
    expect(metric(proof, 'top')).toMatchObject({ origin: 'given', valueWords: { zh: '4.67%' } });
    expect(plain(metric(proof, 'score').value)).toBe(3);
    expect(plain(metric(proof, 'spend').value)).toBe(0);
  });

  it('are empty where nothing is given, and the proof says so', () => {
    const proof = proveTier(by, history, asOf);
    expect(proof.tier.id).toBe('base');
    expect(metric(proof, 'top')).toMatchObject({ origin: 'not-given', value: null });
  });
});
