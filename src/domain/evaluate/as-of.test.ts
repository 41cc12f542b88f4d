import { describe, expect, it } from 'vitest';
import { ofAda, order, yuan } from '../../../test/support/cast.ts';

const spend = { of: 'orders', take: 'sum' };
const orders = { of: 'orders', take: 'count' };
const gross = { of: 'orders', take: 'sum', count: { amount: 'gross' } };

describe('everything is computed as of the end of a day (R009–R014)', () => {
  it('an order of the day itself exists, one of the next day does not', () => {
    const bought = [order('ada', '2025-06-30', 10), order('ada', '2025-07-01', 1)];
    expect(ofAda(spend, bought, '2025-06-30')).toBe(10);
    expect(ofAda(spend, bought, '2025-07-01')).toBe(11);
  });

  it('an order lies on the day it was paid', () => {
    const bought = [order('ada', '2025-06-30', 10, { orderedDay: '2025-06-29', paidDay: '2025-07-02' })];
    expect(ofAda({ of: 'orders', take: 'last-date' }, bought, '2025-07-31')).toBe('2025-07-02');
  });

  it('an order paid after the day does not exist, though ordered before', () => {
    const bought = [order('ada', '2025-06-30', 10, { orderedDay: '2025-06-29', paidDay: '2025-07-02' })];
    expect(ofAda(orders, bought, '2025-07-01')).toBe(0);
    expect(ofAda(orders, bought, '2025-07-02')).toBe(1);
  });

  it('an order without a payment day lies on the day it was ordered', () => {
    const bought = [order('ada', '2025-06-30', 10, { orderedDay: '2025-06-29', paidDay: null })];
    expect(ofAda({ of: 'orders', take: 'first-date' }, bought, '2025-06-30')).toBe('2025-06-29');
  });

  it('an order paid before it was ordered lies on the day it was paid', () => {
    const bought = [order('ada', '2025-06-30', 10, { orderedDay: '2025-07-05', paidDay: '2025-07-01' })];
    expect(ofAda(orders, bought, '2025-07-01')).toBe(1);
  });

  it('a refund is taken off from its own day on', () => {
    const bought = [order('ada', '2025-06-01', 100, { refunded: yuan(30), refundDay: '2025-06-20' })];
    expect(ofAda(spend, bought, '2025-06-19')).toBe(100);
    expect(ofAda(spend, bought, '2025-06-20')).toBe(70);
  });

  it('an order of status refunded counts as completed before its refund', () => {
    const bought = [order('ada', '2025-06-01', 100, { status: 'refunded', refundDay: '2025-06-20' })];
    expect(ofAda(orders, bought, '2025-06-19')).toBe(1);
    expect(ofAda(spend, bought, '2025-06-19')).toBe(100);
    expect(ofAda(orders, bought, '2025-06-20')).toBe(0);
  });

  it('a where sees the status of that day: completed before the refund, refunded from it on', () => {
    const bought = [order('ada', '2025-06-01', 100, { status: 'refunded', refundDay: '2025-06-20' })];
    const all = { statuses: ['completed', 'refunded'] };
    const of = (is: string) => ({ of: 'orders', take: 'count', count: all, where: { field: 'status', is } });
    expect(ofAda(of('completed'), bought, '2025-06-19')).toBe(1);
    expect(ofAda(of('refunded'), bought, '2025-06-19')).toBe(0);
    expect(ofAda(of('completed'), bought, '2025-06-20')).toBe(0);
    expect(ofAda(of('refunded'), bought, '2025-06-20')).toBe(1);
  });

  it('a where does not see a refund before its day', () => {
    const bought = [order('ada', '2025-06-01', 100, { refunded: yuan(30), refundDay: '2025-06-20' })];
    const refunded = { of: 'orders', take: 'count', where: { field: 'refunded', isEmpty: false } };
    const dated = { of: 'orders', take: 'count', where: { field: 'refunded_at', is: '2025-06-20' } };
    expect([refunded, dated].map((metric) => ofAda(metric, bought, '2025-06-19'))).toEqual([0, 0]);
    expect([refunded, dated].map((metric) => ofAda(metric, bought, '2025-06-20'))).toEqual([1, 1]);
  });

  it('a refund without a day is known on the day of its order', () => {
    const bought = [order('ada', '2025-06-01', 100, { refunded: yuan(30) })];
    expect(ofAda(spend, bought, '2025-06-01')).toBe(70);
  });

  it('a later refund leaves the sum of an earlier day as it was', () => {
    const before = [order('ada', '2025-06-01', 100)];
    const after = [order('ada', '2025-06-01', 100, { refunded: yuan(100), refundDay: '2025-08-01' })];
    expect(ofAda(spend, after, '2025-07-31')).toBe(ofAda(spend, before, '2025-07-31'));
  });

  it('gross sums take no refund off', () => {
    const bought = [order('ada', '2025-06-01', 100, { refunded: yuan(30), refundDay: '2025-06-20' })];
    expect(ofAda(gross, bought, '2025-06-30')).toBe(100);
  });
});
