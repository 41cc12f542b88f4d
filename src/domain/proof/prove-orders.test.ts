import { describe, expect, it } from 'vitest';
import {
  basket,
  cast,
  line,
  looseRefund,
  order,
  plain,
  salesLevels,
  scheme,
  schemeWith,
  schemeWithMetric,
  yuan,
} from '../../../test/support/cast.ts';
import { day } from '../calendar.ts';
import type { LooseRefund, Order } from '../order.ts';
import { readDocument } from '../parse/read-document.ts';
import type { Scheme } from '../scheme.ts';
import type { Proof, ProvenMetric } from './proof.ts';
import { proveTier } from './prove-tier.ts';
import type { ProvenOrders } from './proven-orders.ts';

const read = readDocument(salesLevels);
const levels = scheme(read.ok ? read.document : null);
const asOf = day('2025-06-30');

/** Dan's proof, with his orders by the numbers they came with. */
function prove(
  bought: Readonly<Record<string, Order>>,
  by: Scheme = levels,
  refunds: readonly LooseRefund[] = [],
): Proof {
  const orders = Object.entries(bought).map(([reference, order]) => ({ ...order, reference }));
  return proveTier(by, { customer: cast.dan, orders, refunds, events: [] }, asOf);
}

function metric({ metrics }: Proof, id: string): ProvenMetric {
  const found = metrics.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no metric ${id}`);
  return found;
}

function ordersOf(proof: Proof, id: string): ProvenOrders {
  const { orders } = metric(proof, id);
  if (orders === null) throw new Error(`no orders of ${id}`);
  return orders;
}

/** Each order's reference with why it is left out, in both languages. */
function leftOut(proof: Proof, id: string): Record<string, readonly [code: string, zh: string, en: string]> {
  return Object.fromEntries(
    ordersOf(proof, id).leftOut.listed.map(({ reference, code, words }) => [
      reference,
      [code, words.zh, words.en],
    ]),
  );
}

describe('the orders behind a metric', () => {
  it('count on the window’s first day and not on the day before', () => {
    const proof = prove({ A1: order('dan', '2024-06-30', 10), A2: order('dan', '2024-07-01', 20) });
    expect(ordersOf(proof, 'spend_12m').counted.listed.map(({ reference }) => reference)).toEqual(['A2']);
    expect(leftOut(proof, 'spend_12m')).toEqual({
      A1: ['before-window', '早于统计周期（2024-07-01 起）', 'before the window, which starts on 2024-07-01'],
    });
  });

  it('are left out after the end of a window gone by', () => {
    const by = scheme(schemeWithMetric({ of: 'orders', take: 'count', window: { to: '2024-12-31' } }));
    expect(leftOut(prove({ A1: order('dan', '2025-01-01', 10) }, by), 'm')).toEqual({
      A1: ['after-window', '晚于统计周期（至 2024-12-31）', 'after the window, which ends on 2024-12-31'],
    });
  });

  it('are left out unpaid, cancelled, after the day and without a day', () => {
    const proof = prove({
      unpaid: order('dan', '2025-05-01', 10, { status: 'unpaid', paidDay: null }),
      cancelled: order('dan', '2025-05-01', 10, { status: 'cancelled' }),
      'paid later': order('dan', '2025-06-30', 10, { status: 'paid', paidDay: '2025-07-01' }),
      'ordered later': order('dan', '2025-07-02', 10, { paidDay: null }),
      undated: order('dan', '2025-05-01', 10, { orderedDay: null, paidDay: null }),
    });
    expect(leftOut(proof, 'spend_12m')).toEqual({
      unpaid: ['status', '未付款的订单不计', 'unpaid orders do not count'],
      cancelled: ['status', '已取消的订单不计', 'cancelled orders do not count'],
      'paid later': ['after-day', '2025-07-01 付款，晚于 2025-06-30', 'paid on 2025-07-01, after 2025-06-30'],
      'ordered later': [
        'after-day',
        '2025-07-02 下单，晚于 2025-06-30',
        'ordered on 2025-07-02, after 2025-06-30',
      ],
      undated: ['no-day', '没有日期', 'no date'],
    });
    expect(
      ordersOf(proof, 'spend_12m').leftOut.reasons.map(({ code, status, count }) => [code, status, count]),
    ).toEqual([
      ['after-day', null, 2],
      ['status', 'cancelled', 1],
      ['status', 'unpaid', 1],
      ['no-day', null, 1],
    ]);
  });

  it('count for less when they were refunded, and for nothing but an order when all was', () => {
    const proof = prove({
      A1: order('dan', '2025-05-01', 300, { refunded: yuan(80) }),
      A2: order('dan', '2025-05-01', 200, { refunded: yuan(200) }),
      A3: order('dan', '2025-05-01', 100, { refunded: yuan(100), refundDay: '2025-07-01' }),
    });
    const { counted } = ordersOf(proof, 'spend_12m');
    expect(counted.listed.map(({ amount, words }) => [amount, words?.zh, words?.en])).toEqual([
      [22000n, '扣除退款 ¥80', 'less ¥80 refunded'],
      [0n, '已全额退款 ¥200', 'refunded in full, ¥200'],
      [10000n, undefined, undefined],
    ]);
    expect(counted.refunded).toEqual({ count: 2, amount: 28000n });
    expect(plain(metric(proof, 'orders_12m').value)).toBe(3);
  });

  it('are left out with the status refunded, from the refund’s day on', () => {
    const whole = order('dan', '2025-05-01', 300, { status: 'refunded', refundDay: '2025-06-30' });
    const part = order('dan', '2025-05-01', 300, { status: 'refunded', refunded: yuan(120) });
    const later = order('dan', '2025-05-01', 300, { status: 'refunded', refundDay: '2025-07-01' });
    expect(leftOut(prove({ whole, part, later }), 'spend_12m')).toEqual({
      whole: ['refunded', '已全额退款 ¥300', 'refunded in full, ¥300'],
      part: ['refunded', '已退款 ¥120', '¥120 refunded'],
    });
  });

  it('say what shipping and tax took off them', () => {
    const count = { without: ['shipping', 'tax'] };
    const by = scheme(schemeWith({ count, metrics: { m: { of: 'orders', take: 'sum' } } }));
    const proof = prove({ A1: order('dan', '2025-05-01', 300, { shipping: yuan(10), tax: yuan(5.5) }) }, by);
    expect(ordersOf(proof, 'm').counted.listed).toMatchObject([
      {
        amount: 28450n,
        paid: 30000n,
        words: { zh: '不含运费 ¥10，不含税费 ¥5.50', en: 'without ¥10 of shipping, without ¥5.50 of tax' },
      },
    ]);
  });

  it('are left out where none of their lines meets the condition, and count by line for metrics over lines', () => {
    const where = { field: 'category', is: '茶叶' };
    const orders = {
      A1: basket('dan', '2025-05-01', [line(100, { category: '茶叶' }), line(50, { category: '零食' })]),
      A2: basket('dan', '2025-05-02', [line(70, { category: '零食' })]),
    };
    const lines = prove(orders, scheme(schemeWithMetric({ of: 'lines', take: 'sum', where })));
    expect(ordersOf(lines, 'm').counted.listed).toMatchObject([
      { reference: 'A1', amount: 10000n, paid: 15000n, lines: { counted: 1, all: 2 } },
    ]);
    expect(leftOut(lines, 'm')).toEqual({
      A2: ['where', '不满足：品类为“茶叶”', 'not where category is “茶叶”'],
    });
    const whole = prove(orders, scheme(schemeWithMetric({ of: 'orders', take: 'sum', where })));
    expect(ordersOf(whole, 'm').counted.total).toEqual({ count: 1, amount: 15000n });
    const share = prove(orders, scheme(schemeWithMetric({ of: 'lines', take: 'share', where })));
    expect(leftOut(share, 'm').A2).toEqual([
      'total-only',
      '只计入总数，不满足：品类为“茶叶”',
      'only in the total, not where category is “茶叶”',
    ]);
  });

  it('are left out without what is measured, and bring what they alone would give', () => {
    const by = scheme(schemeWithMetric({ of: 'lines', take: 'max', what: 'margin' }));
    const proof = prove(
      {
        A1: basket('dan', '2025-05-01', [
          line(100, { margin: yuan(30) }),
          line(60, { margin: yuan(20) }),
          line(7),
        ]),
        A2: order('dan', '2025-05-02', 70),
      },
      by,
    );
    expect(leftOut(proof, 'm')).toEqual({ A2: ['blank', '没有毛利', 'no margin'] });
    expect(ordersOf(proof, 'm').counted.listed).toMatchObject([
      { reference: 'A1', amount: 16000n, valueWords: { zh: '¥30' }, lines: { counted: 2, all: 3 } },
    ]);
  });

  it('are joined by the refunds that name none of them', () => {
    const refunds = [looseRefund('dan', '2025-06-01', 50), looseRefund('dan', '2024-06-01', 10)];
    const proof = prove({ A1: order('dan', '2025-05-01', 300) }, levels, refunds);
    expect(plain(metric(proof, 'spend_12m').value)).toBe(250);
    expect(ordersOf(proof, 'spend_12m').refunds).toMatchObject({
      takenOff: { total: { count: 1, amount: 5000n }, listed: [{ day: '2025-06-01', amount: 5000n }] },
      leftOut: { count: 1, amount: 1000n, reasons: [{ code: 'before-window' }] },
    });
    expect(ordersOf(proof, 'orders_12m').refunds).toBeNull();
  });

  it('are 50 per list at most, the newest, with totals of the rest', () => {
    const many = Array.from({ length: 3000 }, (_, n) =>
      order('dan', n % 2 === 0 ? '2025-05-01' : '2025-06-01', 1, n % 3 === 0 ? { status: 'unpaid' } : {}),
    );
    const proof = prove(Object.fromEntries(many.map((one, n) => [`A${n}`, one])));
    const { counted, leftOut } = ordersOf(proof, 'spend_12m');
    expect(counted.listed).toHaveLength(50);
    expect(counted.listed.every((one) => one.day === '2025-06-01')).toBe(true);
    expect(counted.rest).toEqual({ count: 1950, amount: 195_000n });
    expect(leftOut.listed).toHaveLength(50);
    expect(leftOut.total).toEqual({ count: 1000, amount: 100_000n });
    const size = JSON.stringify(proof, (_, value) => (typeof value === 'bigint' ? `${value}` : value)).length;
    expect(size).toBeLessThan(150_000);
  });
});
