import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { day } from '../../src/domain/calendar.ts';
import { explainTier } from '../../src/features/customers/explain.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { currentGeneration } from '../../src/features/evaluations/generation.ts';
import { regrade } from '../../src/features/evaluations/grade-touched.ts';
import { recordedSoFar, touchedSince } from '../../src/features/evaluations/touched.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { type Bought, recordBought } from '../support/record-bought.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const window = { last: 12, unit: 'month' };
const facts = {
  recency: { of: 'orders', take: 'days-since-last', window },
  frequency: { of: 'orders', take: 'count', window },
  monetary: { of: 'orders', take: 'sum', window },
};
const parts = ['recency', 'frequency', 'monetary'] as const;
const methods = ['thresholds', 'rank'] as const;
const scored = methods.flatMap((method) =>
  parts.map((part) => [`${method}_${part}`, { rfm: part, method, window }] as const),
);

const scheme = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: {
    ...facts,
    gap: { of: 'orders', take: 'average-gap-days' },
    ...Object.fromEntries(scored),
    code: { rfm: 'code', window },
    points: {
      score: [
        { metric: 'thresholds_monetary', steps: [[3, 2]] },
        { metric: 'rank_recency', steps: [[4, 1]] },
      ],
    },
    top_spend: { 'top-share-of': 'spend' },
    top_gap: { 'top-share-of': 'gap' },
    top_points: { 'top-share-of': 'points' },
  },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'silver', name: 'Silver', when: { metric: 'top_points', atMost: 40 } },
    { id: 'gold', name: 'Gold', when: { metric: 'top_spend', atMost: 20 } },
  ],
};

type Values = Readonly<Record<string, number | string | null>>;
type Grades = ReadonlyMap<string, Values>;

/** Every customer's tier and metrics in the published evaluation, by our number: quotients of two for fractions. */
async function readGrades({ folder }: Shop): Promise<Grades> {
  const { reader } = folder.database();
  const generation = await currentGeneration(reader);
  if (generation === null) throw new Error('no generation');
  const { rows } = await sql<Record<string, bigint | string | null>>`select *
    from ${sql.table(generation.graded.table)}`.execute(reader);
  return new Map(
    rows.map((row) => {
      const values = generation.graded.metrics.map(({ metric, value, den }) => {
        const read = row[value.name] ?? null;
        const of = den === null ? 1n : (row[den.name] ?? null);
        const isNumber = typeof read === 'bigint' && typeof of === 'bigint';
        const quotient = isNumber ? Number(read) / Number(of) : typeof read === 'bigint' ? null : read;
        return [metric.id, quotient] as const;
      });
      return [String(row.customer_id), { tier: Number(row.tier), ...Object.fromEntries(values) }];
    }),
  );
}

type Point = readonly [value: number, customer: number];

function compare(a: Point, b: Point): number {
  return a[0] - b[0] || a[1] - b[1];
}

/** What a full evaluation of other customers by the cut points of an earlier one comes to, by definition. */
function placedBy(earlier: Grades, now: Grades): Map<string, Values> {
  const known = (metric: string): Point[] =>
    [...earlier].flatMap(([id, values]) => {
      const isScored = (parts as readonly string[]).includes(metric);
      const value = isScored && values.frequency === 0 ? null : values[metric];
      return typeof value === 'number' ? [[value, Number(id)] as const] : [];
    });
  const sorted = Object.fromEntries(
    [...parts, 'spend', 'gap', 'points'].map((metric) => [metric, known(metric).sort(compare)]),
  );
  const score = (method: string, part: string, point: Point): number => {
    const all = sorted[part] ?? [];
    const cuts = [1, 2, 3, 4].flatMap((k) => {
      const at =
        method === 'rank' ? Math.floor((k * (all.length - 1)) / 5) : Math.ceil((k * all.length) / 5) - 1;
      return all[at] === undefined ? [] : [all[at]];
    });
    const beyond = cuts.filter((cut) => (method === 'rank' ? compare(cut, point) < 0 : cut[0] < point[0]));
    return part === 'recency' ? 5 - beyond.length : 1 + beyond.length;
  };
  const share = (metric: string, value: number): number => {
    const all = sorted[metric] ?? [];
    return (100 * all.filter(([other]) => other > value).length) / Math.max(all.length, 1);
  };
  const placed = [...now].map(([id, values]) => {
    const bought = Number(values.frequency) > 0;
    const scores = Object.fromEntries(
      scored.map(([name, { rfm, method }]) => [
        name,
        bought ? score(method, rfm, [Number(values[rfm]), Number(id)]) : null,
      ]),
    );
    const points =
      (Number(scores.thresholds_monetary) >= 3 ? 2 : 0) + (Number(scores.rank_recency) >= 4 ? 1 : 0);
    const shares = {
      top_spend: share('spend', Number(values.spend)),
      top_gap: values.gap === null ? null : share('gap', Number(values.gap)),
      top_points: share('points', points),
    };
    const tier = shares.top_spend <= 20 ? 2 : shares.top_points <= 40 ? 1 : 0;
    const code = bought ? parts.map((part) => scores[`thresholds_${part}`]).join('') : null;
    return [id, { ...values, ...scores, code, points, ...shares, tier }] as const;
  });
  return new Map(placed);
}

/** Records and grades those it touches in the same transaction. */
async function recordAndRegrade({ folder, clock }: Shop, bought: readonly Bought[]): Promise<void> {
  await folder.writer.write(async (trx) => {
    const before = await recordedSoFar(trx);
    await recordBought(trx, clock.now, bought);
    const { rows } = await sql<{
      id: bigint;
    }>`select customer_id as id from customers where ${touchedSince(before)}`.execute(trx);
    const touched = rows.map(({ id }) => id);
    await regrade(trx, folder.database().dialect, touched, clock.now, await currentGeneration(trx));
  });
}

async function expectSameCuts(
  first: readonly Bought[],
  later: readonly (readonly Bought[])[],
): Promise<void> {
  const shop = await openShop();
  const { folder, clock } = shop;
  const evaluate = () => evaluateAll(folder, { asOf: day('2026-01-15'), clock: () => clock.now });
  await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
  if (first.length > 0) await folder.writer.write((trx) => recordBought(trx, clock.now, first));
  await evaluate();
  const earlier = await readGrades(shop);
  expect(earlier).toEqual(placedBy(earlier, earlier));
  for (const batch of later) await recordAndRegrade(shop, batch);
  const atOnce = await readGrades(shop);
  await evaluate();
  expect(atOnce).toEqual(placedBy(earlier, await readGrades(shop)));
}

const bought = fc.record({
  id: fc.integer({ min: 1, max: 40 }),
  customer: fc.constantFrom(...'abcdefghijkl'),
  day: fc.constantFrom(
    '2024-12-01',
    '2025-01-16',
    '2025-10-01',
    '2025-12-31',
    '2026-01-14',
    '2026-01-15',
    '2026-02-01',
  ),
  amount: fc.constantFrom(0, 1, 9_999, 10_000, 10_001, 99_999, 100_000),
  status: fc.constantFrom('completed', 'completed', 'completed', 'unpaid', 'refunded'),
});
const orders = fc.uniqueArray(bought, { selector: ({ id }) => id, maxLength: 30 });

describe('customers graded at once where metrics depend on everybody', () => {
  it('R016 stand where the cut points of the published evaluation put them, whatever is added or changed', async () => {
    const cases = [
      orders,
      fc.array(
        orders.filter(({ length }) => length > 0),
        { minLength: 1, maxLength: 3 },
      ),
    ] as const;
    await fc.assert(fc.asyncProperty(...cases, expectSameCuts), { numRuns: fewOrMany(2, 4) });
  }, 300_000);

  it('R016 are explained with the place that they have now', async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    const order = { id: 1, customer: 'ada', day: '2025-12-01', amount: 500 };
    await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
    await folder.writer.write((trx) =>
      recordBought(trx, clock.now, [order, { ...order, id: 2, customer: 'bob', amount: 900 }]),
    );
    await evaluateAll(folder, { asOf: day('2026-01-15'), clock: () => clock.now });
    const told = async () => {
      const { tier, metrics } = await explainTier(folder.database().reader, 'ada', null, clock.now);
      return [tier.position, metrics.find(({ id }) => id === 'top_spend')?.valueWords.en];
    };
    expect(await told()).toEqual([0, '50%']);
    await recordAndRegrade(shop, [{ ...order, id: 3, amount: 500 }]);
    expect(await told()).toEqual([2, '0%']);
  });

  it('R016 do so too where hundreds change at once', async () => {
    const order = (id: number, amount: number): Bought => ({
      id,
      customer: `c${id % 300}`,
      day: `2025-${String(1 + (id % 12)).padStart(2, '0')}-17`,
      amount,
    });
    const first = Array.from({ length: 400 }, (_, id) => order(id + 1, (id * 7919) % 5000));
    const changed = Array.from({ length: 350 }, (_, id) => order(id + 200, (id * 104_729) % 6000));
    await expectSameCuts(first, [changed]);
  }, 300_000);
});
