import { symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeAll, encodePairs } from '../support/files/encode.ts';
import { type Graded, gradeFiles, testFolder } from '../support/grade-files.ts';
import { csvText } from '../support/write-csv.ts';
import { type XlsxCell, xlsxFile } from '../support/write-xlsx.ts';

const header = ['订单编号', '客户编号', '下单时间', '金额', '订单状态', '品类'];
const orders: readonly (readonly string[])[] = [
  ['A001', '阿达', '2026-01-05 09:30:00', '1234.50', '已完成', '茶叶'],
  ['A002', '小波', '2026-01-05 23:59:59', '80.05', '已付款', '零食；坚果'],
  ['A003', '阿达', '2026-02-28 00:00:00', '0.01', '已发货', '茶叶, 红茶'],
  ['A004', '丹', '2026-03-01 12:00:00', '500', '已退款', '零食'],
  ['A005', '“引号”与"引号"', '2026-03-02 08:00:00', '99.99', '已完成', '说"好"'],
  ['A006', '小波', '2026-03-03 20:15:30', '-20', '已完成', '零食'],
  ['A007', '没付', '2026-03-04 10:00:00', '10', '待付款', '茶叶'],
];
const scheme = {
  metrics: {
    total: { of: 'orders', take: 'sum', what: 'amount' },
    purchases: { of: 'orders', take: 'count' },
    last: { of: 'orders', take: 'last-date' },
    kinds: { of: 'orders', take: 'distinct', what: 'category' },
  },
};
const text = csvText([header, ...orders]);

/** As a person's workbook has them: numbers are numbers, times are times. */
function typed(row: readonly string[]): XlsxCell[] {
  return row.map((cell, index) => {
    if (index === 2) return new Date(`${cell.replace(' ', 'T')}Z`);
    return index === 3 ? Number(cell) : cell;
  });
}

const forms: Readonly<Record<string, () => Promise<[name: string, content: string | Uint8Array]>>> = {
  ...Object.fromEntries(
    ['utf-8', 'utf-8-bom', 'gb18030', 'utf-16le', 'utf-16be'].map((encoding) => [
      `CSV in ${encoding}`,
      async () => ['orders.csv', encodeAll(text)[encoding] ?? ''] as [string, Uint8Array],
    ]),
  ),
  'CSV with plain line ends and none at its end': async () => [
    'orders.csv',
    csvText([header, ...orders], ',', '\n').trimEnd(),
  ],
  'CSV with old Macintosh line ends': async () => ['orders.csv', csvText([header, ...orders], ',', '\r')],
  'tab-separated': async () => ['orders.tsv', csvText([header, ...orders], '\t')],
  'tab-separated in GB18030, named .txt': async () => [
    'orders.txt',
    encodePairs('gb18030', csvText([header, ...orders], '\t')),
  ],
  'semicolon-separated': async () => ['orders.csv', csvText([header, ...orders], ';')],
  'announced by a first line': async () => ['orders.csv', `sep=;\r\n${csvText([header, ...orders], ';')}`],
  'separated by bars': async () => ['orders.csv', csvText([header, ...orders], '|')],
  'with every cell in quotes': async () => [
    'orders.csv',
    [header, ...orders]
      .map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join()}\r\n`)
      .join(''),
  ],
  'under a title and a blank line': async () => ['orders.csv', `小店订单导出\r\n\r\n${text}`],
  'workbook of texts': async () => ['orders.xlsx', await xlsxFile([header, ...orders])],
  'workbook of numbers and times': async () => [
    'orders.xlsx',
    await xlsxFile([header, ...orders.map(typed)]),
  ],
  'workbook named .csv': async () => ['orders.csv', await xlsxFile([header, ...orders])],
  'in a file with blanks and signs in its name': async () => ['我的 订单 [1] (最终)*.csv', text],
};

describe('the same orders give the same result, byte by byte (R005–R008, R040)', () => {
  let plain: Graded;
  beforeAll(async () => {
    plain = await gradeFiles({ orders: text, scheme });
  });

  it.for(Object.keys(forms))('%s', async (name) => {
    const [file, content] = (await forms[name]?.()) ?? ['', ''];
    const { out, rejects } = await gradeFiles({ orders: { [file]: content }, scheme });
    expect(rejects).toEqual([]);
    expect(out.toString('utf8')).toBe(plain.out.toString('utf8'));
  });

  it('and that result is right', async () => {
    const expected = [
      ['丹', 'base', '0.00', '0', '', '0'],
      ['小波', 'base', '80.05', '2', '2026-03-03', '2'],
      ['没付', 'base', '0.00', '0', '', '0'],
      ['阿达', 'gold', '1234.51', '2', '2026-02-28', '2'],
      ['“引号”与"引号"', 'base', '99.99', '1', '2026-03-02', '1'],
    ];
    const found = plain.rows.map((row) => [
      row.customer_id,
      row.tier,
      row.total,
      row.purchases,
      row.last,
      row.kinds,
    ]);
    expect(found.sort()).toEqual(expected.sort());
  });
});

describe('orders in several files (R005–R008)', () => {
  const half = Math.ceil(orders.length / 2);
  const first = csvText([header, ...orders.slice(0, half)]);
  const second = csvText([header, ...orders.slice(half)], ';');

  it('are one history, whichever comes first and whatever each file’s form', async () => {
    const whole = await gradeFiles({ orders: text, scheme });
    const forward = await gradeFiles({ orders: { 'a.csv': first, 'b.csv': second }, scheme });
    const back = await gradeFiles({
      orders: { 'b.csv': encodeAll(second)['utf-16le'] ?? '', 'a.csv': encodeAll(first).gb18030 ?? '' },
      scheme,
    });
    expect(forward.out).toEqual(whole.out);
    expect(back.out).toEqual(whole.out);
    expect(forward.report.files.map(({ rows, delimiter }) => [rows, delimiter])).toEqual([
      [half, ','],
      [orders.length - half, ';'],
    ]);
  });

  it('may have other columns in another order', async () => {
    const { rows } = await gradeFiles({
      orders: {
        'till.csv': 'customer_id,amount,ordered_at\nada,10,2026-01-01\n',
        'web.csv':
          'status,paid_at,ordered_at,order_id,amount,customer_id\npaid,2026-02-01,2026-01-31,7,5.50,ada\n',
      },
    });
    expect(rows).toMatchObject([{ customer_id: 'ada', total: '15.50', purchases: '2', last: '2026-02-01' }]);
  });

  it('that tell of one order count it as the file with the later days has it', async () => {
    const { rows } = await gradeFiles({
      orders: {
        'a.csv': 'order_id,customer_id,ordered_at,amount\n7,ada,2026-01-02,10\n8,ada,2026-01-02,5\n',
        'b.csv': 'order_id,customer_id,ordered_at,amount\n7,ada,2026-01-01,2\n',
      },
    });
    expect(rows).toMatchObject([{ total: '15.00', purchases: '2', first: '2026-01-02', last: '2026-01-02' }]);
  });

  it.each([
    ['en', 'a.csv was given more than once; it is read only once', 'is the same file as'],
    ['zh', 'a.csv 给了不止一次，只读一次', '是同一个文件，只读一次'],
  ] as const)(
    'that are one file are read once, by whatever path, and that is said (%s)',
    async (lang, ...says) => {
      const folder = await testFolder();
      const [file, link] = [join(folder, 'a.csv'), join(folder, 'link.csv')];
      await writeFile(file, 'customer_id,ordered_at,amount\nada,2026-01-02,10\n');
      await symlink(file, link);
      const files = [file, file, `./${relative('.', file)}`, link];
      const { rows, stderr, report } = await gradeFiles({ files, lang });
      expect(rows).toMatchObject([{ total: '10.00', purchases: '1' }]);
      expect(report.files).toHaveLength(1);
      const [again, path, linked] = stderr.split('\n');
      expect(again).toContain(says[0]);
      for (const line of [path, linked]) expect(line).toContain(says[1]);
    },
  );

  it('without order ids count every row of every file, equal ones too', async () => {
    const same = 'customer_id,ordered_at,amount\nada,2026-01-02,10\nada,2026-01-02,10\n';
    const { rows } = await gradeFiles({ orders: { 'a.csv': same, 'b.csv': same } });
    expect(rows).toMatchObject([{ total: '40.00', purchases: '4' }]);
  });
});
