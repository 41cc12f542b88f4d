import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openSeal } from '../../src/features/contacts/open-seal.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { rememberedGeneration } from '../../src/features/evaluations/generation.ts';
import { recordedSoFar, touchedSince } from '../../src/features/evaluations/touched.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { type EventResult, keepEvents } from '../../src/features/register/keep-events.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { holds } from '../../src/features/verify/check.ts';
import { verifyFolder } from '../../src/features/verify/verify-folder.ts';
import { gradedRegister } from '../support/graded-register.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const scheme = {
  tierbook: 1,
  id: 'feedback',
  name: 'Feedback',
  metrics: {
    rating: { of: 'reviews', take: 'average', what: 'rating' },
    open: { of: 'complaints', take: 'count', where: { field: 'resolved_at', isEmpty: true } },
    nights: { of: 'usage', take: 'sum', what: 'nights', window: { last: 12, unit: 'month' } },
  },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'guest', name: 'Guest', when: { metric: 'nights', atLeast: 2 } },
    {
      id: 'fan',
      name: 'Fan',
      when: {
        all: [
          { metric: 'rating', atLeast: 4 },
          { metric: 'open', is: 0 },
        ],
      },
    },
  ],
};

/** A shop with customers c1 and c2, graded by the scheme. */
async function gradedShop(): Promise<Shop> {
  const shop = await openShop();
  const { folder, clock } = shop;
  await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
  const orders = ['c1', 'c2'].map((customerId) => ({ customerId, orderedAt: '2025-12-01', amount: 10 }));
  await collectOrders(folder, () => clock.now)({ orders, visibility: { all: true }, author: 'till' });
  await evaluateAll(folder, { asOf: null, clock: () => clock.now });
  return shop;
}

async function keep({ folder, clock }: Shop, events: readonly unknown[], owner?: string) {
  const visibility = owner === undefined ? ({ all: true } as const) : { owner };
  const request = { events, visibility, author: 'desk', at: clock.now };
  return await keepEvents(folder, request, rememberedGeneration());
}

const statuses = (results: readonly EventResult[]) =>
  results.map((result) => ('problems' in result ? result.problems.map(({ code }) => code) : result.status));

async function tierOf(shop: Shop, customer: string): Promise<unknown> {
  const { grades } = await gradedRegister(shop);
  return (grades as { external_id: string; tier: bigint }[]).find(
    ({ external_id }) => external_id === customer,
  )?.tier;
}

const review = { source: 'reviews', customerId: 'c1', at: '2025-12-20 10:20', rating: '五星', text: '很好' };
const complaint = { source: 'complaints', customerId: 'c1', at: '2026-01-02', kind: '物流' };

describe('events that are kept (R032)', () => {
  it('R016 grade their customers anew, as an evaluation of everybody would', async () => {
    const shop = await gradedShop();
    expect(await tierOf(shop, 'c1')).toBe(0n);
    const kept = await keep(shop, [
      review,
      { source: 'usage', customerId: 'c2', at: '2026-01-10', measure: 'nights', quantity: '2晚' },
    ]);
    expect(kept.graded).toBe(true);
    expect(statuses(kept.results)).toEqual(['added', 'added']);
    expect([await tierOf(shop, 'c1'), await tierOf(shop, 'c2')]).toEqual([2n, 1n]);
    await keep(shop, [complaint]);
    expect(await tierOf(shop, 'c1')).toBe(0n);
    const { grades } = await gradedRegister(shop);
    await evaluateAll(shop.folder, { asOf: null, clock: () => shop.clock.now });
    expect((await gradedRegister(shop)).grades).toEqual(grades);
  });

  it('change nothing when they come again, and are two when they are said twice', async () => {
    const shop = await gradedShop();
    const first = await keep(shop, [review, review]);
    expect(statuses(first.results)).toEqual(['added', 'added']);
    const again = await keep(shop, [review, review, review]);
    expect(statuses(again.results)).toEqual(['unchanged', 'unchanged', 'added']);
    expect(again.results.slice(0, 2).map((each) => 'id' in each && each.id)).toEqual(
      first.results.map((each) => 'id' in each && each.id),
    );
  });

  it('get a new version when they are resolved, and stay resolved when the old word comes again', async () => {
    const shop = await gradedShop();
    await keep(shop, [review, complaint]);
    expect(await tierOf(shop, 'c1')).toBe(0n);
    const before = await recordedSoFar(shop.folder.database().reader);
    const resolved = await keep(shop, [{ ...complaint, resolvedAt: '2026-01-05' }]);
    expect(statuses(resolved.results)).toEqual(['changed']);
    expect(await tierOf(shop, 'c1')).toBe(2n);
    expect(statuses((await keep(shop, [complaint])).results)).toEqual(['unchanged']);
    const { reader } = shop.folder.database();
    const history = await sql`select cast(day as text) as day, resolved_day, recorded_by < ended_by as later
      from events_history`.execute(reader);
    expect(history.rows).toEqual([{ day: '2026-01-02', resolved_day: null, later: true }]);
    const touched = await sql`select external_id from customers where ${touchedSince(before)}`.execute(
      reader,
    );
    expect(touched.rows).toEqual([{ external_id: 'c1' }]);
  });

  it('are refused one by one, for strangers and for what cannot be read', async () => {
    const shop = await gradedShop();
    const { results } = await keep(shop, [
      review,
      { ...review, customerId: 'c3' },
      { ...review, rating: '赞' },
      { ...review, source: 'review', at: '昨天' },
      { source: 'visits' },
    ]);
    expect(statuses(results)).toEqual([
      'added',
      ['no-such-customer'],
      ['rating-unknown'],
      ['unknown-source', 'date-unreadable'],
      ['missing', 'missing'],
    ]);
    const { rows } = await sql`select external_id from customers order by 1`.execute(
      shop.folder.database().reader,
    );
    expect(rows).toHaveLength(2);
  });

  it('S02 are written by a rep for his own customers alone', async () => {
    const shop = await gradedShop();
    const { folder } = shop;
    await folder.writer.write(async (trx) => {
      await sql`update customers set owner = 'rep' where external_id = 'c1'`.execute(trx);
    });
    const mixed = [review, { ...review, customerId: 'c2' }, { ...review, customerId: 'nobody' }];
    expect(statuses((await keep(shop, mixed, 'rep')).results)).toEqual([
      'added',
      ['forbidden'],
      ['forbidden'],
    ]);
  });

  it('R035 pass every check of the data folder', async () => {
    const shop = await gradedShop();
    await keep(shop, [review, complaint]);
    await keep(shop, [{ ...complaint, resolvedAt: '2026-01-05' }]);
    const { tables, rules } = await verifyFolder(shop.folder, await openSeal(shop.folder, undefined));
    const checks = [...tables, ...rules];
    expect(checks.filter((check) => !holds(check))).toEqual([]);
    expect(checks.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['customer-of-events', 'one-of-events', 'read-events']),
    );
  });
});
