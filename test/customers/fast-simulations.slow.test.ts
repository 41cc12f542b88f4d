import '../support/seed.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { day } from '../../src/domain/calendar.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { onGround } from '../../src/features/simulations/ground.ts';
import { listMovers, type MoverPage, type MoverQuery } from '../../src/features/simulations/list-movers.ts';
import { simulate, unwatched } from '../../src/features/simulations/simulate.ts';
import type { Simulation } from '../../src/features/simulations/simulation.ts';
import { simulationJson } from '../../src/features/simulations/simulation-json.ts';
import { scheme } from '../support/cast.ts';
import { fewOrMany } from '../support/few-or-many.ts';
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

async function ask({ folder, clock }: Shop, draft: Draft): Promise<Simulation> {
  const { now } = clock;
  return await simulate(folder, { draft: scheme(draft), asOf: null, now, comparison: 'shown' });
}

/** The same rules beside one that nobody meets and that looks at what no evaluation stored: everybody is measured anew. */
function measuredAnew(draft: Draft): Draft {
  const fewest = { of: 'orders', take: 'count', window: { last: 77, unit: 'day' } };
  const tiers = draft.tiers as { when?: object }[];
  const never = { metric: 'fewest', over: 1_000_000 };
  return {
    ...draft,
    metrics: { ...(draft.metrics as object), fewest },
    tiers: tiers.map((tier) => (tier.when ? { ...tier, when: { any: [tier.when, never] } } : tier)),
  };
}

async function movers({ folder, clock }: Shop, draft: Draft, query: Partial<MoverQuery>): Promise<MoverPage> {
  const asked: MoverQuery = {
    ...{ draft: scheme(draft), asOf: null, from: null, to: null, of: {}, by: 'source', sort: 'spend' },
    ...{ offset: 0, limit: 100, now: clock.now, comparison: 'shown' },
    ...query,
  };
  return await listMovers(folder, asked, unwatched);
}

function figures(simulation: Simulation): object {
  return { ...simulationJson(simulation), fast: null, readAt: null };
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
      expect(figures(fast)).toEqual(figures(await ask(shop, measuredAnew(draft))));
    });
    await fc.assert(property, { numRuns: fewOrMany(3, 8) });
  }, 300_000);

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
        const past = await movers(shop, draft, { offset: fast.total, limit: 1 });
        expect([past.total, past.movers]).toEqual([fast.total, []]);
      }
      moved += fast.total;
    });
    await fc.assert(property, { numRuns: fewOrMany(3, 8), endOnFailure: true });
    expect(moved).toBeGreaterThan(0);
  }, 300_000);

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
    expect(after.after.tiers.map((tier) => tier.customers)).toEqual([5, 1]);
    expect(figures(after)).toEqual(figures(await ask(shop, measuredAnew(draft))));
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
    expect(found.map(({ after }) => after.tiers.map((tier) => tier.customers))).toEqual(
      await alone(shop, [1, 6, 8, 24, 60].map(graded)),
    );
  });
});

describe('simulations of everybody', () => {
  const benefit = (id: string, cost?: object, limit?: object) => ({
    ...{ id, kind: 'service', name: id },
    ...(cost === undefined ? {} : { cost }),
    ...(limit === undefined ? {} : { limit }),
  });

  it('price the benefits of both standards by what was bought in a year, and name what they leave out', async () => {
    const shop = await gradedShop(customers, bought);
    const benefits = [
      benefit('agent', { per: 'month', amount: 30 }),
      benefit('postage', { per: 'order', amount: 6 }),
      benefit('rebate', { per: 'order', percent: 2 }),
      benefit('class', { per: 'use', amount: 12 }, { times: 1, per: 'year' }),
      benefit('repair', { per: 'use', amount: 5 }),
      benefit('smile'),
    ];
    const [base, silver, gold] = standard.tiers;
    const found = await ask(shop, { ...standard, tiers: [base, { ...silver, benefits }, gold] });
    // Silver are cleo, who spent 100 yuan in the year, and eve, who spent 250, by an order each.
    expect(found.after.tiers.map((tier) => [tier.id, tier.customers, tier.cost])).toEqual([
      ['base', 3, null],
      // A year of the two costs 720 yuan, 2 orders of 6 yuan each, 2 % of 350 yuan and two classes of 12 yuan.
      ['silver', 2, 63_58n],
      ['gold', 1, null],
    ]);
    expect(found.before).toMatchObject({ cost: null, unpriced: [] });
    expect(found.after.unpriced.map(({ name, why }) => [name.en, why])).toEqual([
      ['smile', 'no-cost'],
      ['repair', 'uses-unknown'],
    ]);
  });

  it('leave whoever is pinned where he is, unless the rules alone are compared', async () => {
    const shop = await gradedShop(customers, bought);
    const { folder, clock } = shop;
    const [base, silver, gold] = standard.tiers;
    const draft = { ...standard, tiers: [base, { ...silver, when: { metric: 'year', over: 200 } }, gold] };
    const before = await movers(shop, draft, {});
    expect(before.movers.map(({ externalId }) => externalId)).toEqual(['cleo']);
    await folder.writer.write(async (trx) => {
      await sql`insert into overrides (override_id, customer_id, kind, tier, from_day, reason, author, given_at, approver, approved_at)
        values (1, cast(${before.movers[0]?.customerId} as bigint), 'pin', 'silver', date '2026-01-01', 'a regular', 'Li',
          cast(${new Date(clock.now).toISOString()} as timestamp), 'Li', cast(${new Date(clock.now).toISOString()} as timestamp))`.execute(
        trx,
      );
    });
    expect((await movers(shop, draft, {})).total).toBe(0);
    expect((await movers(shop, measuredAnew(draft), {})).total).toBe(0);
    expect((await movers(shop, draft, { comparison: 'computed' })).total).toBe(1);
  });

  it('look at a day gone by with the customers of that day alone', async () => {
    const shop = await gradedShop(customers, bought);
    const { now } = shop.clock;
    const then = await simulate(shop.folder, {
      ...{ draft: scheme(standard), asOf: day('2024-06-30'), now, comparison: 'shown' },
    });
    // By then bob, dan and ada had bought; cleo and eve came in 2025, fay never bought.
    expect(then.before.tiers.map((tier) => tier.customers)).toEqual([1, 2, 0]);
    expect(then).toMatchObject({ anew: 'other-day', moves: { moved: 0 } });
  });

  it('are asked once more where a day is carried over meanwhile, within the very rows they look at', async () => {
    const shop = await gradedShop(customers, bought);
    const { folder, clock } = shop;
    const tried = { draft: scheme(standard), asOf: null, now: clock.now };
    const seen: [day: string, table: string][] = [];
    const last = await onGround(folder, tried, unwatched, async ({ day: of, rows }) => {
      if (seen.push([of, rows.graded.table]) === 1) {
        clock.now += 86_400_000;
        await evaluateAll(folder, { asOf: null, clock: () => clock.now, keepsCuts: true });
      }
      return of;
    });
    expect(seen).toEqual([
      ['2026-01-15', 'grades_1'],
      ['2026-01-16', 'grades_1'],
    ]);
    expect(last).toBe('2026-01-16');
  });
});

async function alone(shop: Shop, drafted: readonly Draft[]): Promise<number[][]> {
  const found: number[][] = [];
  for (const draft of drafted) found.push((await ask(shop, draft)).after.tiers.map((tier) => tier.customers));
  return found;
}
