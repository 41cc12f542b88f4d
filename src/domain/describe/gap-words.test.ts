import { describe, expect, it } from 'vitest';
import { missing } from '../../../test/support/missing-in-test.ts';

describe('the window and the orders that count are named (R023)', () => {
  it.each([
    [
      { metric: 'spend_12m', atLeast: 380 },
      '近12个月内再消费 ¥380',
      'counting the last 12 months, spend ¥380 more',
    ],
    [
      { metric: 'orders_30d', atLeast: 2 },
      '近30天内再下 2 单',
      'counting the last 30 days, place 2 more orders',
    ],
    [{ metric: 'this_year', atLeast: 10 }, '本自然年内再消费 ¥10', 'in this calendar year, spend ¥10 more'],
    [
      { metric: 'last_year', atLeast: 10 },
      '上一自然年消费还差 ¥10',
      'raise spend in the previous calendar year by ¥10',
    ],
    [
      { metric: 'member', atLeast: 2 },
      '本会员年度内再下 2 单',
      'in this membership year, place 2 more orders',
    ],
    [
      { metric: 'since', atLeast: 10 },
      '进入当前等级后再消费 ¥10',
      'counting from the start of the current tier, spend ¥10 more',
    ],
    [
      { metric: 'season', atLeast: 10 },
      '2026-06-01 至 2026-08-31 期间再消费 ¥10',
      'from 2026-06-01 to 2026-08-31, spend ¥10 more',
    ],
    [
      { metric: 'tea', atLeast: 10 },
      '再消费 ¥10（仅计品类为“茶叶”的明细）',
      'spend ¥10 more (only order lines where category is “茶叶”)',
    ],
    [{ metric: 'tea_named', atLeast: 10 }, '再消费 ¥10（茶叶消费）', 'spend ¥10 more (tea spend)'],
    [
      { metric: 'gross', atLeast: 2 },
      '再下 2 单（订单状态：已完成）',
      'place 2 more orders (orders that are completed)',
    ],
  ])('%j', (when, zh, en) => {
    expect(missing(when, {})).toEqual([zh, en]);
  });

  it('of several scores, which one', () => {
    const part = { metric: 'spend', steps: [[100, 10]] };
    const metrics = {
      service: { name: { zh: '服务分', en: 'service score' }, score: [part] },
      total: { score: [part, part] },
    };
    expect(missing({ metric: 'service', atLeast: 5 }, {}, { metrics })).toEqual([
      '再得 5 分（服务分）',
      'gain 5 more points (service score)',
    ]);
  });
});
