import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { InputError } from '../../domain/problem.ts';
import { writeSample } from './write-sample.ts';

const asked = { customers: 500, orders: 3000, seed: 11, until: '2025-06-30' };
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('the same options give the same bytes, another seed gives others', async () => {
  const first = await sums({ ...asked, out: join(folder, 'first') });
  expect(await sums({ ...asked, out: join(folder, 'again') })).toEqual(first);
  expect(await sums({ ...asked, seed: 12, out: join(folder, 'other') })).not.toEqual(first);
});

test('says what it wrote and how far it is', async () => {
  const progress: number[][] = [];
  const out = join(folder, 'new', 'folder');
  const onProgress = (done: number, total: number) => void progress.push([done, total]);
  const written = await writeSample({ ...asked, out, onProgress });
  expect(written).toMatchObject({ customers: 500, orders: 3000, lines: 3000, until: '2025-06-30' });
  expect(written.files).toEqual([join(out, 'customers.csv'), join(out, 'orders.csv')]);
  expect((await readdir(out)).sort()).toEqual(['customers.csv', 'orders.csv']);
  expect(progress.at(-1)).toEqual([3500, 3500]);
});

test.each([
  [1, 0],
  [1, 1],
  [1, 50],
  [50, 1],
  [300, 7],
])('writes exactly %i customers and %i orders', async (customers, orders) => {
  const out = join(folder, `${customers}-${orders}`);
  await writeSample({ ...asked, customers, orders, out });
  expect(await rowsIn(join(out, 'customers.csv'))).toBe(customers);
  expect(await rowsIn(join(out, 'orders.csv'))).toBe(orders);
});

test('starts with a byte order mark and the canonical columns', async () => {
  const out = join(folder, 'columns');
  await writeSample({ ...asked, out });
  const header = (text: string) => text.slice(0, text.indexOf('\r\n'));
  expect(header(await readFile(join(out, 'customers.csv'), 'utf8'))).toBe(
    '\uFEFFcustomer_id,name,phone,gender,birthday,region,source,channel,store,owner,registered_at',
  );
  expect(header(await readFile(join(out, 'orders.csv'), 'utf8'))).toBe(
    '\uFEFForder_id,customer_id,ordered_at,paid_at,amount,refunded,refunded_at,status,category,product,quantity,channel,store',
  );
});

test('refuses bad options with all their problems and writes nothing', async () => {
  const out = join(folder, 'refused');
  const refusal = writeSample({ customers: 0, orders: 1e9 + 1, seed: -1, until: '2025-02-30', out });
  const error = await refusal.catch((thrown: unknown) => thrown);
  const problems = error instanceof InputError ? error.problems : [];
  expect(problems.map(({ path }) => path)).toEqual(['--customers', '--orders', '--seed', '--until']);
  await expect(readdir(out)).rejects.toThrow('ENOENT');
});

test.each([
  { customers: 1.5 },
  { orders: -1 },
  { orders: Number.NaN },
  { until: '2025-13-01' },
  { until: '31.12.2025' },
  { out: ' ' },
])('refuses %o', async (bad) => {
  await expect(writeSample({ ...asked, out: folder, ...bad })).rejects.toThrow(InputError);
});

test('refuses a folder that is a file, and one where a file should go', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(writeSample({ ...asked, out: file })).rejects.toThrow('it is not a folder');
  await expect(writeSample({ ...asked, out: join(file, 'below') })).rejects.toThrow('it is not a folder');
  const out = join(folder, 'taken');
  await mkdir(join(out, 'orders.csv'), { recursive: true });
  await expect(writeSample({ ...asked, out })).rejects.toThrow('a folder has this name');
  expect(await readdir(out)).toEqual(['orders.csv']);
});

test('keeps files that are there if it is to, naming each, and replaces them otherwise', async () => {
  const out = join(folder, 'kept');
  await mkdir(out);
  await writeFile(join(out, 'orders.csv'), 'mine');
  const error = await writeSample({ ...asked, out, keepExisting: true }).catch((thrown: unknown) => thrown);
  const problems = error instanceof InputError ? error.problems : [];
  expect(problems.map(({ code, path }) => [code, path])).toEqual([['file-exists', join(out, 'orders.csv')]]);
  expect(await readdir(out)).toEqual(['orders.csv']);
  expect(await readFile(join(out, 'orders.csv'), 'utf8')).toBe('mine');
  await writeSample({ ...asked, out });
  expect(await rowsIn(join(out, 'orders.csv'))).toBe(3000);
  await expect(writeSample({ ...asked, out, keepExisting: true })).rejects.toThrow(/customers.*\n.*orders/);
});

test('leaves the old files and nothing else when aborted half-way', async () => {
  const out = join(folder, 'aborted');
  await mkdir(out);
  await writeFile(join(out, 'customers.csv'), 'old');
  const abort = new AbortController();
  const onProgress = (done: number) => done > 2000 && abort.abort();
  const { signal } = abort;
  const aborted = writeSample({ ...asked, customers: 2000, orders: 20_000, out, signal, onProgress });
  await expect(aborted).rejects.toThrow('aborted');
  expect(await readdir(out)).toEqual(['customers.csv']);
  expect(await readFile(join(out, 'customers.csv'), 'utf8')).toBe('old');
});

test('does not begin when aborted before', async () => {
  const out = join(folder, 'never');
  await expect(writeSample({ ...asked, out, signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  await expect(readdir(out)).rejects.toThrow('ENOENT');
});

async function sums(options: typeof asked & { out: string }): Promise<string[]> {
  const { files } = await writeSample(options);
  return Promise.all(
    files.map(async (file) =>
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    ),
  );
}

async function rowsIn(file: string): Promise<number> {
  return (await readFile(file, 'utf8')).trimEnd().split('\r\n').length - 1;
}
