import { describe, expect, it } from 'vitest';
import { recordBought } from '../support/record-bought.ts';
import { type Caller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';
import { twoTiers } from '../support/two-tiers.ts';

async function openShop(): Promise<Served> {
  const served = await serveShop();
  const { folder, clock } = served.shop;
  const bought = [
    { id: 1, customer: 'ada', day: '2025-01-10', amount: 150_000 },
    { id: 2, customer: 'bob', day: '2025-02-10', amount: 20_000 },
    { id: 3, customer: 'ada', day: '2025-09-10', amount: 60_000 },
  ];
  await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
  return served;
}

const asked = { document: twoTiers, from: '2025-01-01', to: '2025-02-28' };

async function start(caller: Caller, body: object = asked): Promise<string> {
  const started = await caller.send('POST', '/backtests', body);
  expect(started.statusCode, started.payload).toBe(202);
  return started.json<{ job: string }>().job;
}

/** The job once it has ended. */
async function ended(caller: Caller, job: string) {
  await caller.get(`/jobs/${job}/events`);
  return (await caller.get(`/jobs/${job}`)).json<{
    state: string;
    result: { periods: unknown[] };
    problems: { code: string }[];
  }>();
}

describe('backtests over the API', () => {
  it('are jobs that result in the periods with sizes, moves and what came after', async () => {
    const served = await openShop();
    const viewer = await signInAs(served, 'vic', 'viewer');
    const { state, result } = await ended(viewer, await start(viewer));
    expect(state).toBe('done');
    expect(result).toMatchObject({
      draft: { id: 'mine' },
      currency: 'CNY',
      every: 'month',
      lastDay: '2025-09-10',
      tiers: [{ id: 'base' }, { id: 'gold' }],
    });
    expect(result.periods).toMatchObject([
      { day: '2025-01-31', customers: 1, revenue: 1500, moves: null, next: { average: 0, accuracy: null } },
      {
        day: '2025-02-28',
        tiers: [
          { id: 'base', customers: 1, share: 0.5, revenue: 200 },
          { id: 'gold', customers: 1, share: 0.5, revenue: 1500 },
        ],
        moves: { joined: 1, up: 0, down: 0, stayed: 1 },
      },
    ]);
    expect(served.faults).toEqual([]);
  });

  it('tell all that is wrong at once, before anything is done', async () => {
    const served = await serveShop();
    const owner = await signInAs(served, 'ada', 'owner');
    const wrong = await owner.send('POST', '/backtests', { ...asked, from: '2025-03-01' });
    expect(wrong.statusCode).toBe(422);
    const { problems } = wrong.json<{ problems: { code: string; path: string }[] }>();
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['from-after-to', 'from'],
      ['no-orders', ''],
    ]);
    const unreadable = { ...asked, to: '2025-02-30', every: 'week' };
    expect((await owner.send('POST', '/backtests', unreadable)).statusCode).toBe(400);
    const noScheme = await owner.send('POST', '/backtests', { ...asked, document: { tierbook: 1 } });
    expect(noScheme.statusCode).toBe(422);
  });

  it('S02 look at everybody: a rep may neither start one nor see one, and a viewer sees no import', async () => {
    const served = await openShop();
    const [owner, viewer, rep] = [
      await signInAs(served, 'ada', 'owner'),
      await signInAs(served, 'vic', 'viewer'),
      await signInAs(served, 'rex', 'rep'),
    ];
    expect((await rep.send('POST', '/backtests', asked)).statusCode).toBe(403);
    const job = await start(owner);
    expect((await ended(owner, job)).state).toBe('done');
    for (const url of [`/jobs/${job}`, `/jobs/${job}/events`, `/jobs/${job}/rejects`]) {
      expect((await rep.get(url)).statusCode).toBe(403);
    }
    expect((await rep.send('DELETE', `/jobs/${job}`)).statusCode).toBe(403);
    expect((await viewer.get(`/jobs/${job}`)).statusCode).toBe(200);
    const sampled = await owner.send('POST', '/samples', { customers: 1, orders: 1 });
    const { job: sample } = sampled.json<{ job: string }>();
    expect((await viewer.get(`/jobs/${sample}`)).statusCode).toBe(403);
    expect((await viewer.send('DELETE', `/jobs/${sample}`)).statusCode).toBe(403);
    await owner.get(`/jobs/${sample}/events`);
  });

  it('can be cancelled', async () => {
    const served = await openShop();
    const owner = await signInAs(served, 'ada', 'owner');
    const long = { ...asked, from: '2016-03-01', to: '2025-12-31' };
    const job = await start(owner, long);
    expect((await owner.send('DELETE', `/jobs/${job}`)).statusCode).toBe(202);
    expect(await ended(owner, job)).toMatchObject({ state: 'failed', problems: [{ code: 'cancelled' }] });
    expect(served.faults).toEqual([]);
  });
});
