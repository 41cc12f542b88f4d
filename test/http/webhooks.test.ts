import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { newToken } from '../../src/features/access/tokens.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { endImport, startImport } from '../../src/features/imports/noted-import.ts';
import { openRounds, type Rounds } from '../../src/features/webhooks/rounds.ts';
import { isSigned, openReceiver, type Receiver } from '../support/receiver.ts';
import { localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';
import { twoTiers } from '../support/two-tiers.ts';

const events = ['order.received', 'customer.changed', 'tier.changed', 'tier.will-change', 'import.finished'];
const HOUR = 3_600_000;

interface Told {
  readonly served: Served;
  readonly receiver: Receiver;
  readonly secret: string;
  /** A round, to its end. */
  readonly round: () => Promise<void>;
  readonly buy: (customerId: string, orderId: string, amount?: number) => Promise<void>;
}

function roundsOf(
  { shop, served, faults }: Served,
  signal = new AbortController().signal,
  timeout = 60_000,
): Rounds {
  return openRounds(shop.folder, {
    ...{ seal: served.seal, reach: { ...served.reach, timeout }, clock: served.clock, signal },
    ...{ random: () => 0.5, newId: newToken, onFault: (error: unknown) => faults.push(error) },
  });
}

async function goRound(rounds: Rounds): Promise<void> {
  await rounds.start();
  await rounds.settled();
}

/** A shop with an endpoint that is told of some events. */
async function tellOf(wanted: readonly string[]): Promise<Told> {
  const served = await serveShop();
  const receiver = await openReceiver();
  const { send } = localCaller(served);
  const added = await send('POST', '/webhooks', { url: receiver.url, events: wanted });
  expect(added.statusCode).toBe(201);
  const rounds = roundsOf(served);
  return {
    ...{ served, receiver, secret: added.json<{ secret: string }>().secret },
    round: async () => await goRound(rounds),
    buy: async (customerId, orderId, amount = 5) => {
      const orders = [{ orderId, customerId, paidAt: '2026-01-05', amount }];
      expect((await send('POST', '/orders', { orders })).statusCode).toBe(200);
    },
  };
}

interface Listed {
  readonly deliveries: readonly Readonly<Record<string, unknown>>[];
}

async function deliveries({ served }: Told, query = ''): Promise<Listed['deliveries']> {
  return (await localCaller(served).get(`/webhooks/1/deliveries${query}`)).json<Listed>().deliveries;
}

const brief = ({ received }: Receiver) =>
  received.map(({ type, data }) => {
    const {
      customer,
      order,
      status,
      from,
      to,
      import: file,
    } = data as Record<string, Record<string, string>>;
    return [
      type,
      customer?.externalId ?? file?.id,
      order ?? status ?? from,
      ...(to === undefined ? [] : [to]),
    ];
  });

describe('what endpoints are told', () => {
  it('R032 tells of orders, customers, tiers and imports, in the order in which they came, signed, without contact data', async () => {
    const told = await tellOf(events);
    const { served, receiver, round, buy } = told;
    const { folder, clock } = served.shop;
    const { send } = localCaller(served);
    await send('POST', '/schemes', { document: twoTiers });
    await evaluateAll(folder, { asOf: null, clock: () => clock.now });
    await buy('ada', 'o1', 10);
    await round();
    expect(brief(receiver)).toEqual([
      ['order.received', 'ada', 'o1'],
      ['customer.changed', 'ada', 'added'],
      ['tier.changed', 'ada', null, 'base'],
    ]);
    receiver.received.length = 0;
    await buy('ada', 'o1', 10);
    await round();
    expect(receiver.received).toEqual([]);
    await buy('ada', 'o1', 1200);
    await send('PATCH', '/customers/1', { phone: '13800138000', name: '张三' });
    const note = { kind: 'orders', file: 'a.csv', digest: '', author: 'ada', at: clock.now } as const;
    const { id } = await startImport(folder, note);
    await round();
    await endImport(folder, id, note, {
      report: { added: 1, changed: 0, unchanged: 0, rejected: 0 },
      choices: [],
      at: clock.now,
    });
    await round();
    expect(brief(receiver)).toEqual([
      ['order.received', 'ada', 'o1'],
      ['customer.changed', 'ada', 'changed'],
      ['tier.changed', 'ada', 'base', 'gold'],
      ['import.finished', '1', undefined],
    ]);
    for (const got of receiver.received) {
      expect(isSigned(got, told.secret)).toBe(true);
      expect(got.body).not.toMatch(/138|张/);
      expect(Object.keys(JSON.parse(got.body))).toEqual(['type', 'timestamp', 'data']);
    }
    expect(receiver.received[2]?.data).toEqual({
      customer: { id: '1', externalId: 'ada' },
      from: 'base',
      to: 'gold',
      kind: 'correction',
      outcome: 'first grading',
      effective: '2026-01-15',
      decided: '2026-01-15',
    });
    expect(new Set(receiver.received.map(({ id: message }) => message)).size).toBe(4);
    expect(served.faults).toEqual([]);
  });

  it('R032 tells of a downgrade to come when the ledger warns of it', async () => {
    const { served, receiver, round, buy } = await tellOf(['tier.will-change']);
    const { folder, clock } = served.shop;
    const document = {
      ...{ tierbook: 1, id: 'mine', name: 'Mine' },
      metrics: { recent: { of: 'orders', take: 'sum', what: 'amount', window: { last: 30, unit: 'day' } } },
      tiers: [
        { id: 'base', name: 'Base' },
        { id: 'gold', name: 'Gold', when: { metric: 'recent', atLeast: 1000 } },
      ],
      policy: { downgrade: 'at-once', warn: { days: 10 } },
    };
    expect((await localCaller(served).send('POST', '/schemes', { document })).body).toContain('"mine"');
    await buy('ada', 'o1', 2000);
    for (const day of ['2026-01-20', '2026-01-25', '2026-01-26']) {
      clock.now = Date.parse(`${day}T03:00:00Z`);
      await evaluateAll(folder, { asOf: null, clock: () => clock.now });
      await round();
    }
    expect(receiver.received.map(({ data }) => data)).toEqual([
      {
        customer: { id: '1', externalId: 'ada' },
        from: 'gold',
        to: 'base',
        effective: '2026-02-04',
        warned: '2026-01-25',
      },
    ]);
    expect(served.faults).toEqual([]);
  });

  it('R032 puts nothing in line for nobody, nor what is not wanted, nor what happened before', async () => {
    const told = await tellOf(['customer.changed']);
    await told.buy('ada', 'o1');
    await told.round();
    const { send } = localCaller(told.served);
    await send('PATCH', '/webhooks/1', { events: ['order.received'] });
    await told.buy('bob', 'o2');
    await told.round();
    await send('PATCH', '/webhooks/1', { enabled: false });
    await told.buy('bob', 'o3');
    await told.round();
    await send('PATCH', '/webhooks/1', { enabled: true });
    await told.buy('bob', 'o4');
    await told.round();
    expect(brief(told.receiver)).toEqual([
      ['customer.changed', 'ada', 'added'],
      ['order.received', 'bob', 'o2'],
      ['order.received', 'bob', 'o4'],
    ]);
    await send('DELETE', '/webhooks/1');
    await told.buy('bob', 'o5');
    await told.round();
    const { rows } = await sql`select 1 from webhook_deliveries`.execute(
      told.served.shop.folder.database().reader,
    );
    expect(rows).toEqual([]);
  });
});

describe('a receiver that fails', () => {
  it('R032 gets the same message again, and later ones of the same customer only after it', async () => {
    const told = await tellOf(['order.received']);
    const { receiver, round, buy, served } = told;
    receiver.answer = ({ data }, response) => {
      const { externalId } = data.customer as { externalId: string };
      response.writeHead(externalId === 'ada' ? 500 : 200).end();
    };
    for (const order of ['o1', 'o2']) {
      await buy('ada', `a ${order}`);
      await buy('bob', `b ${order}`);
    }
    await round();
    expect(
      brief(receiver)
        .map(([, , order]) => order)
        .toSorted(),
    ).toEqual(['a o1', 'b o1', 'b o2']);
    receiver.answer = (_, response) => void response.writeHead(200).end();
    await round();
    expect(receiver.received.length).toBe(3);
    served.shop.clock.now += 2500;
    await round();
    expect(
      brief(receiver)
        .map(([, , order]) => order)
        .slice(3),
    ).toEqual(['a o1', 'a o2']);
    const of = receiver.received.filter(({ data }) => data.order === 'a o1');
    const [first, again] = of;
    expect([again?.id, again?.body]).toEqual([first?.id, first?.body]);
    expect(again?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp']);
    expect(await deliveries(told)).toMatchObject(
      [1, 1, 1, 2].map((attempts) => ({ state: 'delivered', attempts, problem: null })),
    );
  });

  it('R032 is given up after a day, and gets what was given up when somebody asks for it', async () => {
    const told = await tellOf(['order.received']);
    const { receiver, round, buy, served } = told;
    receiver.answer = (_, response) => void response.writeHead(503).end('<img src=x onerror=alert(1)>');
    await buy('ada', 'o1');
    await buy('ada', 'o2');
    for (let hours = 0; hours <= 25; hours++) {
      await round();
      served.shop.clock.now += HOUR;
    }
    const [second, first] = await deliveries(told);
    expect(first).toMatchObject({ state: 'dead', status: 503, nextAt: null });
    expect(second).toMatchObject({ state: 'waiting' });
    expect(Number(first?.attempts)).toBeGreaterThan(8);
    receiver.answer = (_, response) => void response.writeHead(200).end();
    const { send, get } = localCaller(served);
    expect((await get('/webhooks')).json()).toMatchObject({ endpoints: [{ waiting: 1, dead: 1 }] });
    expect((await send('POST', '/webhooks/1/replays', {})).json()).toEqual({ replayed: 1 });
    await round();
    served.shop.clock.now += 5 * HOUR;
    await round();
    expect((await deliveries(told)).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    expect(receiver.received.at(-2)?.id).toBe(first?.message);
  });

  it('R032 is put off when it says that it is gone', async () => {
    const told = await tellOf(['order.received']);
    told.receiver.answer = (_, response) => void response.writeHead(410).end();
    await told.buy('ada', 'o1');
    await told.round();
    await told.buy('ada', 'o2');
    await told.round();
    expect(told.receiver.received.length).toBe(1);
    const { endpoints } = (await localCaller(told.served).get('/webhooks')).json();
    expect(endpoints).toMatchObject([{ enabled: false, disabledBy: '410', dead: 1, waiting: 0 }]);
  });

  it('R032 is waited for no longer than told, and followed nowhere, least of all to a private address', async () => {
    const told = await tellOf(['order.received']);
    const { receiver, round, buy, served } = told;
    const answers: Receiver['answer'][] = [
      () => undefined,
      (_, response) => void response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
      (_, response) => void response.writeHead(307, { location: `${receiver.url}/elsewhere` }).end(),
      (_, response) => void response.socket?.destroy(),
      (_, response) => void response.writeHead(200).write('x'.repeat(1_000_000)),
    ];
    await buy('ada', 'o1');
    const seen: unknown[] = [];
    for (const answer of answers) {
      receiver.answer = answer;
      if (seen.length === 0) await goRound(roundsOf(served, undefined, 300));
      else await round();
      const [{ state, status, problem } = {}] = await deliveries(told);
      seen.push([state, status, problem]);
      served.shop.clock.now += HOUR;
    }
    expect(seen).toEqual([
      ['waiting', null, 'too-slow'],
      ['waiting', 302, null],
      ['waiting', 307, null],
      ['waiting', null, 'out-of-reach'],
      ['delivered', 200, null],
    ]);
    // The first may have been too slow to come at all.
    expect(receiver.received.length - answers.length).toBeOneOf([-1, 0]);
  });

  it('R032 loses nothing and gets nothing twice when the server ends in the middle', async () => {
    const told = await tellOf(['order.received']);
    const { receiver, buy, served } = told;
    for (let n = 0; n < 12; n++) await buy(`c${n}`, `o${n}`);
    const ending = new AbortController();
    receiver.answer = (_, response) => {
      if (receiver.received.length < 5) response.writeHead(200).end();
      else ending.abort();
    };
    await goRound(roundsOf(served, ending.signal));
    receiver.answer = (_, response) => void response.writeHead(200).end();
    await goRound(roundsOf(served));
    await goRound(roundsOf(served));
    const messages = new Map(receiver.received.map(({ id, body }) => [id, body]));
    expect(new Set(messages.values()).size).toBe(12);
    expect(messages.size).toBe(12);
    expect((await deliveries(told)).map(({ state }) => state)).toEqual(Array(12).fill('delivered'));
  });
});

describe('/webhooks', () => {
  it('R032 is for owners and managers; the secret is shown once and renewed beside the old one', async () => {
    const told = await tellOf(['order.received']);
    const { served, receiver, buy, round } = told;
    const rep = await signInAs(served, 'rita', 'rep');
    expect((await rep.get('/webhooks')).statusCode).toBe(403);
    const manager = await signInAs(served, 'max', 'manager');
    const listed = await manager.get('/webhooks');
    expect(listed.body).not.toContain('whsec_');
    expect(listed.body).not.toContain(told.secret.slice(6));
    const { secret } = (await manager.send('POST', '/webhooks/1/secrets')).json<{ secret: string }>();
    await buy('ada', 'o1');
    await round();
    const [both] = receiver.received;
    expect(both && [told.secret, secret].map((each) => isSigned(both, each))).toEqual([true, true]);
    served.shop.clock.now += 25 * HOUR;
    expect((await manager.send('POST', '/webhooks/1/tests')).statusCode).toBe(202);
    await round();
    const [, later] = receiver.received;
    expect(later && [told.secret, secret].map((each) => isSigned(later, each))).toEqual([false, true]);
    expect(later).toMatchObject({ type: 'test' });
    const { rows } = await sql<{
      n: bigint;
    }>`select count(*) as n from audit_log where action like 'webhook%'`.execute(
      served.shop.folder.database().reader,
    );
    expect(rows).toEqual([{ n: 2n }]);
    expect(served.faults).toEqual([]);
  });

  it('R032 refuses private addresses and events that there are not', async () => {
    const served = await serveShop();
    const { send } = localCaller(served);
    for (const url of [
      'http://169.254.169.254/',
      'http://192.168.1.1/',
      'http://user@127.0.0.1/',
      'file:///etc/passwd',
    ]) {
      const refused = await send('POST', '/webhooks', { url, events: ['order.received'] });
      expect([url, refused.statusCode]).toEqual([url, 422]);
      expect(refused.json()).toMatchObject({ problems: [{ code: 'bad-webhook-url', path: 'url' }] });
    }
    const url = 'http://127.0.0.1:9/';
    for (const wrong of [[], ['order.received', 'orders.*']]) {
      const refused = await send('POST', '/webhooks', { url, events: wrong });
      expect(refused.json()).toMatchObject({ problems: [{ code: 'bad-webhook-events', path: 'events' }] });
    }
    expect((await send('PATCH', '/webhooks/7', { enabled: false })).statusCode).toBe(404);
    expect((await send('POST', '/webhooks/7/tests')).statusCode).toBe(404);
  });
});
