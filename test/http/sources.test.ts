import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openReceiver } from '../../src/features/sources/receive.ts';
import { readLeftPaused } from '../../src/features/sources/retry.ts';
import { holds } from '../../src/features/verify/check.ts';
import { verifyFolder } from '../../src/features/verify/verify-folder.ts';
import { signedHeaders } from '../../src/features/webhooks/signature.ts';
import { localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';
import { shopifyOrder, wooOrder, youzanTrade } from '../support/shop-deliveries.ts';
import { signing } from '../support/sign-delivery.ts';

const DAY = 86_400_000;
const secret = 'a-secret-of-the-shop';
type Headers = Readonly<Record<string, string>>;

async function add(served: Served, source: object): Promise<{ id: string; path: string; secret: string }> {
  const added = await localCaller(served).send('POST', '/sources', { name: 'shop', ...source });
  expect(added.statusCode, added.body).toBe(201);
  return added.json();
}

async function push(
  { app }: Served,
  path: string,
  headers: Headers,
  payload: string,
): Promise<readonly [status: number, body: string]> {
  const headersOf = { 'content-type': 'application/json', 'accept-language': 'en', ...headers };
  const answer = await app.inject({ method: 'POST', url: path, headers: headersOf, payload });
  return [answer.statusCode, answer.body];
}

interface Listed {
  readonly sources: readonly Readonly<Record<string, unknown>>[];
  readonly deliveries: readonly { readonly id: string; readonly problems: readonly object[] }[];
}

async function listed(served: Served): Promise<Readonly<Record<string, unknown>>> {
  return (await localCaller(served).get('/sources')).json<Listed>().sources[0] ?? {};
}

async function waiting(served: Served): Promise<Listed['deliveries']> {
  return (await localCaller(served).get('/sources/1/deliveries')).json<Listed>().deliveries;
}

async function ordersOf(
  served: Served,
  customer = '1',
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const answer = await localCaller(served).get(`/customers/${customer}/orders`);
  return answer.json<{ orders: Record<string, unknown>[] }>().orders;
}

const taken = [200, '{"code":0,"msg":"success"}'] as const;

describe('what other systems push (R032)', () => {
  it('R032 takes orders and refunds of Shopify, each delivery once, and no older version over a newer one', async () => {
    const served = await serveShop();
    const { path } = await add(served, { kind: 'shopify', secret });
    const send = async (id: string, topic: string, body: string) =>
      await push(served, path, signing.shopify(secret, body, topic, id), body);
    expect(await send('1', 'orders/updated', shopifyOrder())).toEqual(taken);
    expect(await send('1', 'orders/updated', shopifyOrder())).toEqual(taken);
    const older = { updated_at: '2026-01-05T22:00:00-05:00', refunds: [], total_price: '999.00' };
    expect(await send('2', 'orders/create', shopifyOrder(older))).toEqual(taken);
    const transactions = [{ kind: 'refund', status: 'success', amount: '20.00' }];
    const refund = {
      id: 5,
      order_id: '820982911946154508',
      created_at: '2026-01-08T00:00:00Z',
      transactions,
    };
    expect(await send('3', 'refunds/create', JSON.stringify(refund))).toEqual(taken);
    expect(await ordersOf(served)).toMatchObject([
      { reference: '#1001', amount: 200, refunded: 50, status: 'shipped', channel: 'web' },
    ]);
    expect(await listed(served)).toMatchObject({ received: 3, unreadable: 0, incomplete: 0 });
    const [customer] = (await localCaller(served).get('/customers')).json<{ customers: object[] }>()
      .customers;
    expect(customer).toMatchObject({
      externalId: 'shopify-115310627314723954',
      name: '王小明',
      phone: '138****1234',
    });
  });

  it('R032 takes orders and customers of WooCommerce, and answers its unsigned ping alike everywhere', async () => {
    const served = await serveShop();
    const { path, secret: made } = await add(served, { kind: 'woocommerce' });
    const send = async (topic: string, body: string) =>
      await push(served, path, signing.woocommerce(made, body, topic, topic), body);
    expect(await send('order.created', wooOrder())).toEqual(taken);
    const customer = { id: 26, email: 'john@example.com', first_name: 'John', last_name: 'Smith' };
    const changed = JSON.stringify({ ...customer, date_modified_gmt: '2026-01-09T00:00:00' });
    expect(await send('customer.updated', changed)).toEqual(taken);
    expect(await ordersOf(served)).toMatchObject([{ reference: '727', amount: 29.35, status: 'paid' }]);
    expect((await localCaller(served).get('/customers/1')).json()).toMatchObject({ name: 'John Smith' });
    const ping = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await push(served, path, ping, 'webhook_id=3')).toEqual(taken);
    expect(await push(served, '/api/v1/hooks/nobody', ping, 'webhook_id=3')).toEqual(taken);
    expect(await listed(served)).toMatchObject({ received: 2 });
  });

  it('R032 takes trades of Youzan, whose copies differ by a counter, in any order', async () => {
    const served = await serveShop();
    const { path } = await add(served, { kind: 'youzan', secret, settings: { clientId: 'client' } });
    const send = async (body: string) =>
      await push(served, path, signing.youzan(secret, body, 'client'), body);
    const closed = {
      type: 'trade_TradeSuccess',
      msg_id: 'm2',
      msg: { tid: 'E20260105101734022600020', update_time: '2026-01-09 08:00:00' },
    };
    expect(await send(JSON.stringify(closed))).toEqual(taken);
    expect(await listed(served)).toMatchObject({ incomplete: 1 });
    expect(await send(youzanTrade())).toEqual(taken);
    expect(await send(youzanTrade().replace('"sendCount":0', '"sendCount":1'))).toEqual(taken);
    expect(await ordersOf(served)).toMatchObject([{ amount: 86, status: 'completed' }]);
    expect(await listed(served)).toMatchObject({ received: 2, incomplete: 0 });
  });

  it('R032 refuses alike whatever is wrong with an address or a signature, and whoever tries too often', async () => {
    const served = await serveShop();
    const { path } = await add(served, { kind: 'shopify', secret });
    const body = shopifyOrder();
    const right = signing.shopify(secret, body, 'orders/create', '1');
    const attempts: readonly (readonly [string, Headers, string])[] = [
      [path, {}, body],
      [path, signing.shopify('another-secret', body, 'orders/create', '1'), body],
      [path, right, `${body} `],
      [path, { ...right, 'x-shopify-hmac-sha256': 'AAAA' }, body],
      ['/api/v1/hooks/nobody', right, body],
      [path, { authorization: `Bearer ${served.served.localToken}` }, body],
    ];
    const answers = [];
    for (const attempt of attempts) answers.push((await push(served, ...attempt)).join(' '));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^401 .*bad-signature/);
    expect(await listed(served)).toMatchObject({ received: 0 });
    for (let tries = 0; tries < 60; tries++) await push(served, path, {}, '{}');
    expect((await push(served, path, right, body))[0]).toBe(429);
    // What is wrong with one system stops no other that pushes from the same place.
    const other = await add(served, {
      kind: 'shopify',
      secret,
      settings: { channel: 'other', prefix: 'o-' },
    });
    expect(await push(served, other.path, signing.shopify(secret, body, 'orders/create', '2'), body)).toEqual(
      taken,
    );
    served.shop.clock.now += 5000;
    expect(await push(served, path, right, body)).toEqual(taken);
    // Nor is there an end to addresses that nobody has.
    for (let tries = 0; tries < 300; tries++) await push(served, `/api/v1/hooks/${tries}`, {}, '{}');
    expect((await push(served, path, right, body))[0]).toBe(429);
  });

  it('R032 takes any system that signs by standardwebhooks.com or with an HMAC, and an old secret for a day', async () => {
    const served = await serveShop();
    const mapping = {
      what: 'orders',
      fields: { orderId: 'id', customerId: 'buyer', amount: 'total', orderedAt: 'at' },
      updatedAt: 'at',
    };
    const till = await add(served, { kind: 'generic', settings: { mapping, channel: 'till' } });
    const body = JSON.stringify({ id: 1, buyer: 'ada', total: 12.5, at: '2026-01-05 10:00' });
    const standard = (with_: string, id = 'msg_1', at = served.shop.clock.now): Headers =>
      signedHeaders({ id, body }, [with_], at);
    const now = served.shop.clock.now;
    expect(await push(served, till.path, standard(till.secret), body)).toEqual(taken);
    expect((await push(served, till.path, standard(till.secret, 'msg_2', now - 301_000), body))[0]).toBe(401);
    expect((await push(served, till.path, standard(till.secret, 'msg_2', now + 301_000), body))[0]).toBe(401);
    const { send } = localCaller(served);
    const renewed = (await send('POST', `/sources/${till.id}/secrets`, {})).json<{ secret: string }>();
    expect(await push(served, till.path, standard(till.secret, 'msg_3'), body)).toEqual(taken);
    expect(await push(served, till.path, standard(renewed.secret, 'msg_4'), body)).toEqual(taken);
    served.shop.clock.now += DAY + 1;
    expect((await push(served, till.path, standard(till.secret, 'msg_5'), body))[0]).toBe(401);
    expect(await push(served, till.path, standard(renewed.secret, 'msg_5'), body)).toEqual(taken);
    const settings = { mapping, scheme: 'hmac', header: 'X-Sign' };
    const hmac = await add(served, { kind: 'generic', settings, secret });
    const hex = createHmac('sha256', secret).update(body).digest('hex');
    expect(await push(served, hmac.path, { 'x-sign': `sha256=${hex}` }, body)).toEqual(taken);
    expect(await push(served, hmac.path, { 'x-sign': 'sha256=' }, body)).toMatchObject([
      401,
      /bad-signature/,
    ]);
    expect(await ordersOf(served)).toMatchObject([{ amount: 12.5 }, { amount: 12.5 }]);
  });

  it('R032 keeps what it cannot understand, sealed, until the mapping is mended, somebody drops it or a month is over', async () => {
    const served = await serveShop();
    const { send, get } = localCaller(served);
    const { path, secret: made } = await add(served, { kind: 'generic' });
    const pushed = async (id: string, order: object) => {
      const body = JSON.stringify(order);
      expect(
        await push(served, path, signedHeaders({ id, body }, [made], served.shop.clock.now), body),
      ).toEqual(taken);
    };
    await pushed('a', { no: 'A', buyer: 'ada', sum: '¥8', day: '2026-01-05' });
    await pushed('b', { no: 'B', buyer: 'ada', sum: 'viel', day: '2026-01-05' });
    expect(await waiting(served)).toMatchObject([
      { id: '2', state: 'unreadable', problems: [{ code: 'no-mapping' }] },
      { id: '1' },
    ]);
    const mapping = {
      what: 'orders',
      fields: { orderId: 'no', customerId: 'buyer', amount: 'sum', orderedAt: 'day' },
    };
    const sample = { kind: 'generic', body: '{"no":"A","buyer":"ada","sum":"¥8","day":"2026-01-05"}' };
    expect(
      (await send('POST', '/sources/previews', { ...sample, settings: { mapping } })).json(),
    ).toMatchObject({
      orders: [{ orderId: 'A', customerId: 'ada', amount: '8.00' }],
      problems: [],
    });
    expect((await send('PATCH', '/sources/1', { settings: { mapping } })).statusCode).toBe(204);
    expect((await send('POST', '/sources/1/retries', {})).json()).toEqual({ kept: 1, left: 1, next: null });
    expect(await ordersOf(served)).toMatchObject([{ reference: 'A', amount: 8 }]);
    expect(await waiting(served)).toMatchObject([
      { id: '2', problems: [{ code: 'amount-unreadable', path: 'sum' }] },
    ]);
    expect((await get('/sources/1/deliveries/2')).json()).toMatchObject({
      body: expect.stringContaining('viel'),
    });
    await pushed('c', { no: 'C' });
    expect((await send('POST', '/sources/1/drops', { deliveries: ['2'] })).json()).toEqual({ dropped: 1 });
    expect(await listed(served)).toMatchObject({ received: 3, unreadable: 1 });
    const log = (await get('/audit'))
      .json<{ entries: { action: string }[] }>()
      .entries.map(({ action }) => action);
    expect(log).toEqual(
      expect.arrayContaining([
        'source-added',
        'source-changed',
        'source-deliveries-retried',
        'source-delivery-read',
        'source-deliveries-dropped',
      ]),
    );
    expect(served.faults).toEqual([]);
  });

  it('R032 paused keeps what comes and reads it when it goes on, as of when it came', async () => {
    const served = await serveShop();
    const { send } = localCaller(served);
    const { path } = await add(served, { kind: 'shopify', secret });
    expect((await send('PATCH', '/sources/1', { paused: true })).statusCode).toBe(204);
    const body = shopifyOrder();
    expect(await push(served, path, signing.shopify(secret, body, 'orders/create', '1'), body)).toEqual(
      taken,
    );
    expect(await listed(served)).toMatchObject({ received: 1, paused: 1, pausedBy: 'command line' });
    expect((await send('PATCH', '/sources/1', { paused: false })).statusCode).toBe(204);
    expect(await ordersOf(served)).toMatchObject([{ reference: '#1001' }]);
    expect(await listed(served)).toMatchObject({ paused: 0, unreadable: 0, pausedBy: null });
    expect((await send('DELETE', '/sources/1')).statusCode).toBe(204);
    expect((await push(served, path, signing.shopify(secret, body, 'orders/create', '2'), body))[0]).toBe(
      401,
    );
  });

  it('R032 takes two orders of WooCommerce of one second, and nothing by a number that something else had', async () => {
    const served = await serveShop();
    const { send } = localCaller(served);
    const woo = await add(served, { kind: 'woocommerce' });
    for (const number of ['727', '728', '728']) {
      const body = wooOrder({ id: Number(number), number });
      const headers = signing.woocommerce(woo.secret, body, 'order.created', 'of-one-second');
      expect(await push(served, woo.path, headers, body)).toEqual(taken);
    }
    expect((await ordersOf(served)).map(({ reference }) => reference)).toEqual(['728', '727']);
    expect(await listed(served)).toMatchObject({ received: 2 });
    const pushed = async (path: string) =>
      await push(served, path, signing.shopify(secret, '{}', 'orders/create', '1'), '{}');
    const shopify = await add(served, { kind: 'shopify', secret });
    expect(await pushed(shopify.path)).toEqual(taken);
    const waits = async (id: string) =>
      (await localCaller(served).get(`/sources/${id}/deliveries`)).json<Listed>().deliveries;
    const [old] = await waits(shopify.id);
    expect((await send('DELETE', `/sources/${shopify.id}`)).statusCode).toBe(204);
    const anew = await add(served, { kind: 'shopify', secret });
    expect(anew.id).not.toBe(shopify.id);
    expect(await pushed(anew.path)).toEqual(taken);
    const [now] = await waits(anew.id);
    expect(now?.id).toMatch(/^\d+$/);
    expect(now?.id).not.toBe(old?.id);
  });

  it('R032 keeps orders without a buyer as nobody’s, and whose an order was known to be', async () => {
    const served = await serveShop();
    const { send, get } = localCaller(served);
    const { path } = await add(served, { kind: 'shopify', secret });
    let count = 0;
    const pushed = async (order: object) => {
      const body = shopifyOrder(order);
      const headers = signing.shopify(secret, body, 'orders/updated', `${count++}`);
      expect(await push(served, path, headers, body)).toEqual(taken);
    };
    const nobody = { customer: null, email: null };
    await pushed({ ...nobody, id: 2, name: '#2' });
    expect(await listed(served)).toMatchObject({ received: 1, unreadable: 0 });
    expect((await get('/customers')).json()).toMatchObject({ customers: [] });
    expect((await get('/orders/unattributed')).json()).toMatchObject({
      count: 1,
      orders: [{ reference: '#2', amount: 200 }],
    });
    await pushed({});
    const later = { ...nobody, updated_at: '2026-01-07T12:00:00+08:00', total_price: '300.00' };
    await pushed(later);
    expect(await ordersOf(served)).toMatchObject([{ reference: '#1001', amount: 300 }]);
    // Nobody's of before is whose it is as soon as it is said.
    await pushed({ id: 2, name: '#2', updated_at: '2026-01-08T12:00:00+08:00' });
    expect(await ordersOf(served)).toHaveLength(2);
    expect((await get('/orders/unattributed')).json()).toMatchObject({ count: 0 });
    const given = { orders: [{ orderId: '9', orderedAt: '2026-01-05', amount: '1' }] };
    expect((await send('POST', '/orders', given)).json()).toMatchObject({
      results: [{ problems: [{ code: 'missing' }] }],
    });
    const { tables, rules } = await verifyFolder(served.shop.folder, served.served.seal);
    expect([...tables, ...rules].filter((check) => !holds(check))).toEqual([]);
  });

  it('R032 recognises by what the business is set to whom the register knows under another id', async () => {
    const served = await serveShop();
    const { send, get } = localCaller(served);
    const owner = await signInAs(served, 'olga', 'owner');
    expect((await owner.send('PUT', '/business', { recognisedBy: ['phone'] })).statusCode).toBe(200);
    const known = [
      { externalId: 'ming', phone: '13800001234' },
      { externalId: 'john', phone: '13900001234' },
    ];
    await send('POST', '/customers', { customers: known });
    const { path } = await add(served, { kind: 'shopify', secret });
    const pushed = async (id: string, topic: string, body: string) =>
      expect(await push(served, path, signing.shopify(secret, body, topic, id), body)).toEqual(taken);
    await pushed('1', 'orders/updated', shopifyOrder());
    await pushed('2', 'customers/create', JSON.stringify({ id: 7, phone: '13900001234' }));
    const { customers } = (await get('/customers')).json<{ customers: { externalId: string }[] }>();
    expect(customers.map(({ externalId }) => externalId).toSorted()).toEqual(['john', 'ming']);
    const ming = (await get('/customers?search=ming')).json<{ customers: { id: string }[] }>().customers[0];
    const later = {
      customer: null,
      email: null,
      updated_at: '2026-01-07T12:00:00+08:00',
      total_price: '300.00',
    };
    await pushed('3', 'orders/updated', shopifyOrder(later));
    expect(await ordersOf(served, ming?.id)).toMatchObject([{ reference: '#1001', amount: 300 }]);
    // Still under the name that it came under first, for when the names part again.
    const names = await sql`select external_id as name from named_rows join orders
      on row_id = order_id and named_rows.recorded_by = orders.recorded_by`.execute(
      served.shop.folder.database().reader,
    );
    expect(names.rows).toEqual([{ name: 'shopify-115310627314723954' }]);
  });

  it('R032 takes no order or customer of one shop for another’s, nor one for two', async () => {
    const served = await serveShop();
    const { send } = localCaller(served);
    const { path, secret: made } = await add(served, { kind: 'woocommerce' });
    const second = { name: 'b', kind: 'woocommerce' };
    const problemsOf = async (method: 'POST' | 'PATCH', url: string, body: object) => {
      const { problems } = (await send(method, url, body)).json<{
        problems: { code: string; path: string }[];
      }>();
      return problems.map(({ code, path: at }) => `${code} ${at}`);
    };
    const both = ['channel-taken settings.channel', 'prefix-taken settings.prefix'];
    expect(await problemsOf('POST', '/sources', second)).toEqual(both);
    const settings = { channel: 'b', prefix: 'b-' };
    const other = await add(served, { ...second, settings });
    const asFirst = { settings: { channel: 'woocommerce', prefix: 'woo-' } };
    expect(await problemsOf('PATCH', `/sources/${other.id}`, asFirst)).toEqual(both);
    expect((await send('PATCH', `/sources/${other.id}`, { settings: { prefix: 'c-' } })).statusCode).toBe(
      204,
    );
    const pushed = async (body: string) => {
      const headers = signing.woocommerce(made, body, 'order.updated', 'a');
      expect(await push(served, path, headers, body)).toEqual(taken);
    };
    await pushed(wooOrder());
    const known = { settings: { prefix: 'x-', customersBy: 'email' } };
    const used = ['already-used settings.prefix', 'already-used settings.customersBy'];
    expect(await problemsOf('PATCH', '/sources/1', known)).toEqual(used);
    expect((await send('PATCH', '/sources/1', { settings: { channel: 'shop' } })).statusCode).toBe(204);
    await pushed(
      wooOrder({ number: 'A-727', date_modified_gmt: '2026-01-07T00:00:00', status: 'completed' }),
    );
    expect(await ordersOf(served)).toMatchObject([
      { reference: '727', channel: 'woocommerce', status: 'completed' },
    ]);
  });

  it('R032 asks before numbers are read elsewhere, once something came by them', async () => {
    const served = await serveShop();
    const { send } = localCaller(served);
    const fields = { orderId: 'no', customerId: 'buyer', amount: 'sum', orderedAt: 'day' };
    const mapping = { what: 'orders', fields };
    const { path, secret: made } = await add(served, { kind: 'generic', settings: { mapping } });
    const change = async (to: object, rest: object = {}) =>
      await send('PATCH', '/sources/1', {
        settings: { mapping: { ...mapping, fields: { ...fields, ...to } } },
        ...rest,
      });
    const pushed = async (id: string) =>
      await push(served, path, signedHeaders({ id, body }, [made], served.shop.clock.now), body);
    expect((await change({ orderId: 'number' })).statusCode).toBe(204);
    expect((await change({})).statusCode).toBe(204);
    const body = '{"no":"A","number":"1","who":"ada","buyer":"ada","sum":"8","day":"2026-01-05"}';
    expect(await pushed('a')).toEqual(taken);
    expect((await change({ amount: 'total' })).statusCode).toBe(204);
    const asked = await change({ orderId: 'number', customerId: 'who' });
    const { problems } = asked.json<{ problems: { code: string; path: string }[] }>();
    expect(problems.map(({ code, path: at }) => `${code} ${at}`)).toEqual([
      'numbers-elsewhere settings.mapping.fields.orderId',
      'numbers-elsewhere settings.mapping.fields.customerId',
    ]);
    expect((await change({ customerId: 'who' }, { sameNumbers: true })).statusCode).toBe(204);
    expect(await pushed('b')).toEqual(taken);
    expect(await ordersOf(served)).toHaveLength(1);
  });

  it('R032 tries beyond what nobody can understand, and reads after a start what a pause left', async () => {
    const served = await serveShop();
    const { send } = localCaller(served);
    const { folder, seal } = served.served;
    await add(served, { kind: 'generic' });
    await folder.writer.write(async (trx) => {
      await sql`insert into source_deliveries (delivery_id, source_id, topic, received_at, state, problems, body_sealed)
        select n, 1, '', timestamp '2026-01-05 10:00:00', 'unreadable', '[]', ${seal.seal('?')}
        from generate_series(1, 500) as t(n)`.execute(trx);
      await sql`insert into source_deliveries (delivery_id, source_id, topic, received_at, state, problems, body_sealed)
        values (501, 1, '', timestamp '2026-01-05 10:00:00', 'paused', '[]',
          ${seal.seal('{"no":"A","buyer":"ada","sum":8,"day":"2026-01-05"}')}),
        (502, 1, '', timestamp '2026-01-05 10:00:00', 'unreadable', '[]',
          ${seal.seal('{"no":"B","buyer":"ada","sum":9,"day":"2026-01-05"}')})`.execute(trx);
    });
    const fields = { orderId: 'no', customerId: 'buyer', amount: 'sum', orderedAt: 'day' };
    await send('PATCH', '/sources/1', { settings: { mapping: { what: 'orders', fields } } });
    const receiver = openReceiver(served.served);
    await readLeftPaused({ folder, seal, receiver, author: 'server', at: served.shop.clock.now });
    expect(await ordersOf(served)).toMatchObject([{ reference: 'A' }]);
    const first = (await send('POST', '/sources/1/retries', {})).json<{ next: string }>();
    expect(first).toEqual({ kept: 0, left: 500, next: '500' });
    const rest = await send('POST', '/sources/1/retries', { after: first.next });
    expect(rest.json()).toEqual({ kept: 1, left: 0, next: null });
    expect(await ordersOf(served)).toMatchObject([{ reference: 'B' }, { reference: 'A' }]);
  });

  it('R032 says all that is wrong with a source at once, and lets managers alone see any (S01)', async () => {
    const served = await serveShop();
    const { send } = localCaller(served);
    const fields = { orderId: 'a..b' };
    const lines = { list: 'items', fields: { product: 'name' } };
    const only = { path: 'type', values: [''] };
    const wrong = {
      name: ' ',
      kind: 'generic',
      settings: { scheme: 'hmac', mapping: { what: 'orders', fields, lines, only } },
    };
    const refused = await send('POST', '/sources', wrong);
    expect(refused.statusCode).toBe(422);
    expect(refused.json<{ problems: { path: string }[] }>().problems.map(({ path }) => path)).toEqual([
      'name',
      'settings.header',
      'settings.mapping.fields.orderId',
      'settings.mapping.fields.customerId',
      'settings.mapping.fields.orderedAt',
      'settings.mapping.fields.amount',
      'settings.mapping.only.values',
    ]);
    const shopify = await send('POST', '/sources', { name: 's', kind: 'shopify' });
    expect(shopify.json()).toMatchObject({ problems: [{ code: 'bad-secret' }] });
    await add(served, { kind: 'woocommerce', name: 'woo' });
    expect(JSON.stringify(await listed(served))).not.toContain('secret');
    const rep = await signInAs(served, 'rea', 'rep');
    expect((await rep.get('/sources')).statusCode).toBe(403);
    expect((await rep.send('POST', '/sources/1/drops', { deliveries: ['1'] })).statusCode).toBe(403);
    expect((await (await signInAs(served, 'mia', 'manager')).get('/sources')).statusCode).toBe(200);
  });
});
