import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { explainTier } from '../../src/features/customers/explain.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { rememberedGeneration } from '../../src/features/evaluations/generation.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { keepEvents } from '../../src/features/register/keep-events.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { holds } from '../../src/features/verify/check.ts';
import { verifyFolder } from '../../src/features/verify/verify-folder.ts';
import { importText, testSeal } from '../support/import-text.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const scheme = {
  tierbook: 1,
  id: 'club',
  name: 'Club',
  metrics: { balance: { of: 'points', take: 'sum' } },
  tiers: [
    {
      ...{ id: 'base', name: 'Base' },
      benefits: [{ id: 'points', kind: 'points', name: 'Points', value: 1, validity: { days: 3 } }],
    },
    {
      ...{ id: 'gold', name: 'Gold', when: { metric: 'spend', atLeast: 1000 } },
      benefits: [{ id: 'double', kind: 'points', name: 'Double points', value: 2.5 }],
    },
  ],
};

async function shopOn(day: string): Promise<Shop> {
  const shop = await openShop(`${day}T03:00:00Z`);
  const { folder, clock } = shop;
  await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
  await send(shop, { orderId: 'old', customerId: 'ada', orderedAt: '2025-12-01', amount: 1000 });
  await evaluate(shop);
  return shop;
}

async function send({ folder, clock }: Shop, ...orders: object[]): Promise<void> {
  await collectOrders(folder, () => clock.now)({ orders, visibility: { all: true }, author: 'till' });
}

async function evaluate({ folder, clock }: Shop): Promise<void> {
  await evaluateAll(folder, { asOf: null, clock: () => clock.now, keepsCuts: true });
}

function toDay(shop: Shop, day: string): void {
  shop.clock.now = Date.parse(`${day}T03:00:00Z`);
}

/** The entries of points in their order, such as `bob 2026-01-15 earned 100 (1)`. */
async function ledger({ folder }: Shop): Promise<string[]> {
  const { rows } = await sql<{
    said: string;
  }>`select external_id || ' ' || cast(day as text) || ' ' || kind || ' '
      || cast(quantity / 1000000 as text) || coalesce(' (' || text || ')', '') as said
    from events join customers on customers.customer_id = events.customer_id
    where events.source = 'points' order by events.recorded_by, external_id, day, quantity`.execute(
    folder.database().reader,
  );
  return rows.map(({ said }) => said);
}

async function balanceOf({ folder, clock }: Shop, customer: string): Promise<string | undefined> {
  const proof = await explainTier(folder.database().reader, customer, null, clock.now);
  return proof.metrics.find(({ id }) => id === 'balance')?.valueWords?.en;
}

it('R016 an order earns points once, by the tier that was shown when its day began, and they follow its refund', async () => {
  const shop = await shopOn('2026-01-15');
  const [first, second] = [
    { orderId: 'a1', customerId: 'ada', orderedAt: '2026-01-15', amount: 100.5 },
    { orderId: 'b1', customerId: 'bob', orderedAt: '2026-01-15', amount: 1999.99 },
  ];
  await send(shop, first, second);
  await send(shop, first, { orderId: 'b2', customerId: 'bob', orderedAt: '2026-01-15', amount: 10 });
  await evaluate(shop);
  const earned = [
    'ada 2026-01-15 earned 251 (a1)',
    'bob 2026-01-15 earned 1999 (b1)',
    'bob 2026-01-15 earned 25 (b2)',
  ];
  expect(await ledger(shop)).toEqual(earned);
  expect(await balanceOf(shop, 'bob')).toBe('2024');
  toDay(shop, '2026-01-16');
  await evaluate(shop);
  await send(shop, { ...first, refunded: 60.5, refundedAt: '2026-01-16' });
  await send(shop, { orderId: 'b3', customerId: 'bob', orderedAt: '2026-01-16', amount: 10 });
  await send(shop, { ...first, status: 'cancelled' }, { ...second, amount: 2000 });
  const followed = [
    'ada 2026-01-16 adjusted -151 (a1)',
    'bob 2026-01-16 earned 25 (b3)',
    'ada 2026-01-16 adjusted -100 (a1)',
    'bob 2026-01-16 adjusted 1 (b1)',
  ];
  expect(await ledger(shop)).toEqual([...earned, ...followed]);
  expect(await balanceOf(shop, 'ada')).toBe('0');
  await evaluate(shop);
  expect(await ledger(shop)).toHaveLength(7);
  const { tables, rules } = await verifyFolder(shop.folder, testSeal);
  expect([...tables, ...rules].filter((check) => !holds(check))).toEqual([]);
});

it('R015 orders of a file, and money given back on a day to come, come into the points when everybody is graded', async () => {
  const shop = await shopOn('2026-01-15');
  toDay(shop, '2026-01-17');
  await evaluate(shop);
  const header = 'order_id,customer_id,ordered_at,amount,refunded,refunded_at';
  const rows = [
    'f0,ada,2026-01-14,500,,',
    'f1,ada,2026-01-16,100,40,2026-01-18',
    'f2,cleo,2026-01-17,30,,',
    'f3,cleo,2026-01-18,20,,',
  ];
  await importText(shop, 'orders', [[header, ...rows, ''].join('\n')]);
  await evaluate(shop);
  const earned = ['ada 2026-01-16 earned 250 (f1)', 'cleo 2026-01-17 earned 30 (f2)'];
  expect(await ledger(shop)).toEqual(earned);
  toDay(shop, '2026-01-18');
  await evaluate(shop);
  const later = ['ada 2026-01-18 adjusted -100 (f1)', 'cleo 2026-01-18 earned 20 (f3)'];
  expect(await ledger(shop)).toEqual([...earned, ...later]);
  expect(await balanceOf(shop, 'cleo')).toBe('50');
});

it('R015 what is left of points expires when they are no longer valid, the oldest being spent first', async () => {
  const shop = await shopOn('2026-01-15');
  const by = (day: string, orderId: string, amount: number): object => ({
    ...{ orderId, customerId: 'bob', orderedAt: day, amount },
  });
  await send(shop, by('2026-01-15', 'b1', 100));
  toDay(shop, '2026-01-16');
  await evaluate(shop);
  const points = { source: 'points', customerId: 'bob', at: '2026-01-16' };
  const given = { ...points, quantity: 50, text: 'welcome' };
  const events = [given, { ...points, kind: 'spent', quantity: 30 }];
  const { clock, folder } = shop;
  const desk = { visibility: { all: true }, author: 'desk', at: clock.now } as const;
  await keepEvents(folder, { ...desk, events }, rememberedGeneration());
  await send(shop, by('2026-01-16', 'b2', 40));
  toDay(shop, '2026-01-17');
  await evaluate(shop);
  expect(await balanceOf(shop, 'bob')).toBe('160');
  toDay(shop, '2026-01-18');
  await evaluate(shop);
  toDay(shop, '2026-01-20');
  await evaluate(shop);
  await send(shop, { ...by('2026-01-15', 'b1', 100), status: 'cancelled' });
  await evaluate(shop);
  expect((await ledger(shop)).slice(-3)).toEqual([
    'bob 2026-01-18 expired -70 (b1)',
    'bob 2026-01-19 expired -40 (b2)',
    'bob 2026-01-20 adjusted -30 (b1)',
  ]);
  expect(await balanceOf(shop, 'bob')).toBe('20');
});
