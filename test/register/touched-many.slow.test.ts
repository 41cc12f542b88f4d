import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { insertRefunds } from '../../src/features/register/insert-orders.ts';
import { startRecording } from '../../src/features/register/recording.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { gradedRegister } from '../support/graded-register.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const scheme = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: {
    kinds: { of: 'lines', take: 'distinct', what: 'category' },
    year: { of: 'orders', take: 'sum', window: { last: 12, unit: 'month' } },
  },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'silver', name: 'Silver', when: { metric: 'year', atLeast: 120 } },
    { id: 'gold', name: 'Gold', when: { metric: 'kinds', atLeast: 5 } },
  ],
};

const day = (n: number): string => `2025-${String(1 + (n % 12)).padStart(2, '0')}-15`;

/** Every third has two lines; numbers below 1000 come again with another amount. */
function order(n: number, customer: number): object {
  const goods = (part: number) => ({ amount: 10 + ((n * part) % 90), category: `kind ${(n + part) % 7}` });
  const said = { orderId: `o${n % 1000}`, customerId: `c${customer}`, orderedAt: day(n) };
  return n % 3 === 0 ? { ...said, lines: [goods(1), goods(2)] } : { ...said, ...goods(1) };
}

/** A refund that names no order, of every fifth customer. */
async function giveBack({ folder, clock }: Shop): Promise<void> {
  const refunds = sql`(select external_id, customer_id as refund_id, cast('2025-10-01' as date) as day, cast(700 as bigint) as amount,
    'x' as channel, 'x' as store, 'x' as category, 'x' as product from customers where customer_id % 5 = 0)`;
  await folder.writer.write(async (trx) => {
    const id = await startRecording(trx, { at: clock.now, author: 'test', importId: null });
    await insertRefunds(trx, refunds, id);
  });
}

describe('customers graded anew when their orders come', () => {
  it('R016 stand as if everybody had been graded, be they one or many at a time', async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    const evaluate = async () => await evaluateAll(folder, { asOf: null, clock: () => clock.now });
    await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
    await evaluate();
    const keep = collectOrders(folder, () => clock.now);
    let sent = 0;
    for (const customers of [300, 1, 24, 25, 100, 101, 310]) {
      const orders = Array.from({ length: customers * 2 }, (_, n) => order(sent + n, (sent + n) % customers));
      sent += orders.length;
      await keep({ orders, visibility: { all: true }, author: 'till' });
      if (sent === 600) await giveBack(shop);
      const { grades } = await gradedRegister(shop);
      await evaluate();
      // Nobody was graded again for the refunds, until an order of theirs came.
      if (sent !== 600) expect((await gradedRegister(shop)).grades).toEqual(grades);
    }
    const { grades } = await gradedRegister(shop);
    expect(new Set((grades as { tier: bigint }[]).map(({ tier }) => tier)).size).toBe(3);
  });
});
