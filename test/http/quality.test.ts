import { describe, expect, it } from 'vitest';
import { startDailyRuns } from '../../src/features/evaluations/daily-run.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { recordCustomers } from '../../src/features/register/record-customers.ts';
import { startRecording } from '../../src/features/register/recording.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { asOf, type Listed, standard } from '../support/listed-shop.ts';
import { recordBought } from '../support/record-bought.ts';
import { type Caller, localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';

const customers: Listed[] = [
  { external_id: 'ada', name: '艾达', phone: '13800138000', owner: 'Li Lei', registered_day: '2024-02-29' },
  { external_id: 'bob', name: '=Bob', phone: '138****0000', owner: 'Han', registered_day: '2026-01-16' },
  { external_id: 'cleo', name: 'Cleo', owner: 'Li Lei' },
  { external_id: 'dan', name: null, owner: null },
];

/** Owned by Li Lei: ada and cleo. It is the 15th of January 2026 there. */
async function served(): Promise<Served> {
  const all = await serveShop();
  const { folder, clock } = all.shop;
  await folder.writer.write(async (trx) => {
    const id = await startRecording(trx, { at: clock.now, author: 'test', importId: null });
    const columns = ['name', 'phone', 'owner', 'registered_day'] as const;
    await recordCustomers(trx, folder.database().dialect, all.served.seal, { columns, rows: customers }, id);
    await recordBought(trx, clock.now, [
      { id: 1, customer: 'ada', day: '2025-06-01', amount: 30_001 },
      { id: 2, customer: 'ada', day: '2026-01-16', amount: 500 },
      { id: 3, customer: 'bob', day: '2025-07-01', amount: -700 },
    ]);
  });
  await publishScheme(folder, { document: standard, author: 'test', at: clock.now });
  await evaluateAll(folder, { asOf, clock: () => clock.now, author: 'test' });
  return all;
}

interface Said {
  readonly score: number;
  readonly customers: number;
  readonly checks: readonly { readonly id: string; readonly customers: number; readonly orders: number }[];
  readonly trend: readonly { readonly day: string; readonly score: number }[];
}

async function json<T>(caller: Caller, url: string): Promise<T> {
  const answer = await caller.get(url);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

const failingOf = ({ checks }: Said): Record<string, number> =>
  Object.fromEntries(
    checks.filter((check) => check.customers > 0).map((check) => [check.id, check.customers]),
  );

const namesOf = async (caller: Caller, check: string): Promise<string[]> => {
  const page = await json<{ customers: { externalId: string }[] }>(caller, `/quality/${check}/customers`);
  return page.customers.map(({ externalId }) => externalId);
};

describe('R036 GET /quality', () => {
  it('says what is wrong, of whom, and how it was on earlier days', async () => {
    const all = await served();
    const caller = localCaller(all);
    const first = await json<Said>(caller, '/quality');
    expect(failingOf(first)).toEqual({
      ...{ 'name-missing': 1, 'phone-missing': 2, 'owner-missing': 1, 'phone-masked': 1, unreachable: 2 },
      ...{
        'registered-implausible': 1,
        'registered-after-order': 1,
        'order-in-future': 1,
        'negative-total': 1,
      },
    });
    expect(await namesOf(caller, 'phone-missing')).toEqual(['cleo', 'dan']);
    expect(await namesOf(caller, 'order-in-future')).toEqual(['ada']);
    const { orders } = await json<{ orders: object[] }>(caller, '/quality/order-in-future/orders');
    expect(orders).toMatchObject([{ externalId: 'ada', reference: '2', day: '2026-01-16', amount: 5 }]);
    expect(first.trend).toMatchObject([{ day: '2026-01-15', score: expect.closeTo(first.score, 2) }]);
    all.shop.clock.now += 86_400_000;
    const next = await json<Said>(caller, '/quality');
    expect(next.trend.map(({ day }) => day)).toEqual(['2026-01-15', '2026-01-16']);
    expect(failingOf(next)).not.toHaveProperty('order-in-future');
    expect(next.score).toBeGreaterThan(first.score);
    expect(all.faults).toEqual([]);
  });

  it('shows a rep what is wrong with his own customers alone', async () => {
    const all = await served();
    const rep = await signInAs(all, 'Li Lei', 'rep');
    const own = await json<Said>(rep, '/quality');
    expect(own).toMatchObject({ customers: 2, trend: [] });
    expect(failingOf(own)).toEqual({ 'phone-missing': 1, unreachable: 1, 'order-in-future': 1 });
    expect(await namesOf(rep, 'phone-missing')).toEqual(['cleo']);
    expect(await json(rep, '/quality/negative-total/orders')).toEqual({ orders: [], next: null });
    expect((await rep.get('/customers/2/quality')).statusCode).toBe(404);
    const file = (await rep.get('/quality/phone-missing/file?format=csv')).body.trim().split('\r\n');
    expect(file.slice(1)).toMatchObject([expect.stringMatching(/^cleo,/)]);
  });

  it('judges one customer as it judges all of them', async () => {
    const all = await served();
    const caller = localCaller(all);
    const sums: number[] = [];
    for (const id of [1, 2, 3, 4]) sums.push((await json<Said>(caller, `/customers/${id}/quality`)).score);
    const { score } = await json<Said>(caller, '/quality');
    expect(score).toBeCloseTo(sums.reduce((a, b) => a + b, 0) / 4, 10);
    expect(await json(caller, '/customers/1/quality')).toMatchObject({
      failing: [{ id: 'order-in-future', orders: 1 }],
    });
  });

  it('writes who fails into a file in which nothing runs and nobody can be called, and notes it', async () => {
    const all = await served();
    const owner = await signInAs(all, 'Boss', 'owner');
    const answer = await owner.get('/quality/phone-masked/file?format=csv');
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain("bob,'=Bob,Han,,,,138****0000,2026-01-16,");
    const log = (await owner.get('/audit')).body;
    expect(log).toContain('customers-exported');
    expect(log).toContain('phone-masked');
  });

  it('refuses a check that there is not, and orders of a check of customers', async () => {
    const caller = localCaller(await served());
    for (const url of ['/quality/nope/customers', '/quality/stale/orders', '/quality/nope/file']) {
      expect((await caller.get(url)).statusCode).toBe(404);
    }
  });

  it('is kept by the daily run', async () => {
    const all = await served();
    const { folder, clock } = all.shop;
    clock.now = Date.parse('2026-01-17T03:00:00Z');
    const runs = startDailyRuns(folder, {
      clock: () => clock.now,
      onFault: (error) => all.faults.push(error),
    });
    await runs.tick();
    await runs.stop();
    clock.now += 86_400_000;
    const { trend } = await json<Said>(localCaller(all), '/quality');
    expect(trend.map(({ day }) => day)).toEqual(['2026-01-17', '2026-01-18']);
    expect(all.faults).toEqual([]);
  });
});
