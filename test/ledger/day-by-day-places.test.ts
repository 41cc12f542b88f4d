import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { decideLate } from '../../src/features/ledger/decide-late.ts';
import { replayLedger } from '../../src/features/ledger/replay.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { buy } from '../support/ledger-shop.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const scheme = {
  ...{ tierbook: 1, id: 'mine', name: 'Mine' },
  metrics: { place: { rfm: 'monetary', method: 'thresholds' } },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'top', name: 'Top', when: { metric: 'place', atLeast: 5 } },
  ],
};

async function morning({ folder, clock }: Shop, day: string): Promise<void> {
  clock.now = Date.parse(`${day}T01:00:00Z`);
  await evaluateAll(folder, { asOf: null, clock: () => clock.now, keepsCuts: true });
}

/** `customer effective tier`, as the ledger says now. */
async function begun({ folder }: Shop): Promise<string[]> {
  const { rows } = await sql<{
    line: string;
  }>`select external_id || ' ' || cast(effective as text) || ' ' || to_tier as line
    from tier_ledger as l join customers on customers.customer_id = l.customer_id
    where external_id in ('ada', 'eve') order by l.customer_id, entry_no`.execute(folder.database().reader);
  return rows.map(({ line }) => line);
}

describe('a day of an earlier period', () => {
  it('R015 is decided again by the places among everybody that were fixed then, late or in a replay', async () => {
    const shop = await openShop('2026-01-30T00:30:00Z');
    const { folder, clock } = shop;
    await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
    const bought = ['ada', 'bob', 'cleo', 'dan', 'eve'].map((customer, index) => ({
      ...{ id: index + 1, customer, day: '2026-01-20', amount: 100 * (index + 1) },
    }));
    await buy(shop, ...bought);
    await morning(shop, '2026-01-30');
    // By January's places eve is still at the top; February's, with dan above her, move her down.
    await buy(shop, { id: 6, customer: 'dan', day: '2026-01-30', amount: 200 });
    await morning(shop, '2026-01-31');
    await morning(shop, '2026-02-01');
    expect(await begun(shop)).toEqual(['ada 2026-01-30 base', 'eve 2026-01-30 top', 'eve 2026-02-01 base']);
    expect(await replayLedger(folder)).toMatchObject({ differences: 0 });
    await buy(shop, { id: 7, customer: 'ada', day: '2026-01-30', amount: 350 });
    await decideLate(folder, () => clock.now);
    expect(await begun(shop)).toEqual([
      'ada 2026-01-30 base',
      'ada 2026-01-30 top',
      'ada 2026-02-01 base',
      'eve 2026-01-30 top',
      'eve 2026-02-01 base',
    ]);
    expect(await replayLedger(folder)).toMatchObject({ differences: 0 });
  });
});
