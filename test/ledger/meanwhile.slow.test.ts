import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { DataFolder } from '../../src/db/data-folder.ts';
import { day } from '../../src/domain/calendar.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { currentGeneration } from '../../src/features/evaluations/generation.ts';
import { finishImports } from '../../src/features/imports/finish-imports.ts';
import { startImport } from '../../src/features/imports/noted-import.ts';
import { readLedger } from '../../src/features/ledger/ledger-state.ts';
import { freezeTier, overrideTier } from '../../src/features/ledger/set-by-hand.ts';
import { startRecording } from '../../src/features/register/recording.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { buy, expectSoundLedger, shownTiers } from '../support/ledger-shop.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const all = { all: true } as const;

function standard(silver: number, further: object = {}): object {
  return {
    ...{ tierbook: 1, id: 'mine', name: 'Mine' },
    metrics: { month: { of: 'orders', take: 'sum', window: { last: 10, unit: 'day' } } },
    tiers: [
      { id: 'base', name: 'Base' },
      { id: 'silver', name: 'Silver', when: { metric: 'month', atLeast: silver } },
      { id: 'gold', name: 'Gold', when: { metric: 'month', atLeast: 100 } },
    ],
    ...further,
  };
}

async function publish({ folder, clock }: Shop, document: unknown): Promise<void> {
  await publishScheme(folder, { document, author: 'owner', at: clock.now });
}

async function opened(): Promise<Shop> {
  const shop = await openShop('2026-03-01T01:00:00Z');
  await publish(shop, standard(10));
  await buy(shop, { id: 1, customer: 'ada', day: '2026-03-01', amount: 1200 });
  await evaluate(shop);
  return shop;
}

function on({ clock }: Shop, at: string): void {
  clock.now = Date.parse(`${at}T01:00:00Z`);
}

async function evaluate({ folder, clock }: Shop, asOf: string | null = null): Promise<void> {
  await evaluateAll(folder, { asOf: asOf === null ? null : day(asOf), clock: () => clock.now });
}

/** Evaluates while, before a change that is asked for, something else happens once, as soon as it may. */
async function evaluateWhile(
  { folder, clock }: Shop,
  meanwhile: (writes: number) => Promise<boolean>,
): Promise<void> {
  let happened = false;
  let writes = 0;
  const write: DataFolder['writer']['write'] = async (change) => {
    if (!happened) happened = await meanwhile(writes);
    writes++;
    return await folder.writer.write(change);
  };
  await evaluateAll(
    { ...folder, writer: { ...folder.writer, write } },
    { asOf: null, clock: () => clock.now },
  );
  expect(happened).toBe(true);
}

async function entries({ folder }: Shop): Promise<unknown[]> {
  const { rows } = await sql<
    Record<string, unknown>
  >`select external_id || ' ' || entry_no || ' ' || cast(effective as text) || ' ' || l.kind || ': ' ||
    coalesce(from_tier, '-') || ' > ' || to_tier as line from tier_ledger as l left join customers as c on c.customer_id = l.customer_id
    order by batch_id, l.customer_id, entry_no`.execute(folder.database().reader);
  return rows.map(({ line }) => line);
}

const byHand = (shop: Shop) => ({
  visibility: all,
  customer: 1n,
  author: 'owner',
  at: shop.clock.now,
  reason: 'known',
});

it('decides an order that comes after missed days were made up, where their evaluation fails', async () => {
  const shop = await opened();
  on(shop, '2026-03-05');
  const failing = evaluateWhile(shop, async () => {
    if ((await readLedger(shop.folder.database().reader))?.decided !== '2026-03-04') return false;
    await buy(shop, { id: 2, customer: 'ada', day: '2026-03-04', amount: 9000 });
    throw new Error('disk full');
  });
  await expect(failing).rejects.toThrow('disk full');
  await evaluate(shop);
  expect(await entries(shop)).toEqual([
    'ada 1 2026-03-01 first grading: - > silver',
    'ada 2 2026-03-04 correction: silver > gold',
  ]);
  expect(await shownTiers(shop)).toEqual({ ada: 2n });
  await expectSoundLedger(shop);
}, 300_000);

it('decides what is set by hand while an evaluation is about to be shown', async () => {
  for (const write of [0, 1]) {
    const shop = await opened();
    on(shop, '2026-03-02');
    await evaluateWhile(shop, async (writes) => {
      if (writes !== write) return false;
      await overrideTier(shop.folder, {
        ...byHand(shop),
        kind: 'pin',
        tier: 'gold',
        from: null,
        until: null,
        needsApproval: false,
      });
      return true;
    });
    expect(await shownTiers(shop)).toEqual({ ada: 2n });
    on(shop, '2026-03-03');
    await evaluate(shop);
    await expectSoundLedger(shop);
  }
}, 300_000);

it('freezes the day on which it would fall while it is being decided', async () => {
  const shop = await opened();
  on(shop, '2026-03-10');
  await evaluate(shop);
  on(shop, '2026-03-11');
  await evaluateWhile(shop, async (writes) => {
    if (writes !== 1) return false;
    await freezeTier(shop.folder, { ...byHand(shop), until: day('2026-03-20') });
    return true;
  });
  expect(await shownTiers(shop)).toEqual({ ada: 1n });
  await expectSoundLedger(shop);
}, 300_000);

it('keeps what is shown when something fails after it was shown', async () => {
  const shop = await opened();
  await publish(shop, standard(10, { policy: { downgrade: 'at-once', warn: { days: 2 } } }));
  const { folder, clock } = shop;
  let failing = false;
  const write: DataFolder['writer']['write'] = async (change) => {
    const before = (await currentGeneration(folder.database().reader))?.id;
    if (failing) {
      failing = false;
      throw new Error('disk full');
    }
    const result = await folder.writer.write(change);
    const after = (await currentGeneration(folder.database().reader))?.id;
    if (before !== after) failing = true;
    return result;
  };
  on(shop, '2026-03-08');
  const breaking = { ...folder, writer: { ...folder.writer, write } };
  await expect(evaluateAll(breaking, { asOf: null, clock: () => clock.now })).rejects.toThrow('disk full');
  expect(await shownTiers(shop)).toEqual({ ada: 1n });
  await evaluate(shop);
  await expectSoundLedger(shop);
}, 300_000);

it('says nothing of customers who go again, so that who gets their numbers has a ledger of his own', async () => {
  const shop = await opened();
  const { folder, clock } = shop;
  const note = { kind: 'orders' as const, file: 'f', digest: 'd', author: 'a', at: clock.now };
  const { id } = await startImport(folder, note);
  // As an earlier version left it that was killed.
  await folder.writer.write(async (trx) => {
    const recording = await startRecording(trx, { at: clock.now, author: 'a', importId: id });
    await sql`insert into customers (customer_id, external_id, recorded_by) values (2, 'ghost', ${recording})`.execute(
      trx,
    );
  });
  await evaluate(shop);
  await finishImports(folder, clock.now);
  await buy(shop, { id: 5, customer: 'zoe', day: '2026-03-01', amount: 1100 });
  expect(await entries(shop)).toEqual([
    'ada 1 2026-03-01 first grading: - > silver',
    'zoe 1 2026-03-01 first grading: - > silver',
  ]);
  await evaluate(shop);
  await expectSoundLedger(shop);
}, 300_000);

it('decides an earlier day by the standard that was in force then', async () => {
  const shop = await opened();
  on(shop, '2026-03-03');
  const [base, low, fair] = ['base', 'low', 'fair'].map((id, at) => ({
    ...{ id, name: id },
    ...(at === 0 ? {} : { when: { metric: 'month', atLeast: at } }),
  }));
  const silver = { id: 'silver', name: 'Silver', when: { metric: 'month', atLeast: 20 } };
  await publish(shop, { ...standard(20), tiers: [base, low, fair, silver] });
  await evaluate(shop, '2026-03-02');
  expect(await entries(shop)).toEqual(['ada 1 2026-03-01 first grading: - > silver']);
  // As the new standard would have it, not at the place that the old one gives.
  expect(await shownTiers(shop)).toEqual({ ada: 2n });
  await evaluate(shop);
  expect((await entries(shop)).slice(1)).toEqual(['ada 2 2026-03-03 scheme change: silver > fair']);
  await expectSoundLedger(shop);
}, 300_000);
