import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { forgetAnswers } from '../../src/features/requests/answer-once.ts';
import { caller, localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';

const order = { orderId: 'o1', customerId: 'ada', paidAt: '2026-01-05', amount: 12 };

function keyed({ app, served }: Served, key: string) {
  const { send } = caller(app, { authorization: `Bearer ${served.localToken}`, 'idempotency-key': key });
  return async (url: string, body: unknown) => await send('POST', url, body);
}

async function counted({ shop }: Served, table: string): Promise<bigint | undefined> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${sql.table(table)}`.execute(
    shop.folder.database().reader,
  );
  return rows[0]?.n;
}

describe('Idempotency-Key', () => {
  it('R032 gives copies of a request the first answer, also all at once and beside other requests', async () => {
    const served = await serveShop();
    const bodies = Array.from({ length: 8 }, (_, n) => ({ orders: [{ ...order, orderId: `o${n % 4}` }] }));
    const sent = await Promise.all(
      bodies.flatMap((body, n) => {
        const copies = Array.from({ length: 5 }, () => keyed(served, `"key ${n % 4}"`)('/orders', body));
        return [
          ...copies,
          localCaller(served).send('POST', '/orders', { orders: [{ ...order, amount: n }] }),
        ];
      }),
    );
    expect(sent.map(({ statusCode }) => statusCode)).toEqual(sent.map(() => 200));
    const ofKeys = sent.filter((_, index) => index % 6 !== 5);
    for (const [index, answer] of ofKeys.entries()) {
      expect(answer.json()).toMatchObject({ results: [{ orderId: `o${Math.floor(index / 5) % 4}` }] });
      // Whichever of them was first.
      expect(answer.body).toBe(ofKeys[index % 20 < 5 ? 0 : Math.floor((index % 20) / 5) * 5]?.body);
    }
    expect(await counted(served, 'answered_requests')).toBe(4n);
    expect(served.faults).toEqual([]);
  });

  it('R032 is refused with another body or for something else, and belongs to whoever sent it', async () => {
    const served = await serveShop();
    const send = keyed(served, 'till-7');
    expect((await send('/orders', { orders: [order] })).statusCode).toBe(200);
    for (const [url, body] of [
      ['/orders', { orders: [{ ...order, amount: 13 }] }],
      ['/customers', { customers: [{ externalId: 'ada' }] }],
    ] as const) {
      const other = await send(url, body);
      expect(other.statusCode).toBe(422);
      expect(other.json()).toMatchObject({ problems: [{ code: 'idempotency-key-reused', path: '' }] });
    }
    const manager = await signInAs(served, 'max', 'manager');
    const body = { orders: [{ ...order, amount: 13 }] };
    const hers = await manager.send('POST', '/orders', body, { 'idempotency-key': 'till-7' });
    expect(hers.json()).toMatchObject({ results: [{ status: 'changed' }] });
    expect((await send('/orders', { orders: [order] })).json()).toMatchObject({
      results: [{ status: 'added' }],
    });
  });

  it('R032 is one of 1 to 255 ASCII characters, in quotes or not', async () => {
    const served = await serveShop();
    const body = { orders: [order] };
    for (const bad of ['""', '"a', 'a b', '"a"; b', 'a,b', 'x'.repeat(256)]) {
      const refused = await keyed(served, bad)('/orders', body);
      expect([bad, refused.statusCode]).toEqual([bad, 400]);
      expect(refused.json()).toMatchObject({ problems: [{ code: 'bad-idempotency-key' }] });
    }
    expect(await counted(served, 'answered_requests')).toBe(0n);
    expect((await keyed(served, '"a\\"b"')('/orders', body)).json()).toMatchObject({
      results: [{ status: 'added' }],
    });
    for (const same of ['k-1', '"k-1"']) {
      expect((await keyed(served, same)('/orders', body)).json()).toMatchObject({
        results: [{ status: 'unchanged' }],
      });
    }
    expect(await counted(served, 'answered_requests')).toBe(2n);
  });

  it('R032 enters points once, and notes it once', async () => {
    const served = await serveShop();
    await localCaller(served).send('POST', '/customers', { customers: [{ externalId: 'ada' }] });
    const send = keyed(served, 'points');
    const body = { points: 5, reason: 'sorry' };
    const first = await send('/customers/1/points', body);
    served.shop.clock.now += 5000;
    const again = await Promise.all([1, 2, 3].map(async () => await send('/customers/1/points', body)));
    expect(new Set([first, ...again].map(({ body: text }) => text)).size).toBe(1);
    const { rows } = await sql<{
      action: string;
    }>`select action from audit_log where action = 'points-entered'`.execute(
      served.shop.folder.database().reader,
    );
    expect([await counted(served, 'events'), rows.length]).toEqual([1n, 1]);
  });

  it('R032 is kept for a day and longer, and then forgotten', async () => {
    const served = await serveShop();
    const { folder, clock } = served.shop;
    await keyed(served, 'k')('/orders', { orders: [order] });
    clock.now += 25 * 3_600_000;
    await forgetAnswers(folder, clock.now);
    expect((await keyed(served, 'k')('/orders', { orders: [order] })).json()).toMatchObject({
      results: [{ status: 'added' }],
    });
    clock.now += 24 * 3_600_000;
    await forgetAnswers(folder, clock.now);
    expect(await counted(served, 'answered_requests')).toBe(0n);
  });
});

describe('If-Match', () => {
  it('R032 changes a customer only as the caller knows him; orders make no difference', async () => {
    const served = await serveShop();
    const { get, send } = localCaller(served);
    await send('POST', '/customers', { customers: [{ externalId: 'ada', company: 'a' }] });
    const known = (await get('/customers/1')).headers.etag;
    await send('POST', '/orders', { orders: [order] });
    const patch = async (company: string, ifMatch?: string) =>
      await send('PATCH', '/customers/1', { company }, ifMatch === undefined ? {} : { 'if-match': ifMatch });
    const changed = await patch('b', String(known));
    expect([changed.statusCode, changed.json<{ company: string }>().company]).toEqual([200, 'b']);
    expect(changed.headers.etag).not.toBe(known);
    const stale = await patch('c', String(known));
    expect(stale.statusCode).toBe(412);
    expect(stale.json()).toMatchObject({ problems: [{ code: 'changed-meanwhile', path: '' }] });
    expect((await patch('c', `W/${changed.headers.etag}`)).statusCode).toBe(412);
    expect((await patch('c', `"x", ${changed.headers.etag}`)).statusCode).toBe(200);
    expect((await patch('d', '*')).statusCode).toBe(200);
    expect((await patch('e')).json()).toMatchObject({ company: 'e' });
  });

  it('R032 lets one of two who change at once through, and a copy with a key after it', async () => {
    const served = await serveShop();
    const { get, send } = localCaller(served);
    await send('POST', '/customers', { customers: [{ externalId: 'ada' }] });
    const etag = String((await get('/customers/1')).headers.etag);
    const patch = async (company: string) =>
      await send('PATCH', '/customers/1', { company }, { 'if-match': etag, 'idempotency-key': company });
    const both = await Promise.all(['b', 'c'].map(patch));
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 412]);
    const won = both.findIndex(({ statusCode }) => statusCode === 200) === 0 ? 'b' : 'c';
    expect((await patch(won)).statusCode).toBe(200);
    expect((await patch(won === 'b' ? 'c' : 'b')).statusCode).toBe(412);
  });
});
