import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { recordCustomers } from '../../src/features/register/record-customers.ts';
import { startRecording } from '../../src/features/register/recording.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { importText } from '../support/import-text.ts';
import { asOf, type Listed, standard } from '../support/listed-shop.ts';
import { type Bought, recordBought } from '../support/record-bought.ts';
import { type Caller, localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';

const customers: Listed[] = [
  {
    external_id: 'ada',
    name: '艾达',
    phone: '13800138000',
    owner: 'Li Lei',
    region: '上海',
    registered_day: '2024-02-29',
  },
  { external_id: 'bob', name: 'Bob', owner: 'Han', region: '北京', email: 'bob@example.com' },
  { external_id: 'cleo', name: 'Cleo', owner: 'Li Lei', phone: '13900138000' },
  { external_id: 'dan', name: null, owner: null },
];
const bought: Bought[] = [
  { id: 1, customer: 'ada', day: '2025-06-01', amount: 30_001 },
  { id: 2, customer: 'ada', day: '2025-07-01', amount: 5 },
  { id: 3, customer: 'bob', day: '2025-07-01', amount: 10_000 },
];

/** Owned by Li Lei: ada and cleo. */
async function served(): Promise<Served> {
  const all = await serveShop();
  const { folder, clock } = all.shop;
  await folder.writer.write(async (trx) => {
    const id = await startRecording(trx, { at: clock.now, author: 'test', importId: null });
    const columns = ['name', 'phone', 'email', 'owner', 'region', 'registered_day'] as const;
    await recordCustomers(trx, folder.database().dialect, all.served.seal, { columns, rows: customers }, id);
    await recordBought(trx, clock.now, bought);
  });
  await publishScheme(folder, { document: standard, author: 'test', at: clock.now });
  await evaluateAll(folder, { asOf, clock: () => clock.now, author: 'test' });
  return all;
}

async function json(caller: Caller, url: string): Promise<Record<string, unknown>> {
  const answer = await caller.get(url);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

async function namesOf(caller: Caller, query: string): Promise<unknown> {
  const { customers: found } = await json(caller, `/customers?${query}`);
  return (found as { externalId: string }[]).map(({ externalId }) => externalId);
}

async function codes(caller: Caller, url: string): Promise<string> {
  const answer = await caller.get(url);
  const { problems } = answer.json<{ problems: { code: string; path: string }[] }>();
  return `${answer.statusCode} ${problems.map(({ code, path }) => `${code} ${path}`.trim()).join(', ')}`;
}

const rule = (written: unknown): string => encodeURIComponent(JSON.stringify(written));

describe('GET /customers', () => {
  it('shows customers with tier, metrics and masked contact data', async () => {
    const all = await served();
    const page = await json(localCaller(all), '/customers?sort=-spend&limit=2');
    expect(page).toMatchObject({ evaluation: '1', next: expect.any(String) });
    expect(page.customers).toMatchObject([
      {
        id: '1',
        externalId: 'ada',
        name: '艾达',
        phone: '138****8000',
        registeredAt: '2024-02-29',
        tier: 'gold',
        metrics: {
          year: 300.06,
          spend: 300.06,
          orders: 2,
          average_order: 150.03,
          last_order: '2025-07-01',
          big: 0.5,
        },
        asOf: '2026-01-15',
        gradedAt: '2026-01-15T03:00:00.000Z',
      },
      { externalId: 'bob', email: 'b***@example.com', tier: 'silver', phone: null },
    ]);
    expect(all.faults).toEqual([]);
  });

  it('turns pages by cursors that are good for their own query alone', async () => {
    const all = await served();
    const caller = localCaller(all);
    const { next } = await json(caller, '/customers?sort=-spend&limit=1');
    expect(await namesOf(caller, `sort=-spend&limit=9&after=${next}`)).toEqual(['bob', 'cleo', 'dan']);
    expect(await codes(caller, `/customers?sort=spend&after=${next}`)).toBe('422 wrong-cursor after');
    expect(await codes(caller, `/customers?sort=-spend&search=a&after=${next}`)).toBe(
      '422 wrong-cursor after',
    );
    const [value, number, signed] = JSON.parse(Buffer.from(String(next), 'base64url').toString()) as string[];
    const tampered = [
      [value, '3', signed],
      ['0', number, signed],
      [value, number, ''],
      [value, number],
      {},
      null,
      'x',
    ];
    for (const read of tampered) {
      const cursor = Buffer.from(JSON.stringify(read)).toString('base64url');
      expect(await codes(caller, `/customers?sort=-spend&after=${cursor}`)).toBe('422 wrong-cursor after');
    }
    expect(await codes(caller, '/customers?after=%00%27')).toBe('422 wrong-cursor after');
    expect(all.faults).toEqual([]);
  });

  it('says everything that is wrong with a filter or an order', async () => {
    const all = await served();
    const caller = localCaller(all);
    const filter = rule({
      any: [
        { metric: 'spent', over: 1 },
        { metric: 'largest_order', over: 1 },
        { field: 'tier', is: 'golden' },
        { field: 'phone', contains: '138' },
        { field: 'nickname', is: 'x' },
        { metric: 'spend', over: 1.234 },
        { field: 'year', over: 1 },
      ],
    });
    expect(await codes(caller, `/customers?filter=${filter}`)).toBe(
      [
        '422 unknown-tier filter.any[2].is',
        'unknown-metric filter.any[0].metric',
        'metric-not-stored filter.any[1].metric',
        'operator-type filter.any[3].contains',
        'unknown-field filter.any[4].field',
        'money-decimals filter.any[5].over',
        'metric-as-field filter.any[6].field',
      ].join(', '),
    );
    expect(await codes(caller, '/customers/count?filter={')).toBe('422 not-json filter');
    expect(await codes(caller, `/customers?filter=${rule([])}`)).toBe('422 not-a-mapping filter');
    expect(await codes(caller, '/customers?sort=-phone')).toBe('422 unknown-order sort');
    expect(await codes(caller, '/customers?limit=0')).toMatch(/^400 /);
    expect(all.faults).toEqual([]);
  });

  it('S02 gives a rep his own customers by page, count, filter, search and order, and no others by any way', async () => {
    const all = await served();
    const rep = await signInAs(all, 'Li Lei', 'rep');
    const queries = [
      '',
      'sort=-spend',
      'search=13800138000',
      'search=bob%40example.com',
      `filter=${rule({ any: [{ field: 'owner', is: 'Han' }, { not: { field: 'owner', is: 'Han' } }] })}`,
      `filter=${rule({ field: 'email', is: 'bob@example.com' })}`,
      'externalId=bob',
    ];
    const found = [];
    for (const query of queries) {
      const names = (await namesOf(rep, query)) as string[];
      found.push(names.join(' '));
      const { count } = await json(rep, `/customers/count?${query.replace(/sort=.*/, '')}`);
      expect(count).toBe(names.length);
    }
    expect(found).toEqual(['ada cleo', 'ada cleo', 'ada', '', 'ada cleo', '', '']);
    expect(await codes(rep, '/customers/2')).toBe('404 not-found');
    expect(await codes(rep, '/customers/2/orders')).toBe('404 not-found');
    expect(await codes(rep, '/customers/2/proof')).toBe('404 not-found');
    expect(await codes(rep, '/customers/99')).toBe('404 not-found');
    const { next } = await json(localCaller(all), '/customers?sort=-spend&limit=1');
    expect(await codes(rep, `/customers?sort=-spend&after=${next}`)).toBe('422 wrong-cursor after');
    const fields = await json(rep, '/fields');
    expect(JSON.stringify(fields)).not.toMatch(/Han|北京/);
    expect(await json(rep, '/tiers')).toMatchObject({
      tiers: [{ customers: 1 }, { customers: 0 }, { customers: 1 }],
    });
    expect(await json(rep, '/metrics/orders/histogram')).toMatchObject({ min: 0, max: 2 });
    const simulated = await rep.send('POST', '/simulations', { document: standard });
    expect(simulated.statusCode).toBe(403);
    expect(all.faults).toEqual([]);
  });

  it('finds whose id is a mobile number by its last four digits', async () => {
    const caller = localCaller(await serveShop());
    const ids = ['13800138002', '13900008002', '93800138002', '138001380021', '1380013800280025'];
    const customers = ids.map((externalId) => ({ externalId }));
    await caller.send('POST', '/customers', { customers });
    const { customers: found } = await json(caller, '/customers?search=8002');
    expect(found).toMatchObject([{ externalId: '13800138002' }, { externalId: '13900008002' }]);
  });

  it('lists customers before anybody is graded', async () => {
    const all = await serveShop();
    const { folder, clock } = all.shop;
    await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
    const caller = localCaller(all);
    const { customers: found, evaluation } = await json(caller, '/customers?sort=-tier');
    expect(evaluation).toBeNull();
    expect(found).toMatchObject([
      { externalId: 'ada', tier: null, metrics: {}, asOf: null, gradedAt: null },
      { externalId: 'bob' },
    ]);
    expect(await namesOf(caller, `filter=${rule({ field: 'tier', isEmpty: true })}`)).toEqual(['ada', 'bob']);
    expect(await codes(caller, `/customers?filter=${rule({ field: 'tier', is: 'gold' })}`)).toBe(
      '422 unknown-tier filter.is',
    );
    expect(await codes(caller, `/customers?filter=${rule({ metric: 'spend', over: 1 })}`)).toBe(
      '422 unknown-metric filter.metric',
    );
    expect(await json(caller, '/tiers')).toEqual({ evaluation: null, tiers: [], remarks: [] });
    expect(await json(caller, '/fields')).toMatchObject({ tiers: [] });
    expect(all.faults).toEqual([]);
  });
});

describe('one customer over the API', () => {
  it('comes with orders, the latest first, and proof of tier', async () => {
    const all = await served();
    const caller = localCaller(all);
    expect(await json(caller, '/customers/1')).toMatchObject({
      externalId: 'ada',
      tier: 'gold',
      gender: null,
      address: null,
      custom: [],
      recordedAt: '2026-01-15T03:00:00.000Z',
    });
    const first = await json(caller, '/customers/1/orders?limit=1');
    expect(first.orders).toMatchObject([
      { reference: '2', day: '2025-07-01', amount: 0.05, status: 'completed' },
    ]);
    const second = await json(caller, `/customers/1/orders?limit=1&after=${String(first.next)}`);
    expect(second).toMatchObject({
      orders: [{ reference: '1', amount: 300.01, lines: [{ amount: 300.01 }] }],
      next: null,
    });
    expect(await codes(caller, `/customers/2/orders?after=${String(first.next)}`)).toBe(
      '422 wrong-cursor after',
    );
    expect(await json(caller, '/customers/1/proof')).toMatchObject({ customer: 'ada', tier: { id: 'gold' } });
    expect(await json(caller, '/customers/1/proof?asOf=2025-06-30')).toMatchObject({ day: '2025-06-30' });
    expect(await codes(caller, '/customers/1/proof?asOf=2025-02-30')).toMatch(/^400 /);
    expect(await codes(caller, '/customers/one')).toMatch(/^400 /);
    expect(all.faults).toEqual([]);
  });

  it('lists the orders behind a metric of the proof part by part, to whoever may see the customer', async () => {
    const all = await served();
    const caller = localCaller(all);
    const part = async (from: number): Promise<unknown> =>
      await json(caller, `/customers/1/proof/orders?metric=year&limit=1&from=${from}`);
    expect(await part(0)).toMatchObject({
      counted: { total: { count: 2 }, listed: [{ reference: '2' }], rest: { count: 1, amount: '30001' } },
    });
    expect(await part(1)).toMatchObject({
      counted: { total: { count: 2 }, listed: [{ reference: '1', amount: '30001' }], rest: { count: 0 } },
    });
    const before = await json(caller, '/customers/1/proof/orders?metric=year&asOf=2025-06-30');
    expect(before).toMatchObject({ leftOut: { listed: [{ reference: '2', code: 'after-day' }] } });
    expect(await codes(caller, '/customers/1/proof/orders?metric=luck')).toBe('422 unknown-metric metric');
    const rep = await signInAs(all, 'Li Lei', 'rep');
    expect(await codes(rep, '/customers/2/proof/orders?metric=year')).toBe('404 not-found');
    expect(all.faults).toEqual([]);
  });

  it('lists refunds that name no order, the latest first, to whoever may see the customer', async () => {
    const all = await served();
    const { folder, clock } = all.shop;
    const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID';
    const rows = [
      'C7,A1,Tea,-1,2025-08-02,3,ada',
      '8,A1,Tea,1,2025-08-01,10,ada',
      'C9,A1,Tea,-1,2025-08-05,2.5,ada',
      'C6,A1,Tea,-1,2025-08-05,1,bob',
    ];
    await importText({ folder, clock }, 'orders', [[header, ...rows].join('\n')]);
    const caller = localCaller(all);
    const first = await json(caller, '/customers/1/refunds?limit=1');
    expect(first.refunds).toMatchObject([{ day: '2025-08-05', amount: 2.5, product: 'Tea', store: null }]);
    const second = await json(caller, `/customers/1/refunds?limit=1&after=${String(first.next)}`);
    expect(second).toMatchObject({ refunds: [{ day: '2025-08-02', amount: 3 }], next: null });
    expect(await codes(caller, `/customers/1/orders?after=${String(first.next)}`)).toBe(
      '422 wrong-cursor after',
    );
    const rep = await signInAs(all, 'Li Lei', 'rep');
    expect((await json(rep, '/customers/1/refunds')).refunds).toHaveLength(2);
    expect(await codes(rep, '/customers/2/refunds')).toBe('404 not-found');
    expect(all.faults).toEqual([]);
  });
});

describe('tiers, fields and simulations over the API', () => {
  it('are told for everybody who may be seen', async () => {
    const all = await served();
    const viewer = await signInAs(all, 'Vera', 'viewer');
    const { tiers, evaluation } = await json(viewer, '/tiers');
    expect(evaluation).toMatchObject({ id: '1', status: 'done', customers: 4 });
    expect(tiers).toMatchObject([
      { id: 'base', customers: 2, share: 0.5, revenue: 0, revenueShare: 0 },
      { id: 'silver', customers: 1, revenue: 100 },
      { id: 'gold', customers: 1, revenue: 300.06 },
    ]);
    const { fields } = await json(viewer, '/fields');
    const known = new Map((fields as { id: string }[]).map((field) => [field.id, field]));
    expect(known.get('owner')).toMatchObject({ kind: 'field', choices: ['Li Lei', 'Han'], sortable: true });
    expect(known.get('phone')).toMatchObject({
      sealed: true,
      sortable: false,
      operators: ['is', 'isNot', 'in', 'notIn', 'isEmpty'],
    });
    expect(known.get('year')).toMatchObject({ kind: 'metric', type: 'money', unit: null });
    expect(known.get('tier')).toMatchObject({ choices: ['base', 'silver', 'gold'] });
    const histogram = await json(viewer, '/metrics/spend/histogram?bins=3');
    expect(histogram).toMatchObject({
      metric: { id: 'spend', type: 'money' },
      empty: 0,
      min: 0,
      max: 300.06,
    });
    const bins = histogram.bins as { customers: number }[];
    expect(bins.map((bin) => bin.customers)).toEqual([3, 0, 1]);
    expect(await codes(viewer, '/metrics/latest/histogram')).toBe('422 not-numeric id');
    expect(await codes(viewer, '/metrics/nothing/histogram')).toBe('404 not-found');
    expect(all.faults).toEqual([]);
  });

  it('show what a draft would do, and what is wrong with it', async () => {
    const all = await served();
    const viewer = await signInAs(all, 'Vera', 'viewer');
    const [base, silver, gold] = standard.tiers;
    const document = {
      ...standard,
      tiers: [base, { ...silver, when: { metric: 'year', atLeast: 100.01 } }, gold],
    };
    const answer = await viewer.send('POST', '/simulations', { document });
    expect(answer.json()).toMatchObject({ fast: true, moved: 1, stayed: 3, up: 0, down: 1, customers: 4 });
    const slow = await viewer.send('POST', '/simulations', { document, asOf: '2025-06-30' });
    expect(slow.json()).toMatchObject({
      fast: false,
      asOf: '2025-06-30',
      current: { gradedAnew: 'other-day' },
    });
    const another = { document, asOf: '2025-05-31', wait: false };
    const job = (await viewer.send('POST', '/simulations', another)).json().job;
    await expect
      .poll(async () => (await viewer.get(`/jobs/${job}`)).json(), { timeout: 120_000 })
      .toMatchObject({ kind: 'simulation', state: 'done' });
    const computed = await viewer.send('POST', '/simulations', another);
    expect(computed.json()).toMatchObject({ asOf: '2025-05-31', readAt: expect.any(String) });
    const wrong = await viewer.send('POST', '/simulations', { document: { ...document, currency: 'XX' } });
    expect(wrong.statusCode).toBe(422);
    expect(all.faults).toEqual([]);
  });
});

describe('lists remembered', () => {
  it('are read again as soon as anything is recorded, and while an import is under way', async () => {
    const all = await served();
    const caller = localCaller(all);
    const { folder, clock } = all.shop;
    const count = async (): Promise<unknown> => (await json(caller, '/customers/count')).count;
    expect(await count()).toBe(4);
    await folder.writer.write(async (trx) => {
      await recordBought(trx, clock.now, [{ id: 9, customer: 'new', day: '2026-01-01', amount: 1 }]);
    });
    expect(await count()).toBe(5);
    await folder.writer.write(async (trx) => {
      await sql`insert into imports (import_id, kind, file, digest, status, started_at)
        values (1, 'orders', 'f', 'd', 'recording', timestamp '2026-01-15')`.execute(trx);
    });
    expect(await count()).toBe(5);
    await folder.writer.write(async (trx) => {
      await sql`insert into customers (customer_id, external_id, recorded_by) select 77, 'slice', max(recording_id) from recordings`.execute(
        trx,
      );
    });
    expect(await count()).toBe(6);
  });
});
