import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { addDays, day } from '../../src/domain/calendar.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { currentGeneration } from '../../src/features/evaluations/generation.ts';
import { regrade, regradeBuyers } from '../../src/features/evaluations/grade-touched.ts';
import { recordedSoFar, touchedSince } from '../../src/features/evaluations/touched.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { expectSoundLedger } from '../support/ledger-shop.ts';
import { type Bought, recordBought } from '../support/record-bought.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const document = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: {
    alive: { 'p-alive': {} },
    worth: { clv: { months: 6, margin: 0.5 } },
    points: { score: [{ metric: 'alive', steps: [[0.5, 1]] }] },
    place: { 'top-share-of': 'worth' },
  },
  tiers: [
    { id: 'gone', name: 'Gone' },
    { id: 'there', name: 'There', when: { metric: 'points', atLeast: 1 } },
    {
      id: 'worthy',
      name: 'Worthy',
      when: {
        all: [
          { metric: 'worth', atLeast: 150 },
          { metric: 'alive', atLeast: 0.8 },
        ],
      },
    },
  ],
};

/** Days in the year before 2026-01-28 on which customers c0, c1 … bought, some of them often, some long ago. */
function purchases(customers: number): Bought[] {
  let id = 0;
  return Array.from({ length: customers }, (_, n) => n).flatMap((n) =>
    Array.from({ length: 1 + (n % 5) }, (__, visit) => {
      id += 1;
      const back = 1 + ((n * 37 + visit * (11 + (n % 7) * 9)) % 360);
      return {
        id,
        customer: `c${n}`,
        day: addDays(day('2026-01-27'), -back),
        amount: 2_000 + ((id * 7919) % 9_000),
      };
    }),
  );
}

async function evaluate({ folder, clock }: Shop, on: string, keepsCuts: boolean): Promise<void> {
  clock.now = Date.parse(`${on}T03:00:00Z`);
  await evaluateAll(folder, { asOf: null, clock: () => clock.now, keepsCuts });
}

type Regrade = typeof regrade;

async function buy({ folder, clock }: Shop, bought: readonly Bought[], by: Regrade): Promise<void> {
  await folder.writer.write(async (trx) => {
    const before = await recordedSoFar(trx);
    await recordBought(trx, clock.now, bought);
    const { rows } = await sql<{
      id: bigint;
    }>`select customer_id as id from customers where ${touchedSince(before)}`.execute(trx);
    const ids = rows.map(({ id }) => id);
    await by(trx, folder.database().dialect, ids, clock.now, await currentGeneration(trx));
  });
}

/** The rows of everybody's grades, but for when they were made. */
async function grades({ folder }: Shop) {
  const { reader } = folder.database();
  const generation = await currentGeneration(reader);
  if (generation === null) throw new Error('no generation');
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(generation.graded.table)}
    order by customer_id`.execute(reader);
  const names = new Map(generation.graded.metrics.map(({ metric, value }) => [metric.id, value.name]));
  return {
    fixedOn: generation.cuts.fixedOn,
    models: generation.cuts.models,
    rows: rows.map(({ graded_at: _, ...row }) => row),
    of: (metric: string) => rows.map((row) => row[names.get(metric) ?? '']),
  };
}

it('R015/R016 what is predicted stands by the models of the period: at once, in the daily run and when all is decided again', async () => {
  const shop = await openShop('2026-01-28T03:00:00Z');
  const { folder, clock } = shop;
  await publishScheme(folder, { document, author: 'owner', at: clock.now });
  const first = purchases(60);
  await folder.writer.write(async (trx) => await recordBought(trx, clock.now, first));
  await evaluate(shop, '2026-01-28', false);
  const begun = await grades(shop);
  expect([...begun.models.values()]).toMatchObject([{ customers: 60, repeaters: 48 }]);
  expect(new Set(begun.of('alive')).size).toBeGreaterThan(20);

  // Somebody at once by the reference, others by SQL, and one who is new.
  const again = (n: number, id: number): Bought => ({
    id,
    customer: `c${n}`,
    day: '2026-01-28',
    amount: 5_000,
  });
  await buy(shop, [again(3, 1001), again(100, 1002)], regradeBuyers);
  await buy(
    shop,
    Array.from({ length: 30 }, (_, n) => again(n + 10, 2000 + n)),
    regrade,
  );
  const atOnce = await grades(shop);
  expect(atOnce.rows).not.toEqual(begun.rows);
  await evaluate(shop, '2026-01-28', true);
  expect(await grades(shop)).toMatchObject({
    fixedOn: '2026-01-28',
    rows: atOnce.rows,
    models: begun.models,
  });

  // Every day less is expected of whoever stays away.
  await evaluate(shop, '2026-01-29', true);
  const later = await grades(shop);
  expect(later.models).toEqual(begun.models);
  expect(later.of('alive')).not.toEqual(atOnce.of('alive'));
  // What became known late is decided again by the same models.
  await buy(shop, [{ ...again(7, 3000), day: '2026-01-28' }], regradeBuyers);
  await evaluate(shop, '2026-01-30', true);
  await expectSoundLedger(shop);

  await evaluate(shop, '2026-02-01', true);
  const month = await grades(shop);
  expect(month.fixedOn).toBe('2026-02-01');
  expect(month.models).not.toEqual(begun.models);
}, 300_000);

it('R009–R014 nothing is predicted, and nothing fails, where too few came again', async () => {
  const shop = await openShop('2026-01-28T03:00:00Z');
  const { folder, clock } = shop;
  await publishScheme(folder, { document, author: 'owner', at: clock.now });
  await folder.writer.write(async (trx) => await recordBought(trx, clock.now, purchases(8)));
  await evaluate(shop, '2026-01-28', false);
  const { of, models } = await grades(shop);
  expect([...models.values()]).toMatchObject([{ customers: 8, repeaters: 6, purchases: null }]);
  expect(new Set([...of('alive'), ...of('worth')])).toEqual(new Set([null]));
  await buy(shop, [{ id: 5000, customer: 'c1', day: '2026-01-28', amount: 100 }], regradeBuyers);
  expect(new Set((await grades(shop)).of('alive'))).toEqual(new Set([null]));
}, 300_000);
