import { existsSync } from 'node:fs';
import { appendFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { finishImports } from '../../src/features/imports/finish-imports.ts';
import { startImport } from '../../src/features/imports/noted-import.ts';
import { buildServer } from '../../src/http/server.ts';
import { DAY } from '../support/accounts.ts';
import { type Caller, localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';
import { twoTiers } from '../support/two-tiers.ts';

const orders =
  'order_id,customer_id,paid_at,amount\n1,ada,2026-01-02,600\n2,bob,2026-01-03,five\n3,bob,2026-01-04,80\n';
const customers = 'customer_id,name\nada,Ada\ncleo,Cleo\n';

async function ask(by: Caller, kind: string, content: string, further: object = {}): Promise<string> {
  const sent = await by.send('POST', `/uploads?name=${kind}.csv`, Buffer.from(content));
  const { id } = sent.json<{ id: string }>();
  const asked = await by.send('POST', '/imports', { uploads: [id], kind, ...further });
  expect(asked.statusCode).toBe(202);
  return asked.json<{ job: string }>().job;
}

/** The server stops in the middle of whatever it does; what `meanwhile` does is done before it is started again. */
async function restarted(
  { app, ...rest }: Served,
  meanwhile: () => Promise<unknown> = async () => undefined,
): Promise<Served> {
  await app.close();
  await meanwhile();
  await finishImports(rest.shop.folder, rest.shop.clock.now);
  const again = await buildServer(rest.served);
  onTestFinished(async () => await again.close());
  return { ...rest, app: again };
}

/** However soon the server stopped, the import of this job had begun. */
async function noteBegun({ shop }: Served, job: string): Promise<void> {
  const at = shop.clock.now;
  await startImport(shop.folder, { kind: 'orders', file: 'orders.csv', digest: '', author: '', at, job });
}

interface Told {
  readonly id: string;
  readonly state: string;
  readonly result: object;
  readonly problems: readonly { readonly code: string }[];
}

/** What a job tells until it has ended, or the server stops. */
async function told(by: Caller, job: string): Promise<Told[]> {
  const { payload } = await by.get(`/jobs/${job}/events`);
  return payload.split('\n').flatMap((line) => (line.startsWith('data: ') ? JSON.parse(line.slice(6)) : []));
}

async function listed(by: Caller): Promise<object[]> {
  return (await by.get('/imports')).json<{ imports: object[] }>().imports;
}

async function opened(): Promise<{ all: Served; mia: Caller }> {
  const all = await serveShop();
  await localCaller(all).send('POST', '/schemes', { document: twoTiers });
  return { all, mia: await signInAs(all, 'mia', 'manager') };
}

it('R006 imports go on under their own numbers when the server is started again, as who asked for them', async () => {
  const { all, mia } = await opened();
  const jobs = [
    await ask(mia, 'orders', orders),
    await ask(mia, 'customers', customers),
    await ask(mia, 'orders', orders, { dryRun: true }),
  ];
  const heard = told(mia, jobs[0] ?? '');
  const again = await restarted(all);
  // Whoever listens hears no end, as there is none.
  expect((await heard).at(-1)).toMatchObject({ state: 'running' });
  const by = localCaller(again);
  const ends: (Told | undefined)[] = [];
  for (const job of jobs) ends.push((await told(by, job)).at(-1));
  const rejected = { rejects: true, errorFiles: [{ position: 0, rows: 1 }], remarks: [] };
  expect(ends).toMatchObject([
    {
      ...{ id: jobs[0], state: 'done', problems: [] },
      result: { importId: '1', outcome: { added: 2 }, evaluation: { customers: 2 }, ...rejected },
    },
    {
      state: 'done',
      result: { importId: '2', outcome: { added: 1, changed: 1, unchanged: 0 }, repeated: 0, rejects: false },
    },
    { state: 'done', result: { importId: null, effect: { outcome: { unchanged: 2 } }, ...rejected } },
  ]);
  expect(await listed(by)).toMatchObject([
    { id: '2', status: 'done', author: 'mia', errorFiles: [] },
    { id: '1', status: 'done', author: 'mia', errorFiles: [{ name: 'orders-errors.csv' }] },
  ]);
  for (const job of [jobs[0], jobs[2]]) {
    expect((await by.get(`/jobs/${job}/rejects`)).payload).toContain('five');
    expect((await by.get(`/jobs/${job}/error-files/0`)).payload).toContain('five');
  }
  const { entries } = (await by.get('/audit')).json<{ entries: { action: string; actor: string }[] }>();
  expect(entries.filter(({ action }) => action === 'file-imported')).toMatchObject([
    { actor: 'mia', subject: 'customers.csv', detail: { importId: '2' } },
    { actor: 'mia', subject: 'orders.csv', detail: { importId: '1', added: 2 } },
  ]);
  // Nothing waits any more, and nothing begins again.
  expect(existsSync(join(all.shop.path, 'imports'))).toBe(false);
  const last = await restarted(again);
  expect((await localCaller(last).get(`/jobs/${jobs[0]}`)).statusCode).toBe(404);
  expect(all.faults).toEqual([]);
});

it('R006 what was cancelled does not go on, whether it had gone on or was to', async () => {
  const { all, mia } = await opened();
  const [first, second, third] = [
    await ask(mia, 'orders', orders),
    await ask(mia, 'customers', customers),
    await ask(mia, 'customers', customers),
  ];
  const again = await restarted(all, async () => await noteBegun(all, first));
  const by = localCaller(again);
  for (const job of [second, first]) expect((await by.send('DELETE', `/jobs/${job}`)).statusCode).toBe(202);
  // As if the server was killed before the work could end.
  const last = await restarted(
    again,
    async () => await rm(join(all.shop.path, 'imports', third, 'request.json')),
  );
  const now = localCaller(last);
  for (const job of [first, second, third]) expect((await now.get(`/jobs/${job}`)).statusCode).toBe(404);
  expect(new Set((await listed(now)).map((each) => (each as { status: string }).status))).toEqual(
    new Set(['interrupted']),
  );
  const { rows } = await sql`select 1 from orders`.execute(all.shop.folder.database().reader);
  expect(rows).toEqual([]);
  expect(existsSync(join(all.shop.path, 'imports'))).toBe(false);
});

it('R006 S01 what cannot go on fails and says why: who asked may not any more, or the files are gone', async () => {
  const { all, mia } = await opened();
  const gone = await ask(localCaller(all), 'orders', orders);
  const cut = await ask(localCaller(all), 'orders', orders);
  const refused = await ask(mia, 'customers', customers);
  const place = join(all.shop.path, 'imports');
  const again = await restarted(all, async () => {
    // As long another server on the same database may take to come back with them.
    await noteBegun(all, gone);
    all.shop.clock.now += DAY;
    await rm(join(place, gone), { recursive: true });
    await appendFile(join(place, cut, '0-orders.csv'), '4,dan,2026-01-05,9\n');
    await all.shop.folder.writer.write(async (trx) => {
      await sql`update users set disabled_at = cast('2026-01-15' as timestamp) where name = 'mia'`.execute(
        trx,
      );
    });
  });
  const by = localCaller(again);
  expect((await by.get(`/jobs/${gone}`)).statusCode).toBe(404);
  expect((await told(by, cut)).at(-1)).toMatchObject({
    state: 'failed',
    problems: [{ code: 'upload-gone' }],
  });
  expect((await told(by, refused)).at(-1)).toMatchObject({
    ...{ state: 'failed', problems: [{ code: 'no-longer-allowed' }] },
  });
  expect(await listed(by)).toMatchObject([
    {
      kind: 'customers',
      status: 'failed',
      report: { message: expect.stringContaining('mia is not allowed') },
    },
    { status: 'failed', report: { message: expect.stringContaining('not whole') } },
    { id: '1', status: 'failed', report: { message: expect.stringContaining('were not there') } },
  ]);
  expect(existsSync(place)).toBe(false);
});

it('R006 an import is none the worse when the rows left out cannot be kept as a file, and says so', async () => {
  const { all, mia } = await opened();
  await writeFile(join(all.shop.path, 'error-files'), 'in the way');
  const job = await ask(mia, 'orders', orders);
  expect((await told(mia, job)).at(-1)).toMatchObject({
    state: 'done',
    result: {
      importId: '1',
      errorFiles: [],
      remarks: [expect.stringContaining('could not be kept')],
      evaluation: { customers: 2 },
    },
  });
  expect(await listed(mia)).toMatchObject([{ status: 'done', errorFiles: [] }]);
  expect(all.faults).not.toEqual([]);
  expect(await readdir(all.shop.path)).not.toContain('imports');
});
