import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runHere, testFolder } from '../support/grade-files.ts';
import { postgresUrl } from '../support/postgres.ts';
import { makeBareDatabase, makePostgresDatabase } from '../support/postgres-database.ts';

interface Place {
  readonly folder: string;
  readonly flags: readonly string[];
}

async function embedded(): Promise<Place> {
  const folder = await testFolder();
  return { folder, flags: ['--data', join(folder, 'data')] };
}

async function onPostgres(): Promise<Place> {
  const folder = await testFolder();
  const { option, drop } = await makePostgresDatabase();
  onTestFinished(drop);
  return { folder, flags: ['--data', join(folder, 'data'), '--database', option.databaseUrl] };
}

/** What a command says, but for how long it took, when, and where. */
async function told({ folder, flags }: Place, ...args: string[]): Promise<unknown> {
  const written = args.map((arg) => arg.replace('FOLDER', folder));
  const { code, stdout, stderr } = await runHere([...written, ...flags]);
  expect(code, `${args.join(' ')}: ${stderr}`).toBe(0);
  const plain = stdout.replaceAll(folder, 'FOLDER').replace(/\d+(\.\d+)? (ms|秒|s|seconds)\b/g, 'TIME');
  return args.includes('--json') ? withoutTimes(JSON.parse(plain)) : plain;
}

function withoutTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTimes);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !/(At|Ms|_at|_ms)$/.test(name));
  return Object.fromEntries(entries.map(([name, each]) => [name, withoutTimes(each)]));
}

const customer = 'C000002';

/** Steps of a business's life, each as the command line has it. */
const steps: readonly (readonly string[])[] = [
  ['import', 'FOLDER/customers.csv', '--as', 'customers', '--json'],
  ['import', 'FOLDER/orders.csv', '--as', 'orders', '--json'],
  ['import', 'FOLDER/orders.csv', '--as', 'orders', '--json'],
  ['import', 'FOLDER/reviews.csv', '--as', 'reviews', '--json'],
  ['scheme', 'publish', 'supermarket', '--json'],
  ['scheme', 'list', '--json'],
  ['evaluate', '--as-of', '2026-06-30', '--json'],
  ['evaluate', '--as-of', '2026-07-01', '--json'],
  ['explain', customer, '--json'],
  ['explain', customer, '--lang', 'zh'],
  ['simulate', 'taobao', '--as-of', '2026-07-01', '--out', 'FOLDER/movers.csv', '--json'],
  ['backtest', 'supermarket', '--from', '2026-01-31', '--to', '2026-06-30', '--json'],
  ['export', 'customers', '--out', 'FOLDER/customers.csv'],
  ['export', 'customers', '--out', 'FOLDER/customers.json'],
  ['export', 'customers', '--out', 'FOLDER/customers.parquet'],
  ['replay', '--json'],
];

/** Steps after the data was moved. */
const later: readonly (readonly string[])[] = [
  ['scheme', 'publish', 'supermarket', '--json'],
  ['explain', customer, '--json'],
  ['replay', '--json'],
  ['evaluate', '--as-of', '2026-07-02', '--json'],
];

async function makeFiles({ folder }: Place): Promise<void> {
  const made = ['--customers', '150', '--orders', '1200', '--until', '2026-07-01', '--seed', '4'];
  expect((await runHere(['sample', '--out', folder, ...made])).code).toBe(0);
  await writeFile(
    join(folder, 'reviews.csv'),
    `customer_id,at,rating,text\n${customer},2026-05-01,5,好\nnobody,2026-05-02,1,x\n`,
  );
}

/** The same data in an empty database, with a folder of its own and the key of the old one. */
async function moved({ folder, flags }: Place): Promise<Place> {
  const { option, drop } = await makeBareDatabase();
  onTestFinished(drop);
  const database = ['--database', option.databaseUrl];
  const { code, stdout, stderr } = await runHere(['move', ...flags, ...database, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toMatchObject({ customers: 150, orders: 1200 });
  const again = await runHere(['move', ...flags, ...database, '--lang', 'en']);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('holds data already')]);
  const data = join(folder, 'moved');
  await mkdir(data);
  await cp(join(folder, 'data', 'tierbook.key'), join(data, 'tierbook.key'));
  return { folder, flags: ['--data', data, ...database] };
}

describe.skipIf(postgresUrl() === undefined)('the commands on PostgreSQL', () => {
  it('say and write the same as on the embedded engine', async () => {
    const [mine, theirs] = [await embedded(), await onPostgres()];
    for (const place of [mine, theirs]) await makeFiles(place);
    for (const step of steps)
      expect(await told(theirs, ...step), step.join(' ')).toEqual(await told(mine, ...step));
    for (const file of ['movers.csv', 'customers.csv', 'customers.json', 'customers.parquet']) {
      const [here, there] = await Promise.all(
        [mine, theirs].map(({ folder }) => readFile(join(folder, file))),
      );
      expect(there?.equals(here ?? Buffer.alloc(0)), file).toBe(true);
    }
    expect(await told(theirs, 'verify', '--lang', 'en')).not.toContain('✗');
    const after = await moved(mine);
    for (const step of later) {
      expect(await told(after, ...step), step.join(' ')).toEqual(await told(mine, ...step));
    }
    expect(await told(after, 'verify', '--lang', 'en')).not.toContain('✗');
  }, 180_000);
});
