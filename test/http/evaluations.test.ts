import { describe, expect, it } from 'vitest';
import { recordBought } from '../support/record-bought.ts';
import { type Served, serveShop, signInAs } from '../support/serve-shop.ts';

interface Evaluations {
  readonly evaluations: readonly { readonly id: string }[];
  readonly freshness: object;
  readonly dailyRuns: readonly object[];
}

async function record({ shop }: Served, id: number, customer: string): Promise<void> {
  const bought = [{ id, customer, day: '2026-01-02', amount: 200_000 }];
  await shop.folder.writer.write((trx) => recordBought(trx, shop.clock.now, bought));
}

describe('evaluations over the API (R015, R017)', () => {
  it('somebody grades everybody; the list says who, as of when, and how current it is', async () => {
    const served = await serveShop('2026-01-15T03:00:00Z');
    const manager = await signInAs(served, 'bob', 'manager');
    const refused = await manager.send('POST', '/evaluations');
    expect([refused.statusCode, refused.json().problems[0].code]).toEqual([422, 'no-scheme']);
    await manager.send('POST', '/schemes', { template: 'supermarket' });
    await record(served, 1, 'ada');
    const made = await manager.send('POST', '/evaluations', { asOf: '2026-01-10' });
    expect([made.statusCode, made.json()]).toMatchObject([
      201,
      {
        id: '1',
        kind: 'full',
        schemeId: 'supermarket',
        asOf: '2026-01-10',
        status: 'done',
        customers: 1,
        author: 'bob',
      },
    ]);
    expect((await manager.get('/evaluations')).json<Evaluations>()).toMatchObject({
      evaluations: [{ id: '1', startedAt: '2026-01-15T03:00:00.000Z', message: null }],
      freshness: {
        asOf: '2026-01-10',
        evaluatedAt: '2026-01-15T03:00:00.000Z',
        nextRunAt: '2026-01-15T19:00:00.000Z',
        missedRuns: [],
        staleCustomers: 0,
      },
      dailyRuns: [],
    });
    served.shop.clock.now = Date.parse('2026-01-17T03:00:00Z');
    await record(served, 2, 'cleo');
    expect((await manager.get('/evaluations')).json<Evaluations>().freshness).toMatchObject({
      missedRuns: ['2026-01-16', '2026-01-17'],
      staleCustomers: 2,
    });
    expect((await manager.send('POST', '/evaluations')).json()).toMatchObject({
      asOf: '2026-01-17',
      customers: 2,
    });
    const now = (await manager.get('/evaluations')).json<Evaluations>();
    expect(now.evaluations.map(({ id }) => id)).toEqual(['2', '1']);
    expect(now.freshness).toMatchObject({ missedRuns: [], staleCustomers: 0 });
    expect(served.faults).toEqual([]);
  });

  it('a day that does not exist is refused, and so is a rep who grades everybody', async () => {
    const served = await serveShop();
    const owner = await signInAs(served, 'ada', 'owner');
    const refused = await owner.send('POST', '/evaluations', { asOf: '2026-02-30' });
    expect([refused.statusCode, refused.json().problems[0]]).toMatchObject([
      422,
      { code: 'bad-date', path: 'asOf' },
    ]);
    const rep = await signInAs(served, 'eve', 'rep');
    expect((await rep.send('POST', '/evaluations')).statusCode).toBe(403);
    expect((await rep.get('/evaluations')).statusCode).toBe(200);
    expect(served.faults).toEqual([]);
  });
});

describe('the business over the API', () => {
  it('has a name and a time for the daily run that its owner sets, and counts what the caller may see', async () => {
    const served = await serveShop();
    const owner = await signInAs(served, 'ada', 'owner');
    expect((await owner.get('/business')).json()).toEqual({
      name: null,
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      dailyRunAt: '03:00',
      overrideApproval: 'reps',
      recognisedBy: [],
      scheme: null,
      customers: 0,
      orders: 0,
      unattributed: 0,
    });
    await owner.send('POST', '/schemes', { template: 'supermarket' });
    await record(served, 1, 'cleo');
    const changed = await owner.send('PUT', '/business', { name: ' 小店 ', dailyRunAt: '22:30' });
    expect([changed.statusCode, changed.json()]).toMatchObject([
      200,
      {
        name: '小店',
        dailyRunAt: '22:30',
        scheme: { id: 'supermarket', version: 1 },
        customers: 1,
        orders: 1,
      },
    ]);
    expect((await owner.send('PUT', '/business', { dailyRunAt: '04:00' })).json()).toMatchObject({
      name: '小店',
      dailyRunAt: '04:00',
    });
    const rep = await signInAs(served, 'eve', 'rep');
    expect((await rep.get('/business')).json()).toMatchObject({ customers: 0, orders: 0 });
    expect((await rep.send('PUT', '/business', { name: 'x' })).statusCode).toBe(403);
    expect(served.faults).toEqual([]);
  });

  it('refuses a name that is empty or too long and a time that is none, all at once', async () => {
    const served = await serveShop();
    const owner = await signInAs(served, 'ada', 'owner');
    for (const [name, dailyRunAt, codes] of [
      [' ', '24:00', ['name-missing', 'bad-time']],
      ['x'.repeat(101), '3:00', ['name-too-long', 'bad-time']],
    ] as const) {
      const refused = await owner.send('PUT', '/business', { name, dailyRunAt });
      expect(refused.statusCode).toBe(422);
      expect(refused.json().problems.map(({ code }: { code: string }) => code)).toEqual(codes);
    }
  });
});
