import { describe, expect, it } from 'vitest';
import { encodePairs } from '../support/files/encode.ts';
import { type Caller, localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';
import { twoTiers } from '../support/two-tiers.ts';
import { xlsxFile } from '../support/write-xlsx.ts';

interface JobView {
  readonly state: string;
  readonly step: { readonly en: string } | null;
  readonly result: {
    readonly importId: string | null;
    readonly files: readonly { name: string; rows: number; rejected: number; reasons: readonly object[] }[];
    readonly outcome: object | null;
    readonly rejects: boolean;
    readonly evaluation: { readonly customers: number } | null;
  };
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

async function upload(caller: Caller, name: string, content: Uint8Array): Promise<string> {
  const sent = await caller.send('POST', `/uploads?name=${encodeURIComponent(name)}`, content);
  expect([sent.statusCode, sent.json<{ bytes: number }>().bytes]).toEqual([201, content.length]);
  return sent.json<{ id: string }>().id;
}

/** All events of a job until it has ended. */
async function events(caller: Caller, job: string): Promise<JobView[]> {
  const { headers, payload } = await caller.get(`/jobs/${job}/events`);
  expect(headers['content-type']).toMatch(/^text\/event-stream/);
  const data = payload.split('\n\n').filter((event) => event.startsWith('event: job\ndata: '));
  return data.map((event) => JSON.parse(event.slice('event: job\ndata: '.length)) as JobView);
}

async function run(caller: Caller, body: object): Promise<JobView & { readonly job: string }> {
  const started = await caller.send('POST', '/imports', body);
  expect(started.statusCode).toBe(202);
  const { job } = started.json<{ job: string }>();
  const last = (await events(caller, job)).at(-1);
  if (last === undefined) throw new Error('the job told nothing');
  return { ...last, job };
}

async function open(): Promise<{ served: Served; owner: Caller }> {
  const served = await serveShop();
  return { served, owner: await signInAs(served, 'ada', 'owner') };
}

const orders =
  '订单编号,买家,付款时间,金额\n1,张三,2026-01-02,120\n2,李四,2026-01-03,五百\n3,李四,2026-01-04,80\n';

describe('imports over the API (R005–R008)', () => {
  it('a file is sent, looked at, read by a job that tells its steps, and graded', async () => {
    const { served, owner } = await open();
    await owner.send('POST', '/schemes', { template: 'supermarket' });
    const id = await upload(owner, '订单.csv', encodePairs('gb18030', orders));
    const previewed = await owner.send('POST', '/imports/previews', { uploads: [id], kind: 'orders' });
    expect(previewed.json()).toMatchObject({
      files: [{ upload: id, name: '订单.csv', encoding: 'gb18030', missing: [] }],
      fields: expect.arrayContaining([
        { id: 'amount', name: { zh: '金额', en: 'amount' }, needed: true },
      ]) as unknown,
    });
    const done = await run(owner, { uploads: [id], kind: 'orders' });
    expect(done).toMatchObject({
      state: 'done',
      result: {
        importId: '1',
        files: [
          { name: '订单.csv', rows: 3, accepted: 2, rejected: 1, preset: null, reasons: [{ count: 1 }] },
        ],
        outcome: { added: 2, changed: 0, unchanged: 0 },
        rejects: true,
        evaluation: { customers: 2 },
      },
    });
    const rejects = await owner.get(`/jobs/${done.job}/rejects`);
    expect(rejects.headers['content-disposition']).toContain('attachment');
    expect(rejects.payload).toMatch(/^\ufefffile,row,column,value,reason\r\n订单\.csv,3,金额,五百,/);
    expect((await owner.get('/imports')).json()).toMatchObject({
      imports: [
        {
          id: '1',
          kind: 'orders',
          file: '订单.csv',
          status: 'done',
          author: 'ada',
          report: { added: 2, rejected: 1 },
        },
      ],
    });
    const again = await owner.send('POST', '/imports', { uploads: [id], kind: 'orders' });
    expect(again.json()).toMatchObject({ problems: [{ code: 'no-upload' }] });
    expect(served.faults).toEqual([]);
  });

  it('a workbook is read with the columns that were settled; a dry run keeps nothing and the upload stays', async () => {
    const { owner } = await open();
    const book = await xlsxFile([
      ['谁', '何时', '多少'],
      ['ada', new Date('2026-01-02'), 5],
    ]);
    const id = await upload(owner, 'orders.xlsx', Buffer.from(book));
    const wrong = await run(owner, { uploads: [id], kind: 'orders' });
    expect(wrong).toMatchObject({ state: 'failed' });
    expect(wrong.problems.map(({ code }) => code)).toEqual([
      'no-customer-column',
      'no-date-column',
      'no-amount-column',
    ]);
    const body = {
      uploads: [id],
      kind: 'orders',
      map: { customer_id: '谁', ordered_at: '何时', amount: '多少' },
    };
    expect(await run(owner, { ...body, dryRun: true })).toMatchObject({
      state: 'done',
      result: { importId: null, outcome: null, files: [{ rows: 1, rejected: 0 }] },
    });
    expect(await run(owner, body)).toMatchObject({ state: 'done', result: { outcome: { added: 1 } } });
    const { imports } = (await owner.get('/imports')).json<{ imports: { status: string }[] }>();
    expect(imports.map(({ status }) => status)).toEqual(['done', 'failed']);
  });

  it('R006 an import takes what its dry run read, unless it would be read otherwise by now', async () => {
    const { served, owner } = await open();
    const list = Buffer.from('单号,谁,付款时间,金额\n1,ada,2026-01-02,120\n2,bob,2026-01-03,五百\n');
    const body = { uploads: [await upload(owner, 'orders.csv', list)], kind: 'orders' };
    const settled = { ...body, map: { customer_id: '谁' } };
    const steps = async (asked: object): Promise<string[]> => {
      const { job } = (await owner.send('POST', '/imports', asked)).json<{ job: string }>();
      const told = await events(owner, job);
      expect(told.at(-1)).toMatchObject({ state: 'done', result: { files: [{ rows: 2, rejected: 1 }] } });
      expect((await owner.get(`/jobs/${job}/rejects`)).payload).toContain('五百');
      expect((await owner.get(`/jobs/${job}/error-files/0`)).payload).toContain('五百');
      return [...new Set(told.flatMap(({ step }) => step?.en ?? []))];
    };
    expect(await steps({ ...settled, dryRun: true })).toContain('reading files');
    expect(await steps(settled)).toEqual(['keeping what was read']);
    const { imports } = (await owner.get('/imports')).json<{ imports: object[] }>();
    expect(imports).toMatchObject([{ id: '1', status: 'done', errorFiles: [{ name: 'orders-errors.csv' }] }]);
    const other = async () => ({ ...body, uploads: [await upload(owner, 'more.csv', list)] });
    // What was settled holds for the next one.
    const [second, third, fourth] = [await other(), await other(), await other()];
    await steps({ ...second, dryRun: true });
    expect(await steps(second)).not.toContain('reading files');
    await steps({ ...third, dryRun: true });
    expect(await steps({ ...third, amount: 'per-line' })).toContain('reading files');
    await steps({ ...fourth, dryRun: true });
    const elsewhere = { ...twoTiers, timeZone: 'Europe/Paris' };
    expect((await owner.send('POST', '/schemes', { document: elsewhere })).statusCode).toBe(201);
    expect(await steps(fourth)).toContain('reading files');
    expect(served.faults).toEqual([]);
  });

  it('R006 columns that are left alone are not kept, and one that no file has is told of', async () => {
    const { owner } = await open();
    const list = Buffer.from('会员号,姓名,肤质,手机号\n1,艾达,干性,13800138000\n');
    const id = await upload(owner, '客户.csv', list);
    const body = { uploads: [id], kind: 'customers', leave: ['肤质', '手机号'] };
    const previewed = await owner.send('POST', '/imports/previews', body);
    const { files } = previewed.json<{ files: { columns: { column: string; field: string | null }[] }[] }>();
    expect(files[0]?.columns.map(({ field }) => field)).toEqual(['customer_id', 'name', null, null]);
    expect(await run(owner, { ...body, leave: ['肤色'] })).toMatchObject({
      state: 'failed',
      problems: [{ code: 'map-column' }],
    });
    expect(await run(owner, body)).toMatchObject({ state: 'done', result: { outcome: { added: 1 } } });
    expect((await owner.get('/customers/1')).json()).toMatchObject({ name: '艾达', phone: null, custom: [] });
    const { imports } = (await owner.get('/imports')).json<{ imports: { report: object }[] }>();
    expect(imports.map(({ report }) => report)).toMatchObject([{ rejected: 0 }, { rejected: null }]);
  });

  it('R006 how a file is written can be said where the guess has too little to go by', async () => {
    const { owner } = await open();
    const list = encodePairs('big5', '會員號,姓名\n1,陳小姐\n');
    const id = await upload(owner, '客戶.csv', list);
    const body = { uploads: [id], kind: 'customers', reading: { [id]: { encoding: 'big5' } } };
    const previewed = await owner.send('POST', '/imports/previews', body);
    expect(previewed.json()).toMatchObject({
      files: [{ encoding: 'big5', sheets: [], holds: null, missing: [] }],
    });
    expect(await run(owner, { ...body, reading: { [id]: { encoding: 'utf-8' } } })).toMatchObject({
      state: 'failed',
      problems: [{ code: 'file-encoding' }],
    });
    expect(await run(owner, body)).toMatchObject({ state: 'done', result: { outcome: { added: 1 } } });
    expect((await owner.get('/customers/1')).json()).toMatchObject({ name: '陳小姐' });
  });

  it('R031 a sample shop fills an empty data folder, and no other', async () => {
    const { owner } = await open();
    const started = await owner.send('POST', '/samples', { customers: 50, orders: 300 });
    const told = await events(owner, started.json<{ job: string }>().job);
    expect(told.at(-1)).toMatchObject({
      state: 'done',
      result: {
        customers: { outcome: { added: 50 } },
        orders: { outcome: { added: 300 } },
        evaluation: null,
      },
    });
    const again = await owner.send('POST', '/samples', { customers: 50, orders: 300 });
    expect((await events(owner, again.json<{ job: string }>().job)).at(-1)).toMatchObject({
      state: 'failed',
      problems: [{ code: 'not-empty' }],
    });
  });

  it('S01 files are for those who may import, each for who sent it, and jobs that are not there are not found', async () => {
    const { served, owner } = await open();
    const [manager, viewer] = [
      await signInAs(served, 'mia', 'manager'),
      await signInAs(served, 'vic', 'viewer'),
    ];
    const id = await upload(manager, 'a.csv', Buffer.from('a,b\n1,2\n'));
    expect((await viewer.send('POST', '/uploads?name=a.csv', Buffer.from('x'))).statusCode).toBe(403);
    expect((await viewer.send('POST', '/imports', { uploads: [id], kind: 'orders' })).statusCode).toBe(403);
    for (const other of [owner, localCaller(served)]) {
      const refused = await other.send('POST', '/imports/previews', { uploads: [id], kind: 'orders' });
      expect([refused.statusCode, refused.json()]).toMatchObject([
        422,
        { problems: [{ code: 'no-upload' }] },
      ]);
    }
    expect((await manager.send('DELETE', `/uploads/${id}`)).statusCode).toBe(204);
    expect((await manager.send('DELETE', `/uploads/${id}`)).statusCode).toBe(422);
    for (const url of ['/jobs/nothing', '/jobs/nothing/events', '/jobs/nothing/rejects']) {
      expect((await owner.get(url)).statusCode).toBe(404);
    }
    expect((await owner.send('DELETE', '/jobs/nothing')).statusCode).toBe(404);
    expect((await owner.send('POST', '/imports', { uploads: [], kind: 'orders' })).statusCode).toBe(400);
  });

  it('S06 an import is noted with who did it and what came of it', async () => {
    const { served, owner } = await open();
    const id = await upload(owner, 'c.csv', Buffer.from('customer_id,name\n1,Ada\n'));
    await run(owner, { uploads: [id], kind: 'customers' });
    const { listAudit } = await import('../../src/features/audit/audit.ts');
    const { entries } = await listAudit(served.shop.folder.database().reader, { after: null, limit: 50 });
    expect(entries.find(({ action }) => action === 'file-imported')).toMatchObject({
      actor: 'ada',
      subject: 'c.csv',
      detail: { kind: 'customers', added: 1 },
    });
  });
});
