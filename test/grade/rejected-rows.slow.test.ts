import { describe, expect, it } from 'vitest';
import { gradeFiles } from '../support/grade-files.ts';
import { csvText } from '../support/write-csv.ts';
import { xlsxFile } from '../support/write-xlsx.ts';

describe('rows that cannot be read (R005–R008)', () => {
  it('stand in the rejects file with the number that a spreadsheet shows, blank lines counted', async () => {
    const { rejects, rows } = await gradeFiles({
      orders: `My shop

customer_id,ordered_at,amount
ada,2026-01-01,bad
bob,2026-01-01,1


,2026-01-01,2
,,
cleo,2026-01-01,x
`,
    });
    expect(rows.map(({ customer_id }) => customer_id)).toEqual(['bob']);
    expect(rejects.map(({ row, column, value }) => [row, column, value])).toEqual([
      ['4', 'amount', 'bad'],
      ['8', 'customer_id', ''],
      ['10', 'amount', 'x'],
    ]);
  });

  it('are numbered without a line that spreadsheets take for themselves', async () => {
    const { rejects } = await gradeFiles({
      orders:
        'sep=;\r\ncustomer_id;ordered_at;amount;x\r\nada;2026-01-01;x;\r\nbob;2026-01-01;1;;1\r\ncleo;2026-01-01;1;\r\n',
    });
    expect(rejects.map(({ row }) => row)).toEqual(['2', '3']);
  });

  it('are not those in which only blanks stand', async () => {
    const { rejects, report } = await gradeFiles({
      orders: 'customer_id,ordered_at,amount\nada,2026-01-01,1\n , ,\n,,\n\u3000,,\t\n',
    });
    expect(rejects).toEqual([]);
    expect(report.files[0]).toMatchObject({ rows: 1, rejected: 0 });
  });

  it('a cell of several lines is one row', async () => {
    const { rejects } = await gradeFiles({
      orders:
        'customer_id,ordered_at,amount,product\nada,2026-01-01,1,"two\r\nlines"\r\n\r\nbob,2026-01-01,x,"a\n\nb"\r\ncleo,2026-01-01,y,\r\n',
    });
    expect(rejects.map(({ row, value }) => [row, value])).toEqual([
      ['4', 'x'],
      ['5', 'y'],
    ]);
  });

  it('are numbered as in the workbook', async () => {
    const { rejects } = await gradeFiles({
      orders: {
        'orders.xlsx': await xlsxFile([
          ['小店'],
          [],
          ['客户编号', '下单时间', '金额'],
          ['ada', '2026-01-01', 1],
          [],
          ['bob', '2026-01-01', 'x'],
          [null, '2026-01-01', 3],
        ]),
      },
    });
    expect(rejects.map(({ row, column }) => [row, column])).toEqual([
      ['6', '金额'],
      ['7', '客户编号'],
    ]);
  });

  it('have every unreadable value listed, and count once', async () => {
    const { rejects, report, stderr } = await gradeFiles({
      orders: 'customer_id,ordered_at,amount,status\nada,someday,x,lost\nbob,2026-01-01,1,\n',
    });
    expect(rejects.map(({ row, column, value }) => [row, column, value]).sort()).toEqual([
      ['2', 'amount', 'x'],
      ['2', 'ordered_at', 'someday'],
      ['2', 'status', 'lost'],
    ]);
    expect(report.files[0]?.rejected).toBe(1);
    expect(stderr).toMatch(/\b1 rows? left out/);
  });

  it('name their file, in the order of the files, and the column as the file has it', async () => {
    const { rejects } = await gradeFiles({
      orders: {
        'b.csv': '买家,日期,实付款\nada,2026-01-01,x\n',
        'a.csv': 'customer_id,ordered_at,amount\nada,2026-01-01,y\nada,2026-01-01,1\n',
      },
    });
    expect(rejects.map(({ file, column, value }) => [file?.split('/').at(-1), column, value])).toEqual([
      ['b.csv', '实付款', 'x'],
      ['a.csv', 'amount', 'y'],
    ]);
  });

  it('name a column, whatever signs are in it', async () => {
    const heading = `it's "$1" \\ {x}; --`;
    const { rejects, stderr } = await gradeFiles({
      orders: csvText([
        ['customer_id', 'ordered_at', heading],
        ['ada', '2026-01-01', 'x'],
        ['bob', '2026-01-01', '1'],
      ]),
      args: ['--map', `amount=${heading}`],
    });
    // As a cell: what a spreadsheet with other separators would run is made harmless.
    expect(rejects.map(({ column }) => column)).toEqual([`'it's "$1" \\ {x}; '--`]);
    expect(stderr).toContain(`1 × column “${heading}”: not a number`);
  });

  it('have their reason in the interface’s language', async () => {
    const orders = 'customer_id,ordered_at,amount\nada,2026-01-01,x\nada,2026-01-01,1\n';
    expect((await gradeFiles({ orders })).rejects[0]?.reason).toMatch(/^[\x20-\x7e]+$/);
    const chinese = await gradeFiles({ orders, lang: 'zh' });
    expect(chinese.rejects[0]?.reason).toMatch(/\p{Script=Han}/u);
    expect(Object.keys(chinese.rejects[0] ?? {})).toEqual(['file', 'row', 'column', 'value', 'reason']);
    expect(chinese.stderr).toMatch(/没有计入 1 行/);
  });

  it('are none: the rejects file has its header alone', async () => {
    const { rejects, stderr } = await gradeFiles({
      orders: 'customer_id,ordered_at,amount\nada,2026-01-01,1\n',
    });
    expect(rejects).toEqual([]);
    expect(stderr).not.toMatch(/left out/);
  });
});

describe('rows whose cells cannot be told apart (R005–R008)', () => {
  const orders = `customer_id,ordered_at,amount,product
ada,2026-01-01,1,tea
bob,2026-01-01,2,tea,green,large
cleo,2026-01-01,4
dan,2026-01-01,8,tea,,
eve,2026-01-01,x,tea
"fay,2026-01-01,16,tea
gus,2026-01-01,32,"5"" screen"
`;

  it('are left out and listed like the others; short rows and blank surplus cells do no harm', async () => {
    const { rows, rejects, report, code } = await gradeFiles({ orders });
    expect(code).toBe(0);
    expect(rows.map(({ customer_id, total }) => `${customer_id} ${total}`)).toEqual([
      'ada 1.00',
      'cleo 4.00',
      'dan 8.00',
      'gus 32.00',
    ]);
    const reasons = Object.fromEntries(rejects.map(({ row = '', reason }) => [row, reason]));
    expect(reasons).toEqual({
      3: expect.stringMatching(/more cells than the header/),
      6: expect.stringMatching(/not a number/),
      7: expect.stringMatching(/double quote is not closed/),
    });
    expect(report.files[0]?.rejected).toBe(3);
  });

  it('do not hide blank lines from the numbers', async () => {
    const { rejects } = await gradeFiles({
      orders: orders.replaceAll('\nbob', '\n\nbob').replaceAll('\neve', '\n\n\neve'),
    });
    expect(rejects.map(({ row }) => row).sort()).toEqual(['10', '4', '9']);
  });

  it('stand among the others in the order of the rows', async () => {
    const { rejects } = await gradeFiles({ orders });
    expect(rejects.map(({ row }) => row)).toEqual(['3', '6', '7']);
  });

  it('in a list of customers are left out too', async () => {
    const { rows, rejects } = await gradeFiles({
      orders: 'customer_id,ordered_at,amount\nada,2026-01-01,1\n',
      customers: 'customer_id,name\nzoe,Zoe\nyan,Yan,Li\nxia\nwu,Wu\nbo,Bo\n',
    });
    expect(rows.map(({ customer_id }) => customer_id)).toEqual(['ada', 'bo', 'wu', 'xia', 'zoe']);
    expect(rejects.map(({ row }) => row)).toEqual(['3']);
  });

  it('a header that ends with a comma over shorter rows is read (the customers’ export of Youzan)', async () => {
    const { rows } = await gradeFiles({
      orders: 'customer_id,ordered_at,amount,,\nada,2026-01-01,1\nbob,2026-01-01,2\n',
    });
    expect(rows).toHaveLength(2);
  });
});
