import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listCustomers } from '../../src/features/customers/list-customers.ts';
import { type ExportRequest, writeExport } from '../../src/features/exports/write-export.ts';
import { everybody } from '../support/export-all.ts';
import { importText } from '../support/import-text.ts';
import { readCsvRows } from '../support/read-csv-strictly.ts';
import { type Caller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';
import { twoTiers } from '../support/two-tiers.ts';

const customers = `customer_id,name,phone,region,owner
c1,张三,13800138001,上海,rita
c2,李四,13800138002,上海,max
c3,"=1+1",13800138003,北京,rita
`;

async function shop(): Promise<Served> {
  const served = await serveShop();
  const { folder, clock } = served.shop;
  await importText({ folder, clock }, 'customers', [customers], { seal: served.served.seal });
  return served;
}

/** Waits for the job of an export; gives the answer with its file. */
async function made(by: Caller, body: object): Promise<{ job: string; file: LightMyRequestResponse }> {
  const asked = await by.send('POST', '/exports', body);
  expect(asked.statusCode, asked.body).toBe(202);
  const { job } = asked.json<{ job: string }>();
  const told = await by.get(`/jobs/${job}/events`);
  expect(told.body).toContain('"state":"done"');
  return { job, file: await by.get(`/exports/${job}/file`) };
}

describe('POST /exports', () => {
  it('gives what the list shows, in its order, once and to whoever asked alone', async () => {
    const served = await shop();
    const [max, olga] = [await signInAs(served, 'max', 'manager'), await signInAs(served, 'olga', 'owner')];
    const chosen = { filter: { field: 'region', is: '上海' }, sort: '-name' };
    const { job, file } = await made(max, { what: 'customers', ...chosen });
    expect(file.headers['content-disposition']).toBe('attachment; filename="customers-2026-01-15.csv"');
    const { folder } = served.shop;
    const request = {
      visibility: { all: true },
      filter: JSON.stringify(chosen.filter),
      search: null,
      externalId: null,
    } as const;
    const listed = await listCustomers(folder, served.served.seal, {
      ...request,
      sort: '-name',
      limit: 50,
      after: null,
    });
    expect(readCsvRows(file.body).map(({ customer_id }) => customer_id)).toEqual(
      listed.customers.map(({ externalId }) => externalId),
    );
    expect(listed.customers).toHaveLength(2);
    expect(file.body).not.toContain('13800138001');
    expect((await max.get(`/exports/${job}/file`)).statusCode).toBe(404);
    const other = await max.send('POST', '/exports', { what: 'ledger', format: 'jsonl' });
    const { job: second } = other.json<{ job: string }>();
    await max.get(`/jobs/${second}/events`);
    expect((await olga.get(`/exports/${second}/file`)).statusCode).toBe(404);
    expect((await max.get(`/exports/${second}/file`)).statusCode).toBe(200);
    expect(served.faults).toEqual([]);
  });

  it('R018 R040 tells the ledger in the words of the language, and to programs as they know it', async () => {
    const max = await signInAs(await shop(), 'max', 'manager');
    await max.send('POST', '/schemes', { document: twoTiers });
    const { job } = (await max.send('POST', '/evaluations', {})).json<{ job: string }>();
    await max.get(`/jobs/${job}/events`);
    const kinds = async (body: object): Promise<Set<string | undefined>> => {
      const { file } = await made(max, { what: 'ledger', ...body });
      return new Set(readCsvRows(file.body).map((row) => row.类别 ?? row.kind));
    };
    expect(await kinds({ headers: 'zh' })).toEqual(new Set(['首次评级']));
    expect(await kinds({})).toEqual(new Set(['first grading']));
  });

  it('S03 opens contact data for whoever may, which is noted first, and locks the file', async () => {
    const served = await shop();
    const olga = await signInAs(served, 'olga', 'owner');
    const open = await made(olga, { what: 'customers', contact: true, headers: 'zh' });
    expect(readCsvRows(open.file.body)[0]).toMatchObject({
      客户编号: 'c1',
      姓名: '张三',
      手机号: '13800138001',
    });
    const locked = await made(olga, { what: 'customers', contact: true, password: 'correct horse' });
    expect(locked.file.headers['content-disposition']).toContain('customers-2026-01-15.csv.zip');
    expect(locked.file.rawPayload.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
    const { entries } = (await olga.get('/audit')).json<{ entries: { action: string; detail: unknown }[] }>();
    const noted = entries.filter(
      ({ action }) => action === 'contact-read' || action === 'customers-exported',
    );
    expect(noted.map(({ action }) => action)).toEqual([
      'customers-exported',
      'contact-read',
      'customers-exported',
      'contact-read',
    ]);
    expect(noted[0]?.detail).toEqual({
      what: 'customers',
      format: 'csv',
      rows: 3,
      contact: true,
      locked: true,
    });
    expect(JSON.stringify(entries)).not.toContain('correct horse');
  });

  it('R037 R040 writes the lists of other pages in every format, headed in a language, and locks the movers of a draft', async () => {
    const served = await shop();
    const { folder, clock } = served.shop;
    await importText({ folder, clock }, 'orders', [
      'order_id,customer_id,paid_at,amount\n1,c1,2026-01-02,900\n',
    ]);
    const max = await signInAs(served, 'max', 'manager');
    const document = (amount: number): object => ({
      ...{ tierbook: 1, id: 'mine', name: 'mine' },
      tiers: [
        { id: 'base', name: 'base' },
        { id: 'gold', name: 'gold', when: { metric: 'spend', atLeast: amount } },
      ],
    });
    expect((await max.send('POST', '/schemes', { document: document(1000) })).statusCode).toBe(201);
    expect((await max.send('POST', '/evaluations', {})).statusCode).toBeLessThan(300);
    const movers = async (query: string, further: object = {}): Promise<LightMyRequestResponse> => {
      const answer = await max.send('POST', `/simulations/movers?${query}`, {
        document: document(500),
        ...further,
      });
      expect(answer.statusCode, answer.body).toBe(200);
      return answer;
    };
    const chinese = await movers('format=csv&headers=zh&encoding=gb18030');
    expect(chinese.headers['content-type']).toBe('text/csv; charset=gb18030');
    const [row] = readCsvRows(`\ufeff${new TextDecoder('gb18030').decode(chinese.rawPayload)}`);
    expect(row).toMatchObject({
      客户编号: 'c1',
      姓名: '张三',
      原等级: 'base',
      新等级: 'gold',
      累计消费: '900.00',
    });
    expect(JSON.parse((await movers('format=jsonl')).body)).toMatchObject({ customer_id: 'c1', to: 'gold' });
    expect((await movers('format=parquet')).rawPayload.subarray(0, 4).toString('latin1')).toBe('PAR1');
    const locked = await movers('format=xlsx', { password: 'correct horse' });
    expect(locked.headers['content-disposition']).toContain('movers-2026-01-15.xlsx.zip');
    expect(locked.rawPayload.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
    const short = await max.send('POST', '/simulations/movers', { document: document(500), password: '短' });
    expect(short.statusCode).toBe(422);
    for (const list of ['/radar/file', '/overrides/file', '/quality/unreachable/file']) {
      const lines = await max.get(`${list}?format=csv&headers=zh`);
      expect([list, lines.statusCode, lines.body.split('\r\n')[0]]).toEqual([
        list,
        200,
        expect.stringMatching(/^\ufeff客户编号,姓名/),
      ]);
      const parquet = await max.get(`${list}?format=parquet`);
      expect([list, parquet.rawPayload.subarray(0, 4).toString('latin1')]).toEqual([list, 'PAR1']);
    }
  });

  it('S04 refuses viewers, wrong filters at once, and passwords that others could not type', async () => {
    const served = await shop();
    const [vera, max] = [await signInAs(served, 'vera', 'viewer'), await signInAs(served, 'max', 'manager')];
    expect((await vera.send('POST', '/exports', { what: 'customers' })).statusCode).toBe(403);
    const refused = async (body: object): Promise<string[]> => {
      const answer = await max.send('POST', '/exports', body);
      expect(answer.statusCode).toBe(422);
      return answer.json<{ problems: { code: string }[] }>().problems.map(({ code }) => code);
    };
    expect(await refused({ what: 'customers', filter: { field: 'nothing', is: 'x' } })).toEqual([
      'unknown-field',
    ]);
    expect(await refused({ what: 'customers', sort: 'nothing' })).toEqual(['unknown-order']);
    expect(await refused({ what: 'orders', search: '张' })).toEqual(['customers-only']);
    expect(await refused({ what: 'orders', password: '短' })).toEqual(['password-too-short']);
    expect(await refused({ what: 'orders', password: '十个汉字的密码打不开' })).toEqual([
      'password-not-plain',
    ]);
  });

  it('S02 S04 gives reps their own customers and orders, masked unless they ask, and notes it', async () => {
    const served = await shop();
    const { folder, clock } = served.shop;
    const ordered = ['c1', 'c2'].map((id, n) => `${n},${id},2026-01-0${n + 1},10`).join('\n');
    await importText({ folder, clock }, 'orders', [`order_id,customer_id,paid_at,amount\n${ordered}\n`]);
    const [rita, max] = [await signInAs(served, 'rita', 'rep'), await signInAs(served, 'max', 'manager')];
    const own = await made(rita, { what: 'customers' });
    expect(readCsvRows(own.file.body).map(({ customer_id, phone }) => [customer_id, phone])).toEqual([
      ['c1', '138****8001'],
      ['c3', '138****8003'],
    ]);
    expect(readCsvRows((await made(rita, { what: 'orders' })).file.body)).toMatchObject([
      { customer_id: 'c1' },
    ]);
    const open = await made(rita, { what: 'customers', contact: true });
    expect(open.file.body).toContain('13800138003');
    expect(open.file.body).not.toContain('李四');
    const { job } = (await max.send('POST', '/exports', { what: 'orders' })).json<{ job: string }>();
    expect((await rita.get(`/jobs/${job}`)).statusCode).toBe(403);
    expect((await rita.send('POST', '/simulations/movers', { template: 'supermarket' })).statusCode).toBe(
      403,
    );
    expect((await rita.get('/exports/customers')).body).not.toContain('c2');
    const olga = await signInAs(served, 'olga', 'owner');
    const { entries } = (await olga.get('/audit')).json<{ entries: { action: string; actor: string }[] }>();
    const hers = entries.filter(({ actor }) => actor === 'rita').map(({ action }) => action);
    expect(hers.filter((action) => action === 'customers-exported')).toHaveLength(4);
    expect(hers).toContain('contact-read');
    expect(served.faults).toEqual([]);
  });

  it('S02 holds nobody else’s customers for whoever sees own ones alone, whatever the table', async () => {
    const served = await shop();
    const { folder, clock } = served.shop;
    const ordered = ['c1', 'c2', 'c3'].map((id, n) => `${n},${id},2026-01-0${n + 1},10`).join('\n');
    await importText({ folder, clock }, 'orders', [`order_id,customer_id,paid_at,amount\n${ordered}\n`]);
    const place = await mkdtemp(join(tmpdir(), 'tierbook-own-'));
    onTestFinished(async () => await rm(place, { recursive: true }));
    const idsOf = async (given: Partial<ExportRequest>): Promise<string[]> => {
      const out = join(place, 'own.jsonl');
      const visibility = { owner: 'rita' };
      await writeExport(folder, served.served.seal, {
        ...everybody,
        ...given,
        visibility,
        out,
        format: 'jsonl',
      });
      const lines = (await readFile(out, 'utf8')).trimEnd().split('\n');
      return lines.map((line) => (JSON.parse(line) as { customer_id: string }).customer_id);
    };
    expect(await idsOf({})).toEqual(['c1', 'c3']);
    expect(await idsOf({ filter: '{"field":"region","in":["上海","北京"]}', sort: '-external_id' })).toEqual([
      'c3',
      'c1',
    ]);
    expect(await idsOf({ what: 'orders' })).toEqual(['c1', 'c3']);
  });
});
