import { describe, expect, it } from 'vitest';
import { addDays, type Day, day } from '../../src/domain/calendar.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { listEvaluations } from '../../src/features/evaluations/list-evaluations.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { expectSoundLedger, shownTiers } from '../support/ledger-shop.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const standard = (id: string, silver: number): object => ({
  ...{ tierbook: 1, id, name: id },
  metrics: { month: { of: 'orders', take: 'sum', window: { last: 1, unit: 'month' } } },
  tiers: [
    { id: 'base', name: 'base' },
    { id: 'silver', name: 'silver', when: { metric: 'month', atLeast: silver } },
  ],
});

const FIRST = day('2026-01-10');
const [SECOND, THIRD] = [addDays(FIRST, 1), addDays(FIRST, 2)];

/** Publishes a standard if there is one, and grades everybody as the daily run does. */
async function morning({ folder, clock }: Shop, at: Day, document?: object): Promise<void> {
  clock.now = Date.parse(`${at}T01:00:00Z`);
  const asked = { author: 'owner', at: clock.now, holders: 'until-period-end' } as const;
  if (document !== undefined) await publishScheme(folder, { ...asked, document });
  await evaluateAll(folder, { asOf: null, clock: () => clock.now, keepsCuts: true });
}

describe('the day after another standard was brought in', () => {
  it('R019 R020 lets those fall who ceased to reach their tier on that very day, though it is carried over', async () => {
    const shop = await openShop(`${FIRST}T00:30:00Z`);
    const { folder, clock } = shop;
    const collect = collectOrders(folder, () => clock.now);
    const send = async (...orders: object[]) =>
      await collect({ orders, visibility: { all: true }, author: 'till' });
    const order = { orderId: 'a', customerId: 'ada', paidAt: '2026-01-09', amount: 10 };
    // So that few are concerned.
    const others = Array.from({ length: 9 }, (_, n) => ({ ...order, orderId: `${n}`, customerId: `c${n}` }));
    await publishScheme(folder, { document: standard('usual', 10), author: 'owner', at: clock.now });
    await send(order, ...others);
    await morning(shop, FIRST);
    await morning(shop, SECOND, standard('season', 5));
    await send({ ...order, status: 'refunded', refundedAt: SECOND });
    expect((await shownTiers(shop)).ada).toBe(1n);
    await morning(shop, THIRD);
    const [last] = await listEvaluations(folder.database().reader);
    expect([last?.kind, (await shownTiers(shop)).ada]).toEqual(['carried', 0n]);
    await expectSoundLedger(shop);
  });
});
