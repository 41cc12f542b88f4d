import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { day } from '../../src/domain/calendar.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { type OverrideRequest, overrideTier } from '../../src/features/ledger/set-by-hand.ts';
import { lookAhead } from '../../src/features/radar/look-ahead.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { recordBought } from '../support/record-bought.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';
import { monthly } from './monthly.ts';

/** Silver for 500 in the last 30 days, gold for 1,000. */
const document = {
  ...monthly,
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'silver', name: 'Silver', when: { metric: 'month', atLeast: 500 } },
    { id: 'gold', name: 'Gold', when: { metric: 'month', atLeast: 1000 } },
  ],
};

async function set(
  { folder, clock }: Shop,
  externalId: string,
  what: Pick<OverrideRequest, 'kind' | 'tier'> & Partial<OverrideRequest>,
): Promise<void> {
  const { rows } = await sql<{
    id: bigint;
  }>`select customer_id as id from customers where external_id = ${externalId}`.execute(
    folder.database().reader,
  );
  await overrideTier(folder, {
    ...{ visibility: { all: true }, customer: rows[0]?.id ?? expect.fail(), author: 'owner', at: clock.now },
    ...{ from: null, until: null, reason: 'test', needsApproval: false },
    ...what,
  });
}

it('what keeps a tier is told where the tier held falls from the one shown, not where what was set by hand turns that day', async () => {
  const shop = await openShop('2026-01-15T01:00:00Z');
  const { folder, clock } = shop;
  await publishScheme(folder, { document, author: 'owner', at: clock.now });
  // What was bought on 20 December counts up to 18 January: ada holds silver until then, the others gold.
  const bought = [
    { id: 1, customer: 'ada', day: '2025-12-20', amount: 60_000 },
    { id: 2, customer: 'bob', day: '2025-12-20', amount: 120_000 },
    { id: 3, customer: 'bob', day: '2026-01-10', amount: 60_000 },
    { id: 4, customer: 'cleo', day: '2025-12-20', amount: 120_000 },
  ];
  await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
  await evaluateAll(folder, { asOf: null, clock: () => clock.now });
  await set(shop, 'ada', { kind: 'pin', tier: 'gold', until: day('2026-01-18') });
  await set(shop, 'bob', { kind: 'ceiling', tier: 'silver' });
  await set(shop, 'bob', { kind: 'ceiling', tier: 'base', from: day('2026-01-19') });
  await set(shop, 'cleo', { kind: 'ceiling', tier: 'silver' });
  expect(await lookAhead(folder, { clock: () => clock.now, days: 10 })).toMatchObject({ falls: 3 });
  const { rows } =
    await sql`select external_id as who, from_tier as "from", to_tier as "to", cast(falls_on as text) as falls,
      cast(decided as text) as decided
    from radar_falls as f join customers as c on c.customer_id = f.customer_id order by external_id`.execute(
      folder.database().reader,
    );
  const falls = '2026-01-19';
  expect(rows).toEqual([
    { who: 'ada', from: 'gold', to: 'base', falls, decided: null },
    { who: 'bob', from: 'silver', to: 'base', falls, decided: null },
    { who: 'cleo', from: 'silver', to: 'base', falls, decided: falls },
  ]);
});
