import { missingFor } from '../../src/domain/describe/missing.ts';
import type { Value } from '../../src/domain/evaluate/value.ts';
import { fraction } from '../../src/domain/exact.ts';
import { valuesOf, withRule } from './scheme-in-test.ts';

const year = { last: 12, unit: 'month' };
const tea = { field: 'category', is: '茶叶' };
/** Metrics and fields of every kind. */
const keys = {
  fields: {
    income: { type: 'money', name: { zh: '年收入', en: 'yearly income' } },
    points: { type: 'number', name: { zh: '积分', en: 'points' } },
    vip: { type: 'yes-no', name: { zh: '大客户', en: 'key account' } },
  },
  metrics: {
    spend_12m: { of: 'orders', take: 'sum', window: year },
    orders_12m: { of: 'orders', take: 'count', window: year },
    orders_30d: { of: 'orders', take: 'count', window: { last: 30, unit: 'day' } },
    refunds: {
      of: 'orders',
      take: 'share',
      where: { field: 'refunded', over: 0 },
      name: { zh: '退货占比', en: 'share returned' },
    },
    last_year: { of: 'orders', take: 'sum', window: { calendar: 'year', offset: -1 } },
    this_year: { of: 'orders', take: 'sum', window: { calendar: 'year' } },
    member: { of: 'orders', take: 'count', window: { membership: 'year' } },
    since: { of: 'orders', take: 'sum', window: { since: 'tier-start' } },
    season: { of: 'orders', take: 'sum', window: { from: '2026-06-01', to: '2026-08-31' } },
    tea: { of: 'lines', take: 'sum', where: tea },
    tea_named: { of: 'lines', take: 'sum', where: tea, name: { zh: '茶叶消费', en: 'tea spend' } },
    gross: { of: 'orders', take: 'count', count: { statuses: ['completed'] } },
    quantity: { of: 'orders', take: 'sum', what: 'quantity' },
    gap: { of: 'orders', take: 'average-gap-days' },
    score: { score: [{ metric: 'spend', steps: [[100, 10]] }] },
    top: { 'top-share-of': 'spend' },
    segment: { rfm: 'segment' },
  },
};

/** What is missing to a rule in zh and en, given the values by id. */
export function missing(
  when: object,
  values: Readonly<Record<string, Value>>,
  more: object = {},
): [string, string] {
  const [, scheme, tier] = withRule(when, { ...keys, ...more });
  const { zh, en } = missingFor(tier, scheme, valuesOf(values));
  return [zh, en];
}

export const money = (minor: number): Value => fraction(BigInt(minor), 100n);
export const whole = (n: number): Value => fraction(BigInt(n));
