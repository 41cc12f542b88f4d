import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { DAY } from '../support/accounts.ts';
import { buy } from '../support/ledger-shop.ts';
import { recordBought } from '../support/record-bought.ts';
import { type Caller, localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';

const monthly = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: { month: { of: 'orders', take: 'sum', window: { last: 30, unit: 'day' } } },
  tiers: [
    { id: 'base', name: 'Base' },
    {
      id: 'gold',
      name: { zh: '金卡', en: 'Gold' },
      when: { metric: 'month', atLeast: 1000 },
      keep: { metric: 'month', atLeast: 900 },
    },
  ],
};

interface Answer {
  readonly look: { readonly asOf: string; readonly isCurrent: boolean; readonly isExact: boolean } | null;
  readonly touched: number;
  readonly falls: readonly { readonly externalId: string; readonly keeps: { zh: string; en: string } }[];
  readonly next: string | null;
}

/** As of 15 January: ada (of rita) and cleo (of nobody) are gold, bob (of sam) lacks 200. */
async function served(): Promise<Served> {
  const all = await serveShop();
  const by = localCaller(all);
  await by.send('POST', '/schemes', { document: monthly });
  const customers = [
    { externalId: 'ada', owner: 'rita' },
    { externalId: 'bob', owner: 'sam' },
  ];
  await by.send('POST', '/customers', { customers });
  const { folder, clock } = all.shop;
  const bought = [
    { id: 1, customer: 'ada', day: '2026-01-10', amount: 150_000 },
    { id: 2, customer: 'ada', day: '2025-10-01', amount: 30_000 },
    { id: 3, customer: 'bob', day: '2026-01-12', amount: 80_000 },
    { id: 4, customer: 'cleo', day: '2026-01-14', amount: 100_000 },
  ];
  await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
  await evaluate(all);
  return all;
}

async function evaluate({ shop: { folder, clock } }: Served, days = 0): Promise<void> {
  clock.now += days * DAY;
  await evaluateAll(folder, { asOf: null, clock: () => clock.now });
}

async function look(by: Caller): Promise<unknown> {
  const { job } = (await by.send('POST', '/radar/looks')).json<{ job: string }>();
  await by.get(`/jobs/${job}/events`);
  return (await by.get(`/jobs/${job}`)).json<{ result: unknown }>().result;
}

async function radar(by: Caller, query = ''): Promise<Answer> {
  const answer = await by.get(`/radar${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Answer>();
}

describe('the downgrade radar', () => {
  it('tells who falls on which day, what keeps them and what they spent, to whoever may see them', async () => {
    const all = await served();
    const by = localCaller(all);
    expect((await radar(by)).look).toBeNull();
    expect(await look(by)).toMatchObject({ asOf: '2026-01-15', falls: 2, isExact: true });
    expect(await radar(by)).toMatchObject({
      look: { asOf: '2026-01-15', until: '2026-04-15', isCurrent: true, isExact: true },
      touched: 0,
      horizons: [
        { days: 30, customers: 2, spend: 2800 },
        { days: 60, customers: 2, spend: 2800 },
        { days: 90, customers: 2, spend: 2800 },
      ],
      tiers: [{ tier: { id: 'gold' }, customers: 2, spend: 2800 }],
      owners: [
        { owner: 'rita', customers: 1 },
        { owner: null, customers: 1 },
      ],
      falls: [
        {
          externalId: 'ada',
          owner: 'rita',
          ...{ from: { id: 'gold' }, to: { id: 'base' }, fallsOn: '2026-02-09', keepBy: '2026-02-09' },
          keeps: { zh: expect.stringContaining('¥900'), en: expect.stringContaining('¥900') },
          spend: 1800,
        },
        { externalId: 'cleo', owner: null, fallsOn: '2026-02-13', spend: 1000 },
      ],
      next: null,
    });
    const sam = await signInAs(all, 'sam', 'rep');
    expect(await radar(sam)).toMatchObject({ falls: [], owners: [], horizons: [{ customers: 0 }, {}, {}] });
    const rita = await signInAs(all, 'rita', 'rep');
    expect(await radar(rita)).toMatchObject({ falls: [{ externalId: 'ada' }], tiers: [{ customers: 1 }] });
    const refused = [await rita.send('POST', '/radar/looks'), await rita.get('/radar/file')];
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([403, 403]);
    expect(all.faults).toEqual([]);
  });

  it('pages, filters by owner and tier, and writes the same into a file', async () => {
    const all = await served();
    const by = localCaller(all);
    await look(by);
    const first = await radar(by, '?limit=1');
    const second = await radar(by, `?limit=1&after=${first.next}`);
    expect([first.falls[0]?.externalId, second.falls[0]?.externalId, second.next]).toEqual([
      'ada',
      'cleo',
      null,
    ]);
    expect((await radar(by, '?owner=rita')).falls).toHaveLength(1);
    expect((await radar(by, '?tier=base')).falls).toHaveLength(0);
    expect((await by.get(`/radar?days=30&after=${first.next}`)).statusCode).toBe(422);
    const file = await by.get('/radar/file?format=csv&lang=en');
    expect(file.body.replace('\ufeff', '').split(/\r?\n/).slice(0, 2)).toEqual([
      'customer_id,name,owner,from,to,falls_on,keep_by,keeps,spend_12_months',
      expect.stringMatching(/^ada,,rita,gold,base,2026-02-09,2026-02-09,.*¥900.*,1800/),
    ]);
  });

  it('leaves out whoever bought, or was set by hand, since it was looked, until it is looked again', async () => {
    const all = await served();
    const by = localCaller(all);
    await look(by);
    all.shop.clock.now += 60_000;
    await buy(all.shop, { id: 9, customer: 'ada', day: '2026-01-15', amount: 120_000 });
    expect(await radar(by)).toMatchObject({ touched: 1, falls: [{ externalId: 'cleo' }] });
    expect(await look(by)).toMatchObject({ falls: 2 });
    expect(await radar(by)).toMatchObject({
      touched: 0,
      falls: [
        { externalId: 'cleo', fallsOn: '2026-02-13' },
        { externalId: 'ada', fallsOn: '2026-02-14' },
      ],
    });
    all.shop.clock.now += 60_000;
    const cleo = (await by.get('/customers?externalId=cleo')).json<{ customers: { id: string }[] }>()
      .customers[0]?.id;
    await by.send('POST', `/customers/${cleo}/freezes`, { until: '2026-03-01', reason: 'ill' });
    expect(await radar(by)).toMatchObject({ touched: 1, falls: [{ externalId: 'ada' }] });
    await look(by);
    expect(await radar(by)).toMatchObject({
      falls: [{ externalId: 'ada' }, { externalId: 'cleo', fallsOn: '2026-03-02' }],
    });
  });

  it('of an earlier evaluation still tells of those who hold the same tier', async () => {
    const all = await served();
    const by = localCaller(all);
    await look(by);
    await evaluate(all, 27);
    expect(await radar(by)).toMatchObject({
      look: { asOf: '2026-01-15', isCurrent: false },
      falls: [{ externalId: 'cleo' }],
    });
    await look(by);
    expect(await radar(by)).toMatchObject({ look: { isCurrent: true }, falls: [{ externalId: 'cleo' }] });
  });

  it('tells nobody whose tier was given for good', async () => {
    const all = await served();
    const by = localCaller(all);
    const ada = (await by.get('/customers?externalId=ada')).json<{ customers: { id: string }[] }>()
      .customers[0]?.id;
    await by.send('POST', `/customers/${ada}/overrides`, { kind: 'floor', tier: 'gold', reason: 'promised' });
    await look(by);
    expect((await radar(by)).falls).toMatchObject([{ externalId: 'cleo' }]);
  });
});

describe('the near-upgrade list', () => {
  it('R023 tells who is close to the next tier, by which share and what is missing', async () => {
    const all = await served();
    const near = await localCaller(all).get('/radar/near');
    expect(near.json()).toMatchObject({
      tiers: [{ tier: { id: 'gold' }, customers: 1 }],
      customers: [
        {
          externalId: 'bob',
          ...{ tier: { id: 'base' }, next: { id: 'gold' }, closeness: 0.8 },
          missing: { zh: expect.stringContaining('¥200'), en: expect.stringContaining('¥200') },
        },
      ],
      next: null,
    });
    expect((await localCaller(all).get('/radar/near?from=0.9')).json()).toMatchObject({ customers: [] });
    const rita = await signInAs(all, 'rita', 'rep');
    expect((await rita.get('/radar/near')).json()).toMatchObject({ customers: [] });
    expect(all.faults).toEqual([]);
  });
});

describe('alerts of tiers that shrink', () => {
  it('R043 tell once of a tier that lost many customers, until a manager takes note', async () => {
    const all = await served();
    const by = localCaller(all);
    const { folder, clock } = all.shop;
    const bought = Array.from({ length: 12 }, (_, index) => ({
      ...{ id: 100 + index, customer: `c${index}`, day: '2026-01-10', amount: 100_000 },
    }));
    await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
    await evaluate(all, 24);
    const none = (await by.get('/tier-alerts')).json();
    expect(none).toMatchObject({ thresholds: { percent: 20, customers: 10 }, alerts: [] });
    await evaluate(all, 1);
    await evaluate(all);
    await evaluate(all, 2);
    const shrunk = { kind: 'shrunk', asOf: '2026-02-09', against: '2026-02-08', tier: { id: 'gold' } };
    const told = (await by.get('/tier-alerts')).json<{ alerts: { id: string }[] }>();
    expect(told.alerts).toMatchObject([{ ...shrunk, before: 14, after: 1, seenBy: null }]);
    const left = await by.get('/ledger/changes?from=2026-02-09&to=2026-02-09&direction=down&left=gold');
    expect(left.json()).toMatchObject({ down: 13 });
    const others = await by.get('/ledger/changes?from=2026-02-09&to=2026-02-09&left=base');
    expect(others.json()).toMatchObject({ down: 0, changes: [] });
    const [rep, mona] = [await signInAs(all, 'rita', 'rep'), await signInAs(all, 'mona', 'manager')];
    expect((await rep.get('/tier-alerts')).json()).toMatchObject({ alerts: [] });
    const path = `/tier-alerts/${told.alerts[0]?.id}/acknowledgement`;
    expect((await rep.send('POST', path)).statusCode).toBe(403);
    expect((await mona.send('POST', path)).json()).toMatchObject({ alerts: [{ seenBy: 'mona' }] });
    const noted = (await by.get('/audit')).json<{ entries: { action: string }[] }>();
    expect(noted.entries).toContainEqual(expect.objectContaining({ actor: 'mona', action: 'alert-seen' }));
    expect(all.faults).toEqual([]);
  });

  it('are raised by the business’s own thresholds', async () => {
    const all = await served();
    const by = localCaller(all);
    const wrong = await by.send('PUT', '/tier-alerts/thresholds', { percent: 0, customers: 1.5 });
    expect(wrong.json()).toMatchObject({ problems: [{ code: 'bad-percent' }, { code: 'bad-count' }] });
    await by.send('PUT', '/tier-alerts/thresholds', { percent: 50, customers: 1 });
    await evaluate(all, 25);
    const { alerts } = (await by.get('/tier-alerts')).json<{ alerts: unknown[] }>();
    expect(alerts).toMatchObject([{ kind: 'shrunk', tier: { id: 'gold' }, before: 2, after: 1 }]);
    await by.send('POST', '/schemes', { document: { ...monthly, name: 'Other' } });
    await evaluate(all, 1);
    const after = (await by.get('/tier-alerts')).json<{ alerts: unknown[] }>();
    expect(after.alerts).toMatchObject([{ kind: 'standard', asOf: '2026-02-10', tier: null }, {}]);
  });
});
