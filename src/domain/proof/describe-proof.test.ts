import { describe, expect, it } from 'vitest';
import {
  cast,
  looseRefund,
  order,
  salesLevels,
  scheme,
  schemeWith,
  yuan,
} from '../../../test/support/cast.ts';
import { day } from '../calendar.ts';
import { fraction } from '../exact.ts';
import { readDocument } from '../parse/read-document.ts';
import { describeProof } from './describe-proof.ts';
import { proveTier } from './prove-tier.ts';

const read = readDocument(salesLevels);
const levels = scheme(read.ok ? read.document : null);
const history = {
  customer: cast.dan,
  orders: [
    order('dan', '2025-01-05', 9000, { refunded: yuan(8000), refundDay: '2025-02-01', category: '茶叶' }),
    order('dan', '2025-02-05', 3000, { status: 'refunded', refundDay: '2025-03-01', category: '茶叶' }),
    order('dan', '2025-03-05', 800, { category: '零食' }),
    order('dan', '2025-03-06', 99, { status: 'unpaid', paidDay: null }),
    order('dan', '2024-06-30', 1000),
  ].map((one, index) => ({ ...one, reference: `A${index + 1}` })),
  refunds: [looseRefund('dan', '2025-06-01', 50)],
  events: [],
};
const proof = proveTier(levels, history, day('2025-06-30'));

describe('a proof as text (R018, R019)', () => {
  it('tells everything in Chinese', () => {
    expect(describeProof(proof, 'zh')).toEqual([
      'dan：三级（销售层级，截至 2025-06-30）',
      '',
      '指标',
      '  近12个月消费    ¥1,750  2024-07-01 至 2025-06-30',
      '  近12个月订单数  2       2024-07-01 至 2025-06-30',
      '  购买品类数      2       截至 2025-06-30',
      '',
      '等级条件',
      '  ✗ 一级：须全部满足',
      '    ✗ 近12个月消费 > ¥10,000（现在 ¥1,750）',
      '    ✗ 近12个月订单数 > 5（现在 2）',
      '  ✗ 一级，保级：近12个月消费 ≥ ¥8,000（现在 ¥1,750）',
      '  ✗ 二级：须全部满足',
      '    ✗ 近12个月消费 ≥ ¥5,000（现在 ¥1,750）',
      '    ✗ 近12个月订单数 ≥ 3（现在 2）',
      '',
      '订单',
      '  近12个月消费、近12个月订单数：',
      '    计入 2 笔，¥1,800，其中 1 笔已扣退款 ¥8,000（A3、A1）',
      '    未计入 1 笔，¥99：未付款的订单不计（A4）',
      '    未计入 1 笔，¥3,000：已退款的订单不计（A2）',
      '    未计入 1 笔，¥1,000：早于统计周期（2024-07-01 起）（A5）',
      '    近12个月消费：另扣 1 笔未对应订单的退款，¥50',
      '  购买品类数：',
      '    计入 2 笔，¥1,800，其中 1 笔已扣退款 ¥8,000（A3、A1）',
      '    未计入 1 笔，¥99：未付款的订单不计（A4）',
      '    未计入 1 笔，¥3,000：已退款的订单不计（A2）',
      '    未计入 1 笔，¥1,000：没有品类（A5）',
      '',
      '距二级还差：近12个月内再消费 ¥3,250，并再下 1 单',
    ]);
  });

  it('tells everything in English', () => {
    expect(describeProof(proof, 'en')).toEqual([
      'dan: Level 3 (Sales levels, as of 2025-06-30)',
      '',
      'Metrics',
      '  spend in the last 12 months   ¥1,750  2024-07-01 to 2025-06-30',
      '  orders in the last 12 months  2       2024-07-01 to 2025-06-30',
      '  categories bought             2       up to 2025-06-30',
      '',
      'Conditions',
      '  ✗ Level 1: all of these',
      '    ✗ spend in the last 12 months > ¥10,000 (now ¥1,750)',
      '    ✗ orders in the last 12 months > 5 (now 2)',
      '  ✗ Level 1, to keep it: spend in the last 12 months ≥ ¥8,000 (now ¥1,750)',
      '  ✗ Level 2: all of these',
      '    ✗ spend in the last 12 months ≥ ¥5,000 (now ¥1,750)',
      '    ✗ orders in the last 12 months ≥ 3 (now 2)',
      '',
      'Orders',
      '  spend in the last 12 months, orders in the last 12 months:',
      '    counted: 2 orders, ¥1,800, after ¥8,000 refunded on 1 of them (A3, A1)',
      '    left out: 1 order, ¥99: unpaid orders do not count (A4)',
      '    left out: 1 order, ¥3,000: refunded orders do not count (A2)',
      '    left out: 1 order, ¥1,000: before the window, which starts on 2024-07-01 (A5)',
      '    spend in the last 12 months: taken off: 1 refund without an order, ¥50',
      '  categories bought:',
      '    counted: 2 orders, ¥1,800, after ¥8,000 refunded on 1 of them (A3, A1)',
      '    left out: 1 order, ¥99: unpaid orders do not count (A4)',
      '    left out: 1 order, ¥3,000: refunded orders do not count (A2)',
      '    left out: 1 order, ¥1,000: no category (A5)',
      '',
      'Missing to Level 2: counting the last 12 months, spend ¥3,250 more and place 1 more order',
    ]);
  });

  it('begins with the tier that is shown, where the conditions give another', () => {
    const shown = { id: 'black', name: { zh: '黑卡', en: 'Black' } };
    expect(describeProof(proof, 'zh', shown)[0]).toMatch(/^dan：黑卡（.*，截至 2025-06-30；按条件是三级）$/);
    expect(describeProof(proof, 'en', shown)[0]).toBe(
      'dan: Black (Sales levels, as of 2025-06-30; by the conditions Level 3)',
    );
  });

  it('names three of many orders, and says so at the top', () => {
    const orders = Array.from({ length: 7 }, (_, n) => ({
      ...order('ada', '2025-06-01', 2000),
      reference: `A${n}`,
    }));
    const lines = describeProof(
      proveTier(levels, { customer: cast.ada, orders, refunds: [], events: [] }, day('2025-06-30')),
      'zh',
    );
    expect(lines).toContain('    计入 7 笔，¥14,000（A0、A1、A2 等）');
    expect(lines.at(-1)).toBe('按条件已是最高等级');
  });

  it('says of a group of alternatives, of a negation and of a sealed column what they are', () => {
    const when = {
      any: [
        { all: [{ field: 'region', is: '北京' }, { not: { metric: 'refund_rate', over: 0.5 } }] },
        { field: 'phone', is: '13800138000' },
        { all: [{ field: 'birthday', isEmpty: false }] },
      ],
    };
    const tiers = [
      { id: 'base', name: 'base' },
      { id: 'top', name: 'Top', when },
    ];
    const by = scheme(schemeWith({ tiers }));
    const lines = describeProof(proveTier(by, history, day('2025-06-30')), 'zh');
    expect(lines.slice(lines.indexOf('等级条件'), -2)).toEqual([
      '等级条件',
      '  ✗ Top：满足任一项即可',
      '    ✗ 须全部满足',
      '      ✓ 地区为“北京”（现在“北京”）',
      '      ✗ 不得满足',
      '        ✓ 退款率 > 50%（现在 79.71%）',
      '    ✗ 手机号为“13800138000”（不显示）',
      '    ✗ 生日已填（现在未填）',
    ]);
  });

  it('says where the values of metrics come from that depend on everybody', () => {
    const by = scheme(schemeWith({ metrics: { top: { 'top-share-of': 'spend' }, code: { rfm: 'code' } } }));
    const given = new Map([['top', fraction(5n)]]);
    const lines = describeProof(proveTier(by, { ...history, orders: [] }, day('2025-06-30'), given), 'zh');
    expect(lines.find((line) => line.includes('排名'))).toMatch(/ 5% .*；取自最近一次全体评级$/);
    expect(lines.find((line) => line.includes('代码'))).toMatch(/ 尚无 .*；须先对全体客户评级$/);
  });

  it('names the purchases and the model that a predicted value goes by (R019)', () => {
    const by = scheme(schemeWith({ metrics: { alive: { 'p-alive': {} }, worth: { clv: { margin: 0.3 } } } }));
    const profit = { kind: 'profit', orders: 9, telling: 0, rate: 0.3 } as const;
    const values = {
      kind: 'gamma-gamma',
      fitted: { model: { p: 6.25, q: 3.74, v: 15.4412345 } },
      mean: 35,
    } as const;
    const purchases = { r: 0.2425945, alpha: 4.4136, a: 0.7929, b: 2.4258 };
    const model = {
      ...{ customers: 2357, repeaters: 946, purchases, unsettled: [] },
      worths: { '0.3': { worth: profit, values } },
    };
    const fitted = { fixedOn: day('2025-06-01'), models: new Map([['completed+paid+shipped net', model]]) };
    const given = new Map([
      ['alive', fraction(726_620n, 1_000_000n)],
      ['worth', fraction(3_854n, 100n)],
    ]);
    const told = (lang: 'zh' | 'en'): string[] =>
      describeProof(proveTier(by, history, day('2025-06-30'), given, { fitted }), lang);
    const english = told('en');
    const at = english.findIndex((line) => line.includes('72.66%'));
    expect(english.slice(at + 1, at + 3)).toEqual([
      '    bought on 2 more days after the first, the last 248 days after it; known for 365 days',
      '    the model was fitted on 2025-06-01 to what 2357 customers bought, of whom 946 came again (BG/NBD, times in weeks): r 0.242594, alpha 4.4136, a 0.7929, b 2.4258',
    ]);
    expect(english.join('\n')).toContain(
      'worth its margin, or 30.0% of its amount where it tells none (Gamma-Gamma): p 6.25, q 3.74, v 15.4412',
    );
    expect(told('zh').join('\n')).toContain('模型 2025-06-01 按 2357 位客户（946 位复购）的购买拟合');
    const without = describeProof(proveTier(by, history, day('2025-06-30')), 'en').join('\n');
    expect(without).toContain('bought on 2 more days');
    expect(without).not.toContain('BG/NBD');
  });
});
