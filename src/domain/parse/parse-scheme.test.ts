import { describe, expect, it } from 'vitest';
import { salesLevels, scheme, schemeWith } from '../../../test/support/cast.ts';
import { builtInIds } from '../builtin-metrics.ts';
import { defaultPolicy } from '../scheme.ts';
import { parseScheme } from './parse-scheme.ts';
import { readDocument } from './read-document.ts';

function document(written: string): unknown {
  const read = readDocument(written);
  return read.ok ? read.document : undefined;
}

describe('the scheme of SCHEME.md (R009–R014)', () => {
  const parsed = scheme(document(salesLevels));

  it('is read with its name, currency and time zone', () => {
    expect(parsed).toMatchObject({
      id: 'sales-levels',
      name: { zh: '销售层级', en: 'Sales levels' },
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      count: { statuses: ['paid', 'shipped', 'completed'], amount: 'net', without: [] },
    });
  });

  it('has its metrics in their order, then the built-in ones', () => {
    expect([...parsed.metrics.keys()]).toEqual(['spend_12m', 'orders_12m', 'variety', ...builtInIds]);
    expect(parsed.metrics.get('spend_12m')).toMatchObject({
      builtIn: false,
      type: 'money',
      scale: 2,
      definition: {
        of: 'orders',
        take: 'sum',
        what: 'amount',
        window: { kind: 'last', n: 12, unit: 'month' },
      },
    });
    expect(parsed.metrics.get('orders_12m')).toMatchObject({ type: 'integer', definition: { what: null } });
  });

  it('has its tiers, lowest first, with keep and benefits', () => {
    expect(parsed.tiers.map(({ id, when }) => [id, when === null])).toEqual([
      ['level-3', true],
      ['level-2', false],
      ['level-1', false],
    ]);
    const [, middle, top] = parsed.tiers;
    expect([middle?.keep, top?.keep?.kind]).toEqual([null, 'test']);
    expect(top?.benefits).toEqual([
      {
        id: 'agent',
        kind: 'service',
        name: { zh: '专属客服', en: 'Dedicated agent' },
        value: null,
        cost: { per: 'month', amount: { units: 30n, scale: 0 }, percent: null },
        limit: null,
        validity: null,
      },
      {
        id: 'off20',
        kind: 'discount',
        name: { zh: '8折', en: '20 % off' },
        value: { units: 8n, scale: 1 },
        cost: { per: 'order', amount: null, percent: { units: 20n, scale: 0 } },
        limit: null,
        validity: null,
      },
      {
        id: 'class',
        kind: 'service',
        name: { zh: '免费美容培训课程', en: 'Free beauty training course' },
        value: null,
        cost: { per: 'use', amount: { units: 200n, scale: 0 }, percent: null },
        limit: { times: 2, per: 'year' },
        validity: null,
      },
    ]);
  });

  it('has its policy (R018)', () => {
    expect(parsed.policy).toEqual({
      upgrade: 'at-once',
      downgrade: 'period-end',
      period: 'year',
      steps: 'one',
      validityMonths: 12,
      graceDays: 30,
      warnDays: 30,
    });
  });

  it('is the same written as JSON', () => {
    expect(scheme(document(JSON.stringify(document(salesLevels))))).toEqual(parsed);
  });
});

describe('what is not written has its default (R009–R014)', () => {
  const parsed = scheme(schemeWith());

  it('currency CNY, time zone Asia/Shanghai, paid, shipped and completed orders, net', () => {
    expect(parsed).toMatchObject({
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      count: { statuses: ['paid', 'shipped', 'completed'], amount: 'net', without: [] },
    });
  });

  it('upgrade and downgrade at once, all steps, no validity, grace or warning (R018)', () => {
    expect(parsed.policy).toEqual(defaultPolicy);
    expect(parsed.policy).toEqual({
      upgrade: 'at-once',
      downgrade: 'at-once',
      period: null,
      steps: 'all',
      validityMonths: null,
      graceDays: null,
      warnDays: null,
    });
  });

  it('of a policy, key by key (R018)', () => {
    const policy = { downgrade: 'anniversary', grace: { days: 7 } };
    expect(scheme(schemeWith({ policy })).policy).toEqual({
      ...defaultPolicy,
      downgrade: 'anniversary',
      graceDays: 7,
    });
  });

  it.each(['at-once', 'period-end', 'anniversary', 'never'])('a downgrade may be %s (R018)', (downgrade) => {
    const period = { calendar: 'quarter' };
    expect(scheme(schemeWith({ policy: { downgrade, period } })).policy).toMatchObject({
      downgrade,
      period: 'quarter',
    });
  });

  it('one name stands for both languages, and one language for the other', () => {
    expect(scheme(schemeWith({ name: ' 销售层级 ' })).name).toEqual({ zh: '销售层级', en: '销售层级' });
    expect(scheme(schemeWith({ name: { en: 'Levels' } })).name).toEqual({ zh: 'Levels', en: 'Levels' });
  });
});

describe('every metric of the language is read (R009–R014)', () => {
  it.each([
    [{ of: 'orders', take: 'sum' }, 'money', 2],
    [{ of: 'lines', take: 'average', what: 'margin' }, 'money', 2],
    [{ of: 'orders', take: 'max', what: 'quantity' }, 'number', 6],
    [{ of: 'orders', take: 'average', what: 'quantity' }, 'fraction', 0],
    [{ of: 'orders', take: 'count', what: 'category' }, 'integer', 0],
    [{ of: 'orders', take: 'distinct', what: 'amount' }, 'integer', 0],
    [{ of: 'orders', take: 'first-date' }, 'date', 0],
    [{ of: 'orders', take: 'days-since-last' }, 'integer', 0],
    [{ of: 'orders', take: 'average-gap-days' }, 'fraction', 0],
    [{ of: 'orders', take: 'share', where: { field: 'category', is: '茶叶' } }, 'fraction', 0],
    [{ of: 'reviews', take: 'average', what: 'rating' }, 'fraction', 0],
    [{ of: 'complaints', take: 'count' }, 'integer', 0],
    [{ of: 'service', take: 'last-date' }, 'date', 0],
    [{ of: 'visits', take: 'count', window: { last: 30, unit: 'day' } }, 'integer', 0],
    [{ of: 'usage', take: 'sum', what: 'nights', window: { membership: 'year' } }, 'number', 6],
    [{ of: 'usage', take: 'sum', what: 'minutes', where: { field: 'kind', is: 'call' } }, 'number', 6],
    [{ score: [{ metric: 'spend', weight: 0.5, steps: [[100, 1.25]] }] }, 'number', 3],
    [{ 'top-share-of': 'spend' }, 'fraction', 0],
    [{ rfm: 'recency' }, 'integer', 0],
    [{ rfm: 'segment', method: 'rank', window: { last: 1, unit: 'year' } }, 'text', 0],
    [{ clv: { months: 12, margin: 0.3 } }, 'money', 2],
    [{ clv: {} }, 'money', 2],
    [{ 'p-alive': {} }, 'fraction', 0],
  ])('%j gives %s of %i decimals', (metric, type, scale) => {
    expect(scheme(schemeWith({ metrics: { m: metric } })).metrics.get('m')).toMatchObject({
      id: 'm',
      type,
      scale,
    });
  });

  it('with a name of its own', () => {
    const metric = { of: 'orders', take: 'count', name: { zh: '订单数', en: 'orders' } };
    expect(scheme(schemeWith({ metrics: { m: metric } })).metrics.get('m')?.name).toEqual({
      zh: '订单数',
      en: 'orders',
    });
  });

  it('with an id in any script', () => {
    const metrics = { 年消费: { of: 'orders', take: 'sum' } };
    const tiers = [
      { id: '普通', name: '普通' },
      { id: '金卡', name: '金卡', when: { metric: '年消费', over: 5 } },
    ];
    expect(scheme(schemeWith({ metrics, tiers })).tiers.map(({ id }) => id)).toEqual(['普通', '金卡']);
  });

  it('the whole chain of what a score refers to may be thirty metrics long', () => {
    const metrics = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [`m${n}`, { 'top-share-of': n === 29 ? 'spend' : `m${n + 1}` }]),
    );
    expect(parseScheme(schemeWith({ metrics })).ok).toBe(true);
  });
});

describe('money is written in major units with at most the currency’s decimals (R009–R014)', () => {
  const ok = (currency: string, amount: number) => {
    const when = { metric: 'spend', atLeast: amount };
    const tiers = [
      { id: 'a', name: 'a' },
      { id: 'b', name: 'b', when },
    ];
    return parseScheme(schemeWith({ currency, tiers })).ok;
  };

  it.each([
    ['CNY', 2],
    ['USD', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['KWD', 3],
    ['BHD', 3],
  ])('%s has %i', (currency, decimals) => {
    expect(ok(currency, 5000)).toBe(true);
    if (decimals > 0) expect(ok(currency, 5000 + 10 ** -decimals)).toBe(true);
    expect(ok(currency, 5000 + 10 ** -(decimals + 1))).toBe(false);
  });

  it('zeros at the end are no decimals', () => {
    const written =
      'tierbook: 1\nid: a\nname: a\ntiers: [{id: a, name: a}, {id: b, name: b, when: {metric: spend, over: 1000.5000}}]';
    expect(parseScheme(document(written)).ok).toBe(true);
  });

  it('numbers that are no money may have any', () => {
    const tiers = [
      { id: 'a', name: 'a' },
      { id: 'b', name: 'b', when: { metric: 'refund_rate', over: 0.12345 } },
    ];
    expect(parseScheme(schemeWith({ tiers })).ok).toBe(true);
  });
});
