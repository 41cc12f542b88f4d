import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { day } from '../../src/domain/calendar.ts';
import { parseScheme } from '../../src/domain/parse/parse-scheme.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { backtest } from '../../src/features/backtest/backtest.ts';
import { type BacktestResult, backtestJson } from '../../src/features/backtest/backtest-json.ts';
import { planBacktest } from '../../src/features/backtest/plan-backtest.ts';
import { codeOf } from '../support/accounts.ts';
import { fill, type Listed } from '../support/listed-shop.ts';
import { type Bought, recordBought } from '../support/record-bought.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

/** Silver from 100 in the last three months on, gold from 300. */
const document = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: { recent: { of: 'orders', take: 'sum', window: { last: 3, unit: 'month' } } },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'silver', name: 'Silver', when: { metric: 'recent', atLeast: 100 } },
    { id: 'gold', name: 'Gold', when: { metric: 'recent', atLeast: 300 } },
  ],
};

function schemeOf(written: unknown): Scheme {
  const parsed = parseScheme(written);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scheme;
}

const draft = schemeOf(document);

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly every?: 'month' | 'quarter' | 'year';
  readonly draft?: Scheme;
  readonly at?: (fraction: number) => void;
  readonly signal?: AbortSignal;
}

async function tested({ folder, clock }: Shop, asked: Asked): Promise<BacktestResult> {
  const { from, to, every = 'month', signal = new AbortController().signal, at = () => undefined } = asked;
  const request = { draft: asked.draft ?? draft, from: day(from), to: day(to), every, now: clock.now };
  const plan = await planBacktest(folder, request);
  return backtestJson(await backtest(folder, plan, { signal, progress: { step: () => undefined, at } }));
}

async function buy({ folder, clock }: Shop, bought: readonly Bought[]): Promise<void> {
  await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
}

async function tables({ folder }: Shop): Promise<unknown[]> {
  const { rows } = await sql`select table_name from information_schema.tables
    where table_name like 'simulation%'`.execute(folder.database().reader);
  return rows;
}

/** Of ada, bob and cleo; amounts in fen. */
const orders: readonly Bought[] = [
  { id: 1, customer: 'ada', day: '2025-01-10', amount: 40_000 },
  { id: 2, customer: 'bob', day: '2025-01-20', amount: 15_000 },
  { id: 3, customer: 'cleo', day: '2025-02-05', amount: 2_000 },
  { id: 4, customer: 'bob', day: '2025-02-28', amount: 20_000 },
  { id: 5, customer: 'ada', day: '2025-05-31', amount: 60_000 },
  { id: 6, customer: 'bob', day: '2025-04-30', amount: 10_000 },
  { id: 7, customer: 'cleo', day: '2025-06-01', amount: 5_000 },
  { id: 8, customer: 'ada', day: '2025-02-01', amount: 90_000, status: 'cancelled' },
];

async function shopOf(bought: readonly Bought[] = orders, listed: readonly Listed[] = []): Promise<Shop> {
  const shop = await openShop();
  if (listed.length > 0) await fill(shop, listed, bought);
  else await buy(shop, bought);
  return shop;
}

describe('a backtest', () => {
  it('grades everybody known by the end of each month, and counts who moved', async () => {
    const { periods } = await tested(await shopOf(), { from: '2025-01-01', to: '2025-05-15' });
    const seen = periods.map(({ day: on, tiers, moves }) => [
      on,
      tiers.map(({ customers }) => customers),
      moves && [moves.joined, moves.up, moves.down, moves.stayed],
    ]);
    expect(seen).toEqual([
      ['2025-01-31', [0, 1, 1], null],
      // Cleo comes with 20; bob's 150 + 200 are gold.
      ['2025-02-28', [1, 0, 2], [1, 1, 0, 1]],
      ['2025-03-31', [1, 0, 2], [0, 0, 0, 3]],
      // Of the last three months ada has nothing left, bob 200 + 100.
      ['2025-04-30', [2, 0, 1], [0, 0, 1, 2]],
      ['2025-05-15', [2, 0, 1], [0, 0, 0, 3]],
    ]);
    expect(periods[1]?.moves?.matrix).toEqual([
      { from: null, to: 'base', customers: 1 },
      { from: 'silver', to: 'gold', customers: 1 },
      { from: 'gold', to: 'gold', customers: 1 },
    ]);
    expect(periods.map(({ revenue }) => revenue)).toEqual([550, 770, 770, 870, 870]);
    expect(periods[3]?.tiers.map(({ revenue }) => revenue)).toEqual([420, 0, 450]);
  });

  it('holds tiers against the counted spend of the three months after, where those are over', async () => {
    const { periods, lastDay } = await tested(await shopOf(), { from: '2025-02-01', to: '2025-03-31' });
    expect(lastDay).toBe('2025-06-01');
    const [february, march] = periods;
    // From March to May: ada 600 and bob 100 are gold, cleo with 0 is base; 700 of three customers.
    expect(february?.next).toMatchObject({ from: '2025-03-01', to: '2025-05-31', average: 233.33 });
    expect(february?.next?.tiers).toEqual([
      { id: 'base', average: 0, lift: 0 },
      { id: 'silver', average: null, lift: null },
      { id: 'gold', average: 350, lift: 1.5 },
    ]);
    // Ranked by tier 700·(2·1 + 2 − 3) = 700, perfectly 100·0 + 600·2 = 1200, both over 3 · 700.
    expect(february?.next).toMatchObject({ gini: 0.333333, perfectGini: 0.571429, accuracy: 0.583333 });
    expect(march?.next).toBeNull();
  });

  it('knows customers from their registration on, and never those without any day', async () => {
    const listed = [
      { external_id: 'dan', registered_day: '2024-12-24' },
      { external_id: 'eve', registered_day: null },
      { external_id: 'ada', registered_day: '2025-01-11' },
    ] as unknown as Listed[];
    const { periods } = await tested(await shopOf(orders.slice(0, 2), listed), {
      from: '2024-12-31',
      to: '2025-01-20',
    });
    expect(periods.map(({ day: on, customers }) => [on, customers])).toEqual([
      ['2024-12-31', 1],
      ['2025-01-20', 3],
    ]);
  });

  it('knows who only came to look from that day on', async () => {
    const shop = await shopOf(orders.slice(0, 1), [{ external_id: 'gil' }] as unknown as Listed[]);
    const visit = sql`insert into events (customer_id, event_id, source, day, recorded_by)
      select customer_id, 1, 'visits', date '2024-12-30', 1 from customers where external_id = 'gil'`;
    await shop.folder.writer.write(async (trx) => await visit.execute(trx));
    const { periods } = await tested(shop, { from: '2024-11-30', to: '2025-01-31' });
    expect(periods.map(({ customers }) => customers)).toEqual([0, 1, 2]);
  });

  it('takes orders recorded late as known on the days they bear', async () => {
    const shop = await shopOf();
    shop.clock.now = Date.parse('2026-02-01T03:00:00Z');
    await buy(shop, [{ id: 9, customer: 'fay', day: '2025-01-05', amount: 50_000 }]);
    const { periods } = await tested(shop, { from: '2025-01-01', to: '2025-01-31' });
    expect(periods[0]?.tiers.map(({ customers }) => customers)).toEqual([0, 1, 2]);
  });

  it('ranks everybody known by the day, and nobody else, where places among all decide', async () => {
    const relative = schemeOf({
      ...document,
      metrics: { place: { 'top-share-of': 'spend' } },
      tiers: [
        { id: 'base', name: 'Base' },
        { id: 'gold', name: 'Gold', when: { metric: 'place', under: 40 } },
      ],
    });
    const asked = { from: '2025-01-01', to: '2025-02-28', draft: relative };
    const { periods } = await tested(await shopOf(), asked);
    // 0 and 50 % of two; then 0, 33 and 67 % of three.
    expect(periods.map(({ tiers }) => tiers.map(({ customers }) => customers))).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  it('tells how far it is and leaves no table behind, also when it is cancelled', async () => {
    const shop = await shopOf();
    const told: number[] = [];
    await tested(shop, { from: '2025-01-01', to: '2025-04-30', at: (fraction) => told.push(fraction) });
    expect(told).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(await tables(shop)).toEqual([]);
    const stop = new AbortController();
    const stopped = tested(shop, {
      from: '2025-01-01',
      to: '2025-04-30',
      signal: stop.signal,
      at: (fraction) => fraction >= 0.5 && stop.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(await tables(shop)).toEqual([]);
  });

  it('says everything that stands against it at once', async () => {
    const shop = await openShop();
    const dry = { id: 'dry', name: 'Dry', when: { field: 'skin', is: 'dry' } };
    const unkept = schemeOf({ ...document, tiers: [...document.tiers, dry] });
    const asked = { from: '2025-02-01', to: '2024-12-31', draft: unkept };
    expect(await codeOf(tested(shop, asked))).toBe('from-after-to no-orders field-not-kept');
    await buy(shop, orders);
    expect(await codeOf(tested(shop, { from: '2000-01-01', to: '2001-01-01' }))).toBe('no-orders');
    const planned = async (from: string, to: string, every: 'month' | 'year'): Promise<number> => {
      const request = { draft, from: day(from), to: day(to), every, now: shop.clock.now };
      return (await planBacktest(shop.folder, request)).days.length;
    };
    expect(await planned('2016-02-01', '2026-01-31', 'month')).toBe(120);
    expect(await codeOf(planned('2016-01-31', '2026-01-31', 'month'))).toBe('too-many-periods');
    expect(await codeOf(planned('0001-01-01', '9999-12-31', 'year'))).toBe('too-many-periods');
  });
});
