import { describe, expect, it } from 'vitest';
import { addMonths, type Day, day } from '../src/domain/calendar.ts';
import { evaluate, type Register } from '../src/domain/evaluate/evaluate.ts';
import { holds, type Value } from '../src/domain/evaluate/value.ts';
import { fraction, fractionText } from '../src/domain/exact.ts';
import type { Customer, FieldValue, Order } from '../src/domain/order.ts';
import { loadScheme } from '../src/features/schemes/load-scheme.ts';
import { templateIds } from '../src/features/schemes/templates.ts';

const asOf = day('2026-03-31');

interface Ada {
  /** In yuan, over all orders. */
  readonly spend?: number;
  readonly orders?: number;
  readonly on?: Day;
  readonly categories?: number;
  /** Pieces in each order. */
  readonly quantity?: number;
  /** In yuan, of the first order. */
  readonly refunded?: number;
  readonly status?: Order['status'];
  readonly fields?: Readonly<Record<string, FieldValue>>;
}

function fen(yuan: number): bigint {
  return BigInt(Math.round(yuan * 100));
}

function ordersOf(customer: string, ada: Ada): Order[] {
  const { spend = 0, orders = 1, on = asOf, categories = 1, quantity = 1, status = 'completed' } = ada;
  const total = fen(spend);
  const each = orders === 0 ? 0n : total / BigInt(orders);
  const goods = { product: null, quantity: BigInt(quantity) * 1_000_000n, margin: null };
  return Array.from({ length: orders }, (_, index) => {
    const amount = index === 0 ? total - each * BigInt(orders - 1) : each;
    const lines = Array.from({ length: categories }, (_, n) => ({
      ...goods,
      category: `品类${n}`,
      amount: n === 0 ? amount : 0n,
    }));
    const refunded = index === 0 && ada.refunded !== undefined ? fen(ada.refunded) : null;
    const nothing = { refundDay: null, shipping: null, tax: null, channel: null, store: null, paidDay: null };
    return {
      ...nothing,
      ...goods,
      category: null,
      customer,
      orderedDay: on,
      status,
      amount,
      refunded,
      lines,
    };
  });
}

function customerOf(id: string, { fields = {} }: Ada): Customer {
  return { id, registeredDay: day('2025-04-01'), fields };
}

function registerOf(cast: readonly Ada[]): Register {
  return {
    customers: cast.map((ada, index) => customerOf(`c${index}`, ada)),
    orders: cast.flatMap((ada, index) => ordersOf(`c${index}`, ada)),
    refunds: [],
    events: [],
  };
}

async function tiersOf(template: string, cast: readonly Ada[]): Promise<(string | undefined)[]> {
  const scheme = await loadScheme(template);
  const grades = evaluate(scheme, registerOf(cast), asOf);
  return cast.map((_, index) => scheme.tiers[grades.get(`c${index}`)?.tier ?? -1]?.id);
}

async function tierOf(template: string, ada: Ada): Promise<string | undefined> {
  return (await tiersOf(template, [ada]))[0];
}

describe('R004 R009 total spend decides', () => {
  it.each([
    [0, 'normal'],
    [999.99, 'normal'],
    [1000, 'normal'],
    [1000.01, 'silver'],
    [4999.99, 'silver'],
    [5000, 'silver'],
    [5000.01, 'gold'],
    [9999.99, 'gold'],
    [10000, 'gold'],
    [10000.01, 'diamond'],
    [1_000_000, 'diamond'],
  ])('supermarket: %d yuan is %s', async (spend, tier) => {
    expect(await tierOf('supermarket', { spend })).toBe(tier);
  });

  it.each([
    [499.99, 'normal'],
    [500, 'silver'],
    [1499.99, 'silver'],
    [1500, 'gold'],
    [2999.99, 'gold'],
    [3000, 'diamond'],
  ])('cosmetics: %d yuan is %s, and so it is since the last upgrade', async (spend, tier) => {
    expect(await tierOf('cosmetics', { spend })).toBe(tier);
    expect(await tierOf('cosmetics-since-upgrade', { spend })).toBe(tier);
  });

  it.each([
    [4999.99, 'low'],
    [5000, 'mid'],
    [9999.99, 'mid'],
    [10000, 'high'],
  ])('three-level: %d yuan is %s', async (spend, tier) => {
    expect(await tierOf('three-level', { spend })).toBe(tier);
  });

  it.each([
    [0, 'potential'],
    [99.99, 'potential'],
    [100, 'general'],
    [1999.99, 'general'],
    [2000, 'important'],
  ])('taobao: %d yuan is %s', async (spend, tier) => {
    expect(await tierOf('taobao', { spend })).toBe(tier);
  });

  it('however long ago it was, less what was refunded', async () => {
    expect(await tierOf('supermarket', { spend: 10000.01, on: day('2001-01-01') })).toBe('diamond');
    expect(await tierOf('supermarket', { spend: 10001, refunded: 0.99 })).toBe('diamond');
    expect(await tierOf('supermarket', { spend: 10001, refunded: 1 })).toBe('gold');
    expect(await tierOf('supermarket', { spend: 10001, status: 'unpaid' })).toBe('normal');
  });
});

it('R009 cosmetics-since-upgrade grades like cosmetics as long as no tier is held', async () => {
  const cast = [0, 1, 3, 9].flatMap((orders) =>
    [0.01, 499.99, 500, 1500, 2999.99, 3000, 99999].map((spend) => ({
      spend,
      orders,
      on: day('2020-02-29'),
    })),
  );
  expect(await tiersOf('cosmetics-since-upgrade', cast)).toEqual(await tiersOf('cosmetics', cast));
});

describe('R009 the number of orders decides', () => {
  it.each([
    [0, 'low'],
    [4, 'low'],
    [5, 'mid'],
    [9, 'mid'],
    [10, 'high'],
    [11, 'high'],
  ])('fmcg: %d orders are %s', async (orders, tier) => {
    expect(await tierOf('fmcg', { orders, spend: 1, on: day('2010-06-01') })).toBe(tier);
  });

  it.each([
    [0, 'potential'],
    [1, 'general'],
    [4, 'general'],
    [5, 'important'],
  ])('taobao-frequency: %d orders are %s', async (orders, tier) => {
    expect(await tierOf('taobao-frequency', { orders, on: day('2010-06-01') })).toBe(tier);
  });

  it('taobao-frequency: whoever never paid has only browsed', async () => {
    expect(await tierOf('taobao-frequency', { orders: 7, spend: 700, status: 'unpaid' })).toBe('potential');
    expect(await tierOf('taobao-frequency', { orders: 7, spend: 700, status: 'cancelled' })).toBe(
      'potential',
    );
  });
});

describe('R009 sales-levels', () => {
  it.each([
    [12000, 4, 'level-2'],
    [12000, 2, 'level-3'],
    [10000.01, 5, 'level-2'],
    [10000.01, 6, 'level-1'],
    [10000, 6, 'level-2'],
    [5000, 3, 'level-2'],
    [4999.99, 3, 'level-3'],
    [4999.99, 60, 'level-3'],
    [5000, 2, 'level-3'],
    [0, 0, 'level-3'],
  ])('%d yuan in %d orders are %s', async (spend, orders, tier) => {
    expect(await tierOf('sales-levels', { spend, orders })).toBe(tier);
  });

  it.each([
    ['2025-04-01', 'level-1'],
    ['2025-03-31', 'level-3'],
  ])('orders of %s are %s a year later, on 31 March 2026', async (on, tier) => {
    expect(await tierOf('sales-levels', { spend: 20000, orders: 10, on: day(on) })).toBe(tier);
  });
});

describe('R009 the examples’ own boundaries', () => {
  const [within, outside] = [addMonths(asOf, -11), addMonths(asOf, -12)];
  const spendOnly = [
    ['clothing', 'normal', '2000 silver, 6000 gold, 15000 diamond'],
    ['hotel', 'normal', '2000 silver, 8000 gold, 20000 diamond'],
    ['beauty-salon', 'normal', '2000 silver, 6000 gold, 15000 diamond'],
    ['mother-and-baby', 'normal', '1000 silver, 4000 gold, 10000 diamond'],
    ['e-commerce', 'normal', '1000 silver, 5000 gold, 20000 diamond'],
    ['coffee', 'guest', '500 regular, 2000 lover'],
    ['restaurant', 'normal', '1500 silver, 6000 gold'],
    ['bookshop', 'reader', '300 friend, 1500 collector'],
    ['b2b', 'standard', '100000 key, 1000000 strategic'],
  ] as const;
  it.each(spendOnly)('%s: from the amount on, not a fen before, and for a year', async (id, base, steps) => {
    let below: string | undefined = base;
    for (const [, yuan, tier] of steps.matchAll(/(\d+) (\w+)/g)) {
      const spend = Number(yuan);
      const cast = [{ spend: spend - 0.01 }, { spend }, { spend, on: within }, { spend, on: outside }];
      expect(await tiersOf(id, cast)).toEqual([below, tier, tier, base]);
      below = tier;
    }
  });

  it.each([
    ['coffee', 11, 'guest'],
    ['coffee', 12, 'regular'],
    ['coffee', 59, 'regular'],
    ['coffee', 60, 'lover'],
    ['restaurant', 5, 'normal'],
    ['restaurant', 6, 'silver'],
    ['restaurant', 19, 'silver'],
    ['restaurant', 20, 'gold'],
    ['beauty-salon', 5, 'normal'],
    ['beauty-salon', 6, 'silver'],
    ['beauty-salon', 18, 'gold'],
    ['beauty-salon', 36, 'diamond'],
    ['courier', 9, 'casual'],
    ['courier', 10, 'regular'],
    ['courier', 149, 'regular'],
    ['courier', 150, 'key'],
  ])('%s: %d small orders are %s', async (id, orders, tier) => {
    expect(await tierOf(id, { orders, spend: 1 })).toBe(tier);
  });

  it.each([
    [199.99, 'casual'],
    [200, 'regular'],
    [2999.99, 'regular'],
    [3000, 'key'],
  ])('courier: %d yuan of freight in 3 months are %s', async (spend, tier) => {
    expect(await tierOf('courier', { spend, on: day('2026-01-01') })).toBe(tier);
    expect(await tierOf('courier', { spend, on: day('2025-12-31') })).toBe('casual');
  });

  it.each([
    [7, 'reader'],
    [8, 'friend'],
    [39, 'friend'],
    [40, 'collector'],
  ])('bookshop: %d books are %s', async (quantity, tier) => {
    expect(await tierOf('bookshop', { quantity, spend: 1 })).toBe(tier);
  });

  it('hotel: a membership year begins anew on the anniversary of registration', async () => {
    const scheme = await loadScheme('hotel');
    const ada = { spend: 20000, on: day('2026-03-31') };
    const register = registerOf([ada]);
    expect(evaluate(scheme, register, day('2026-03-31')).get('c0')?.tier).toBe(3);
    expect(evaluate(scheme, register, day('2026-04-01')).get('c0')?.tier).toBe(0);
  });

  it('composite: 40 points are mid and 70 are high', async () => {
    const cast = [
      { spend: 500, categories: 3 },
      { spend: 499.99, categories: 3 },
      { spend: 6000, orders: 10, categories: 2 },
      { spend: 5999.99, orders: 10, categories: 2 },
      { spend: 99999, orders: 99, categories: 9 },
    ];
    expect(await tiersOf('composite', cast)).toEqual(['mid', 'low', 'high', 'mid', 'high']);
    const grades = evaluate(await loadScheme('composite'), registerOf(cast), asOf);
    const points = (customer: string) => grades.get(customer)?.values.get('total_score');
    const written = cast.map((_, index) => {
      const value = points(`c${index}`);
      return value && typeof value !== 'string' ? fractionText(value, 2) : null;
    });
    expect(written).toEqual(['40', '34', '70', '64', '90']);
  });

  it('e-commerce: gold and diamond need no more than half refunded', async () => {
    expect(await tierOf('e-commerce', { spend: 40000, refunded: 20000 })).toBe('diamond');
    expect(await tierOf('e-commerce', { spend: 40004, refunded: 20003 })).toBe('silver');
  });

  it('b2b: overdue payments keep an account from strategic', async () => {
    expect(await tierOf('b2b', { spend: 1e6, fields: { overdue: 'yes' } })).toBe('key');
    expect(await tierOf('b2b', { spend: 1e6, fields: { overdue: 'no' } })).toBe('strategic');
  });

  it.each([
    [{ plan_promotion: 'yes' }, 'mid'],
    [{ plan: '尊享套餐', plan_promotion: 'yes' }, 'high'],
    [{ plan: '尊享套餐', plan_promotion: 'no' }, 'low'],
    [{ plan: '畅享套餐' }, 'low'],
    [{}, 'low'],
  ])('telecom: %j is %s', async (fields, tier) => {
    expect(await tierOf('telecom', { fields })).toBe(tier);
  });

  it.each([
    ['A', 300000, 0, 'low-risk'],
    ['A', 299999.99, 999999.99, 'mid-risk'],
    ['A', 0, 1000000, 'low-risk'],
    ['B', 300000, 1000000, 'mid-risk'],
    ['B', 100000, 0, 'mid-risk'],
    ['B', 99999.99, 299999.99, 'high-risk'],
    ['B', 0, 300000, 'mid-risk'],
    ['C', 9999999, 9999999, 'high-risk'],
    [null, 9999999, 9999999, 'high-risk'],
  ])('bank: credit %s, income %d, assets %d is %s', async (grade, income, assets, tier) => {
    const fields = { credit_grade: grade, income: fen(income), assets: fen(assets) };
    expect(await tierOf('bank', { orders: 0, fields })).toBe(tier);
  });
});

const everybody: Ada[] = [
  ...[0, 1, 600, 1200, 2000, 3000, 5500, 8000, 11000, 25000, 3e5, 2e6].map((spend) => ({ spend })),
  ...[0, 2, 6, 12, 60, 150].map((orders) => ({ orders, spend: orders * 30 })),
  ...[6000, 12000].map((spend) => ({ spend, orders: 12, categories: 4 })),
  ...['A', 'B', 'C'].map((credit_grade) => ({ fields: { credit_grade, income: fen(500000) } })),
  ...['基础套餐', '尊享套餐'].map((plan) => ({ fields: { plan, plan_promotion: 'yes' } })),
];

describe.each(templateIds)('R009 the template %s', (id) => {
  it('has customers in every tier without any event', async () => {
    const scheme = await loadScheme(id);
    const reached = new Set(await tiersOf(id, everybody));
    expect([...reached].sort()).toEqual(scheme.tiers.map((tier) => tier.id).sort());
  });

  it('asks no more to keep a tier than to reach it', async () => {
    const scheme = await loadScheme(id);
    const register = registerOf(everybody);
    const fields = new Map(register.customers.map((customer) => [customer.id, customer.fields]));
    for (const [customer, { tier, values }] of evaluate(scheme, register, asOf)) {
      const keep = scheme.tiers[tier]?.keep;
      if (!keep) continue;
      const kept = holds(keep, ({ kind, id: subject }) =>
        kind === 'metric' ? (values.get(subject) ?? null) : inYuan(fields.get(customer)?.[subject] ?? null),
      );
      expect(kept, `${customer} in ${scheme.tiers[tier]?.id}`).toBe(true);
    }
  });

  it('leaves a customer without orders or answers in the base tier', async () => {
    const scheme = await loadScheme(id);
    expect(await tierOf(id, { orders: 0 })).toBe(scheme.tiers[0]?.id);
  });
});

function inYuan(value: FieldValue): Value {
  return typeof value === 'bigint' ? fraction(value, 100n) : value;
}
