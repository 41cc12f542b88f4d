import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { everyPart } from '../../src/features/exports/export-what.ts';
import { replayLedger } from '../../src/features/ledger/replay.ts';
import { fillIn, formShop, signUp } from '../support/form-shop.ts';
import { currentDigest } from '../support/register-digest.ts';
import { type Caller, localCaller, type Served, serveShop } from '../support/serve-shop.ts';

const DAY_MS = 86_400_000;
const document = {
  ...{ tierbook: 1, id: 'mine', name: 'Mine', currency: 'JPY' },
  fields: { skin: { type: 'choice', name: { zh: '肤质', en: 'skin' }, choices: ['油性', '干性'] } },
  metrics: { recent: { of: 'orders', take: 'sum', what: 'amount', window: { last: 20, unit: 'day' } } },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'silver', name: 'Silver', when: { metric: 'recent', atLeast: 300 } },
    { id: 'gold', name: 'Gold', when: { metric: 'recent', atLeast: 1000 } },
  ],
  policy: { steps: 'one', grace: { days: 2 } },
};
const lists: Readonly<Record<string, string>> = { customers: 'customers', orders: 'orders' };

/** A shop with what people decide over a few weeks. */
async function livedIn(): Promise<Served> {
  const shop = await formShop({ reward: 5 });
  const { served, by } = shop;
  const { clock } = served.shop;
  const ok = async (...asked: Parameters<Caller['send']>): Promise<void> => {
    const answer = await by.send(...asked);
    expect(answer.statusCode, answer.body).toBeLessThan(300);
  };
  await ok('POST', '/schemes', { document });
  const people = ['ada', 'bob', 'cleo'].map((id, n) => ({
    ...{
      externalId: id,
      name: `=${id}`,
      phone: `1380013800${n}`,
      registeredAt: '2025-12-01',
      custom: { skin: '油性' },
    },
  }));
  await ok('POST', '/customers', { customers: people });
  const buy = async (orderId: string, customerId: string, amount: number): Promise<void> =>
    await ok('POST', '/orders', {
      orders: [{ orderId, customerId, orderedAt: new Date(clock.now).toISOString(), amount }],
    });
  const day = async (days: number): Promise<void> => {
    clock.now += days * DAY_MS;
    await ok('POST', '/evaluations', {});
  };
  await buy('1', 'ada', 1200);
  await buy('2', 'bob', 400);
  await day(0);
  await day(3);
  await ok('POST', '/customers/2/overrides', { kind: 'floor', tier: 'gold', reason: '"老"客户\n=1' });
  await ok('POST', '/customers/1/freezes', { until: '2026-02-01', reason: 'on leave' });
  await ok('POST', '/schemes', {
    document: { ...document, name: 'Season', policy: {} },
    ...{ startsOn: '2026-01-20', endsOn: '2026-01-25', returnHolders: 'for-good' },
  });
  await day(1);
  await fillIn(shop, { name: '王芳', phone: '13900139000' }, { agree: [0, 1] });
  await ok('PUT', `/forms/${shop.form}`, {
    ...signUp,
    reward: 5,
    notice: { zh: '新的告知', en: 'a new notice' },
  });
  await fillIn(shop, { name: '别人', phone: '13800138001' }, { notice: 2 });
  await ok('POST', '/customers/4/consents/1/1/withdrawal');
  await day(2);
  await ok('DELETE', '/customers/2/overrides/1', { word: 'no longer' });
  await buy('3', 'cleo', 350);
  await day(20);
  return served;
}

async function file(by: Caller, what: string): Promise<string> {
  const contact = what === 'customers' || what === 'submissions';
  const format = Object.hasOwn(lists, what) ? 'csv' : 'jsonl';
  const graded = what === 'customers' ? { graded: false } : {};
  const asked = await by.send('POST', '/exports', { what, format, contact, ...graded });
  expect(asked.statusCode, asked.body).toBe(202);
  const { job } = asked.json<{ job: string }>();
  await by.get(`/jobs/${job}/events`);
  return (await by.get(`/exports/${job}/file`)).body;
}

async function upload({ app, served }: Served, name: string, payload: string): Promise<string> {
  const answer = await app.inject({
    ...{ method: 'POST', url: `/api/v1/uploads?name=${name}`, payload },
    headers: { authorization: `Bearer ${served.localToken}`, 'content-type': 'application/octet-stream' },
  });
  return answer.json<{ id: string }>().id;
}

/** Hashes of all that people decided, sealed answers opened; our own numbers of customers by the ids of the business. */
async function decided({ shop, served }: Served): Promise<Record<string, string>> {
  const { reader } = shop.folder.database();
  const whose = (column: string) =>
    sql`(select external_id from customers where customer_id = ${sql.ref(column)})`;
  const reads = {
    fields: sql`select field_id, position, cast(name as text) as name, type, cast(choices as text) as choices, sealed from custom_fields order by 1`,
    schemes: sql`select scheme_id, version, cast(document as text) as document, digest, published_at, author, holders from schemes order by 1, 2`,
    publications: sql`select * from publications order by 1`,
    overrides: sql`select ${whose('o.customer_id')} as customer, o.* from overrides as o order by override_id`,
    freezes: sql`select ${whose('f.customer_id')} as customer, f.* from freezes as f order by recorded_at`,
    forms: sql`select * from forms order by form_id`,
    notices: sql`select * from form_notices order by 1, 2`,
    submissions: sql`select ${whose('s.customer_id')} as customer, s.* from form_submissions as s order by submission_id`,
    consents: sql`select * from form_consents order by 1, 2`,
  };
  const found: Record<string, string> = {
    // Contact data is sealed by another key: customers are compared as exported.
    register: (await currentDigest(shop.folder)).replace(/customers.*/, ''),
  };
  for (const [name, read] of Object.entries(reads)) {
    const { rows } = await sql<Record<string, unknown>>`${read}`.execute(reader);
    expect([name, rows.length > 0]).toEqual([name, true]);
    const said = rows.map(({ customer_id: _, address_hash: __, digest, answers_sealed: sealed, ...row }) => ({
      ...row,
      ...(name === 'schemes' ? { digest } : {}),
      ...(typeof sealed === 'string' ? { answers: served.seal.open(sealed) } : {}),
    }));
    const text = JSON.stringify(said, (_key, value) => (typeof value === 'bigint' ? String(value) : value));
    found[name] = createHash('sha256').update(text).digest('hex');
  }
  return found;
}

/** What the ledger says of each customer and day in the end. */
async function ledgerOf({ shop }: Served): Promise<readonly unknown[]> {
  const { rows } =
    await sql`select distinct on (c.external_id, l.effective) c.external_id, cast(l.effective as text) as effective,
      l.kind, outcome, from_tier, to_tier, held_tier, cast(decided as text) as decided, b.scheme_id, b.version
    from tier_ledger as l join customers as c on c.customer_id = l.customer_id join ledger_batches as b on b.batch_id = l.batch_id
    order by c.external_id, l.effective, l.entry_no desc`.execute(shop.folder.database().reader);
  return rows;
}

describe('a full dump in an empty installation (R040)', () => {
  it('brings back standards, what was set by hand and consents alike, and its ledger is made again', async () => {
    const first = await livedIn();
    const by = localCaller(first);
    const files = Object.fromEntries(
      await Promise.all(everyPart.map(async (what) => [what, await file(by, what)] as const)),
    );
    const second = await serveShop('2026-06-01T03:00:00Z');
    second.shop.clock.now = first.shop.clock.now;
    const there = localCaller(second);
    const bring = async (...names: string[]) => {
      const ids = await Promise.all(
        names.map(async (name) => [name, await upload(second, name, files[name] ?? '')]),
      );
      return await there.send('POST', '/dumps', Object.fromEntries(ids));
    };
    expect((await bring('fields', 'schemes')).json()).toEqual({ fields: 1, schemes: 2 });
    const early = await bring('overrides');
    expect([
      early.statusCode,
      early.json<{ problems: { code: string }[] }>().problems.map(({ code }) => code),
    ]).toEqual([422, ['unknown-customer', 'unknown-customer']]);
    for (const kind of ['customers', 'orders', 'points'] as const) {
      const uploads = [await upload(second, `${kind}.${lists[kind] ? 'csv' : 'jsonl'}`, files[kind] ?? '')];
      const { job } = (await there.send('POST', '/imports', { uploads, kind, grade: false })).json<{
        job: string;
      }>();
      expect((await there.get(`/jobs/${job}/events`)).body).toContain('"evaluation":null');
    }
    const brought = await bring('overrides', 'forms', 'submissions');
    expect(brought.json(), brought.body).toEqual({ overrides: 2, forms: 2, submissions: 2 });
    expect((await bring('forms')).json()).toMatchObject({ problems: [{ code: 'not-empty' }] });
    expect(await decided(second)).toEqual(await decided(first));
    expect(await file(there, 'customers')).toBe(files.customers);
    expect((await there.send('POST', '/evaluations', {})).statusCode).toBe(201);
    const ledger = await ledgerOf(first);
    expect(ledger.length).toBeGreaterThan(6);
    expect(await ledgerOf(second)).toEqual(ledger);
    expect(await replayLedger(second.shop.folder)).toMatchObject({ differences: 0 });
    expect((await bring('overrides')).json()).toMatchObject({
      problems: [{ code: 'graded-already' }, { code: 'not-empty' }],
    });
    expect([first.faults, second.faults]).toEqual([[], []]);
  });

  it('keeps nothing of a file with a wrong line, and names every one', async () => {
    const served = await serveShop();
    const by = localCaller(served);
    const lines = ['{"field":"a","name":"{}","type":"colour","sealed":"maybe"}', 'no', '{"field":null}'];
    const fields = await upload(served, 'fields.jsonl', lines.join('\n'));
    const answer = await by.send('POST', '/dumps', { fields });
    const { problems } = answer.json<{ problems: { path: string }[] }>();
    expect(problems.map(({ path }) => path)).toEqual([
      ...['name', 'type', 'sealed'].map((column) => `fields.jsonl:1 ${column}`),
      'fields.jsonl:2',
      ...['field', 'name', 'type', 'sealed'].map((column) => `fields.jsonl:3 ${column}`),
    ]);
  });
});
