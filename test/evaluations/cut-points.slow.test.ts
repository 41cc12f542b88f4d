import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { currentGeneration } from '../../src/features/evaluations/generation.ts';
import { replayLedger } from '../../src/features/ledger/replay.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { shownTiers } from '../support/ledger-shop.ts';
import { recordBought } from '../support/record-bought.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const scheme = (policy: object): object => ({
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: {
    rank: { 'top-share-of': 'spend' },
    score: { rfm: 'monetary', window: { last: 12, unit: 'month' } },
  },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'scored', name: 'Scored', when: { metric: 'score', atLeast: 5 } },
    { id: 'top', name: 'Top', when: { metric: 'rank', under: 5 } },
  ],
  policy,
});

let numbered = 0;

async function spend({ folder, clock }: Shop, spent: Readonly<Record<string, number>>): Promise<void> {
  const bought = Object.entries(spent).map(([customer, amount]) => {
    numbered += 1;
    return { id: numbered, customer, day: '2026-01-02', amount };
  });
  await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
}

/** By the daily run, or because somebody asked. */
async function evaluate({ folder, clock }: Shop, on: string, keepsCuts: boolean): Promise<void> {
  clock.now = Date.parse(`${on}T03:00:00Z`);
  await evaluateAll(folder, { asOf: null, clock: () => clock.now, keepsCuts });
}

async function fixedOn({ folder }: Shop): Promise<string | null> {
  return (await currentGeneration(folder.database().reader))?.cuts.fixedOn ?? null;
}

/** c01 … c20, who spent 1 … 20; c20 is the top 5 %. */
async function openRanked(policy: object): Promise<Shop> {
  const shop = await openShop('2026-01-15T03:00:00Z');
  await publishScheme(shop.folder, { document: scheme(policy), author: 'owner', at: shop.clock.now });
  const spent = Array.from({ length: 20 }, (_, n) => [`c${String(n + 1).padStart(2, '0')}`, (n + 1) * 100]);
  await spend(shop, Object.fromEntries(spent));
  await evaluate(shop, '2026-01-15', false);
  expect(await shownTiers(shop)).toMatchObject({ c20: 2n, c19: 1n, c16: 0n });
  return shop;
}

describe('what places customers among everybody', () => {
  it('R017 stands until the next month begins, whatever is bought, unless somebody asks', async () => {
    const shop = await openRanked({});
    // By new cut points none of these would be the top 5 %, and c19 no longer among the best fifth.
    await spend(shop, { c01: 5000, c02: 5000, c03: 5000, c04: 5000, c05: 9000 });
    await evaluate(shop, '2026-01-16', true);
    expect(await fixedOn(shop)).toBe('2026-01-15');
    expect(await shownTiers(shop)).toMatchObject({ c01: 2n, c05: 2n, c20: 2n, c19: 1n });
    await evaluate(shop, '2026-01-17', true);
    expect(await fixedOn(shop)).toBe('2026-01-15');
    await evaluate(shop, '2026-01-18', false);
    expect(await fixedOn(shop)).toBe('2026-01-18');
    expect(await shownTiers(shop)).toMatchObject({ c02: 1n, c05: 2n, c20: 0n, c19: 0n });
    // Each day again by what stood then.
    expect(await replayLedger(shop.folder)).toMatchObject({ days: { from: '2026-01-15' }, differences: 0 });
  });

  it('R017 is fixed anew on the first day of the standard’s period, also where that day is made up for', async () => {
    const shop = await openRanked({ downgrade: 'period-end', period: { calendar: 'month' } });
    await spend(shop, { c01: 5000, c05: 9000 });
    await evaluate(shop, '2026-01-30', true);
    expect(await fixedOn(shop)).toBe('2026-01-15');
    expect(await shownTiers(shop)).toMatchObject({ c01: 2n, c05: 2n, c20: 2n });
    await evaluate(shop, '2026-02-02', true);
    expect(await fixedOn(shop)).toBe('2026-02-01');
  });

  it('R017 is fixed by the next run where it was fixed while nobody had bought anything', async () => {
    const shop = await openShop('2026-01-15T03:00:00Z');
    await publishScheme(shop.folder, { document: scheme({}), author: 'owner', at: shop.clock.now });
    await evaluate(shop, '2026-01-15', false);
    await spend(shop, { c01: 100, c02: 200 });
    await evaluate(shop, '2026-01-16', true);
    expect(await fixedOn(shop)).toBe('2026-01-16');
  });
});
