import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createKey } from '../../src/features/access/api-keys.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { gradedRegister } from '../support/graded-register.ts';
import { caller, localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';
import { twoTiers as scheme } from '../support/two-tiers.ts';

const order = { orderId: 'a1', customerId: 'ada', paidAt: '2026-01-02', amount: 600 };

interface Results {
  readonly results: readonly {
    status?: string;
    problems?: { code: string; path: string; message: string }[];
  }[];
  readonly graded: boolean;
}

async function giveTo({ shop }: Served, customer: string, owner: string): Promise<void> {
  await shop.folder.writer.write((trx) =>
    sql`update customers set owner = ${owner} where external_id = ${customer}`.execute(trx),
  );
}

describe('POST /orders', () => {
  it('R032 keeps orders and says of each what became of it, in the language of the caller', async () => {
    const served = await serveShop();
    const till = localCaller(served);
    const sent = await till.send('POST', '/orders', {
      orders: [order, { ...order, amount: '?' }, { amount: 1 }],
    });
    expect(sent.statusCode).toBe(200);
    expect(sent.json<Results>()).toEqual({
      results: [
        { status: 'added', orderId: 'a1' },
        {
          problems: [
            {
              code: 'amount-unreadable',
              path: 'orders[1].amount',
              message: 'not a number; write it like 1234.56',
            },
          ],
        },
        {
          problems: [
            { code: 'missing', path: 'orders[2].customerId', message: 'say which customer the order is of' },
            { code: 'missing', path: 'orders[2].orderedAt', message: 'say when it was ordered or paid' },
          ],
        },
      ],
      graded: false,
    });
    const inChinese = caller(served.app, {
      authorization: `Bearer ${served.served.localToken}`,
      'accept-language': 'zh-CN,en;q=0.5',
    });
    const { results } = (await inChinese.send('POST', '/orders', { orders: [{}] })).json<Results>();
    expect(results[0]?.problems?.[0]?.message).toBe('请写明是哪位客户的订单');
    expect(served.faults).toEqual([]);
  });

  it('R016 answers when the customer is graded', async () => {
    const served = await serveShop();
    const owner = await signInAs(served, 'olga', 'owner');
    expect((await owner.send('POST', '/schemes', { document: scheme })).statusCode).toBe(201);
    await owner.send('POST', '/orders', { orders: [order] });
    const { folder, clock } = served.shop;
    await evaluateAll(folder, { asOf: null, clock: () => clock.now });
    const second = await owner.send('POST', '/orders', {
      orders: [{ ...order, orderId: 'a2', amount: 400 }],
    });
    expect(second.json<Results>()).toEqual({ results: [{ status: 'added', orderId: 'a2' }], graded: true });
    expect((await gradedRegister(served.shop)).grades).toMatchObject([{ external_id: 'ada', tier: 1n }]);
  });

  it('S02 lets a rep write orders of own customers alone, and a viewer none', async () => {
    const served = await serveShop();
    await localCaller(served).send('POST', '/orders', {
      orders: [order, { ...order, customerId: 'bob', orderId: 'b1' }],
    });
    await giveTo(served, 'ada', 'rita');
    const rep = await signInAs(served, 'rita', 'rep');
    const orders = ['ada', 'bob', 'nobody'].map((customerId) => ({
      ...order,
      customerId,
      orderId: customerId,
    }));
    const { results } = (await rep.send('POST', '/orders', { orders })).json<Results>();
    expect(results.map(({ status, problems }) => status ?? problems?.[0]?.code)).toEqual([
      'added',
      'forbidden',
      'forbidden',
    ]);
    const viewer = await signInAs(served, 'vera', 'viewer');
    expect((await viewer.send('POST', '/orders', { orders: [order] })).statusCode).toBe(403);
  });

  it('S01 needs the scope of a key, and notes whose key it was', async () => {
    const served = await serveShop();
    await signInAs(served, 'olga', 'owner');
    const { folder, clock } = served.shop;
    const make = (scopes: string[]) =>
      createKey(folder, { name: 'till', scopes, userId: 1n, now: clock.now });
    const bearer = async (scopes: string[]) =>
      caller(served.app, { authorization: `Bearer ${(await make(scopes)).key}` });
    const reader = await bearer(['customers:read']);
    expect((await reader.send('POST', '/orders', { orders: [order] })).statusCode).toBe(403);
    const writer = await bearer(['orders:write']);
    expect((await writer.send('POST', '/orders', { orders: [order] })).statusCode).toBe(200);
    const { rows } = await sql`select author from recordings`.execute(folder.database().reader);
    expect(rows).toEqual([{ author: 'olga (till)' }]);
  });

  it('refuses more than a thousand, and none', async () => {
    const served = await serveShop();
    const till = localCaller(served);
    for (const orders of [[], Array.from({ length: 1001 }, () => order), 'x']) {
      expect((await till.send('POST', '/orders', { orders })).statusCode).toBe(400);
    }
  });
});

describe('GET /exports/customers', () => {
  it('S04 gives everybody with contact data masked, and is noted', async () => {
    const served = await serveShop();
    const manager = await signInAs(served, 'max', 'manager');
    await manager.send('POST', '/orders', { orders: [order] });
    const csv = await manager.get('/exports/customers?format=csv');
    expect(csv.statusCode).toBe(200);
    expect(csv.headers['content-disposition']).toBe('attachment; filename="customers-2026-01-15.csv"');
    expect(csv.body.split('\n')[1]).toMatch(/^ada,/);
    const xlsx = await manager.get('/exports/customers?format=xlsx');
    expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const rep = await signInAs(served, 'rita', 'rep');
    const none = await rep.get('/exports/customers?format=csv');
    expect([none.statusCode, none.body.trim().split('\n').length]).toEqual([200, 1]);
    const owner = await signInAs(served, 'olga', 'owner');
    const { entries } = (await owner.get('/audit')).json<{ entries: { action: string }[] }>();
    expect(entries.filter(({ action }) => action === 'customers-exported')).toEqual([
      expect.objectContaining({ actor: 'rita', detail: { format: 'csv', customers: 0 } }),
      {
        at: '2026-01-15T03:00:00.000Z',
        actor: 'max',
        action: 'customers-exported',
        subject: null,
        detail: { format: 'xlsx', customers: 1 },
      },
      expect.objectContaining({ detail: { format: 'csv', customers: 1 } }),
    ]);
    expect(served.faults).toEqual([]);
  });
});

describe('GET /audit', () => {
  it('S06 is read page by page, newest first, by owners alone', async () => {
    const served = await serveShop();
    const owner = await signInAs(served, 'olga', 'owner');
    for (let n = 1; n <= 120; n++) {
      await served.shop.folder.writer.write((trx) =>
        sql`insert into audit_log values (${BigInt(n + 1000)}, timestamp '2026-01-01', 'ada', 'signed-in', ${String(n)}, null)`.execute(
          trx,
        ),
      );
    }
    type Page = { entries: { subject: string }[]; next: string | null };
    const first = (await owner.get('/audit')).json<Page>();
    expect(served.faults).toEqual([]);
    expect(first.entries.map(({ subject }) => subject)).toEqual(
      Array.from({ length: 100 }, (_, index) => String(120 - index)),
    );
    const second = (await owner.get(`/audit?after=${first.next}`)).json<Page>();
    expect(second.entries.slice(0, 20).at(-1)?.subject).toBe('1');
    expect(served.faults).toEqual([]);
    expect(second.next).toBeNull();
    const manager = await signInAs(served, 'max', 'manager');
    expect((await manager.get('/audit')).statusCode).toBe(403);
  });
});

describe('POST /verifications', () => {
  it('looks at everything and finds it sound', async () => {
    const served = await serveShop();
    await localCaller(served).send('POST', '/orders', { orders: [order] });
    const found = (await localCaller(served).send('POST', '/verifications')).json<{
      ok: boolean;
      checks: { id: string; ok: boolean }[];
      tables: { table: string; looked: number }[];
    }>();
    expect(found.ok).toBe(true);
    expect(found.tables.find(({ table }) => table === 'orders')?.looked).toBe(1);
    expect(found.checks.length).toBeGreaterThan(5);
  });
});
