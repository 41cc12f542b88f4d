import { describe, expect, it } from 'vitest';
import { schemeOf, valuesOf } from '../../../test/support/scheme-in-test.ts';
import { parseScheme } from '../parse/parse-scheme.ts';
import { readDocument } from '../parse/read-document.ts';
import { describeBenefit } from './describe-benefit.ts';
import { describeMetric } from './describe-metric.ts';
import { describeTier } from './describe-tier.ts';
import { missingFor } from './missing.ts';

const salesLevels = `
tierbook: 1
id: sales-levels
name: { zh: 销售层级, en: Sales levels }
currency: CNY
timeZone: Asia/Shanghai
count:
  statuses: [paid, shipped, completed]
  amount: net
metrics:
  spend_12m:  { of: orders, take: sum, what: amount, window: { last: 12, unit: month } }
  orders_12m: { of: orders, take: count, window: { last: 12, unit: month } }
  variety:    { of: orders, take: distinct, what: category }
tiers:
  - { id: level-3, name: { zh: 三级, en: Level 3 } }
  - id: level-2
    name: { zh: 二级, en: Level 2 }
    when: { all: [ { metric: spend_12m, atLeast: 5000 }, { metric: orders_12m, atLeast: 3 } ] }
  - id: level-1
    name: { zh: 一级, en: Level 1 }
    when: { all: [ { metric: spend_12m, over: 10000 }, { metric: orders_12m, over: 5 } ] }
    keep: { metric: spend_12m, atLeast: 8000 }
    benefits:
      - { id: agent, kind: service, name: { zh: 专属客服, en: Dedicated agent }, cost: { per: month, amount: 30 } }
      - { id: off20, kind: discount, name: { zh: 8折, en: 20 % off }, value: 0.8, cost: { per: order, percent: 20 } }
      - { id: class, kind: service, name: { zh: 免费美容培训课程, en: Free beauty training course }, cost: { per: use, amount: 200 }, limit: { times: 2, per: year } }
`;

function example() {
  const read = readDocument(salesLevels);
  const parsed = read.ok ? parseScheme(read.document) : read;
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scheme;
}

describe('the scheme of the documentation reads as its owner would say it (R009–R014)', () => {
  const scheme = example();

  it('tier by tier', () => {
    expect(scheme.tiers.map((tier) => describeTier(tier, scheme).zh)).toEqual([
      '人人都有',
      '近12个月消费 ≥ ¥5,000 且 近12个月订单数 ≥ 3',
      '近12个月消费 > ¥10,000 且 近12个月订单数 > 5；保级：近12个月消费 ≥ ¥8,000',
    ]);
    expect(scheme.tiers.map((tier) => describeTier(tier, scheme).en)).toEqual([
      'everybody',
      'spend in the last 12 months ≥ ¥5,000 and orders in the last 12 months ≥ 3',
      'spend in the last 12 months > ¥10,000 and orders in the last 12 months > 5; to keep it: spend in the last 12 months ≥ ¥8,000',
    ]);
  });

  it('metric by metric', () => {
    const said = [...scheme.metrics.values()].slice(0, 3).map((metric) => describeMetric(metric, scheme));
    expect(said).toEqual([
      { zh: '近12个月消费', en: 'spend in the last 12 months' },
      { zh: '近12个月订单数', en: 'orders in the last 12 months' },
      { zh: '购买品类数', en: 'categories bought' },
    ]);
  });

  it('benefit by benefit', () => {
    expect(scheme.tiers[2]?.benefits.map((benefit) => describeBenefit(benefit, scheme))).toEqual([
      { zh: '专属客服（成本每月 ¥30）', en: 'Dedicated agent (cost ¥30 per month)' },
      { zh: '8折（成本每单 20%）', en: '20 % off (cost 20% per order)' },
      {
        zh: '免费美容培训课程（每年限 2 次；成本每次 ¥200）',
        en: 'Free beauty training course (2 times a year; cost ¥200 per use)',
      },
    ]);
  });

  it('and tells bob, who spent 12,000 in 2 orders, what he lacks (R023)', () => {
    const bob = valuesOf({ spend_12m: { num: 1_200_000n, den: 100n }, orders_12m: { num: 2n, den: 1n } });
    expect(scheme.tiers.map((tier) => missingFor(tier, scheme, bob))).toEqual([
      { zh: '', en: '' },
      { zh: '近12个月内再下 1 单', en: 'counting the last 12 months, place 1 more order' },
      { zh: '近12个月内再下 4 单', en: 'counting the last 12 months, place 4 more orders' },
    ]);
  });
});

describe('a benefit says at which rate it gives points, its limit, how long it is valid and what it costs (R009–R014)', () => {
  const coupon = { id: 'b', kind: 'coupon', name: { zh: '券', en: 'Coupon' } };
  it.each([
    [{}, '券', 'Coupon'],
    [{ limit: { times: 1, per: 'quarter' } }, '券（每季度限 1 次）', 'Coupon (once a quarter)'],
    [{ limit: { times: 3, per: 'day' } }, '券（每天限 3 次）', 'Coupon (3 times a day)'],
    [{ limit: { times: 2, per: 'week' } }, '券（每周限 2 次）', 'Coupon (2 times a week)'],
    [{ validity: { days: 30 } }, '券（有效期 30 天）', 'Coupon (valid for 30 days)'],
    [
      { validity: { months: 1, days: 1 } },
      '券（有效期 1 个月零 1 天）',
      'Coupon (valid for 1 month and 1 day)',
    ],
    [{ kind: 'points', value: 1.5 }, '券（每 ¥1 得 1.5 分）', 'Coupon (1.5 points per ¥1)'],
    [{ kind: 'points', value: 1 }, '券（每 ¥1 得 1 分）', 'Coupon (1 point per ¥1)'],
    [{ cost: { per: 'month', percent: 0.5 } }, '券（成本每月 0.5%）', 'Coupon (cost 0.5% per month)'],
  ])('%j', (keys, zh, en) => {
    const scheme = schemeOf({}, { benefits: [{ ...coupon, ...keys }] });
    expect(scheme.tiers[1]?.benefits.map((benefit) => describeBenefit(benefit, scheme))).toEqual([
      { zh, en },
    ]);
  });
});
