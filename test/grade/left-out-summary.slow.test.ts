import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gradeFiles, runHere, testFolder } from '../support/grade-files.ts';
import { languages } from '../support/languages.ts';

const orders = `单号,买家,日期,实付款,状态
1,ada,2026-01-01,10,已付款
2,ada,2026-01-01,10,
3,ada,2026-01-01,10,
4,ada,2026-01-01,10,
5,ada,2026-01-01,免费,打包中
6,,2026-01-01,10,打包中
7,ada,2026-01-01,10,${'很'.repeat(80)}
`;

/** The lines that say why rows were left out. */
function reasons(stderr: string): string[] {
  return stderr.split('\n').filter((line) => /^ {4}\d+ × /.test(line));
}

describe('the summary of the rows left out (R005–R008)', () => {
  it('names each reason’s column and a value, the commonest first', async () => {
    const { stderr } = await gradeFiles({ orders });
    expect(reasons(stderr)).toEqual([
      expect.stringMatching(/^ {4}3 × column “状态”: unknown order status; .* \(such as “打包中”\)$/),
      expect.stringMatching(/^ {4}1 × column “实付款”: not a number; .* \(such as “免费”\)$/),
      expect.stringMatching(/^ {4}1 × column “买家”: no customer: the cell is blank$/),
    ]);
  });

  it('counts a row once in all and under each of its reasons, and says so', async () => {
    const { stderr, report } = await gradeFiles({ orders });
    expect(report.files[0]).toMatchObject({
      rows: 7,
      rejected: 3,
      reasons: { 'status-unknown': 3, 'amount-unreadable': 1, 'no-customer': 1 },
    });
    expect(stderr).toMatch(
      /^ {2}3 rows left out \(see .*rejects\.csv\); a row with several faults counts under each:$/m,
    );
    const single = await gradeFiles({
      orders: orders.split('\n').slice(0, 5).concat('8,ada,x,1,').join('\n'),
    });
    expect(single.stderr).toMatch(/^ {2}1 row left out \(see .*rejects\.csv\):$/m);
  });

  it('says it in Chinese', async () => {
    const { stderr } = await gradeFiles({ orders, lang: 'zh' });
    expect(stderr).toMatch(/^ {2}没有计入 3 行（见 .*），一行有几个问题的，每个都数一次：$/m);
    expect(reasons(stderr)[0]).toMatch(/^ {4}3 × “状态”列：未知的订单状态.*（如“打包中”）$/);
  });

  it('says what the known words for a status are, in the reader’s language', async () => {
    expect((await gradeFiles({ orders })).rejects[1]?.reason).toMatch(/paid, .*shipped, .*cancelled/);
    const { rejects } = await gradeFiles({ orders, lang: 'zh' });
    expect(rejects[1]?.reason).toMatch(/已付款、.*已发货、.*交易成功/);
    expect(rejects[1]?.reason).not.toMatch(/paid/);
  });

  it('shows neither endless values nor what would move a terminal’s cursor', async () => {
    const { stderr } = await gradeFiles({
      orders: `customer_id,ordered_at,amount\nada,2026-01-01,\u001b[31m${'x'.repeat(150)}\nada,2026-01-01,1\n`,
    });
    expect(stderr).not.toContain('\u001b');
    expect(stderr).toMatch(/\(such as “\[31mx{36}…”\)/);
  });

  it('counts in words of its number: 1 row, 2 rows', async () => {
    const one = await gradeFiles({
      orders:
        'order_id,customer_id,ordered_at,amount\n1,ada,2026-01-01,-1\n1,ada,2026-01-01,1\n2,ada,2026-01-01,1\n',
      customers: 'customer_id\nada\nada\n',
    });
    expect(one.stderr).toMatch(/: 3 order rows$/m);
    expect(one.stderr).toMatch(/: 2 customer rows$/m);
    expect(one.stderr).toMatch(/^1 order has several rows/m);
    expect(one.stderr).toMatch(/^1 customer stands several times/m);
    expect(one.stderr).toMatch(/^1 row has a negative amount/m);
    const single = await gradeFiles({ orders: 'customer_id,ordered_at,amount\nada,2026-01-01,1\n' });
    expect(single.stderr).toMatch(/: 1 order row$/m);
  });

  it('as JSON has the columns and values too', async () => {
    const { stdout } = await gradeFiles({ orders });
    const { files } = JSON.parse(stdout) as { files: { leftOut: object[]; leftBlank: object[] }[] };
    expect(files[0]?.leftOut[0]).toEqual({
      reason: 'status-unknown',
      column: '状态',
      rows: 3,
      example: '打包中',
    });
    expect(files[0]?.leftBlank).toEqual([]);
  });
});

describe('a file that lost more than half of its rows (R005–R008)', () => {
  const header = 'customer_id,ordered_at,amount,status\n';
  const good = 'ada,2026-01-01,1,\n';
  const bad = 'ada,2026-01-01,1,打包中\n';

  it.each([
    [
      'en',
      /^⚠ WARNING: .*orders\.csv: 2 of 3 order rows \(66\.7%\) were left out.*“status”.*--map status=COLUMN.*rejects\.csv/,
    ],
    [
      'zh',
      /^⚠ 警告：.*orders\.csv 的 3 行订单里有 2 行（66\.7%）没有计入.*“status”.*--map status=列名.*rejects\.csv/,
    ],
  ] as const)(
    'is warned about before everything else, with the reason and the remedy (%s)',
    async (lang, says) => {
      const { stderr } = await gradeFiles({ orders: header + good + bad + bad, lang });
      expect(stderr).toMatch(says);
      const half = await gradeFiles({ orders: header + good + bad, lang });
      expect(half.stderr).not.toMatch(/⚠/);
    },
  );

  it('is told from the other files, and total lines are no loss', async () => {
    const totals = '合计,,3,\n'.repeat(5);
    const { stderr } = await gradeFiles({
      orders: { 'a.csv': header + good + totals, 'b.csv': header + good + bad + bad },
    });
    expect(stderr.split('\n').filter((line) => line.includes('⚠'))).toEqual([
      expect.stringMatching(/^⚠ WARNING: .*b\.csv: 2 of 3/),
    ]);
  });

  it.each(languages)('all of them: the exit code is 0, and the rejects file says why (%s)', async (lang) => {
    const { code, rows, rejects, stderr, report } = await gradeFiles({
      orders: `${header}ada,someday,1,\n,2026-01-01,x,\n`,
      lang,
    });
    expect([code, rows, report.customers]).toEqual([0, [], 0]);
    expect(rejects.map(({ row, column }) => [row, column])).toEqual([
      ['2', 'ordered_at'],
      ['3', 'amount'],
      ['3', 'customer_id'],
    ]);
    expect(stderr.split('\n')[0]).toMatch(
      lang === 'zh'
        ? /^⚠ 警告.*2 行订单全部没有计入.*rejects\.csv/
        : /^⚠ WARNING.*all 2 order rows were left out.*rejects\.csv/,
    );
  });

  it('all of them, but a list of customers: they are graded as having no orders', async () => {
    const { code, rows } = await gradeFiles({ orders: header + bad, customers: 'customer_id\nada\nbob\n' });
    expect(code).toBe(0);
    expect(rows.map(({ customer_id, tier }) => [customer_id, tier])).toEqual([
      ['ada', 'base'],
      ['bob', 'base'],
    ]);
  });

  it('without --rejects is told how to get the rows', async () => {
    const folder = await testFolder();
    const file = join(folder, 'orders.csv');
    await writeFile(file, header + bad);
    const { stderr } = await runHere(['grade', file, '--scheme', 'supermarket']);
    expect(stderr).toMatch(/^⚠ WARNING.*the only order row was left out.*--rejects FILE\.csv/);
    expect(await readdir(folder)).toEqual(['orders.csv']);
  });
});

describe('a line that adds up others (R005–R008)', () => {
  const header = '单号,买家,日期,实付款,品类\n';
  const good = '1,ada,2026-01-01,10,茶\n2,bob,2026-01-02,5,茶\n';

  it.each([
    '合计,,,15,',
    '总计：,,,15,',
    ' 小计 ,,,15,',
    '本页合计,,,15,',
    'TOTAL,,,15.00,',
    'Grand Total,,,15,',
    ',合计,,15,',
    ',,合计,15,',
    '合 计, , ,15,',
    '合计（2笔）,,,15,',
  ])('%j is no order and no fault, and that it was left out is said', async (line) => {
    const { rejects, report, rows, stderr } = await gradeFiles({ orders: `${header}${good}${line}\n` });
    expect(rejects).toEqual([]);
    expect(report.files[0]).toMatchObject({ rows: 2, rejected: 0, totals: 1, reasons: {} });
    expect(stderr).toMatch(/1 total row left out/);
    expect(rows.map(({ total }) => total)).toEqual(['10.00', '5.00']);
  });

  it('is known by a first cell that gives nothing else', async () => {
    const { rejects, stderr } = await gradeFiles({
      orders: '序号,买家,日期,实付款\n1,ada,2026-01-01,10\n合计,,,10\n',
      lang: 'zh',
    });
    expect(rejects).toEqual([]);
    expect(stderr).toMatch(/略过 1 行合计/);
  });

  it.each([
    '合计,ada,2026-01-03,15,',
    '3,合计,2026-01-03,15,',
    '3,Total Ltd,2026-01-03,15,',
    'total,zoe,2026-01-03,15,',
  ])('%j has all that an order needs', async (line) => {
    const { rejects, rows } = await gradeFiles({ orders: `${header}${good}${line}\n` });
    expect(rejects).toEqual([]);
    expect(rows.map(({ total }) => Number(total)).reduce((sum, one) => sum + one)).toBe(30);
  });

  it('lacks what other rows lack that are none', async () => {
    const kinds = { of: 'orders', take: 'distinct', what: 'category' };
    const { rejects } = await gradeFiles({
      orders: `${header}${good}合计,,,15,茶\n3,,,4,\n`,
      scheme: { metrics: { kinds, total: { of: 'orders', take: 'sum', what: 'amount' } } },
    });
    expect(rejects.map(({ row, reason }) => `${row} ${reason?.slice(0, 7)}`)).toEqual([
      '4 no cust',
      '4 no date',
      '5 no cust',
      '5 no date',
    ]);
  });

  it('in a list of customers is no customer; one of that name who has more to him is', async () => {
    const { rows, rejects, report } = await gradeFiles({
      orders: 'customer_id,ordered_at,amount\nada,2026-01-01,1\n',
      customers:
        'customer_id,name,phone,spent\nzoe,Zoe,13800138000,5\nTotal,Total Ltd,,\n总计,,13800138001,\n合计,,,"1,234.50"\n小计,,,\n',
    });
    expect(rows.map(({ customer_id }) => customer_id)).toEqual(['Total', 'ada', 'zoe', '总计']);
    expect([rejects, report.files[1]?.totals]).toEqual([[], 2]);
  });

  it('in a list of ids alone cannot be told from a customer', async () => {
    const { rows } = await gradeFiles({
      orders: 'customer_id,ordered_at,amount\nada,2026-01-01,1\n',
      customers: 'customer_id\ntotal\n',
    });
    expect(rows.map(({ customer_id }) => customer_id)).toEqual(['ada', 'total']);
  });
});
