import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeDatabase, untilNobodyHas } from '../support/postgres-database.ts';
import { openReceiver } from '../support/receiver.ts';
import { startServer } from '../support/serve-process.ts';

const ORDERS = 60;

it('R032 tells of every order under one id, though the server is killed while it tells', async () => {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-told-'));
  const { option, drop } = await makeDatabase();
  onTestFinished(async () => {
    await rm(place, { recursive: true });
    await drop();
  });
  const data = join(place, 'data');
  const env = {
    TIERBOOK_WEBHOOK_LOOPBACK: '1',
    ...(option.databaseUrl === undefined ? {} : { TIERBOOK_DATABASE_URL: option.databaseUrl }),
  };
  const receiver = await openReceiver();
  const first = await startServer(data, { env });
  const endpoint = { url: receiver.url, events: ['order.received'] };
  expect((await first.ask('POST', '/webhooks', endpoint)).status).toBe(201);
  receiver.answer = (_, response) => {
    // What it has just taken the server never hears of.
    if (receiver.received.length === ORDERS / 3) first.child.kill('SIGKILL');
    else response.writeHead(204).end();
  };
  for (let n = 0; n < ORDERS; n++) {
    const order = { orderId: `o${n}`, customerId: `c${n % 7}`, paidAt: '2026-01-05', amount: n + 1 };
    const sent = await first.ask('POST', '/orders', { orders: [order] }).catch(() => null);
    if (sent === null) break;
  }
  await first.outcome;
  await untilNobodyHas(option);
  receiver.answer = (_, response) => void response.writeHead(204).end();
  const second = await startServer(data, { env });
  const last = { orderId: 'last', customerId: 'last', paidAt: '2026-01-05', amount: 1 };
  expect((await second.ask('POST', '/orders', { orders: [last] })).status).toBe(200);
  for (;;) {
    const { endpoints } = (await (await second.ask('GET', '/webhooks')).json()) as {
      endpoints: { waiting: number }[];
    };
    if (endpoints[0]?.waiting === 0 && receiver.received.some(({ data: { order } }) => order === 'last'))
      break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { customers } = (await (await second.ask('GET', '/customers?limit=50')).json()) as {
    customers: { id: string }[];
  };
  const kept = new Set<string>();
  for (const { id } of customers) {
    const { orders } = (await (await second.ask('GET', `/customers/${id}/orders?limit=100`)).json()) as {
      orders: { reference: string }[];
    };
    for (const { reference } of orders) kept.add(reference);
  }
  const told = new Map<string, Set<string>>();
  for (const { id, data: about } of receiver.received) {
    told.set(String(about.order), (told.get(String(about.order)) ?? new Set()).add(id));
  }
  expect(new Set(told.keys())).toEqual(kept);
  expect([...told.values()].map(({ size }) => size)).toEqual([...told].map(() => 1));
  expect(receiver.received.length).toBeGreaterThan(told.size);
}, 300_000);
