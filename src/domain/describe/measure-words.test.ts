import { describe, expect, it } from 'vitest';
import { schemeOf, withMetric } from '../../../test/support/scheme-in-test.ts';
import { describeMetric, metricName } from './describe-metric.ts';

function name(metric: object, keys: object = {}): [string, string] {
  const { zh, en } = metricName(...withMetric(metric, keys));
  return [zh, en];
}

const orders = { of: 'orders' };
const month = { last: 1, unit: 'month' };

describe('a metric without a name is called what it measures (R009–R014)', () => {
  it.each([
    [{ take: 'sum' }, '累计消费', 'total spend'],
    [{ take: 'sum', what: 'margin' }, '累计毛利', 'total margin'],
    [{ take: 'sum', what: 'quantity' }, '累计购买数量', 'total quantity bought'],
    [{ take: 'count' }, '累计订单数', 'number of orders'],
    [{ take: 'distinct', what: 'category' }, '购买品类数', 'categories bought'],
    [{ take: 'distinct', what: 'product' }, '购买商品种数', 'different products bought'],
    [{ take: 'distinct', what: 'store' }, '购买门店数', 'stores bought from'],
    [{ take: 'distinct', what: 'channel' }, '购买渠道数', 'channels bought through'],
    [{ take: 'distinct', what: 'day' }, '购买天数', 'days with a purchase'],
    [{ take: 'distinct', what: 'amount' }, '不同金额数', 'different values of amount'],
    [{ take: 'average' }, '客单价', 'average order'],
    [{ take: 'average', what: 'quantity' }, '单笔平均数量', 'average quantity per order'],
    [{ take: 'max' }, '最大单笔', 'largest order'],
    [{ take: 'max', what: 'margin' }, '单笔最大毛利', 'highest margin per order'],
    [{ take: 'min' }, '最小单笔', 'smallest order'],
    [{ take: 'min', what: 'quantity' }, '单笔最小数量', 'lowest quantity per order'],
    [{ take: 'first-date' }, '首次购买日', 'first order'],
    [{ take: 'last-date' }, '最近购买日', 'last order'],
    [{ take: 'days-since-first' }, '距首次购买天数', 'days since the first order'],
    [{ take: 'days-since-last' }, '距上次购买天数', 'days since the last order'],
    [{ take: 'average-gap-days' }, '平均购买间隔天数', 'average days between orders'],
  ])('orders, %j', (keys, zh, en) => {
    expect(name({ ...orders, ...keys })).toEqual([zh, en]);
  });

  it.each([
    [{ of: 'lines', take: 'sum' }, '累计消费', 'total spend'],
    [{ of: 'lines', take: 'count' }, '累计明细数', 'number of order lines'],
    [{ of: 'lines', take: 'max' }, '单项最大金额', 'highest amount per order line'],
    [{ of: 'reviews', take: 'count' }, '累计评价数', 'number of reviews'],
    [{ of: 'reviews', take: 'average', what: 'rating' }, '平均评分', 'average rating'],
    [{ of: 'reviews', take: 'min', what: 'rating' }, '最低评分', 'lowest rating'],
    [{ of: 'reviews', take: 'distinct', what: 'product' }, '不同商品数', 'different values of product'],
    [{ of: 'complaints', take: 'count' }, '累计投诉次数', 'number of complaints'],
    [{ of: 'complaints', take: 'days-since-last' }, '距上次投诉天数', 'days since the last complaint'],
    [{ of: 'service', take: 'last-date' }, '最近服务日', 'last service record'],
    [{ of: 'visits', take: 'count' }, '累计访问次数', 'number of visits'],
    [{ of: 'usage', take: 'sum', what: 'minutes' }, '累计 minutes', 'total minutes'],
    [
      { of: 'usage', take: 'sum', what: 'GB', window: month },
      '近1个月 GB 合计',
      'sum of GB in the last month',
    ],
    [{ of: 'usage', take: 'max', what: 'nights' }, '最高 nights', 'highest nights'],
  ])('%j', (metric, zh, en) => {
    expect(name(metric)).toEqual([zh, en]);
  });

  it('or by its own name', () => {
    expect(name({ ...orders, take: 'sum', name: { zh: '年消费', en: 'yearly spend' } })).toEqual([
      '年消费',
      'yearly spend',
    ]);
    expect(describeMetric(...withMetric({ ...orders, take: 'sum', name: '年消费' })).zh).toBe('累计消费');
  });

  it.each([
    ['spend', '累计消费', 'total spend'],
    ['days_since_last_order', '距上次购买天数', 'days since the last order'],
    ['tenure_days', '成为客户天数', 'days as a customer'],
    ['refund_rate', '退款率', 'refund rate'],
  ])('the built-in %s has its name', (id, zh, en) => {
    const scheme = schemeOf({});
    const metric = scheme.metrics.get(id);
    expect(metric && metricName(metric, scheme)).toEqual({ zh, en });
    expect(metric && metricName({ ...metric, name: null }, scheme)).toEqual({ zh, en });
  });
});

describe('the window is said with what is measured (R009–R014)', () => {
  it.each([
    [{ last: 12, unit: 'month' }, '近12个月消费', 'spend in the last 12 months'],
    [{ last: 1, unit: 'month' }, '近1个月消费', 'spend in the last month'],
    [{ last: 30, unit: 'day' }, '近30天消费', 'spend in the last 30 days'],
    [{ last: 1, unit: 'day' }, '近1天消费', 'spend in the last day'],
    [{ last: 2, unit: 'year' }, '近2年消费', 'spend in the last 2 years'],
    [{ calendar: 'month' }, '本月消费', 'spend in this calendar month'],
    [{ calendar: 'quarter', offset: -1 }, '上季度消费', 'spend in the previous calendar quarter'],
    [{ calendar: 'year' }, '本自然年消费', 'spend in this calendar year'],
    [{ calendar: 'year', offset: -1 }, '上一自然年消费', 'spend in the previous calendar year'],
    [
      { calendar: 'month', offset: -3 },
      '往前第3个月消费',
      'spend in the calendar month 3 months before this one',
    ],
    [{ membership: 'year' }, '本会员年度消费', 'spend in this membership year'],
    [{ since: 'tier-start' }, '进入当前等级以来的消费', 'spend since the current tier began'],
    [
      { from: '2026-01-01', to: '2026-06-30' },
      '2026-01-01 至 2026-06-30 期间消费',
      'spend from 2026-01-01 to 2026-06-30',
    ],
    [{ from: '2026-01-01' }, '2026-01-01 起的消费', 'spend from 2026-01-01 on'],
    [{ to: '2026-06-30' }, '截至 2026-06-30 的消费', 'spend up to 2026-06-30'],
  ])('%j', (window, zh, en) => {
    expect(name({ ...orders, take: 'sum', window })).toEqual([zh, en]);
  });
});

describe('which orders count is said where a metric has its own mind about it (R009–R014)', () => {
  const tea = { field: 'category', is: '茶叶' };
  it.each([
    [
      { ...orders, take: 'sum', where: tea },
      '累计消费（仅计品类为“茶叶”的订单）',
      'total spend (only orders where category is “茶叶”)',
    ],
    [
      { of: 'lines', take: 'count', window: month, where: { all: [tea, { field: 'amount', atLeast: 100 }] } },
      '近1个月明细数（仅计品类为“茶叶” 且 金额 ≥ ¥100 的明细）',
      'order lines in the last month (only order lines where category is “茶叶” and amount ≥ ¥100)',
    ],
    [
      { ...orders, take: 'share', where: tea },
      '品类为“茶叶”的订单占比',
      'share of orders where category is “茶叶”',
    ],
    [
      { of: 'lines', take: 'share', what: 'amount', window: month, where: { field: 'quantity', over: 2 } },
      '近1个月数量 > 2 的明细消费占比',
      'share of spend from order lines in the last month where quantity > 2',
    ],
    [
      { ...orders, take: 'count', what: 'category' },
      '累计订单数（仅计有品类的订单）',
      'number of orders (only orders with a category)',
    ],
    [
      { ...orders, take: 'count', where: { field: 'status', is: 'completed' } },
      '累计订单数（仅计订单状态为已完成的订单）',
      'number of orders (only orders where order status is completed)',
    ],
    [
      { ...orders, take: 'sum', count: { amount: 'gross' } },
      '累计消费（未扣退款）',
      'total spend (before refunds)',
    ],
    [
      {
        ...orders,
        take: 'sum',
        where: tea,
        count: { statuses: ['completed', 'refunded'], without: ['tax', 'shipping'] },
      },
      '累计消费（仅计品类为“茶叶”的订单；订单状态：已完成、已退款；不含税费和运费）',
      'total spend (only orders where category is “茶叶”; orders that are completed or refunded; without tax and shipping)',
    ],
    [{ of: 'points', take: 'sum' }, '积分余额', 'points balance'],
    [
      { of: 'points', take: 'sum', where: { field: 'kind', is: 'earned' } },
      '积分增减（仅计类型为获得的积分记录）',
      'points gained (only points entries where kind is earned)',
    ],
    [
      { of: 'referrals', take: 'count', what: 'first_order' },
      '累计推荐人数（仅计有首次下单日期的推荐）',
      'number of referrals (only referrals with a first order)',
    ],
    [
      { ...orders, take: 'sum', count: { statuses: ['completed', 'paid', 'shipped'] } },
      '累计消费',
      'total spend',
    ],
  ])('%j', (metric, zh, en) => {
    expect(name(metric)).toEqual([zh, en]);
  });

  it('only by what differs from the scheme’s own policy', () => {
    const count = { amount: 'gross', without: ['tax'] };
    expect(name({ ...orders, take: 'sum' }, { count })).toEqual(['累计消费', 'total spend']);
    expect(name({ ...orders, take: 'sum', count: { amount: 'net', without: [] } }, { count })).toEqual([
      '累计消费（已扣退款；含税费）',
      'total spend (after refunds; with tax)',
    ]);
  });
});
