import { describe, expect, it } from 'vitest';
import { basket, line, looseRefund, ofAda, order, valuesOf, yuan } from '../../../test/support/cast.ts';
import { orderStatuses } from '../order.ts';

const spend = { of: 'orders', take: 'sum' };
const orders = { of: 'orders', take: 'count' };
const asOf = '2025-06-30';
const lineSums = (...categories: string[]) =>
  categories.map((is) => ({ of: 'lines', take: 'sum', where: { field: 'category', is } }));

describe('what counts as a purchase (R009–R014)', () => {
  it('paid, shipped and completed orders count unless the scheme says otherwise', () => {
    const bought = orderStatuses.map((status, index) =>
      order('ada', '2025-01-01', 10 ** index, { status, refundDay: null }),
    );
    expect(ofAda(orders, bought, asOf)).toBe(3);
    expect(ofAda(spend, bought, asOf)).toBe(10 + 100 + 1000);
  });

  it('a scheme may choose its own statuses', () => {
    const bought = orderStatuses.map((status) => order('ada', '2025-01-01', 1, { status }));
    const question = { metric: orders, asOf, rest: { count: { statuses: ['unpaid', 'completed'] } } };
    expect(valuesOf(question, { orders: bought })).toEqual({ ada: 2 });
  });

  it('an order paid back in full without the status refunded is still a purchase', () => {
    const bought = [order('ada', '2025-01-01', 100, { refunded: yuan(100), refundDay: '2025-01-02' })];
    expect(ofAda(orders, bought, asOf)).toBe(1);
    expect(ofAda(spend, bought, asOf)).toBe(0);
  });

  it('an order of 0 is a purchase', () => {
    expect(ofAda(orders, [order('ada', '2025-01-01', 0)], asOf)).toBe(1);
  });

  it('status refunded without an amount takes all of it off', () => {
    const metric = { ...spend, count: { statuses: ['completed', 'refunded'] } };
    const bought = [order('ada', '2025-01-01', 100, { status: 'refunded', refundDay: '2025-02-01' })];
    expect(ofAda(metric, bought, '2025-01-31')).toBe(100);
    expect(ofAda(metric, bought, '2025-02-01')).toBe(0);
  });

  it('status refunded with an amount takes that amount off', () => {
    const metric = { ...spend, count: { statuses: ['refunded'] } };
    const bought = [order('ada', '2025-01-01', 100, { status: 'refunded', refunded: yuan(40) })];
    expect(ofAda(metric, bought, asOf)).toBe(60);
  });

  it('a refund is taken off in the windows of its order, whenever it came', () => {
    const metric = { ...spend, window: { from: '2025-01-01', to: '2025-01-31' } };
    const later = { ...spend, window: { from: '2025-02-01' } };
    const bought = [order('ada', '2025-01-05', 100, { refunded: yuan(30), refundDay: '2025-03-01' })];
    expect(ofAda(metric, bought, asOf)).toBe(70);
    expect(ofAda(later, bought, asOf)).toBe(0);
  });

  it('an order never counts for less than 0, whatever is taken off', () => {
    const bought = [
      order('ada', '2025-01-01', 100, { refunded: yuan(150), refundDay: '2025-01-02' }),
      order('ada', '2025-01-01', 1),
    ];
    expect(ofAda(spend, bought, asOf)).toBe(1);
  });

  it.each(['net', 'gross'])(
    'an order of a negative amount counts for 0 under %s, and is a purchase',
    (amount) => {
      const bought = [order('ada', '2025-01-01', -50), order('ada', '2025-01-01', 20)];
      expect(ofAda({ ...spend, count: { amount } }, bought, asOf)).toBe(20);
      expect(ofAda({ ...orders, count: { amount } }, bought, asOf)).toBe(2);
    },
  );

  it('shipping and tax are left out when the scheme says so, and never bring an order below 0', () => {
    const bought = [
      order('ada', '2025-01-01', 100, { shipping: yuan(8), tax: yuan(5.5) }),
      order('ada', '2025-01-02', 4, { shipping: yuan(8) }),
    ];
    const without = (...parts: string[]) => ofAda({ ...spend, count: { without: parts } }, bought, asOf);
    expect(without()).toBe(104);
    expect(without('shipping')).toBe(92);
    expect(without('tax')).toBe(98.5);
    expect(without('shipping', 'tax')).toBe(86.5);
  });

  it('gross without shipping takes no refund off', () => {
    const bought = [order('ada', '2025-01-01', 100, { shipping: yuan(8), refunded: yuan(50) })];
    expect(ofAda({ ...spend, count: { amount: 'gross', without: ['shipping'] } }, bought, asOf)).toBe(92);
  });

  it('a metric’s own count replaces the scheme’s key by key', () => {
    const bought = [
      order('ada', '2025-01-01', 100, { status: 'unpaid', refunded: yuan(10), shipping: yuan(5) }),
      order('ada', '2025-01-01', 1000, { status: 'paid' }),
    ];
    const count = { statuses: ['unpaid'], without: ['shipping'] };
    const sum = (own: object) =>
      valuesOf({ metric: { ...spend, count: own }, asOf, rest: { count } }, { orders: bought }).ada;
    expect(sum({})).toBe(85);
    expect(sum({ amount: 'gross' })).toBe(95);
    expect(sum({ without: [] })).toBe(90);
    expect(sum({ statuses: ['paid'] })).toBe(1000);
  });
});

describe('what an order loses is spread over its lines (R009–R014)', () => {
  const two = [line(60, { category: 'tea' }), line(40, { category: 'cup' })];

  it('by their amounts', () => {
    const bought = [basket('ada', '2025-01-01', two, { refunded: yuan(10) })];
    expect(lineSums('tea', 'cup').map((metric) => ofAda(metric, bought, asOf))).toEqual([54, 36]);
  });

  it('with the leftover cents on the last line', () => {
    const three = ['tea', 'cup', 'pot'].map((category) => line(10, { category }));
    const bought = [basket('ada', '2025-01-01', three, { refunded: yuan(0.1) })];
    const sums = lineSums('tea', 'cup', 'pot').map((metric) => ofAda(metric, bought, asOf));
    expect(sums).toEqual([9.97, 9.97, 9.96]);
  });

  it('refund, shipping and tax together', () => {
    const rest = { refunded: yuan(10), shipping: yuan(5), tax: yuan(5) };
    const bought = [basket('ada', '2025-01-01', two, rest)];
    const count = { without: ['shipping', 'tax'] };
    const sums = lineSums('tea', 'cup').map((metric) => ofAda({ ...metric, count }, bought, asOf));
    expect(sums).toEqual([48, 32]);
  });

  it('only from the day of the refund on', () => {
    const bought = [basket('ada', '2025-01-01', two, { refunded: yuan(10), refundDay: '2025-02-01' })];
    const [tea = {}] = lineSums('tea');
    expect(ofAda(tea, bought, '2025-01-31')).toBe(60);
    expect(ofAda(tea, bought, '2025-02-01')).toBe(54);
  });

  it('so that the lines add up to the order’s counted amount, also where the refund is larger than it', () => {
    const bought = [basket('ada', '2025-01-01', two, { refunded: yuan(500) })];
    expect(lineSums('tea', 'cup').map((metric) => ofAda(metric, bought, asOf))).toEqual([0, 0]);
  });

  it('a line of a negative amount (a discount) takes its negative part', () => {
    const lines = [line(100, { category: 'tea' }), line(-20, { category: 'discount' })];
    const bought = [basket('ada', '2025-01-01', lines, { refunded: yuan(40) })];
    expect(lineSums('tea', 'discount').map((metric) => ofAda(metric, bought, asOf))).toEqual([50, -10]);
  });

  it('lines of an order that counts for 0 because its amount is negative add up to 0', () => {
    const lines = [line(10, { category: 'tea' }), line(-30, { category: 'discount' })];
    const bought = [basket('ada', '2025-01-01', lines)];
    expect(ofAda({ of: 'lines', take: 'sum' }, bought, asOf)).toBe(0);
  });

  it('an order without lines is one line', () => {
    const bought = [order('ada', '2025-01-01', 100, { category: 'tea', refunded: yuan(1) })];
    expect(ofAda({ of: 'lines', take: 'count' }, bought, asOf)).toBe(1);
    expect(lineSums('tea').map((metric) => ofAda(metric, bought, asOf))).toEqual([99]);
  });
});

describe('a refund that names no known order (R009–R014)', () => {
  const bought = [order('ada', '2025-01-05', 100, { channel: '淘宝' })];
  const refunds = [looseRefund('ada', '2025-02-10', 30, { channel: '门店', category: 'tea' })];
  const value = (metric: object, on = asOf) => ofAda(metric, bought, on, { refunds });

  it('lowers the customer’s sums on its own day', () => {
    expect(value(spend, '2025-02-09')).toBe(100);
    expect(value(spend, '2025-02-10')).toBe(70);
    expect(value({ ...spend, window: { calendar: 'month', offset: -4 } })).toBe(-30);
    expect(value({ ...spend, window: { calendar: 'month', offset: -5 } })).toBe(100);
  });

  it('lowers the sums of lines as well', () => {
    expect(value({ of: 'lines', take: 'sum' })).toBe(70);
  });

  it('lowers a sum with a where only if its own columns meet it', () => {
    const where = (field: string, is: string) => ({ ...spend, where: { field, is } });
    expect(value(where('channel', '门店'))).toBe(-30);
    expect(value(where('channel', '淘宝'))).toBe(100);
    expect(value(where('category', 'tea'))).toBe(-30);
    expect(value({ ...spend, where: { field: 'amount', atLeast: 0 } })).toBe(100);
  });

  it('counts as nothing else', () => {
    const takes = ['count', 'average', 'max', 'min', 'first-date', 'last-date', 'days-since-last'];
    const with30 = takes.map((take) => value({ of: 'orders', take }));
    expect(with30).toEqual(takes.map((take) => ofAda({ of: 'orders', take }, bought, asOf)));
    const share = { of: 'orders', take: 'share', what: 'amount', where: { field: 'channel', is: '淘宝' } };
    expect(value(share)).toBe(1);
  });

  it('leaves gross sums alone', () => {
    expect(value({ ...spend, count: { amount: 'gross' } })).toBe(100);
  });

  it('is known of a customer without any order, whose sum goes below 0', () => {
    expect(valuesOf({ metric: spend, asOf }, { refunds })).toEqual({ ada: -30 });
  });
});
