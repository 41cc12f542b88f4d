import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from '../../src/db/data-folder.ts';
import { finishImports } from '../../src/features/imports/finish-imports.ts';
import { runHere, testFolder } from '../support/grade-files.ts';

const example = join('examples', 'online-retail');
const standard = join(example, 'standard.yaml');

interface Place {
  readonly folder: string;
  readonly data: string;
}

async function place(): Promise<Place> {
  const folder = await testFolder();
  return { folder, data: join(folder, 'data') };
}

async function json({ data }: Place, ...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runHere([...args, '--data', data, '--json']);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

async function save({ folder }: Place, name: string, lines: readonly string[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

const header = 'order_id,customer_id,paid_at,amount,status,category';

describe('a data folder on the command line', () => {
  it('R015 grades what was imported as `grade` grades the file', async () => {
    const shop = await place();
    const orders = join(example, 'orders.csv');
    expect(await json(shop, 'import', orders, '--as', 'orders')).toMatchObject({ added: 2963, rejected: 0 });
    await json(shop, 'scheme', 'publish', standard);
    const kept = await json(shop, 'evaluate', '--as-of', '2011-12-09');
    const once = await runHere(['grade', orders, '--scheme', standard, '--as-of', '2011-12-09', '--json']);
    const { tiers } = JSON.parse(once.stdout) as { tiers: { id: string; customers: number }[] };
    const counts = (rows: unknown) =>
      (rows as { id: string; customers: number }[]).map(({ id, customers }) => [id, customers]).sort();
    expect(counts(kept.tiers)).toEqual(counts(tiers));
  });

  it('R009 tells of the traps in a standard, and with kept orders of the customers who fall in', async () => {
    const shop = await place();
    const draft = await save(shop, 'draft.yaml', [
      'tierbook: 1',
      'id: mine',
      'name: Mine',
      'tiers:',
      '  - { id: base, name: Base }',
      '  - { id: mid, name: Middle, when: { all: [ { metric: spend, atLeast: 5000 }, { metric: orders, atLeast: 3 } ] } }',
      '  - { id: top, name: Top, when: { all: [ { metric: spend, over: 10000 }, { metric: orders, over: 5 } ] } }',
    ]);
    const alone = await runHere(['scheme', 'check', draft, '--data', shop.data, '--lang', 'en']);
    expect(alone).toMatchObject({ code: 0, stderr: '' });
    for (const words of ['No problems found.', '2 warnings', 'tiers[2].when (line 7): ', 'Proposed: '])
      expect(alone.stdout).toContain(words);
    expect(alone.stdout).not.toContain('falls in');
    const orders = await save(shop, 'orders.csv', [
      'order_id,customer_id,paid_at,amount',
      '1,ada,2026-01-02,8000',
      '2,ada,2026-01-03,4000',
      '3,bob,2026-01-03,20',
    ]);
    await json(shop, 'scheme', 'publish', draft);
    await json(shop, 'import', orders, '--as', 'orders');
    const { warnings } = await json(shop, 'scheme', 'check', draft);
    expect(warnings).toMatchObject([
      { code: 'hole', customers: { count: 0 } },
      { code: 'hole', customers: { count: 1, shown: [{ externalId: 'ada' }] } },
    ]);
  });

  it('R006 takes the same file again for nothing, whether its rows have ids or not', async () => {
    const shop = await place();
    const rows = ['a,2026-01-02,5', 'a,2026-01-02,5', 'b,2026-01-03,7'];
    const plain = await save(shop, 'plain.csv', ['customer_id,paid_at,amount', ...rows]);
    const numbered = await save(shop, 'numbered.csv', [
      header,
      '1,a,2026-01-02,5,completed,茶叶',
      '1,a,2026-01-02,6,completed,零食',
      '2,b,2026-01-03,7,completed,',
    ]);
    expect(await json(shop, 'import', plain, '--as', 'orders')).toMatchObject({ added: 3 });
    expect(await json(shop, 'import', plain, '--as', 'orders')).toMatchObject({ added: 0, unchanged: 3 });
    expect(await json(shop, 'import', numbered, '--as', 'orders')).toMatchObject({ added: 2 });
    expect(await json(shop, 'import', numbered, '--as', 'orders')).toMatchObject({ added: 0, unchanged: 2 });
    const changed = await save(shop, 'numbered.csv', [
      header,
      '1,a,2026-01-02,5,completed,茶叶',
      '1,a,2026-01-02,6,completed,坚果',
      '2,b,2026-01-03,7,completed,',
    ]);
    expect(await json(shop, 'import', changed, '--as', 'orders')).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 1,
    });
  });

  it('R006 tells rows without ids apart by each of their days', async () => {
    const shop = await place();
    const rows = ['a,2026-01-02,,5', 'a,,2026-01-02,5', 'a,2026-01-02,,5'];
    const file = await save(shop, 'plain.csv', ['customer_id,ordered_at,paid_at,amount', ...rows]);
    expect(await json(shop, 'import', file, '--as', 'orders')).toMatchObject({ added: 3 });
    expect(await json(shop, 'import', file, '--as', 'orders')).toMatchObject({ added: 0, unchanged: 3 });
    const { code, stdout } = await runHere(['verify', '--data', shop.data]);
    expect(code, stdout).toBe(0);
  });

  it('R006 an import that fails leaves nothing behind but its record', async () => {
    const shop = await place();
    const file = await save(shop, 'bad.csv', ['nothing,here', '1,2']);
    expect((await runHere(['import', file, '--as', 'orders', '--data', shop.data])).code).toBe(1);
    const folder = await openDataFolder({ path: shop.data, now: 0, create: false });
    try {
      const { reader } = folder.database();
      expect((await sql`select status from imports`.execute(reader)).rows).toEqual([{ status: 'failed' }]);
      const left =
        await sql`select table_name from information_schema.tables where table_name like 'incoming%'`.execute(
          reader,
        );
      expect(left.rows).toEqual([]);
    } finally {
      await folder.close();
    }
  });

  it('R006 a dry run keeps nothing and rejected rows are listed', async () => {
    const shop = await place();
    const orders = await save(shop, 'o.csv', [
      header,
      '1,a,2026-01-02,5,completed,',
      '2,,2026-01-03,x,completed,',
    ]);
    const rejects = join(shop.folder, 'rejects.csv');
    expect(
      await json(shop, 'import', orders, '--as', 'orders', '--dry-run', '--rejects', rejects),
    ).toMatchObject({
      ...{ id: null, read: 2, rejected: 1, added: 1, changed: 0, newCustomers: 1 },
      money: { orders: 5, before: 0, after: 5 },
    });
    expect(await json(shop, 'scheme', 'list')).toEqual([]);
    expect((await readFile(rejects, 'utf8')).split('\r\n').length).toBe(4);
    expect(await json(shop, 'import', orders, '--as', 'orders')).toMatchObject({ added: 1, rejected: 1 });
  });

  it('proves a tier in words and says so of unknown customers', async () => {
    const shop = await place();
    const orders = await save(shop, 'o.csv', [
      header,
      '1,ada,2026-01-02,1200,completed,',
      '2,ada,2026-01-03,9,unpaid,',
    ]);
    await json(shop, 'import', orders, '--as', 'orders');
    await json(shop, 'scheme', 'publish', 'supermarket');
    await json(shop, 'evaluate', '--as-of', '2026-01-31');
    const zh = await runHere(['explain', 'ada', '--data', shop.data], 'zh');
    expect(zh.stdout).toContain('ada：银卡');
    expect(zh.stdout).toContain('距金卡还差');
    const names = await save(shop, 'names.csv', ['customer_id,name', 'ada,阿达', 'bea,小贝', 'cleo,小贝']);
    await json(shop, 'import', names, '--as', 'customers');
    expect((await runHere(['explain', '阿达', '--data', shop.data], 'zh')).stdout).toContain('ada：银卡');
    const two = await runHere(['explain', '小贝', '--data', shop.data]);
    expect([two.code, two.stderr]).toEqual([1, expect.stringContaining('bea, cleo')]);
    const unknown = await runHere(['explain', 'bob', '--data', shop.data]);
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('no such customer')]);
  });

  it('S03 opens contact data with its own key file alone', async () => {
    const shop = await place();
    const list = await save(shop, 'c.csv', ['customer_id,phone', 'ada,13800138000']);
    expect(await json(shop, 'import', list, '--as', 'customers')).toMatchObject({ added: 1 });
    expect((await readFile(join(shop.data, 'tierbook.duckdb'))).includes('13800138000')).toBe(false);
    const key = join(shop.data, 'tierbook.key');
    await writeFile(key, randomBytes(32).toString('base64'));
    const wrong = await runHere(['import', list, '--as', 'customers', '--data', shop.data]);
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('not the key file')]);
    await writeFile(key, 'x');
    const broken = await runHere(['scheme', 'list', '--data', shop.data]);
    expect([broken.code, broken.stderr]).toEqual([1, expect.stringContaining('does not hold a key')]);
    await rm(key);
    const missing = await runHere(['import', list, '--as', 'customers', '--data', shop.data], 'zh');
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('找不到密钥文件')]);
  });

  it('gives up an import that was cut off: of orders nothing stays, of customers what was kept', async () => {
    const shop = await place();
    const orders = await save(shop, 'o.csv', [header, '1,a,2026-01-02,5,completed,']);
    await json(shop, 'import', orders, '--as', 'orders');
    const folder = await openDataFolder({ path: shop.data, now: 0, create: false });
    try {
      // What imports that were killed leave: one of orders had added its customers, one of customers some of them.
      await folder.writer.write(async (trx) => {
        for (const statement of [
          `insert into imports (import_id, kind, file, digest, status, started_at) values
            (2, 'orders', 'x', 'x', 'recording', timestamp '2026-01-01'), (3, 'customers', 'y', 'y', 'reading', timestamp '2026-01-01'),
            (4, 'orders', 'z', 'z', 'reading', timestamp '2026-01-01')`,
          `insert into recordings values (7, timestamp '2026-01-01', 2, 'test'), (8, timestamp '2026-01-01', 3, 'test')`,
          `insert into customers (customer_id, external_id, recorded_by) values (2, 'b', 7), (3, 'c', 7), (4, 'd', 8)`,
          `insert into orders by name select * replace (2 as customer_id, 9 as order_id, '9' as order_ref) from orders`,
          `create table incoming_customers_2 (position bigint, external_id text)`,
        ]) {
          await sql.raw(statement).execute(trx);
        }
      });
      await finishImports(folder, 0);
      const { reader } = folder.database();
      const { rows } = await sql<{ report: string }>`select import_id, status, cast(report as text) as report
        from imports order by import_id`.execute(reader);
      expect(rows.map((row) => ({ ...row, report: JSON.parse(row.report) as unknown }))).toMatchObject([
        { import_id: 1n, status: 'done', report: { added: 1 } },
        { import_id: 2n, status: 'interrupted', report: { added: 0 } },
        { import_id: 3n, status: 'interrupted', report: { added: 1, changed: 0 } },
        { import_id: 4n, status: 'interrupted', report: { added: 0 } },
      ]);
      // Somebody had sent an order of b meanwhile.
      const kept = await sql`select external_id from customers order by 1`.execute(reader);
      expect(kept.rows).toEqual([{ external_id: 'a' }, { external_id: 'b' }, { external_id: 'd' }]);
      const left =
        await sql`select table_name from information_schema.tables where table_name like 'incoming%'`.execute(
          reader,
        );
      expect(left.rows).toEqual([]);
    } finally {
      await folder.close();
    }
  });
});
