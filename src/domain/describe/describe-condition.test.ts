import { describe, expect, it } from 'vitest';
import { withRule } from '../../../test/support/scheme-in-test.ts';
import { customerFields } from '../field.ts';
import { rfmSegments } from '../rfm-segments.ts';
import { describeCondition } from './describe-condition.ts';
import { segmentWords } from './rfm-words.ts';

const keys = {
  fields: {
    income: { type: 'money', name: { zh: '年收入', en: 'yearly income' } },
    points: { type: 'number', name: { zh: '积分', en: 'points' } },
    vip: { type: 'yes-no', name: { zh: '大客户', en: 'key account' } },
    due: { type: 'date', name: { zh: '到期日', en: 'due date' } },
  },
  metrics: {
    top: { 'top-share-of': 'spend' },
    rank: { 'top-share-of': 'spend', name: { zh: '消费名次', en: 'spend rank' } },
    segment: { rfm: 'segment' },
    tea: { of: 'orders', take: 'share', where: { field: 'category', is: '茶叶' } },
  },
};

function said(when: object): [string, string] {
  const [condition, scheme] = withRule(when, keys);
  const { zh, en } = describeCondition(condition, scheme);
  return [zh, en];
}

describe('every operator makes a sentence in both languages (R009–R014)', () => {
  it.each([
    [{ metric: 'spend', atLeast: 5000 }, '累计消费 ≥ ¥5,000', 'total spend ≥ ¥5,000'],
    [{ metric: 'spend', over: 1234.5 }, '累计消费 > ¥1,234.50', 'total spend > ¥1,234.50'],
    [{ metric: 'orders', atMost: 3 }, '累计订单数 ≤ 3', 'number of orders ≤ 3'],
    [{ metric: 'refund_rate', under: 0.1 }, '退款率 < 10%', 'refund rate < 10%'],
    [{ metric: 'refund_rate', under: 0.125 }, '退款率 < 12.5%', 'refund rate < 12.5%'],
    [
      { metric: 'tea', atLeast: 0.5 },
      '品类为“茶叶”的订单占比 ≥ 50%',
      'share of orders where category is “茶叶” ≥ 50%',
    ],
    [{ metric: 'orders', is: 3 }, '累计订单数 = 3', 'number of orders = 3'],
    [{ metric: 'orders', isNot: 3 }, '累计订单数 ≠ 3', 'number of orders ≠ 3'],
    [{ metric: 'orders', in: [3, 5, 8] }, '累计订单数为 3、5 或 8', 'number of orders is 3, 5 or 8'],
    [{ metric: 'orders', notIn: [3, 5] }, '累计订单数不是 3 或 5', 'number of orders is not 3 or 5'],
    [
      { metric: 'first_order', before: '2025-01-01' },
      '首次购买早于 2025-01-01',
      'first order before 2025-01-01',
    ],
    [{ metric: 'last_order', after: '2025-01-01' }, '最近购买晚于 2025-01-01', 'last order after 2025-01-01'],
    [
      { field: 'birthday', atLeast: '1990-01-01' },
      '生日不早于 1990-01-01',
      'birthday on or after 1990-01-01',
    ],
    [
      { field: 'birthday', atMost: '1990-01-01' },
      '生日不晚于 1990-01-01',
      'birthday on or before 1990-01-01',
    ],
    [{ field: 'due', over: '2026-01-01' }, '到期日晚于 2026-01-01', 'due date after 2026-01-01'],
    [{ field: 'due', under: '2026-01-01' }, '到期日早于 2026-01-01', 'due date before 2026-01-01'],
    [{ field: 'due', is: '2026-01-01' }, '到期日为 2026-01-01', 'due date is 2026-01-01'],
    [{ field: 'due', isNot: '2026-01-01' }, '到期日不是 2026-01-01', 'due date is not 2026-01-01'],
    [{ field: 'region', is: '华东' }, '地区为“华东”', 'region is “华东”'],
    [{ field: 'region', isNot: '华东' }, '地区不是“华东”', 'region is not “华东”'],
    [
      { field: 'region', in: ['华东', '华南', '华北'] },
      '地区为“华东”、“华南”或“华北”',
      'region is “华东”, “华南” or “华北”',
    ],
    [{ field: 'region', notIn: ['华东'] }, '地区不是“华东”', 'region is not “华东”'],
    [{ field: 'name', contains: '王' }, '姓名包含“王”', 'name contains “王”'],
    [{ field: 'occupation', startsWith: '老' }, '职业以“老”开头', 'occupation starts with “老”'],
    [{ field: 'birthday', isEmpty: true }, '生日未填', 'birthday is blank'],
    [{ field: 'birthday', isEmpty: false }, '生日已填', 'birthday is filled in'],
    [{ metric: 'average_order', isEmpty: true }, '客单价尚无数据', 'average order has no value yet'],
    [{ metric: 'average_order', isEmpty: false }, '客单价已有数据', 'average order has a value'],
    [{ field: 'vip', is: true }, '大客户为“是”', 'key account is “yes”'],
    [{ field: 'vip', isNot: false }, '大客户不是“否”', 'key account is not “no”'],
    [{ field: 'income', atLeast: 100000 }, '年收入 ≥ ¥100,000', 'yearly income ≥ ¥100,000'],
    [{ field: 'points', over: 12.5 }, '积分 > 12.5', 'points > 12.5'],
    [{ field: 'shoe_size', is: '42' }, 'shoe_size 为“42”', 'shoe_size is “42”'],
    [{ metric: 'segment', is: 'At Risk' }, 'RFM 分群为“有流失风险客户 At Risk”', 'RFM segment is “At Risk”'],
    [{ metric: 'top', atMost: 5 }, '累计消费居前 5%', 'among the top 5% by total spend'],
    [{ metric: 'top', over: 5 }, '累计消费排名百分比 > 5%', 'top share by total spend > 5%'],
    [{ metric: 'rank', atMost: 5 }, '消费名次 ≤ 5%', 'spend rank ≤ 5%'],
  ])('%j', (when, zh, en) => {
    expect(said(when)).toEqual([zh, en]);
  });

  it('every built-in column of the customer goes by its name', () => {
    for (const [id, { name }] of customerFields) {
      expect(said({ field: id, isEmpty: true })).toEqual([`${name.zh}未填`, `${name.en} is blank`]);
    }
  });

  it('every RFM segment has a Chinese name beside its published one', () => {
    for (const segment of new Set(rfmSegments().values())) {
      expect(segmentWords(segment).zh).toMatch(new RegExp(`^“\\p{Script=Han}+客户 ${segment}”$`, 'u'));
    }
  });

  it('amounts are in the currency of the scheme', () => {
    const [condition, scheme] = withRule({ metric: 'spend', atLeast: 5000 }, { currency: 'JPY' });
    expect(describeCondition(condition, scheme).zh).toBe('累计消费 ≥ JPY 5,000');
  });
});

describe('two bounds on one thing are said as a stretch with its ends (R009–R014)', () => {
  it.each([
    [
      { metric: 'spend', atLeast: 1000, under: 5000 },
      '累计消费在 ¥1,000（含）至 ¥5,000（不含）之间',
      'total spend between ¥1,000 (included) and ¥5,000 (excluded)',
    ],
    [
      { metric: 'spend', over: 1000, atMost: 5000 },
      '累计消费在 ¥1,000（不含）至 ¥5,000（含）之间',
      'total spend between ¥1,000 (excluded) and ¥5,000 (included)',
    ],
    [
      { metric: 'orders', atMost: 5, atLeast: 3 },
      '累计订单数在 3（含）至 5（含）之间',
      'number of orders between 3 (included) and 5 (included)',
    ],
    [
      { field: 'birthday', after: '1990-01-01', before: '2000-01-01' },
      '生日在 1990-01-01（不含）至 2000-01-01（不含）之间',
      'birthday between 1990-01-01 (excluded) and 2000-01-01 (excluded)',
    ],
    [{ metric: 'orders', atLeast: 3, isNot: 4 }, '累计订单数 ≥ 3 且 ≠ 4', 'number of orders ≥ 3 and ≠ 4'],
    [
      { metric: 'orders', atLeast: 3, under: 9, isNot: 4 },
      '累计订单数 ≥ 3 且 < 9 且 ≠ 4',
      'number of orders ≥ 3 and < 9 and ≠ 4',
    ],
    [
      { field: 'region', isNot: '华东', isEmpty: false },
      '地区不是“华东” 且 已填',
      'region is not “华东” and is filled in',
    ],
  ])('%j', (when, zh, en) => {
    expect(said(when)).toEqual([zh, en]);
  });
});

describe('brackets show how conditions nest (R009–R014)', () => {
  const [a, b, c] = [
    { metric: 'spend', atLeast: 100 },
    { metric: 'orders', over: 2 },
    { field: 'region', is: '华东' },
  ];
  it.each([
    [
      { all: [a, b, c] },
      '累计消费 ≥ ¥100 且 累计订单数 > 2 且 地区为“华东”',
      'total spend ≥ ¥100 and number of orders > 2 and region is “华东”',
    ],
    [{ any: [a, b] }, '累计消费 ≥ ¥100 或 累计订单数 > 2', 'total spend ≥ ¥100 or number of orders > 2'],
    [
      { all: [a, { any: [b, c] }] },
      '累计消费 ≥ ¥100 且（累计订单数 > 2 或 地区为“华东”）',
      'total spend ≥ ¥100 and (number of orders > 2 or region is “华东”)',
    ],
    [
      { any: [{ all: [a, b] }, c] },
      '（累计消费 ≥ ¥100 且 累计订单数 > 2）或 地区为“华东”',
      '(total spend ≥ ¥100 and number of orders > 2) or region is “华东”',
    ],
    [
      { all: [a, { all: [b, c] }] },
      '累计消费 ≥ ¥100 且 累计订单数 > 2 且 地区为“华东”',
      'total spend ≥ ¥100 and number of orders > 2 and region is “华东”',
    ],
    [
      { any: [{ all: [a] }, { any: [b] }] },
      '累计消费 ≥ ¥100 或 累计订单数 > 2',
      'total spend ≥ ¥100 or number of orders > 2',
    ],
    [
      { any: [{ metric: 'orders', atLeast: 3, isNot: 4 }, c] },
      '（累计订单数 ≥ 3 且 ≠ 4）或 地区为“华东”',
      '(number of orders ≥ 3 and ≠ 4) or region is “华东”',
    ],
    [{ not: a }, '不满足（累计消费 ≥ ¥100）', 'not (total spend ≥ ¥100)'],
    [
      { all: [{ not: { any: [a, b] } }, c] },
      '不满足（累计消费 ≥ ¥100 或 累计订单数 > 2）且 地区为“华东”',
      'not (total spend ≥ ¥100 or number of orders > 2) and region is “华东”',
    ],
  ])('%j', (when, zh, en) => {
    expect(said(when)).toEqual([zh, en]);
  });
});
