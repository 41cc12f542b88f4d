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
    { id: 1, customer: 'ada', day: '2025-12-20', amount: 150_010 },
    { id: 2, customer: 'ada', day: '2025-10-01', amount: 30_000 },
    { id: 3, customer: 'bob', day: '2026-01-12', amount: 80_000 },
    { id: 4, customer: 'cleo', day: '2026-01-14', amount: 100_020 },
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

/** Sets something by hand, a minute later. */
async function set({ shop }: Served, by: Caller, who: string, what: string, body: object): Promise<void> {
  shop.clock.now += 60_000;
  const { customers } = (await by.get(`/customers?externalId=${who}`)).json<{
    customers: { id: string }[];
  }>();
  const answer = await by.send('POST', `/customers/${customers[0]?.id}/${what}`, body);
  expect(answer.statusCode, answer.body).toBeLessThan(300);
}

describe('the downgrade radar', () => {
  it('tells who falls on which day, what keeps them and what they spent, to whoever may see them, and in a file', async () => {
    const all = await served();
    const by = localCaller(all);
    expect(await radar(by)).toMatchObject({ look: null, isGraded: true });
    expect(await look(by)).toMatchObject({ asOf: '2026-01-15', falls: 2, isExact: true });
    const both = { customers: 2, spend: 2800.3 };
    const first = await radar(by, '?limit=1');
    expect(first).toMatchObject({
      look: { asOf: '2026-01-15', until: '2026-04-15', isCurrent: true, isSameStandard: true, isExact: true },
      touched: 0,
      horizons: [
        { days: 30, ...both },
        { days: 60, ...both },
        { days: 90, ...both },
      ],
      tiers: [{ tier: { id: 'gold' }, ...both }],
      owners: [
        { owner: 'rita', customers: 1, spend: 1800.1 },
        { owner: null, customers: 1 },
      ],
      falls: [
        {
          externalId: 'ada',
          owner: 'rita',
          ...{ from: { id: 'gold' }, to: { id: 'base' }, fallsOn: '2026-01-19', keepBy: '2026-01-19' },
          keeps: { zh: expect.stringContaining('¥900'), en: expect.stringContaining('¥900') },
          spend: 1800.1,
        },
      ],
    });
    expect(await radar(by, `?limit=1&after=${first.next}`)).toMatchObject({
      falls: [{ externalId: 'cleo', owner: null, fallsOn: '2026-02-13', spend: 1000.2 }],
      next: null,
    });
    expect((await by.get(`/radar?days=30&after=${first.next}`)).statusCode).toBe(422);
    // What is chosen from ignores its own choice.
    expect(await radar(by, '?owner=rita')).toMatchObject({
      horizons: [{ customers: 1, spend: 1800.1 }, {}, {}],
      tiers: [{ customers: 1 }],
      owners: [{ owner: 'rita' }, { owner: null }],
      falls: [{ externalId: 'ada' }],
    });
    expect(await radar(by, '?tier=base')).toMatchObject({
      ...{ horizons: [{ customers: 0, spend: 0 }, {}, {}], tiers: [{ tier: { id: 'gold' } }] },
      ...{ owners: [], falls: [] },
    });
    const file = await by.get('/radar/file?format=csv&lang=en');
    expect(file.body.replace('\ufeff', '').trim().split(/\r?\n/)).toEqual([
      'customer_id,name,owner,from,to,falls_on,keep_by,keeps,spend_12_months',
      expect.stringMatching(/^ada,,rita,gold,base,2026-01-19,2026-01-19,.*¥900.*,1800.10$/),
      expect.stringMatching(/^cleo,,,gold,base,2026-02-13,/),
    ]);
    const [sam, rita] = [await signInAs(all, 'sam', 'rep'), await signInAs(all, 'rita', 'rep')];
    expect(await radar(sam)).toMatchObject({ falls: [], owners: [], horizons: [{ customers: 0 }, {}, {}] });
    expect(await radar(rita)).toMatchObject({ falls: [{ externalId: 'ada' }], tiers: [{ customers: 1 }] });
    expect((await rita.send('POST', '/radar/looks')).statusCode).toBe(403);
    const theirs = (await rita.get('/radar/file?format=csv')).body.trim().split(/\r?\n/).slice(1);
    expect(theirs).toMatchObject([expect.stringMatching(/^ada,/)]);

    // R023: who is close to the next tier, by which share and what is missing.
    const near = await by.get('/radar/near');
    expect(near.json()).toMatchObject({
      tiers: [{ tier: { id: 'gold' }, customers: 1 }],
      owners: ['sam'],
      customers: [
        {
          externalId: 'bob',
          ...{ tier: { id: 'base' }, next: { id: 'gold' }, closeness: 0.8 },
          missing: { zh: expect.stringContaining('¥200'), en: expect.stringContaining('¥200') },
        },
      ],
      next: null,
    });
    expect((await by.get('/radar/near?from=0.9')).json()).toMatchObject({ customers: [] });
    expect((await sam.get('/radar/near')).json()).toMatchObject({ customers: [{ externalId: 'bob' }] });
    expect((await rita.get('/radar/near')).json()).toMatchObject({ tiers: [], owners: [], customers: [] });
    expect(all.faults).toEqual([]);
  });

  it('leaves out whoever bought, or was set by hand, since it was looked, until it is looked again', async () => {
    const all = await served();
    const by = localCaller(all);
    await look(by);
    all.shop.clock.now += 60_000;
    await buy(
      all.shop,
      { id: 9, customer: 'ada', day: '2026-01-15', amount: 120_000 },
      { id: 10, customer: 'bob', day: '2026-01-15', amount: 100 },
    );
    expect(await radar(by)).toMatchObject({ touched: 2, falls: [{ externalId: 'cleo' }] });
    const rita = await signInAs(all, 'rita', 'rep');
    expect(await radar(rita)).toMatchObject({ touched: 1, falls: [] });
    // Another evaluation knows what was bought, and the look does not.
    await evaluate(all);
    expect(await radar(by)).toMatchObject({
      ...{ look: { isCurrent: false }, touched: 2, falls: [{ externalId: 'cleo' }] },
      horizons: [{ customers: 1, spend: 1000.2 }, {}, {}],
    });
    await set(all, by, 'cleo', 'freezes', { until: '2026-03-01', reason: 'ill' });
    expect(await radar(by)).toMatchObject({ touched: 3, falls: [] });
    await set(all, by, 'ada', 'overrides', { kind: 'floor', tier: 'gold', reason: 'promised' });
    const pin = { kind: 'pin', tier: 'gold', until: '2026-01-20', reason: 'birthday' };
    await set(all, by, 'bob', 'overrides', pin);
    await look(by);
    expect(await radar(by)).toMatchObject({
      touched: 0,
      falls: [
        { externalId: 'bob', fallsOn: '2026-01-21', keepBy: null, keeps: { zh: '', en: '' } },
        { externalId: 'cleo', fallsOn: '2026-03-02', keepBy: '2026-03-02' },
      ],
    });
    expect(all.faults).toEqual([]);
  });

  it('of an earlier evaluation tells of those who hold the same tier, by another standard of nobody', async () => {
    const all = await served();
    const by = localCaller(all);
    await look(by);
    await evaluate(all, 4);
    expect(await radar(by)).toMatchObject({
      look: { asOf: '2026-01-15', isCurrent: false, isSameStandard: true },
      falls: [{ externalId: 'cleo' }],
    });
    const other = { ...monthly, name: 'Other', policy: { downgrade: 'never' } };
    await by.send('POST', '/schemes', { document: other });
    await evaluate(all, 1);
    expect(await radar(by)).toMatchObject({
      look: { asOf: '2026-01-15', isCurrent: false, isSameStandard: false },
      ...{ horizons: [{ customers: 0 }, {}, {}], tiers: [], owners: [], falls: [] },
    });
    expect((await by.get('/radar/file?format=json')).json()).toEqual([]);
    // Where nobody falls by the standard, what was set by hand still ends.
    const pin = { kind: 'pin', tier: 'gold', until: '2026-01-25', reason: 'birthday' };
    await set(all, by, 'bob', 'overrides', pin);
    await look(by);
    expect(await radar(by)).toMatchObject({
      look: { isCurrent: true, isSameStandard: true },
      falls: [{ externalId: 'bob', fallsOn: '2026-01-26', keepBy: null }],
    });
  });

  it('of an earlier evaluation leaves out whoever others have displaced since', async () => {
    const all = await serveShop();
    const by = localCaller(all);
    const when = {
      all: [
        { metric: 'place', atMost: 40 },
        { metric: 'month', atLeast: 100 },
      ],
    };
    const metrics = { ...monthly.metrics, place: { 'top-share-of': 'month' } };
    const tiers = [monthly.tiers[0], { id: 'gold', name: 'Gold', when }];
    await by.send('POST', '/schemes', { document: { ...monthly, metrics, tiers } });
    const { folder, clock } = all.shop;
    const bought = ['ada', 'bob'].map((customer, index) => ({
      ...{ id: index + 1, customer, day: '2026-01-10', amount: 100_000 - index },
    }));
    await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
    await evaluate(all);
    await look(by);
    expect(await radar(by)).toMatchObject({ falls: [{ externalId: 'ada', fallsOn: '2026-02-09' }] });
    await buy(all.shop, { id: 3, customer: 'bob', day: '2026-01-15', amount: 200_000 });
    await evaluate(all);
    expect(await radar(by)).toMatchObject({ look: { isCurrent: false }, touched: 1, falls: [] });
  });
});

describe('alerts of tiers that shrink', () => {
  it('R043 tell once of a tier that lost many customers, by the business’s thresholds, until a manager takes note', async () => {
    const all = await served();
    const by = localCaller(all);
    const { folder, clock } = all.shop;
    const bought = Array.from({ length: 12 }, (_, index) => ({
      ...{ id: 100 + index, customer: `c${index}`, day: '2025-12-20', amount: 100_000 },
    }));
    await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
    const wrong = await by.send('PUT', '/tier-alerts/thresholds', { percent: 0, customers: 1.5 });
    expect(wrong.json()).toMatchObject({ problems: [{ code: 'bad-percent' }, { code: 'bad-count' }] });
    expect((await by.get('/tier-alerts')).json()).toMatchObject({
      thresholds: { percent: 20, customers: 10 },
    });
    await by.send('PUT', '/tier-alerts/thresholds', { percent: 95, customers: 10 });
    await evaluate(all, 3);
    await evaluate(all, 1);
    expect((await by.get('/tier-alerts')).json()).toMatchObject({ alerts: [] });
    await by.send('PUT', '/tier-alerts/thresholds', { percent: 90, customers: 13 });
    await evaluate(all);
    await evaluate(all);
    await evaluate(all, 2);
    const shrunk = { kind: 'shrunk', asOf: '2026-01-19', against: '2026-01-18', tier: { id: 'gold' } };
    const told = (await by.get('/tier-alerts')).json<{ alerts: { id: string }[] }>();
    expect(told.alerts).toMatchObject([{ ...shrunk, before: 14, after: 1, seenBy: null }]);
    const left = await by.get('/ledger/changes?from=2026-01-19&to=2026-01-19&left=gold');
    expect(left.json()).toMatchObject({ up: 0, down: 13 });
    const others = await by.get('/ledger/changes?from=2026-01-19&to=2026-01-19&left=base');
    expect(others.json()).toMatchObject({ down: 0, changes: [] });
    const [rep, mona] = [await signInAs(all, 'rita', 'rep'), await signInAs(all, 'mona', 'manager')];
    expect((await rep.get('/tier-alerts')).json()).toMatchObject({ alerts: [] });
    const path = `/tier-alerts/${told.alerts[0]?.id}/acknowledgement`;
    expect((await rep.send('POST', path)).statusCode).toBe(403);
    expect((await mona.send('POST', path)).json()).toMatchObject({ alerts: [{ seenBy: 'mona' }] });
    const noted = (await by.get('/audit')).json<{ entries: { action: string }[] }>();
    expect(noted.entries).toContainEqual(expect.objectContaining({ actor: 'mona', action: 'alert-seen' }));

    // A standard that began on a day without a run is told of by the next.
    await by.send('POST', '/schemes', { document: { ...monthly, name: 'Other' } });
    await evaluate(all, 3);
    await evaluate(all);
    const after = (await by.get('/tier-alerts')).json<{ alerts: unknown[] }>();
    const standard = { kind: 'standard', asOf: '2026-01-22', against: '2026-01-21', tier: null };
    expect(after.alerts).toMatchObject([standard, shrunk]);
    expect(all.faults).toEqual([]);
  });
});
