import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/db/database.ts';
import { openEmbedded } from '../../src/db/embedded.ts';
import { plainScheme, runHere, testFolder } from '../support/grade-files.ts';
import { readCsvRows } from '../support/read-csv-strictly.ts';
import { unzip } from '../support/unzip.ts';

const customers = `customer_id,name,phone,email,region,source,store,owner,registered_at
eve,"=HYPERLINK(""x"")",13800138000,eve@example.com,上海,抖音,总店,李雷,2025-12-31
张三,三,,,,,,,
`;
const orders = `order_id,customer_id,paid_at,amount
1,ada,2026-01-02,1200.5
2,eve,2026-01-04,150
3,Zoe,2026-01-04,-0
`;

async function shop(evaluate: boolean) {
  const folder = await testFolder();
  const data = join(folder, 'data');
  const call = async (...args: string[]) => await runHere([...args, '--data', data]);
  await writeFile(join(folder, 'c.csv'), customers);
  await writeFile(join(folder, 'o.csv'), orders);
  await writeFile(join(folder, 's.json'), JSON.stringify(plainScheme));
  await call('import', join(folder, 'c.csv'), '--as', 'customers');
  await call('import', join(folder, 'o.csv'), '--as', 'orders');
  if (evaluate) {
    await call('scheme', 'publish', join(folder, 's.json'));
    await call('evaluate', '--as-of', '2026-01-31');
  }
  const exported = async (name: string): Promise<Buffer> => {
    const { code, stderr } = await call('export', 'customers', '--out', join(folder, name));
    expect(code, stderr).toBe(0);
    return await readFile(join(folder, name));
  };
  return { folder, data, call, exported };
}

const eve = {
  customer_id: 'eve',
  phone: '138****8000',
  email: 'e***@example.com',
  region: '上海',
  source: '抖音',
  store: '总店',
  owner: '李雷',
  registered_at: '2025-12-31',
  tier: 'silver',
  first: '2026-01-04',
  next_tier: 'gold',
  missing: expect.stringContaining('¥850'),
};

describe('customers as a file (R040)', () => {
  it('has a row for everybody in code-point order, contact data masked and formulas harmless', async () => {
    const { exported } = await shop(true);
    const rows = readCsvRows((await exported('all.csv')).toString('utf8'));
    expect(rows.map(({ customer_id }) => customer_id)).toEqual(['Zoe', 'ada', 'eve', '张三']);
    expect(rows[2]).toMatchObject({
      ...eve,
      name: `'=HYPERLINK("x")`,
      total: '150.00',
      purchases: '1',
      spend: '150.00',
    });
    expect(rows[1]).toMatchObject({ tier: 'gold', total: '1200.50', next_tier: '', missing: '', name: '' });
    expect(rows[3]).toMatchObject({ tier: 'base', total: '0.00', first: '', next_tier: 'silver' });
    const register =
      'customer_id name phone email gender birthday region occupation company source channel store';
    const columns = `${register} owner referred_by registered_at tier total purchases first last spend`;
    expect(Object.keys(rows[0] ?? {}).slice(0, 21)).toEqual(columns.split(' '));
  });

  it('is JSON with numbers as written, and a workbook', async () => {
    const { exported } = await shop(true);
    const json = JSON.parse((await exported('all.json')).toString('utf8')) as object[];
    expect(json[2]).toMatchObject({ ...eve, name: '=HYPERLINK("x")', total: 150, purchases: 1 });
    expect(json[3]).toMatchObject({ customer_id: '张三', phone: null, first: null });
    const sheet = unzip(await exported('all.xlsx')).get('xl/worksheets/sheet1.xml');
    expect(String(sheet)).toContain('138****8000');
    expect(String(sheet)).not.toContain('13800138000');
  });

  it('is Parquet with typed columns, and leaves nothing in the folder', async () => {
    const { folder, data, exported } = await shop(true);
    await exported('all.parquet');
    const db = await openEmbedded({ path: ':memory:', spill: folder });
    const from = sql`read_parquet(${sql.lit(join(folder, 'all.parquet'))})`;
    const types = await run(db, sql`select column_name, column_type from (describe select * from ${from})`);
    const typeOf = new Map(types.map((row) => [row.column_name, row.column_type]));
    expect(['customer_id', 'registered_at', 'total', 'purchases'].map((name) => typeOf.get(name))).toEqual([
      'VARCHAR',
      'DATE',
      'DECIMAL(18,2)',
      'BIGINT',
    ]);
    const rows = await run(
      db,
      sql`select customer_id, name, cast(total as text) as total, first from ${from}`,
    );
    await db.close();
    expect(rows).toEqual([
      { customer_id: 'Zoe', name: null, total: '0.00', first: '2026-01-04' },
      { customer_id: 'ada', name: null, total: '1200.50', first: '2026-01-02' },
      { customer_id: 'eve', name: '=HYPERLINK("x")', total: '150.00', first: '2026-01-04' },
      { customer_id: '张三', name: '三', total: '0.00', first: null },
    ]);
    expect((await readdir(data)).sort()).toEqual(['tierbook.commits', 'tierbook.duckdb', 'tierbook.key']);
  });

  it('names a metric apart that is called as a column of the register', async () => {
    const { folder, call, exported } = await shop(false);
    const metrics = { ...plainScheme.metrics, store: { of: 'orders', take: 'count' } };
    await writeFile(join(folder, 's.json'), JSON.stringify({ ...plainScheme, metrics }));
    await call('scheme', 'publish', join(folder, 's.json'));
    await call('evaluate', '--as-of', '2026-01-31');
    const rows = readCsvRows((await exported('all.csv')).toString('utf8'));
    expect(rows[1]).toMatchObject({ customer_id: 'ada', tier: 'gold', store: '', metric_store: '1' });
  });

  it('goes without tiers before the first evaluation', async () => {
    const { exported } = await shop(false);
    const rows = readCsvRows((await exported('all.csv')).toString('utf8'));
    expect(rows).toHaveLength(4);
    expect(rows[2]).toMatchObject({ customer_id: 'eve', phone: '138****8000', tier: '', missing: '' });
    expect((await exported('all.parquet')).subarray(0, 4).toString()).toBe('PAR1');
  });

  it('refuses other endings, contents and places', async () => {
    const { folder, call } = await shop(false);
    const said = async (...args: string[]) => {
      const { code, stderr } = await call('export', ...args);
      expect(code).toBe(1);
      return stderr;
    };
    expect(await said('customers', '--out', join(folder, 'x.pdf'))).toContain('.parquet');
    expect(await said('invoices', '--out', join(folder, 'x.csv'))).toContain('cannot be exported');
    expect(await said('customers', '--out', join(folder, 'no', 'x.csv'))).toContain('does not exist');
    expect(await said('customers')).toContain('--out');
  });
});
