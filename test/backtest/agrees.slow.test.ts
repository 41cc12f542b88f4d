import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Day, day } from '../../src/domain/calendar.ts';
import { evaluate } from '../../src/domain/evaluate/evaluate.ts';
import { parseScheme } from '../../src/domain/parse/parse-scheme.ts';
import { backtest } from '../../src/features/backtest/backtest.ts';
import { nextQuarter } from '../../src/features/backtest/backtest-days.ts';
import { backtestJson, type PeriodResult } from '../../src/features/backtest/backtest-json.ts';
import { planBacktest } from '../../src/features/backtest/plan-backtest.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { fill, type Listed, registerOf } from '../support/listed-shop.ts';
import type { Bought } from '../support/record-bought.ts';
import { openShop } from '../support/shop-folder.ts';

const parsed = parseScheme({
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: {
    recent: { of: 'orders', take: 'sum', window: { last: 2, unit: 'month' } },
    place: { 'top-share-of': 'spend' },
  },
  tiers: [
    { id: 'base', name: 'Base' },
    {
      id: 'silver',
      name: 'Silver',
      when: {
        any: [
          { metric: 'recent', atLeast: 5 },
          { metric: 'orders', over: 3 },
        ],
      },
    },
    {
      id: 'gold',
      name: 'Gold',
      when: {
        all: [
          { metric: 'place', under: 30 },
          { metric: 'recent', over: 2 },
        ],
      },
    },
  ],
});
if (!parsed.ok) throw new Error('no scheme');
const draft = parsed.scheme;

const days = [
  '2024-11-30',
  '2024-12-31',
  '2025-01-15',
  '2025-01-31',
  '2025-02-28',
  '2025-03-01',
  '2025-05-31',
];
const names = [...'abcdefgh'];
const shops = fc.record({
  registered: fc.array(fc.option(fc.constantFrom(...days), { nil: null }), {
    minLength: names.length,
    maxLength: names.length,
  }),
  bought: fc.array(
    fc.record({
      customer: fc.constantFrom(...names),
      day: fc.constantFrom(...days),
      amount: fc.constantFrom(0, 100, 250, 500, 501, 3000),
    }),
    { minLength: 1, maxLength: 30 },
  ),
});

function count<T>(items: readonly T[], which: (item: T) => boolean): number {
  return items.filter(which).length;
}

it('grades every day as the reference does; sizes, moves and figures of what came agree with it', async () => {
  const property = fc.asyncProperty(shops, async ({ registered, bought: drawn }) => {
    const listed = names.map(
      (external_id, index) =>
        ({ external_id, registered_day: registered[index] ?? null }) as unknown as Listed,
    );
    const bought = drawn.map((one, index): Bought => ({ id: index + 1, ...one }));
    const { folder, clock } = await openShop();
    await fill({ folder, clock, path: '' }, listed, bought);
    const asked = {
      draft,
      from: day('2024-11-01'),
      to: day('2025-05-31'),
      every: 'month',
      now: clock.now,
    } as const;
    const plan = await planBacktest(folder, asked);
    const watching = { signal: new AbortController().signal, progress: { step: () => {}, at: () => {} } };
    const { periods } = backtestJson(await backtest(folder, plan, watching));

    const tiersOn = (at: Day): Map<string, number> => {
      const known = listed.filter(({ registered_day }) => registered_day && registered_day <= at);
      const grades = evaluate(draft, registerOf(known, bought), at);
      return new Map([...grades].map(([id, { tier }]) => [id, tier]));
    };
    let before: Map<string, number> | null = null;
    for (const period of periods) {
      const tiers = tiersOn(day(period.day));
      expectSizes(period, tiers);
      if (before !== null) expectMoves(period, before, tiers);
      if (period.next !== null) expectNext(period, tiers, bought);
      before = tiers;
    }
    expect(count(periods, ({ next }) => next !== null)).toBe(
      count(periods, ({ day: at }) => nextQuarter(day(at)).to <= plan.lastDay),
    );
  });
  await fc.assert(property, { numRuns: fewOrMany(4, 12) });
}, 300_000);

function expectSizes({ tiers, customers }: PeriodResult, graded: ReadonlyMap<string, number>): void {
  expect(tiers.map((tier) => tier.customers)).toEqual(
    draft.tiers.map((_, at) => count([...graded.values()], (tier) => tier === at)),
  );
  expect(tiers.reduce((sum, tier) => sum + tier.customers, 0)).toBe(customers);
}

function expectMoves(
  { moves, tiers, customers }: PeriodResult,
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): void {
  const matrix = moves?.matrix ?? [];
  const moved = (which: (from: number | undefined, to: number) => boolean): number =>
    count([...now], ([id, to]) => which(before.get(id), to));
  expect(moves).toMatchObject({
    joined: moved((from) => from === undefined),
    up: moved((from, to) => from !== undefined && to > from),
    down: moved((from, to) => from !== undefined && to < from),
    stayed: moved((from, to) => from === to),
  });
  for (const { id, customers: size } of tiers) {
    const into = matrix.filter(({ to }) => to === id).reduce((sum, move) => sum + move.customers, 0);
    expect(into).toBe(size);
  }
  expect(matrix.reduce((sum, move) => sum + move.customers, 0)).toBe(customers);
}

/** The Gini coefficient and its like over all pairs. */
function expectNext(
  { next, day: at }: PeriodResult,
  tiers: ReadonlyMap<string, number>,
  bought: readonly Bought[],
): void {
  const { from, to } = nextQuarter(day(at));
  const spent = (customer: string): number =>
    bought
      .filter((one) => one.customer === customer && one.day >= from && one.day <= to)
      .reduce((sum, { amount }) => sum + amount, 0);
  const all = [...tiers].map(([id, tier]) => ({ tier, spent: spent(id) }));
  const total = all.reduce((sum, one) => sum + one.spent, 0);
  if (all.length === 0) expect(next?.average).toBeNull();
  else expect(next?.average).toBeCloseTo(total / all.length / 100, 1);
  if (total === 0) {
    expect(next).toMatchObject({ gini: null, perfectGini: null, accuracy: null });
    return;
  }
  const pairs = (rank: (one: { tier: number; spent: number }) => number): number =>
    all
      .flatMap((a) => all.map((b) => Math.sign(rank(a) - rank(b)) * (a.spent - b.spent)))
      .reduce((x, y) => x + y, 0);
  const [byTier, perfect] = [pairs(({ tier }) => tier), pairs((one) => one.spent)];
  expect(next?.gini).toBeCloseTo(byTier / (2 * all.length * total), 5);
  expect(next?.perfectGini).toBeCloseTo(perfect / (2 * all.length * total), 5);
  if (perfect === 0) expect(next?.accuracy).toBeNull();
  else expect(next?.accuracy).toBeCloseTo(byTier / perfect, 5);
}
