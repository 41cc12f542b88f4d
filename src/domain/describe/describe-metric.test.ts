import { describe, expect, it } from 'vitest';
import { schemeOf, withMetric } from '../../../test/support/scheme-in-test.ts';
import { describeMetric, metricName } from './describe-metric.ts';

function name(metric: object, keys: object = {}): [string, string] {
  const { zh, en } = metricName(...withMetric(metric, keys));
  return [zh, en];
}

function meaning(metric: object, keys: object = {}): [string, string] {
  const { zh, en } = describeMetric(...withMetric(metric, keys));
  return [zh, en];
}

const orders = { of: 'orders' };

describe('every further kind of metric has a name and a meaning (R009–R014)', () => {
  const named = { ...orders, take: 'sum', name: { zh: '年消费', en: 'yearly spend' } };

  it('a score says its steps and weights', () => {
    const score = [
      {
        metric: 'spend',
        weight: 0.6,
        steps: [
          [1000, 1],
          [5000, 2.5],
        ],
      },
      {
        metric: 'refund_rate',
        steps: [
          [0, 10],
          [0.15, 0],
        ],
      },
    ];
    expect(name({ score })).toEqual(['综合得分', 'score']);
    expect(meaning({ score })).toEqual([
      '得分 = 累计消费（≥ ¥1,000 得 1 分，≥ ¥5,000 得 2.5 分） × 0.6 + 退款率（≥ 0% 得 10 分，≥ 15% 得 0 分）',
      'points = total spend (≥ ¥1,000: 1 point, ≥ ¥5,000: 2.5 points) × 0.6 + refund rate (≥ 0%: 10 points, ≥ 15%: 0 points)',
    ]);
  });

  it('a top share names what customers are ranked by', () => {
    const scheme = schemeOf({ metrics: { m: { 'top-share-of': 'yearly' }, yearly: named } });
    const metric = scheme.metrics.get('m');
    expect(metric && metricName(metric, scheme)).toEqual({
      zh: '年消费排名百分比',
      en: 'top share by yearly spend',
    });
    expect(metric && describeMetric(metric, scheme)).toEqual({
      zh: '年消费比该客户高的客户所占百分比，越小越靠前',
      en: 'percentage of customers ahead by yearly spend, the lower the better',
    });
  });

  it.each([
    ['recency', '最近购买 R 分', 'RFM recency score'],
    ['frequency', '购买频次 F 分', 'RFM frequency score'],
    ['monetary', '消费金额 M 分', 'RFM monetary score'],
    ['code', 'RFM 代码', 'RFM code'],
    ['segment', 'RFM 分群', 'RFM segment'],
  ])('rfm: %s', (rfm, zh, en) => {
    expect(name({ rfm })).toEqual([zh, en]);
    expect(meaning({ rfm })[0]).toContain(`${zh}：`);
  });

  it('RFM says its window, its method and its count', () => {
    const window = { last: 12, unit: 'month' };
    expect(meaning({ rfm: 'code', window })).toEqual([
      '近12个月 RFM 代码：R、F、M 三项得分连写，555 最好；按 20%、40%、60%、80% 分位点计分，数值相同则同分',
      'RFM code in the last 12 months: the three scores in a row, 555 is best; scored by the 20, 40, 60 and 80% points, equal values alike',
    ]);
    expect(meaning({ rfm: 'monetary', method: 'rank', count: { amount: 'gross' } })).toEqual([
      '消费金额 M 分（未扣退款）：1–5 分，5 分为消费最多；按名次分成五等份计分',
      'RFM monetary score (before refunds): 1 to 5, 5 is the highest spend; scored by rank in five equal parts',
    ]);
  });

  it.each([
    [{ clv: {} }, '未来12个月客户价值', 'customer value over the next 12 months'],
    [{ clv: { months: 1, margin: 0.3 } }, '未来1个月客户价值', 'customer value over the next month'],
    [{ 'p-alive': {} }, '仍会购买的概率', 'probability of still being a customer'],
  ])('%j', (metric, zh, en) => {
    expect(name(metric)).toEqual([zh, en]);
  });

  it('CLV says where the margin comes from', () => {
    expect(meaning({ clv: { margin: 0.3 } })).toEqual([
      '未来12个月客户价值：预期利润，按订单自带的毛利计，没有时按毛利率 30%',
      "customer value over the next 12 months: expected profit, by the orders' own margin, else at a margin of 30%",
    ]);
    expect(meaning({ clv: {} })[0]).toContain('没有毛利时为预期销售额');
    expect(meaning({ 'p-alive': {} })[1]).toContain('estimated from how often and how lately');
  });

  it('tenure and the refund rate say what they start from', () => {
    const scheme = schemeOf({});
    const said = ['tenure_days', 'refund_rate'].map((id) => {
      const metric = scheme.metrics.get(id);
      return metric && describeMetric(metric, scheme).zh;
    });
    expect(said).toEqual([
      '从注册日起的天数，没有注册日的从首次购买算起',
      '退款金额占全部已付款订单金额的比例',
    ]);
  });
});
