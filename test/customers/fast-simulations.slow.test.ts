import '../support/seed.ts';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../../src/domain/calendar.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { listMovers, type MoverPage, type MoverQuery } from '../../src/features/simulations/list-movers.ts';
import { simulate } from '../../src/features/simulations/simulate.ts';
import { type Simulation, simulationJson } from '../../src/features/simulations/simulation.ts';
import { scheme } from '../support/cast.ts';
import { gradedShop, type Listed, standard } from '../support/listed-shop.ts';
import type { Bought } from '../support/record-bought.ts';
import type { Shop } from '../support/shop-folder.ts';

const customers: Listed[] = ['ada', 'bob', 'cleo', 'dan', 'eve', 'fay'].map((external_id, index) => ({
  external_id,
  name: external_id,
  region: ['上海', '北京', null][index % 3] ?? null,
  gender: ['男', '女'][index % 2] ?? null,
  source: ['抖音', null, '门店'][index % 3] ?? null,
}));
const bought: Bought[] = [50, 9_999, 10_000, 10_001, 25_000, 30_000, 30_001].map((amount, index) => ({
  id: index + 1,
  customer: customers[index % 5]?.external_id ?? '',
  day: index % 2 === 0 ? '2025-06-01' : '2024-01-01',
  amount,
}));

type Draft = Record<string, unknown>;

async function ask({ folder, path }: Shop, draft: Draft, slowly = false): Promise<Simulation> {
  return await simulate(folder, {
    draft: scheme(draft),
    asOf: null,
    // Movers are written by grading everybody.
    out: slowly ? join(path, 'movers.json') : null,
    lang: 'en',
    signal: new AbortController().signal,
    step: () => {},
  });
}

async function movers({ folder }: Shop, draft: Draft, query: Partial<MoverQuery>): Promise<MoverPage> {
  return await listMovers(folder, {
    ...{ draft: scheme(draft), asOf: null, from: null, to: null, of: {}, by: 'source', sort: 'spend' },
    ...{ offset: 0, limit: 100, signal: new AbortController().signal },
    ...query,
  });
}

function figures(simulation: Simulation): object {
  return { ...simulationJson(simulation), fast: null };
}

const rules = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('year', 'spend', 'orders', 'average_order', 'big'),
      fc.constantFrom(0, 0.5, 1, 99.99, 100, 300),
    )
    .map(([metric, over]) => ({ metric, over })),
  fc.constant({ metric: 'latest', after: '2025-01-01' }),
  fc.constant({ field: 'region', is: '上海' }),
  fc.constant({ all: [{ not: { field: 'gender', is: '男' } }, { metric: 'year', atLeast: 100 }] }),
);
const drafts: fc.Arbitrary<Draft> = fc.tuple(rules, rules).map(([silver, gold]) => ({
  ...standard,
  id: 'draft',
  tiers: [
    { id: 'base', name: 'base' },
    { id: 'silver', name: 'silver', when: silver },
    { id: 'gold', name: 'gold', when: gold },
  ],
}));

describe('simulations from stored metrics', () => {
  it('say what grading everybody says', async () => {
    const shop = await gradedShop(customers, bought);
    const property = fc.asyncProperty(drafts, async (draft) => {
      const fast = await ask(shop, draft);
      expect(fast.fast).toBe(true);
      expect(figures(fast)).toEqual(figures(await ask(shop, draft, true)));
    });
    await fc.assert(property, { numRuns: 8 });
  }, 60_000);

  it('tell who moves, by name, what grading everybody tells, and how many of whose they are', async () => {
    const shop = await gradedShop(customers, bought);
    let moved = 0;
    const property = fc.asyncProperty(drafts, async (draft) => {
      const expected = await ask(shop, draft);
      const fast = await movers(shop, draft, {});
      expect(fast).toEqual(await movers(shop, draft, { asOf: day('2026-01-16') }));
      expect(fast.total).toBe(expected.moves.moved);
      expect(fast.groups.reduce((sum, group) => sum + group.customers, 0)).toBe(fast.total);
      const moves = expected.migrations.filter(({ from, to }) => from !== to);
      for (const { from, to, customers: n, revenue } of moves) {
        const some = await movers(shop, draft, { from, to });
        expect([some.total, some.movers.reduce((sum, { spend }) => sum + spend, 0n)]).toEqual([n, revenue]);
        expect(some.movers.every((mover) => mover.from === from && mover.to === to)).toBe(true);
      }
      const spent = fast.movers.map(({ spend }) => spend);
      expect(spent).toEqual(spent.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
      const [first] = fast.groups;
      if (first !== undefined) {
        const theirs = await movers(shop, draft, { of: { source: first.value ?? '' } });
        expect(theirs.total).toBe(first.customers);
        const paged = await movers(shop, draft, { offset: 1, limit: 1 });
        expect(paged.movers).toEqual(fast.movers.slice(1, 2));
      }
      moved += fast.total;
    });
    await fc.assert(property, { numRuns: 8, endOnFailure: true });
    expect(moved).toBeGreaterThan(0);
  }, 120_000);

  it('know the orders that were sent since the evaluation', async () => {
    const shop = await gradedShop(customers, bought);
    const draft = {
      ...standard,
      tiers: [standard.tiers[0], { id: 'top', name: 'top', when: { metric: 'spend', over: 999 } }],
    };
    const before = await ask(shop, draft);
    expect(before).toMatchObject({ fast: true, anew: null });
    shop.clock.now += 60_000;
    const keep = collectOrders(shop.folder, () => shop.clock.now);
    await keep({
      orders: [
        { orderId: 'x', customerId: 'fay', orderedAt: '2026-01-14', amount: 1000, status: 'completed' },
      ],
      visibility: { all: true },
      author: 'till',
    });
    const after = await ask(shop, draft);
    expect(after).toMatchObject({ fast: true, anew: null });
    expect(after.tiers.map((tier) => tier.customers)).toEqual([5, 1]);
    expect(figures(after)).toEqual(figures(await ask(shop, draft, true)));
  });

  it('are not made for drafts whose metrics are others, if only by their names', async () => {
    const shop = await gradedShop(customers, bought);
    const year = { of: 'orders', take: 'sum', window: { last: 6, unit: 'month' } };
    const cases: Draft[] = [
      { ...standard, metrics: { ...standard.metrics, year } },
      { ...standard, count: { amount: 'gross' } },
      {
        ...standard,
        tiers: [standard.tiers[0], { id: 'top', name: 'top', when: { metric: 'refund_rate', over: 0 } }],
      },
    ];
    for (const draft of cases) expect(await ask(shop, draft)).toMatchObject({ fast: false });
  });

  it('run beside those that grade, several at once', async () => {
    const shop = await gradedShop(customers, bought);
    const graded = (months: number): Draft => ({
      ...standard,
      metrics: {
        ...standard.metrics,
        year: { of: 'orders', take: 'sum', window: { last: months, unit: 'month' } },
      },
    });
    const all = [1, 6, 8, 24, 60].map((months) => ask(shop, graded(months)));
    const [fast, ...found] = await Promise.all([ask(shop, standard), ...all]);
    expect(fast?.moves.moved).toBe(0);
    expect(found.map(({ tiers }) => tiers.map((tier) => tier.customers))).toEqual(
      await alone(shop, [1, 6, 8, 24, 60].map(graded)),
    );
  });
});

async function alone(shop: Shop, drafted: readonly Draft[]): Promise<number[][]> {
  const found: number[][] = [];
  for (const draft of drafted) found.push((await ask(shop, draft)).tiers.map((tier) => tier.customers));
  return found;
}
