import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { day } from '../../src/domain/calendar.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { approveOverride, endOverride } from '../../src/features/ledger/answer-override.ts';
import { customerLedger, customerTierOn } from '../../src/features/ledger/customer-ledger.ts';
import { freezeTier, overrideTier } from '../../src/features/ledger/set-by-hand.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import type { Holders } from '../../src/features/schemes/standing.ts';
import { check, holds } from '../../src/features/verify/check.ts';
import { ledgerRules } from '../../src/features/verify/ledger-rules.ts';
import { buy, expectSoundLedger, shownTiers } from '../support/ledger-shop.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const all = { all: true } as const;
const MORNING = 'T01:00:00Z';

function standard(silver: number, gold: number, further: object = {}): object {
  return {
    ...{
      tierbook: 1,
      id: 'mine',
      name: 'Mine',
      metrics: { month: { of: 'orders', take: 'sum', window: { last: 10, unit: 'day' } } },
    },
    tiers: [
      { id: 'base', name: 'Base' },
      { id: 'silver', name: 'Silver', when: { metric: 'month', atLeast: silver } },
      { id: 'gold', name: 'Gold', when: { metric: 'month', atLeast: gold } },
    ],
    ...further,
  };
}

async function opened(document: unknown, start = '2026-03-01'): Promise<Shop> {
  const shop = await openShop(`${start}${MORNING}`);
  await publishScheme(shop.folder, { document, author: 'owner', at: shop.clock.now });
  return shop;
}

async function evaluate({ folder, clock }: Shop): Promise<void> {
  await evaluateAll(folder, { asOf: null, clock: () => clock.now });
}

/** Evaluates as of a day to come; the days between are made up for. */
async function until(shop: Shop, last: string): Promise<void> {
  shop.clock.now = Date.parse(`${last}${MORNING}`);
  await evaluate(shop);
}

async function idOf({ folder }: Shop, customer: string): Promise<bigint> {
  const { rows } = await sql<{
    id: bigint;
  }>`select customer_id as id from customers where external_id = ${customer}`.execute(
    folder.database().reader,
  );
  return rows[0]?.id ?? expect.fail();
}

/** `effective kind: from > to (held)`, the oldest entry first. */
async function entriesOf(shop: Shop, customer: string): Promise<string[]> {
  const { entries } = await customerLedger(shop.folder, all, await idOf(shop, customer), shop.clock.now);
  return entries
    .toSorted((a, b) => Number(a.number - b.number))
    .map(
      ({ effective, kind, from, to, held }) =>
        `${effective} ${kind}: ${from?.id ?? '-'} > ${to.id}${held.id === to.id ? '' : ` (${held.id})`}`,
    );
}

describe('the tier ledger', () => {
  it('R016 R018 says who rose by which order and fell when it left the window, and why', async () => {
    const shop = await opened(standard(10, 20));
    await buy(shop, { id: 1, customer: 'ada', day: '2026-03-01', amount: 1200 });
    await evaluate(shop);
    await until(shop, '2026-03-04');
    await buy(shop, { id: 2, customer: 'ada', day: '2026-03-04', amount: 900 });
    await until(shop, '2026-03-15');
    expect(await entriesOf(shop, 'ada')).toEqual([
      '2026-03-01 first grading: - > silver',
      '2026-03-04 upgrade: silver > gold',
      '2026-03-11 downgrade: gold > base',
    ]);
    const { held, entries } = await customerLedger(shop.folder, all, await idOf(shop, 'ada'), shop.clock.now);
    expect(held).toMatchObject({ asOf: '2026-03-15', tier: { id: 'base' }, began: '2026-03-11' });
    expect(entries[1]?.reason).toMatchObject([{ metric: 'month', words: { en: '¥21' } }]);
    await expectSoundLedger(shop);
  }, 300_000);

  it('R018 corrects what a late order changes, and knows what was said before', async () => {
    const shop = await opened(standard(10, 20));
    await buy(shop, { id: 1, customer: 'ada', day: '2026-03-01', amount: 400 });
    await until(shop, '2026-03-06');
    await buy(shop, { id: 2, customer: 'ada', day: '2026-03-06', amount: 700 });
    const known = shop.clock.now;
    await until(shop, '2026-03-07');
    await buy(shop, { id: 3, customer: 'ada', day: '2026-03-03', amount: 1000 });
    await until(shop, '2026-03-08');
    expect(await entriesOf(shop, 'ada')).toEqual([
      '2026-03-01 first grading: - > base',
      '2026-03-06 upgrade: base > silver',
      // The eve's day is the ledger's last when the order comes in.
      '2026-03-07 upgrade: silver > gold',
      '2026-03-03 correction: base > silver',
      '2026-03-06 correction: silver > gold',
      '2026-03-07 correction: gold > gold',
    ]);
    const on = async (at: string, when: number): Promise<string | undefined> => {
      const asked = { on: day(at), known: when };
      return (await customerTierOn(shop.folder, all, await idOf(shop, 'ada'), asked))?.to.id;
    };
    expect(await on('2026-03-04', known)).toBe('base');
    expect(await on('2026-03-04', shop.clock.now)).toBe('silver');
    expect(await on('2026-02-01', shop.clock.now)).toBeUndefined();
    await expectSoundLedger(shop);
  }, 300_000);

  it('shows what is set by hand while the lifecycle goes on underneath, which takes over at the end', async () => {
    const shop = await opened(standard(10, 20));
    await buy(shop, { id: 1, customer: 'ada', day: '2026-03-01', amount: 1200 });
    await evaluate(shop);
    const asked = {
      visibility: all,
      customer: await idOf(shop, 'ada'),
      author: 'owner',
      reason: 'known for years',
    };
    const pin = {
      ...asked,
      at: shop.clock.now,
      kind: 'pin' as const,
      tier: 'gold',
      from: null,
      until: day('2026-03-12'),
    };
    await overrideTier(shop.folder, { ...pin, needsApproval: false });
    expect(await shownTiers(shop)).toEqual({ ada: 2n });
    await until(shop, '2026-03-13');
    expect(await entriesOf(shop, 'ada')).toEqual([
      '2026-03-01 first grading: - > silver',
      '2026-03-01 override: - > gold (silver)',
      '2026-03-11 downgrade: gold > gold (base)',
      '2026-03-13 override: gold > base',
    ]);
    const id = await overrideTier(shop.folder, {
      ...{
        ...asked,
        at: shop.clock.now,
        kind: 'floor' as const,
        tier: 'silver',
        from: null,
        until: null,
        needsApproval: true,
      },
    });
    expect(await shownTiers(shop)).toEqual({ ada: 0n });
    await endOverride(shop.folder, id, { ...asked, at: shop.clock.now });
    await expectSoundLedger(shop);
  }, 300_000);

  it('lets nothing fall while it is frozen', async () => {
    const shop = await opened(standard(10, 20));
    await buy(shop, { id: 1, customer: 'ada', day: '2026-03-01', amount: 1200 });
    await evaluate(shop);
    const frozen = {
      visibility: all,
      customer: await idOf(shop, 'ada'),
      author: 'owner',
      at: shop.clock.now,
    };
    await freezeTier(shop.folder, { ...frozen, until: day('2026-03-20'), reason: 'moved house' });
    await until(shop, '2026-03-22');
    expect(await entriesOf(shop, 'ada')).toEqual([
      '2026-03-01 first grading: - > silver',
      '2026-03-21 downgrade: silver > base',
    ]);
    await expectSoundLedger(shop);
  }, 300_000);

  it('counts what was approved later from then on alone, and gives a floor for good once and for all', async () => {
    const shop = await opened(standard(10, 20));
    await buy(shop, { id: 1, customer: 'ada', day: '2026-03-01', amount: 2100 });
    await evaluate(shop);
    const by = { visibility: all, customer: await idOf(shop, 'ada'), author: 'rep', reason: 'asked' };
    const ceiling = {
      kind: 'ceiling' as const,
      tier: 'silver',
      from: null,
      until: null,
      needsApproval: true,
    };
    const id = await overrideTier(shop.folder, { ...by, ...ceiling, at: shop.clock.now });
    await until(shop, '2026-03-03');
    await approveOverride(shop.folder, id, { ...by, author: 'owner', at: shop.clock.now });
    await buy(shop, { id: 2, customer: 'ada', day: '2026-03-02', amount: 100 });
    await until(shop, '2026-03-04');
    expect(await entriesOf(shop, 'ada')).toEqual([
      '2026-03-01 first grading: - > gold',
      '2026-03-03 override: gold > silver (gold)',
    ]);
    await endOverride(shop.folder, id, { ...by, author: 'owner', at: shop.clock.now });
    for (const [silver, gold] of [
      [10, 50],
      [40, 50],
    ] as const) {
      shop.clock.now += 86_400_000;
      const document = standard(silver, gold);
      await publishScheme(shop.folder, {
        document,
        author: 'owner',
        at: shop.clock.now,
        holders: 'for-good',
      });
      await evaluate(shop);
      expect(await shownTiers(shop)).toEqual({ ada: 2n });
    }
    await expectSoundLedger(shop);
  }, 300_000);

  const choices: [Holders, string[]][] = [
    ['anew', ['2026-03-30 scheme change: silver > base']],
    ['until-period-end', ['2026-04-01 downgrade: silver > base']],
    ['for-good', ['2026-03-30 scheme change: silver > silver (base)']],
  ];
  it.each(choices)(
    'R020 gives holders what was chosen when another standard is published: %s',
    async (holders, later) => {
      const shop = await opened(standard(10, 20), '2026-03-29');
      await buy(
        shop,
        { id: 1, customer: 'ada', day: '2026-03-29', amount: 1200 },
        { id: 2, customer: 'bob', day: '2026-03-29', amount: 3000 },
      );
      await evaluate(shop);
      shop.clock.now = Date.parse(`2026-03-30${MORNING}`);
      const document = standard(15, 25, { metrics: { month: { of: 'orders', take: 'sum' } } });
      await publishScheme(shop.folder, { document, author: 'owner', at: shop.clock.now, holders });
      await evaluate(shop);
      await evaluate(shop);
      shop.clock.now = Date.parse(`2026-04-02${MORNING}`);
      await evaluate(shop);
      expect(await entriesOf(shop, 'ada')).toEqual(['2026-03-29 first grading: - > silver', ...later]);
      expect(await entriesOf(shop, 'bob')).toEqual(['2026-03-29 first grading: - > gold']);
      await expectSoundLedger(shop);
    },
    120_000,
  );

  it('is found out when an entry is changed or taken away', async () => {
    const shop = await opened(standard(10, 20));
    await buy(shop, { id: 1, customer: 'ada', day: '2026-03-01', amount: 1200 });
    await evaluate(shop);
    await until(shop, '2026-03-02');
    const [chain] = ledgerRules;
    if (chain === undefined) throw new Error('no rule');
    const { folder } = shop;
    await folder.writer.write(
      async (trx) => await sql`update tier_ledger set to_tier = 'gold', held_tier = 'gold'`.execute(trx),
    );
    expect(holds(await check(folder.database().reader, chain))).toBe(false);
    await folder.writer.write(
      async (trx) => await sql`update tier_ledger set to_tier = 'silver', held_tier = 'silver'`.execute(trx),
    );
    expect(holds(await check(folder.database().reader, chain))).toBe(true);
    await folder.writer.write(async (trx) => await sql`delete from tier_ledger`.execute(trx));
    expect(holds(await check(folder.database().reader, chain))).toBe(false);
  }, 300_000);
});
