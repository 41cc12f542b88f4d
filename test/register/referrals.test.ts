import { describe, expect, it } from 'vitest';
import { openSeal } from '../../src/features/contacts/open-seal.ts';
import { explainTier } from '../../src/features/customers/explain.ts';
import { listReferrals } from '../../src/features/customers/list-referrals.ts';
import { findCustomer } from '../../src/features/customers/read-history.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { changeCustomer, keepCustomers } from '../../src/features/register/keep-customers.ts';
import { mergeCustomers } from '../../src/features/register/merge-customers.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { DAY } from '../support/accounts.ts';
import { gradedRegister } from '../support/graded-register.ts';
import { expectSoundLedger } from '../support/ledger-shop.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const scheme = {
  tierbook: 1,
  id: 'friends',
  name: 'Friends',
  metrics: {
    brought: { of: 'referrals', take: 'count', window: { last: 12, unit: 'month' } },
    buyers: { of: 'referrals', take: 'count', what: 'first_order' },
  },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'host', name: 'Host', when: { metric: 'brought', atLeast: 1 } },
    { id: 'star', name: 'Star', when: { metric: 'buyers', atLeast: 2 } },
  ],
};

const actor = { kind: 'command-line' } as const;

async function openFriends(): Promise<Shop> {
  const shop = await openShop();
  const { folder, clock } = shop;
  await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
  await keep(shop, { externalId: 'ada', owner: 'rita' }, { externalId: 'bob' });
  await evaluateAll(folder, { asOf: null, clock: () => clock.now });
  return shop;
}

async function keep({ folder, clock }: Shop, ...customers: object[]): Promise<void> {
  const seal = await openSeal(folder, undefined);
  const results = await keepCustomers(folder, seal, customers, { actor, at: clock.now });
  expect(results.every((result) => 'status' in result)).toBe(true);
}

async function buy({ folder, clock }: Shop, customerId: string): Promise<void> {
  const orders = [{ customerId, orderedAt: '2026-01-14', amount: 10 }];
  await collectOrders(folder, () => clock.now)({ orders, visibility: { all: true }, author: 'till' });
}

async function tiers(shop: Shop): Promise<Record<string, unknown>> {
  const { grades } = await gradedRegister(shop);
  return Object.fromEntries(
    (grades as { external_id: string; tier: bigint }[]).map(({ external_id, tier }) => [
      external_id,
      Number(tier),
    ]),
  );
}

async function idOf({ folder }: Shop, externalId: string): Promise<bigint> {
  const found = await findCustomer(folder.database().reader, externalId);
  return found?.id ?? expect.fail();
}

describe('referrals', () => {
  it('R016 grade whoever brought somebody when that one comes, buys, or names another', async () => {
    const shop = await openFriends();
    await keep(shop, { externalId: 'cleo', referredBy: 'ada', registeredAt: '2026-01-10' });
    await keep(shop, { externalId: 'dan', referredBy: 'ada' });
    expect(await tiers(shop)).toMatchObject({ ada: 1, bob: 0 });
    await buy(shop, 'cleo');
    await buy(shop, 'dan');
    expect(await tiers(shop)).toMatchObject({ ada: 2, bob: 0 });
    const { folder, clock } = shop;
    const [ada, bob, cleo] = [await idOf(shop, 'ada'), await idOf(shop, 'bob'), await idOf(shop, 'cleo')];
    await changeCustomer(
      folder,
      await openSeal(folder, undefined),
      { referredBy: 'bob', owner: 'rita' },
      { id: cleo, actor, at: clock.now },
    );
    expect(await tiers(shop)).toMatchObject({ ada: 1, bob: 1 });
    const rita = { owner: 'rita' };
    expect(await listReferrals(folder, rita, ada)).toEqual({ by: null, brought: [], others: 1 });
    expect(await listReferrals(folder, { all: true }, bob)).toMatchObject({
      brought: [{ externalId: 'cleo', registeredOn: '2026-01-10', firstOrder: '2026-01-14' }],
    });
    expect((await listReferrals(folder, rita, cleo)).by).toEqual({ externalId: null, customer: null });
    await evaluateAll(folder, { asOf: null, clock: () => clock.now });
    expect(await tiers(shop)).toMatchObject({ ada: 1, bob: 1 });
    const counted = async (visibility: typeof rita | { all: true }) => {
      const { metrics } = await explainTier(folder.database().reader, 'ada', null, clock.now, visibility);
      return metrics.find(({ id }) => id === 'brought')?.events?.counted;
    };
    expect(await counted({ all: true })).toMatchObject({
      listed: [{ day: '2026-01-14', words: { en: 'dan, first order 2026-01-14' } }],
    });
    expect(JSON.stringify(await counted(rita))).not.toContain('dan');
  });

  it('R016 count for whom somebody was merged into, those who name the old id too', async () => {
    const shop = await openFriends();
    const { folder, clock } = shop;
    await keep(shop, { externalId: 'cleo', referredBy: 'bob' }, { externalId: 'ada', referredBy: 'bob' });
    await buy(shop, 'cleo');
    const [ada, bob] = [await idOf(shop, 'ada'), await idOf(shop, 'bob')];
    expect(await tiers(shop)).toMatchObject({ ada: 0, bob: 1 });
    clock.now += DAY;
    const merge = { kept: ada, merged: bob, reason: 'one', author: 'owner', at: clock.now };
    await mergeCustomers(folder, merge);
    expect(await tiers(shop)).toMatchObject({ ada: 1 });
    await keep(shop, { externalId: 'dan', referredBy: 'bob' });
    await buy(shop, 'dan');
    expect(await tiers(shop)).toMatchObject({ ada: 2 });
    const all = { all: true } as const;
    expect(await listReferrals(folder, all, ada)).toMatchObject({
      by: { customer: null },
      brought: [{ externalId: 'cleo' }, { externalId: 'dan' }],
    });
    expect(await listReferrals(folder, all, await idOf(shop, 'dan'))).toMatchObject({
      by: { externalId: 'ada' },
    });
    await evaluateAll(folder, { asOf: null, clock: () => clock.now });
    expect(await tiers(shop)).toMatchObject({ ada: 2 });
    await expectSoundLedger(shop);
  });

  it('R016 are lost at once by whoever brought somebody who is merged into a customer of another', async () => {
    const shop = await openFriends();
    const { folder, clock } = shop;
    await keep(shop, { externalId: 'cleo', referredBy: 'ada' }, { externalId: 'dan', referredBy: 'bob' });
    await buy(shop, 'cleo');
    await buy(shop, 'dan');
    const [cleo, dan] = [await idOf(shop, 'cleo'), await idOf(shop, 'dan')];
    expect(await tiers(shop)).toMatchObject({ ada: 1, bob: 1 });
    const merge = { kept: cleo, merged: dan, reason: 'one', author: 'owner', at: clock.now };
    await mergeCustomers(folder, merge);
    expect(await tiers(shop)).toMatchObject({ ada: 1, bob: 0 });
  });
});
