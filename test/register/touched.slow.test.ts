import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { currentGeneration, publishedEvaluation } from '../../src/features/evaluations/generation.ts';
import { regrade, regradeBuyers } from '../../src/features/evaluations/grade-touched.ts';
import { recordedSoFar, touchedSince } from '../../src/features/evaluations/touched.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { type Bought, recordBought } from '../support/record-bought.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const scheme = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: {
    year: { of: 'orders', take: 'sum', window: { last: 12, unit: 'month' } },
    member_orders: { of: 'orders', take: 'count', window: { membership: 'year' } },
    average: { of: 'lines', take: 'average', window: { calendar: 'quarter', offset: -1 } },
    big: { of: 'orders', take: 'share', where: { field: 'amount', atLeast: 100 } },
    points: {
      score: [
        {
          metric: 'year',
          steps: [
            [100, 1],
            [1000, 5],
          ],
        },
        { metric: 'orders', steps: [[2, 3]] },
      ],
    },
  },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'silver', name: 'Silver', when: { metric: 'points', atLeast: 3 } },
    {
      id: 'gold',
      name: 'Gold',
      when: {
        all: [
          { metric: 'points', atLeast: 5 },
          { metric: 'big', over: 0.5 },
        ],
      },
    },
  ],
};

async function grades({ folder }: Shop): Promise<unknown[]> {
  const { reader } = folder.database();
  const generation = await currentGeneration(reader);
  const { rows } =
    await sql`select * from ${sql.table(generation?.graded.table ?? '')} order by customer_id`.execute(
      reader,
    );
  return [...rows];
}

/** Records and grades those it touches in the same transaction. */
async function recordAndGrade(shop: Shop, bought: readonly Bought[], grade: typeof regrade): Promise<void> {
  const { folder } = shop;
  await folder.writer.write(async (trx) => {
    const before = await recordedSoFar(trx);
    await recordBought(trx, shop.clock.now, bought);
    const { rows } = await sql<{
      id: bigint;
    }>`select customer_id as id from customers where ${touchedSince(before)}`.execute(trx);
    const touched = rows.map(({ id }) => id);
    await grade(trx, folder.database().dialect, touched, shop.clock.now, await currentGeneration(trx));
  });
}

const bought = fc.record({
  id: fc.integer({ min: 1, max: 40 }),
  customer: fc.constantFrom('ada', 'bob', 'cleo', 'dan', 'eve 🎉'),
  day: fc.constantFrom(
    '2024-02-29',
    '2025-01-15',
    '2025-01-16',
    '2025-10-01',
    '2025-12-31',
    '2026-01-15',
    '2026-01-16',
  ),
  amount: fc.constantFrom(0, 1, 9_999, 10_000, 99_999, 100_000),
  status: fc.constantFrom('completed', 'completed', 'unpaid', 'refunded', 'cancelled'),
});
const batches = fc.array(fc.uniqueArray(bought, { selector: ({ id }) => id, minLength: 1, maxLength: 12 }), {
  minLength: 1,
  maxLength: 4,
});

describe('customers graded at once', () => {
  it.each([
    ['by SQL', regrade],
    ['by the reference where that takes less', regradeBuyers],
  ])(
    'R016 %s have the tiers and metrics of a full evaluation, whatever is added or changed',
    async (_, grade) => {
      await fc.assert(
        fc.asyncProperty(batches, async ([first = [], ...rest]) => {
          const shop = await openShop();
          const { folder, clock } = shop;
          await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
          await folder.writer.write(async (trx) => await recordBought(trx, clock.now, first));
          await evaluateAll(folder, { asOf: null, clock: () => clock.now });
          for (const batch of rest) await recordAndGrade(shop, batch, grade);
          const atOnce = await grades(shop);
          await evaluateAll(folder, { asOf: null, clock: () => clock.now });
          expect(atOnce).toEqual(await grades(shop));
        }),
        { numRuns: fewOrMany(2, 5) },
      );
    },
    300_000,
  );

  it('R016 are those of orders that came while everybody was being graded', async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
    const order = { customer: 'ada', day: '2026-01-15', amount: 100_000, status: 'completed' as const };
    await folder.writer.write(async (trx) => await recordBought(trx, clock.now, [{ ...order, id: 1 }]));
    let running = true;
    const evaluation = evaluateAll(folder, { asOf: null, clock: () => clock.now }).finally(() => {
      running = false;
    });
    const inTime: string[] = [];
    for (let id = 2; running; id++) {
      const customer = id % 2 === 0 ? 'ada' : `new ${id}`;
      const isInTime = await folder.writer.write(async (trx) => {
        await recordBought(trx, clock.now, [{ ...order, customer, id }]);
        return (await publishedEvaluation(trx)) === null;
      });
      if (isInTime) inTime.push(customer);
    }
    expect((await evaluation).id).toBe(1n);
    const seen = (await grades(shop)) as { external_id: string }[];
    expect(seen.map((row) => row.external_id)).toEqual(expect.arrayContaining(inTime));
  });
});
