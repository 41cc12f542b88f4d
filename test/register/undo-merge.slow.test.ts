import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/domain/calendar.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { rememberedGeneration } from '../../src/features/evaluations/generation.ts';
import { replayLedger } from '../../src/features/ledger/replay.ts';
import { freezeTier, overrideTier } from '../../src/features/ledger/set-by-hand.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { keepCustomers } from '../../src/features/register/keep-customers.ts';
import { keepEvents } from '../../src/features/register/keep-events.ts';
import { mergeCustomers } from '../../src/features/register/merge-customers.ts';
import { previewMergeUndo, undoMerge } from '../../src/features/register/undo-merge.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { holds } from '../../src/features/verify/check.ts';
import { verifyFolder } from '../../src/features/verify/verify-folder.ts';
import { DAY } from '../support/accounts.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { importText, testSeal } from '../support/import-text.ts';
import { shownTiers } from '../support/ledger-shop.ts';
import { onPostgres } from '../support/postgres-database.ts';
import { grown, type RegisterTable, registerTables, rowsOf } from '../support/register-digest.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const SECOND = 1000;

const scheme = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: { brought: { of: 'referrals', take: 'count' } },
  tiers: ['base', 'silver', 'gold'].map((id, index) => ({
    ...{ id, name: id, benefits: [{ id: 'points', kind: 'points', name: 'Points', value: 1 }] },
    ...[
      {},
      { when: { metric: 'spend', atLeast: 100 } },
      {
        when: {
          any: [
            { metric: 'spend', atLeast: 300 },
            { metric: 'brought', atLeast: 1 },
          ],
        },
      },
    ][index],
  })),
  policy: { downgrade: 'period-end', period: { calendar: 'month' } },
};

const people = ['ada', 'bob', 'cleo', 'eve 🎉'];
const person = fc.constantFrom(...people);
const day = fc.constantFrom('2025-12-20', '2026-01-02', '2026-01-28', '2026-01-29');
const order = fc.record({
  id: fc.constantFrom('', '1', '2', '3', '4', '5'),
  person: fc.constantFrom('bob', ...people),
  day,
  amount: fc.constantFrom('10', '100', '250'),
  status: fc.constantFrom('completed', 'cancelled', ''),
});
const visit = fc.record({ person, day, resolved: fc.constantFrom('', '2026-01-29') });
/** Of ada what nobody else says: who says again what the merge has filled edits nothing. */
const profile = fc.oneof(
  fc.record({ person: fc.constant('ada'), region: fc.constantFrom('', '苏州') }),
  fc.record({
    person: fc.constantFrom('cleo', 'eve 🎉'),
    region: fc.constant('杭州'),
    by: fc.constantFrom('ada', 'bob'),
  }),
);
const byHand = fc.record({
  person: fc.constantFrom('ada', 'bob'),
  what: fc.constantFrom('pin', 'floor', 'ceiling', 'freeze'),
  tier: fc.constantFrom('base', 'silver', 'gold'),
  until: fc.constantFrom(null, '2026-02-02'),
});
const refund = fc.record({ person, day, amount: fc.constantFrom('7', '90') });
type Given<T> = T extends fc.Arbitrary<infer V> ? V : never;
type Step =
  | { readonly order: Given<typeof order> }
  | { readonly visit: Given<typeof visit> }
  | { readonly profile: { readonly person: string; readonly region: string; readonly by?: string } }
  | { readonly byHand: Given<typeof byHand> }
  | { readonly refunds: readonly Given<typeof refund>[] }
  | 'next day';
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: order.map((each) => ({ order: each })) },
  { weight: 2, arbitrary: visit.map((each) => ({ visit: each })) },
  { weight: 2, arbitrary: profile.map((each) => ({ profile: each })) },
  { weight: 2, arbitrary: byHand.map((each) => ({ byHand: each })) },
  {
    weight: 1,
    arbitrary: fc.array(refund, { minLength: 1, maxLength: 3 }).map((each) => ({ refunds: each })),
  },
  { weight: 3, arbitrary: fc.constant('next day' as const) },
);

async function nextDay(shop: Shop): Promise<void> {
  shop.clock.now += DAY;
  await evaluateAll(shop.folder, { asOf: null, clock: () => shop.clock.now });
}

async function numberOf({ folder }: Shop, externalId: string): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`select customer_id as id from customer_names
    where external_id = ${externalId}`.execute(folder.database().reader);
  return rows[0]?.id ?? 0n;
}

async function happen(shop: Shop, given: Step): Promise<void> {
  const { folder, clock } = shop;
  const from = { visibility: { all: true }, author: 'till' } as const;
  clock.now += SECOND;
  if (given === 'next day') return await nextDay(shop);
  if ('order' in given) {
    const { id: orderId, person: customerId, day: paidAt, amount, status } = given.order;
    const goods = { product: orderId === '' ? 'loose' : null };
    await collectOrders(
      folder,
      () => clock.now,
    )({ orders: [{ orderId, customerId, paidAt, amount, status, ...goods }], ...from });
  } else if ('visit' in given) {
    const { person: customerId, day: at, resolved: resolvedAt } = given.visit;
    const events = [
      { source: 'service', kind: 'repair', customerId, at, ...(resolvedAt === '' ? {} : { resolvedAt }) },
    ];
    await keepEvents(folder, { events, ...from, at: clock.now }, rememberedGeneration());
  } else if ('profile' in given) {
    const { person: externalId, region, by: referredBy } = given.profile;
    const writing = { actor: { kind: 'command-line' }, at: clock.now } as const;
    await keepCustomers(
      folder,
      testSeal,
      [{ externalId, region: region === '' ? null : region, ...(referredBy ? { referredBy } : {}) }],
      writing,
    );
  } else if ('refunds' in given) {
    const rows = given.refunds.map(
      ({ person: who, day: at, amount }) => `,${who},${at},-${amount},completed`,
    );
    await importText(shop, 'orders', [`order_id,customer_id,paid_at,amount,status\n${rows.join('\n')}\n`]);
  } else {
    const { person: who, what, tier, until } = given.byHand;
    const hand = { ...from, customer: await numberOf(shop, who), at: clock.now, reason: 'so' };
    const last = until as Day | null;
    if (what === 'freeze') await freezeTier(folder, { ...hand, until: last });
    else
      await overrideTier(folder, {
        ...hand,
        kind: what as 'pin',
        tier,
        from: null,
        until: last,
        needsApproval: false,
      });
  }
}

async function opened(): Promise<Shop> {
  const shop = await openShop('2026-01-27T03:00:00Z');
  const { folder, clock } = shop;
  await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
  const list = `customer_id,name,region,phone,registered_at,肤质,wants\nada,,,,2026-01-05,,\nbob,阿保,上海,13800138000,2026-01-02,,a\ncleo,,,,,oily,b\neve 🎉,,,,,,\n`;
  await importText(shop, 'customers', [list]);
  await evaluateAll(folder, { asOf: null, clock: () => clock.now });
  return shop;
}

/** All that should be as if they had never been merged. */
async function standing(shop: Shop): Promise<unknown> {
  const { reader } = shop.folder.database();
  const rows: unknown[] = [];
  for (const table of Object.keys(registerTables) as RegisterTable[]) {
    const kept = [...(await rowsOf(shop.folder, table)).values()].flat().map(({ said }) => said);
    const said = kept.filter((each) => !each.includes('"source","points"'));
    rows.push([table, said.map((each) => each.replace(/("\w+_sealed",)"[^"]*"/g, '$1"…"')).toSorted()]);
  }
  const points =
    await sql`select external_id, cast(sum(quantity) as bigint) as points from events join customers on customers.customer_id = events.customer_id
    where events.source = 'points' group by external_id having sum(quantity) <> 0 order by external_id`.execute(
      reader,
    );
  const names =
    await sql`select n.external_id as name, c.external_id from customer_names as n join customers as c on c.customer_id = n.customer_id
    order by 1`.execute(reader);
  const held =
    await sql`select external_id, tier, shown, cast(began as text) as began, upgrade_to, cast(upgrade_on as text) as upgrade_on, downgrade_to,
      cast(downgrade_due as text) as due, cast(downgrade_on as text) as downgrade_on, cast(frozen_until as text) as frozen
    from held join customers on customers.customer_id = held.customer_id order by external_id`.execute(
      reader,
    );
  return { rows, points: points.rows, names: names.rows, held: held.rows, shown: await shownTiers(shop) };
}

async function expectSound({ folder }: Shop): Promise<void> {
  const { tables, rules } = await verifyFolder(folder, testSeal);
  expect(
    [...tables, ...rules].filter((each) => !holds(each)).map(({ id, example }) => [id, example]),
  ).toEqual([]);
  expect(await replayLedger(folder)).toMatchObject({ differences: 0 });
}

describe('a merge that is taken apart', () => {
  it('leaves both as if they had never been merged: rows, names, points, tiers held and shown', async () => {
    const steps = (maxLength: number) => fc.array(step, { maxLength });
    const story = fc.record({
      before: steps(8),
      meanwhile: steps(8),
      after: steps(3),
      keepsAda: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(story, async ({ before, meanwhile, after, keepsAda }) => {
        const [plain, merged] = [await opened(), await opened()];
        for (const each of before) {
          await happen(plain, each);
          await happen(merged, each);
        }
        const both = [await numberOf(merged, 'ada'), await numberOf(merged, 'bob')] as const;
        const [kept, other] = keepsAda ? both : [both[1], both[0]];
        const made = { kept, merged: other, reason: 'one', author: 'anna', at: merged.clock.now };
        const id = await mergeCustomers(merged.folder, made);
        // What comes of who is gone is not known any more.
        const isKnown = (given: Step): boolean => {
          if (given === 'next day') return true;
          const gone = keepsAda ? 'bob' : 'ada';
          return !(
            ('byHand' in given && given.byHand.person === gone) ||
            ('profile' in given && given.profile.person === gone)
          );
        };
        for (const each of meanwhile.filter(isKnown)) {
          await happen(plain, each);
          await happen(merged, each);
        }
        const counts = await grown(merged.folder);
        merged.clock.now += SECOND;
        plain.clock.now += SECOND;
        const preview = await previewMergeUndo(merged.folder, { id, at: merged.clock.now });
        expect(await undoMerge(merged.folder, { id, author: 'anna', at: merged.clock.now })).toEqual(preview);
        const later = await grown(merged.folder);
        expect(later.filter((count, at) => count < (counts[at] ?? 0))).toEqual([]);
        for (const each of after) {
          await happen(plain, each);
          await happen(merged, each);
        }
        await nextDay(plain);
        await nextDay(merged);
        expect(await standing(merged)).toEqual(await standing(plain));
        await expectSound(merged);
      }),
      { numRuns: fewOrMany(onPostgres ? 1 : 3, 3) },
    );
  }, 300_000);
});
