import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type DataFolder, openDataFolder } from '../../src/db/data-folder.ts';
import { plainScheme, runHere, testFolder } from '../support/grade-files.ts';
import { readCsvRows } from '../support/read-csv-strictly.ts';
import type { Outcome } from '../support/run-tierbook.ts';

const [base, silver, gold] = plainScheme.tiers;

/** Silver from 40 and gold from 1,500 on: eve rises, ada falls, bob and cleo stay. */
const draft = {
  ...plainScheme,
  id: 'draft',
  tiers: [
    base,
    { ...silver, when: { metric: 'total', atLeast: 40 } },
    { ...gold, when: { metric: 'total', atLeast: 1500 } },
  ],
};

const customers = `customer_id,name,owner,store,source
eve,=1+1,李雷,总店,抖音
ada,阿达,韩梅梅,"分店, 东",门店
cleo,Cleo,,,
`;
const orders = `order_id,customer_id,paid_at,amount
1,ada,2026-01-02,1200
2,bob,2026-01-03,300
3,eve,2026-01-04,50
4,eve,2026-03-01,100
`;

interface Shop {
  readonly data: string;
  readonly save: (name: string, content: unknown) => Promise<string>;
  readonly run: (...args: string[]) => Promise<Outcome>;
  /** Runs statements beside the commands. */
  readonly change: (...statements: string[]) => Promise<void>;
  readonly tables: (prefix: string) => Promise<readonly unknown[]>;
}

async function shop(): Promise<Shop> {
  const folder = await testFolder();
  const data = join(folder, 'data');
  const save = async (name: string, content: unknown): Promise<string> => {
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    return join(folder, name);
  };
  const run: Shop['run'] = async (...args) => await runHere([...args, '--data', data]);
  await run('import', await save('customers.csv', customers), '--as', 'customers');
  await run('import', await save('orders.csv', orders), '--as', 'orders');
  await run('scheme', 'publish', await save('standard.json', plainScheme));
  const inside = async <T>(work: (folder: DataFolder) => Promise<T>): Promise<T> => {
    const opened = await openDataFolder({ path: data, now: 0, create: false });
    try {
      return await work(opened);
    } finally {
      await opened.close();
    }
  };
  const change: Shop['change'] = async (...statements) =>
    await inside(async ({ writer }) => {
      await writer.write(async (trx) => {
        for (const statement of statements) await sql.raw(statement).execute(trx);
      });
    });
  const tables: Shop['tables'] = async (prefix) =>
    await inside(async (opened) => {
      const { rows } = await sql`select table_name from information_schema.tables
        where table_name like ${`${prefix}%`}`.execute(opened.database().reader);
      return rows;
    });
  return { data, save, run, change, tables };
}

async function evaluated(): Promise<Shop> {
  const place = await shop();
  expect(await place.run('evaluate', '--as-of', '2026-01-31')).toMatchObject({ code: 0 });
  return place;
}

async function simulated({ run }: Shop, ...args: string[]) {
  const { code, stdout, stderr } = await run('simulate', ...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe('what a draft would do to everybody', () => {
  it('counts who goes where and names the movers', async () => {
    const place = await evaluated();
    const out = await place.save('movers.csv', '');
    const shown = await simulated(place, await place.save('draft.json', draft), '--out', out);
    expect(shown).toMatchObject({
      asOf: '2026-01-31',
      current: { id: 'plain', version: 1, evaluation: 1, gradedAnew: null },
      customers: 4,
      moved: 2,
      stayed: 2,
      up: 1,
      down: 1,
      migrations: [
        { from: 'gold', to: 'silver', customers: 1, revenue: 1200 },
        { from: 'silver', to: 'silver', customers: 1, revenue: 300 },
        { from: 'base', to: 'silver', customers: 1, revenue: 50 },
        { from: 'base', to: 'base', customers: 1, revenue: 0 },
      ],
    });
    expect(shown.tiers).toMatchObject([
      { id: 'base', customers: 1, revenue: 0 },
      { id: 'silver', customers: 3, revenue: 1550 },
      { id: 'gold', customers: 0, revenue: 0 },
    ]);
    expect(readCsvRows(await readFile(out, 'utf8'))).toEqual([
      {
        customer_id: 'ada',
        name: '阿达',
        owner: '韩梅梅',
        store: '分店, 东',
        source: '门店',
        from: 'gold',
        to: 'silver',
        spend: '1200.00',
        next_tier: 'gold',
        missing: expect.stringContaining('¥300'),
      },
      {
        customer_id: 'eve',
        name: "'=1+1",
        owner: '李雷',
        store: '总店',
        source: '抖音',
        from: 'base',
        to: 'silver',
        spend: '50.00',
        next_tier: 'gold',
        missing: expect.stringContaining('¥1,450'),
      },
    ]);
  });

  it('compares like with like on another day, and after the data has changed', async () => {
    const place = await evaluated();
    const file = await place.save('draft.json', draft);
    expect(await simulated(place, file, '--as-of', '2026-03-31')).toMatchObject({
      asOf: '2026-03-31',
      current: { gradedAnew: 'other-day' },
      moved: 1,
      up: 0,
      down: 1,
    });
    await place.change(
      `insert into imports (import_id, kind, file, digest, status, started_at, finished_at)
        select 9, kind, file, digest, status, timestamp '2100-01-01', timestamp '2100-01-01' from imports limit 1`,
      "insert into recordings values (50, timestamp '2100-01-01', 9, 'test')",
      `insert into orders select * replace (9 as order_id, '9' as order_ref, 90000 as amount, 50 as recorded_by)
        from orders where order_ref = '2'`,
    );
    expect(await simulated(place, file)).toMatchObject({
      current: { gradedAnew: 'changed-since' },
      migrations: [
        { from: 'gold', to: 'silver', customers: 2, revenue: 2400 },
        { from: 'base', to: 'silver', customers: 1 },
        { from: 'base', to: 'base', customers: 1 },
      ],
    });
  });

  it('says from where to where only, if the tiers are others', async () => {
    const place = await evaluated();
    const renamed = { ...draft, tiers: [base, silver, { ...gold, id: 'platinum' }] };
    const out = await place.save('movers.json', '');
    const shown = await simulated(place, await place.save('renamed.json', renamed), '--out', out);
    expect(shown).toMatchObject({ moved: 1, stayed: 3, up: null, down: null });
    expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject([
      { customer_id: 'ada', from: 'gold', to: 'platinum', spend: 1200, next_tier: null, missing: null },
    ]);
  });

  it('grades by places among everybody too', async () => {
    const place = await evaluated();
    const metrics = { ...plainScheme.metrics, place: { 'top-share-of': 'total' } };
    const best = { ...gold, when: { metric: 'place', atMost: 0 } };
    const file = await place.save('best.json', { ...draft, metrics, tiers: [base, silver, best] });
    expect(await simulated(place, file)).toMatchObject({ moved: 0, customers: 4 });
  });

  it('keeps nothing, and is not disturbed by what a crash left', async () => {
    const place = await evaluated();
    const file = await place.save('draft.json', draft);
    await place.change(
      'create table simulation_draft (x integer)',
      'create table simulation_draft_measured0 (x integer)',
    );
    expect(await simulated(place, file, '--as-of', '2026-03-31')).toMatchObject({ moved: 1, fast: false });
    expect(await place.tables('simulation')).toEqual([]);
    expect(await place.tables('grades')).toHaveLength(1);
  });

  it('refuses what cannot be compared', async () => {
    const place = await shop();
    const file = await place.save('draft.json', draft);
    const refused = async (...args: string[]): Promise<string> => {
      const { code, stderr } = await place.run('simulate', ...args);
      expect(code).toBe(1);
      return stderr;
    };
    expect(await refused(file)).toContain('nobody is graded yet');
    expect(await refused(file, '--lang', 'zh')).toContain('还没有评过级');
    await place.run('evaluate', '--as-of', '2026-01-31');
    expect(await refused(await place.save('usd.json', { ...draft, currency: 'USD' }))).toContain('in CNY');
    const inRegion = { ...gold, when: { field: 'phone', isEmpty: false } };
    const byField = await place.save('field.json', { ...draft, tiers: [base, silver, inRegion] });
    expect(await refused(byField)).toContain('keeps sealed');
    expect(await refused(file, '--out', 'movers.pdf')).toContain('.csv, .xlsx, .json');
  });

  it('says it in words', async () => {
    const place = await evaluated();
    const file = await place.save('draft.json', draft);
    const { stdout } = await place.run('simulate', file, '--lang', 'zh');
    expect(stdout).toContain('2 位客户的等级会变：1 升，1 降；2 位不变');
    expect((await place.run('simulate', file)).stdout).toContain('1 up, 1 down');
    const begun = await place.run('scheme', 'challenge', file);
    expect([begun.code, begun.stdout]).toEqual([0, expect.stringMatching(/2026-01-31.*Gold 1.*Gold 0.*2/s)]);
    expect((await place.run('scheme', 'challenge', '--end', '--lang', 'zh')).stdout).toContain('已结束');
  });
});
