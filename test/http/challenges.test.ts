import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { recordBought } from '../support/record-bought.ts';
import { type Caller, localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';
import { twoTiers } from '../support/two-tiers.ts';

const challenger = {
  ...twoTiers,
  id: 'challenger',
  metrics: { lately: { of: 'orders', take: 'sum', window: { last: 6, unit: 'month' } } },
  tiers: [twoTiers.tiers[0], { ...twoTiers.tiers[1], when: { metric: 'lately', atLeast: 500 } }],
};

/** Ada bought long ago, bob a while ago and again, cleo little. */
async function shop(): Promise<Served> {
  const all = await serveShop();
  const { folder, clock } = all.shop;
  await folder.writer.write(async (trx) => {
    await recordBought(trx, clock.now, [
      { id: 1, customer: 'ada', day: '2024-03-01', amount: 200_000 },
      { id: 2, customer: 'bob', day: '2025-08-01', amount: 60_000 },
      { id: 3, customer: 'bob', day: '2025-11-01', amount: 30_000 },
      { id: 4, customer: 'cleo', day: '2026-01-10', amount: 10_000 },
    ]);
  });
  return all;
}

async function sent(caller: Caller, method: 'POST' | 'PUT', url: string, body?: unknown) {
  const answer = await caller.send(method, url, body);
  const said = answer.json();
  return { status: answer.statusCode, said, code: said.problems?.[0]?.code };
}

it('grades by a challenger in the shadow of the standard in force, until it is published', async () => {
  const all = await shop();
  const caller = localCaller(all);
  const manager = await signInAs(all, 'Mia', 'manager');
  await sent(caller, 'POST', '/schemes', { document: twoTiers });
  await sent(caller, 'POST', '/evaluations', {});
  expect(await sent(manager, 'POST', '/challenges', { document: twoTiers })).toMatchObject({
    status: 422,
    code: 'challenger-in-force',
  });
  const begun = await sent(manager, 'POST', '/challenges', { document: challenger });
  // The day that is shown counts from the first: ada alone is gold, bob alone by the challenger.
  expect(begun.said).toMatchObject({
    challenge: { id: '1', outcome: null, startedBy: 'Mia' },
    days: [{ day: '2026-01-15', state: 'done', moved: 2, challenger: [{ customers: 2 }, { customers: 1 }] }],
    last: { compared: { what: 'computed' }, stayed: 1 },
  });
  expect(await sent(manager, 'POST', '/challenges', { document: challenger })).toMatchObject({
    code: 'challenge-running',
  });
  const viewer = await signInAs(all, 'Vera', 'viewer');
  expect((await sent(viewer, 'POST', '/challenges', { document: challenger })).status).toBe(403);
  expect((await (await signInAs(all, 'Rita', 'rep')).get('/challenges/1')).statusCode).toBe(403);

  const tiers = async () =>
    (await caller.get('/tiers')).json().tiers.map((tier: { customers: number }) => tier.customers);
  const shown = await tiers();
  // It is told by half a year of orders, of which the quarter after is over.
  await sent(caller, 'POST', '/evaluations', { asOf: '2025-09-30' });
  const { said: started } = await sent(viewer, 'POST', '/challenges/1/foresight');
  await expect
    .poll(async () => (await viewer.get(`/jobs/${started.job}`)).json().state, { timeout: 120_000 })
    .toBe('done');
  const { days } = (await viewer.get('/challenges/1')).json();
  // Bob, gold by the challenger alone, is who went on to buy.
  expect(days[0]).toMatchObject({
    day: '2025-09-30',
    foretold: { champion: { to: '2025-12-31' }, challenger: { accuracy: 1 } },
  });
  expect(days[0].foretold.champion.accuracy).toBeLessThan(1);

  await all.shop.folder.writer.write(async (trx) => {
    const broken = JSON.stringify({ ...challenger, currency: 'USD' });
    await sql`update challenges set document = cast(${broken} as json)`.execute(trx);
  });
  expect((await sent(caller, 'POST', '/evaluations', {})).status).toBe(201);
  expect((await caller.get('/challenges/1')).json().days.at(-1)).toMatchObject({
    state: 'failed',
    message: { en: expect.stringContaining('in USD') },
  });
  expect(await tiers()).toEqual(shown);

  await all.shop.folder.writer.write(async (trx) => {
    await sql`update challenges set document = cast(${JSON.stringify(challenger)} as json)`.execute(trx);
  });
  await sent(caller, 'POST', '/schemes', { document: challenger });
  await sent(caller, 'POST', '/evaluations', {});
  expect((await caller.get('/challenges')).json().challenges).toMatchObject([{ outcome: 'promoted' }]);
  expect(await sent(manager, 'PUT', '/challenges/1/end')).toMatchObject({ code: 'challenge-over' });
  expect(all.faults).toEqual([]);
});
