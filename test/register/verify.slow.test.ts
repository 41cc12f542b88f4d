import { cp, open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../src/db/data-folder.ts';
import { plainScheme, runHere, testFolder } from '../support/grade-files.ts';

const customers = 'customer_id,name,phone\nada,阿达-known-name,13800138000\nbob,Bob,13900139000\n';
const orders = `order_id,customer_id,paid_at,amount,category
1,ada,2026-01-02,100,茶
1,ada,2026-01-02,50,水
2,bob,2026-01-03,300,茶
3,cleo,2026-01-04,50,水
`;

interface Shop {
  readonly data: string;
  readonly database: string;
  /** Runs statements as something that damages the folder would. */
  readonly damage: (...statements: string[]) => Promise<void>;
}

let sound: string;

/** Made once; each test damages a copy. */
beforeAll(async () => {
  const folder = await testFolder();
  sound = join(folder, 'data');
  const file = async (name: string, content: string): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const call = async (...args: string[]): Promise<void> => {
    expect(await runHere([...args, '--data', sound])).toMatchObject({ code: 0 });
  };
  const kind = ['--as', 'orders', '--amount', 'per-line'];
  await call('import', await file('c.csv', customers), '--as', 'customers');
  await call('import', await file('o.csv', orders), ...kind);
  await call('import', await file('o.csv', orders.replace(',300,', ',301,')), ...kind);
  await call('scheme', 'publish', await file('s.json', JSON.stringify(plainScheme)));
  await call('evaluate', '--as-of', '2026-01-31');
});

async function shop(): Promise<Shop> {
  const data = join(await testFolder(), 'data');
  await cp(sound, data, { recursive: true });
  const damage: Shop['damage'] = async (...statements) => {
    const opened = await openDataFolder({ path: data, now: 0, create: false });
    try {
      await opened.writer.write(async (trx) => {
        for (const statement of statements) await sql.raw(statement).execute(trx);
      });
    } finally {
      await opened.close();
    }
  };
  return { data, database: join(data, 'tierbook.duckdb'), damage };
}

interface Verified {
  readonly code: number | null;
  readonly stderr: string;
  /** Of the checks that do not hold. */
  readonly broken: readonly string[];
}

async function verified({ data }: Shop): Promise<Verified> {
  const { code, stdout, stderr } = await runHere(['verify', '--data', data, '--json']);
  const report = JSON.parse(stdout) as Record<
    'tables' | 'checks',
    { id: string; wrong: number; failure: string | null }[]
  >;
  const all = [...report.tables, ...report.checks];
  const broken = all.filter(({ wrong, failure }) => wrong > 0 || failure !== null).map(({ id }) => id);
  return { code, stderr, broken };
}

describe('whether a data folder is sound', () => {
  it('says of a sound one that all is well, and how much was looked at', async () => {
    const { data } = await shop();
    const { code, stdout, stderr } = await runHere(['verify', '--data', data]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toContain('✗');
    expect(stdout).toContain('✓ every order has a customer, or is nobody’s: 3 orders\n');
    expect(stdout).toContain('add up to their amount: 1 orders\n');
    expect(stdout).toContain('before it was replaced: 1 rows of history\n');
    expect(stdout).toContain('opens with the key (a sample): 2 values\n');
    const zh = await runHere(['verify', '--data', data], 'zh');
    expect(zh.stdout).toContain('✓ 每笔订单都有客户，或注明没有买家：3 笔订单\n');
    expect(await verified({ data } as Shop)).toMatchObject({ code: 0, broken: [] });
  });

  it('takes customers who came after the evaluation for sound', async () => {
    const place = await shop();
    await place.damage(
      "insert into recordings values (50, timestamp '2100-01-01', null, 'test')",
      "insert into customers (customer_id, external_id, recorded_by) values (50, 'dan', 50)",
    );
    expect(await verified(place)).toMatchObject({ code: 0, broken: [] });
  });

  it.each([
    [
      'a customer is gone',
      ["delete from customers where external_id = 'bob'"],
      ['customer-of-orders', 'ids-of-customers', 'everybody-graded-once'],
    ],
    [
      'a customer is noted by the id of another',
      ["update customer_ids set customer_id = (select customer_id from customers where external_id = 'bob')"],
      ['ids-of-customers'],
    ],
    [
      'an order is there twice',
      ["insert into orders select * from orders where order_ref = '2'"],
      ['one-of-orders'],
    ],
    [
      'an amount was altered',
      ["update orders set amount = amount + 1 where order_ref = '1'"],
      ['lines-of-orders'],
    ],
    ['a line is gone', ['delete from several_lines where line_no = 2'], ['lines-of-orders']],
    ['an order of several lines is gone', ["delete from orders where order_ref = '1'"], ['lines-of-orders']],
    [
      'a refund is nobody’s',
      ["insert into refunds values (99, 1, date '2026-01-01', 5, null, null, null, null, 1)"],
      ['customer-of-refunds'],
    ],
    [
      'history ends before it begins',
      ['update orders_history set ended_by = recorded_by'],
      ['history-ends-later'],
    ],
    ['a recording is gone', ['delete from recordings where recording_id = 3'], ['recordings-known']],
    ['an import is gone', ['delete from imports where import_id = 2'], ['imports-known']],
    ['a grade is gone', ['delete from grades_1 where tier = 1'], ['everybody-graded-once']],
    ['the grades are gone', ['drop table grades_1'], ['everybody-graded-once']],
    [
      'the evaluation was not finished',
      ["update evaluations set status = 'running'"],
      ['published-evaluation'],
    ],
    [
      'a seal was altered',
      ["update customers set phone_sealed = phone_key where external_id = 'ada'"],
      ['seals-open'],
    ],
  ])('finds that %s', async (_, statements, broken) => {
    const place = await shop();
    await place.damage(...statements);
    const found = await verified(place);
    expect([found.code, found.broken]).toEqual([1, broken]);
    expect(found.stderr.trim().split('\n')).toHaveLength(broken.length);
  });

  it('names what is wrong in words', async () => {
    const place = await shop();
    await place.damage("delete from customers where external_id = 'bob'");
    const { code, stdout, stderr } = await runHere(['verify', '--data', place.data]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      '✗ every order has a customer, or is nobody’s: 1 of 3 orders are wrong, such as 2\n',
    );
    expect(stderr).toContain('does not hold: every order has a customer, or is nobody’s');
  });

  it('finds a block whose bytes changed', async () => {
    const place = await shop();
    const at = (await readFile(place.database)).indexOf('known-name');
    expect(at).toBeGreaterThan(0);
    const file = await open(place.database, 'r+');
    await file.write('X', at);
    await file.close();
    const { code, stdout, stderr } = await runHere(['verify', '--data', place.data]);
    expect([code, `${stdout}${stderr}`]).toEqual([1, expect.stringMatching(/checksum|corrupt/i)]);
  });

  it.each([0.3, 0.6, 0.95])('finds a file cut off at %d of its length', async (part) => {
    const place = await shop();
    const { size } = await stat(place.database);
    await truncate(place.database, Math.floor(size * part));
    const { code, stderr } = await runHere(['verify', '--data', place.data]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/damaged|cannot be read/)]);
  });
});
