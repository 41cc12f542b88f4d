import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { addDays, day, dayOf } from '../../src/domain/calendar.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { overrideTier } from '../../src/features/ledger/set-by-hand.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { buy } from '../support/ledger-shop.ts';
import type { Bought } from '../support/record-bought.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const policy = { downgrade: 'at-once', steps: 'one', grace: { days: 1 } };

const document = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: { lately: { of: 'orders', take: 'sum', window: { last: 3, unit: 'day' } } },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'silver', name: 'Silver', when: { metric: 'lately', atLeast: 10 } },
    { id: 'gold', name: 'Gold', when: { metric: 'lately', atLeast: 20 } },
  ],
  policy,
};

const FIRST = day('2026-01-26');
const DAYS = 5;
const CUSTOMERS = 28;
const FEW = 5;

/** What is bought on a day: by most, of some an earlier order cancelled, of some a second time. */
function boughtOn(index: number, today: string): Bought[] {
  const customers = Array.from({ length: CUSTOMERS }, (_, n) => n).filter((n) => (n * 7 + index) % 4 !== 0);
  return customers.map((n) => {
    const again = (n + index) % 5 === 0 && index > 0;
    return {
      ...{ id: (again ? index - 1 : index) * 100 + n, customer: `c${n}`, day: today },
      amount: 300 + ((n * 531 + index * 677) % 1900),
      status: again ? 'cancelled' : 'completed',
    };
  });
}

async function shopOf(keep: (shop: Shop, bought: readonly Bought[]) => Promise<void>): Promise<Shop> {
  const shop = await openShop(`${FIRST}T01:00:00Z`);
  const { folder, clock } = shop;
  await publishScheme(folder, { document, author: 'owner', at: clock.now });
  for (let index = 0; index < DAYS; index += 1) {
    clock.now = Date.parse(`${addDays(FIRST, index)}T01:00:00Z`);
    await evaluateAll(folder, { asOf: null, clock: () => clock.now });
    await keep(shop, boughtOn(index, dayOf(clock.now, 'Asia/Shanghai')));
    if (index === 2) await pin(shop, 'c5');
  }
  return shop;
}

async function pin({ folder, clock }: Shop, externalId: string): Promise<void> {
  const { rows } = await sql<{ customer: bigint }>`select customer_id as customer from customers
    where external_id = ${externalId}`.execute(folder.database().reader);
  const customer = rows[0]?.customer ?? 0n;
  await overrideTier(folder, {
    ...{ customer, kind: 'pin', tier: 'gold', from: null, until: null, reason: 'a test' },
    ...{ author: 'owner', at: clock.now, visibility: { all: true }, needsApproval: false },
  });
}

/** What is held and what the ledger says, in the order of customers; how entries came together in batches is no matter. */
async function told({ folder }: Shop): Promise<object[][]> {
  const rowsOf = async (table: string, order: string): Promise<object[]> => {
    const { rows } = await sql<
      Record<string, unknown>
    >`select c.external_id, t.* from ${sql.table(table)} as t
      join customers as c on c.customer_id = t.customer_id order by c.external_id, ${sql.raw(order)}`.execute(
      folder.database().reader,
    );
    return rows.map(({ customer_id, batch_id, ...rest }) => rest);
  };
  return [
    await rowsOf('held', 'since'),
    await rowsOf('held_history', 'since, until'),
    await rowsOf('tier_ledger', 'entry_no'),
  ];
}

describe('customers whose facts change', () => {
  it('R015 are decided alike few at a time and many together', async () => {
    const together = await shopOf(async (shop, bought) => await buy(shop, ...bought));
    const apart = await shopOf(async (shop, bought) => {
      for (let at = 0; at < bought.length; at += FEW) await buy(shop, ...bought.slice(at, at + FEW));
    });
    const all = await told(together);
    const [held = [], history = [], ledger = []] = all;
    expect([held.length, history.length > CUSTOMERS / 2, ledger.length > CUSTOMERS]).toEqual([
      CUSTOMERS,
      true,
      true,
    ]);
    expect(await told(apart)).toEqual(all);
  }, 300_000);
});
