import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodePairs } from '../support/files/encode.ts';
import { type Graded, gradeFiles, refuseFiles } from '../support/grade-files.ts';
import { referencePath } from '../support/reference-data.ts';
import { type TaobaoOrder, taobaoOrders, taobaoRows, taobaoSums } from '../support/taobao-orders.ts';
import { csvText, shuffledColumns } from '../support/write-csv.ts';
import { xlsxFile } from '../support/write-xlsx.ts';

const scheme = {
  metrics: {
    total: { of: 'orders', take: 'sum', what: 'amount' },
    purchases: { of: 'orders', take: 'count' },
    kinds: { of: 'orders', take: 'distinct', what: 'category' },
    refunds: { of: 'orders', take: 'count', where: { field: 'refunded', over: 0 } },
  },
};

interface Layout {
  readonly file: string;
  readonly title: string;
  readonly columns: number;
  readonly preset?: string;
  readonly args?: readonly string[];
  readonly customerOf?: (order: TaobaoOrder) => string;
  readonly amountOf?: (order: TaobaoOrder) => number;
}

const layouts: readonly Layout[] = [
  { file: 'taobao_ExportOrderList_37col_2013-15.header.csv', title: 'ExportOrderList of 2013', columns: 37 },
  { file: 'taobao_ExportOrderList_44col_2017.header.csv', title: 'ExportOrderList of 2017', columns: 44 },
  {
    file: 'taobao_style_hishop_38col_gb2312.header.csv',
    title: 'the hishop export, which quotes nothing',
    columns: 38,
    preset: 'hishop',
  },
  {
    file: 'taobao_2018_xls_columns_from_importer.txt',
    title: 'the workbook of 2018 with refunds',
    columns: 29,
  },
  {
    file: 'tmall_8col_fixture.csv',
    title: 'the Tmall report of 8 columns, which names no buyer',
    columns: 8,
    args: ['--map', 'customer_id=收货地址'],
    customerOf: ({ buyer }) => `${buyer}，86-13900139000，浙江省杭州市某街道 1 号`,
    amountOf: ({ total }) => total,
  },
];

async function headerOf(path: string): Promise<string[]> {
  const bytes = await readFile(path);
  const encoding = path.includes('gb2312') ? 'gb18030' : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  if (!path.endsWith('.txt')) return (text.split(/\r?\n/)[0] ?? '').split(',');
  // The list leaves out what comes before its first column.
  const list = text.split('\n').find((line) => line.startsWith('...')) ?? '';
  return ['订单编号', '买家会员名', ...list.replace('...支付宝账号', '买家支付宝账号').split(', ')].map(
    (name) => name.trim(),
  );
}

type Variant = (
  rows: readonly (readonly string[])[],
) => Promise<[name: string, content: string | Uint8Array]>;

/** As the hishop exporter writes: nothing is quoted, commas are full-width. */
const unquoted = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map((cell) => cell.replaceAll(',', '，')).join(',')}\r\n`).join('');

const spaced = ([header = [], ...rows]: readonly (readonly string[])[]): (readonly string[])[] => [
  header.map((name, index) => (index % 2 === 0 ? `${name} ` : name)),
  ...rows,
];

function variantsOf({ file }: Layout): Record<string, Variant> {
  const written = file.includes('hishop')
    ? unquoted
    : (rows: readonly (readonly string[])[]) => csvText(rows);
  return {
    'in UTF-8': async (rows) => ['ExportOrderList201511300000.csv', written(rows)],
    'in GB18030': async (rows) => ['ExportOrderList.csv', encodePairs('gb18030', written(rows))],
    'with shuffled columns and blanks behind names': async (rows) => [
      'orders.csv',
      written(spaced(shuffledColumns(rows))),
    ],
    'as a workbook': async (rows) => ['ExportOrderList.xlsx', await xlsxFile(rows, '订单报表')],
    'as a workbook with shuffled columns': async (rows) => [
      'export.xlsx',
      await xlsxFile(spaced(shuffledColumns(rows))),
    ],
  };
}

describe.for(layouts)('$title (R005–R008, R040)', (layout) => {
  const { file, columns, args = [], customerOf = ({ buyer }) => buyer } = layout;
  const path = referencePath('layouts', file);
  const variants = variantsOf(layout);
  const graded = new Map<string, Graded>();

  beforeAll(async () => {
    if (path === undefined) return;
    const header = await headerOf(path);
    expect(header).toHaveLength(columns);
    const rows = [header, ...taobaoRows(header, { feeWord: file.includes('hishop') ? '0元' : '0.00' })];
    for (const [name, variant] of Object.entries(variants)) {
      const [fileName, content] = await variant(rows);
      graded.set(name, await gradeFiles({ orders: { [fileName]: content }, scheme, args }));
    }
  });

  it.for(Object.keys(variants))('%s grades every buyer by what was paid and kept', (name, { skip }) => {
    if (path === undefined) skip('the layouts are not beside the checkout');
    const { rows, report, rejects } = graded.get(name) ?? skip('not graded');
    const sums = taobaoSums(layout.amountOf ?? ((order) => order.total - order.refund));
    const buyers = [...new Map(taobaoOrders.map((order) => [customerOf(order), order.buyer]))];
    const expected = buyers.map(([id, buyer]) => {
      const [total = '', purchases = ''] = sums.get(buyer) ?? [];
      const tier = Number(total) >= 1000 ? 'gold' : Number(total) >= 100 ? 'silver' : 'base';
      return [id, tier, total, purchases];
    });
    expect(rejects).toEqual([]);
    expect(report.files).toMatchObject([{ preset: layout.preset ?? 'taobao', rejected: 0 }]);
    expect(rows.map((row) => [row.customer_id, row.tier, row.total, row.purchases])).toEqual(
      expected.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    );
  });

  it('gives the same bytes whatever the encoding and the order of columns', ({ skip }) => {
    if (path === undefined) skip('the layouts are not beside the checkout');
    const results = [...graded.values()].map(({ out }) => out.toString('utf8'));
    expect(results).toHaveLength(5);
    expect(new Set(results).size).toBe(1);
  });

  it('never takes 宝贝种类, which counts kinds, for a category', ({ skip }) => {
    if (path === undefined) skip('the layouts are not beside the checkout');
    const [first] = graded.values();
    expect(first?.report.files[0]?.columns).not.toHaveProperty('category');
    expect(new Set(first?.rows.map(({ kinds }) => kinds))).toEqual(new Set(['0']));
  });

  it('knows which orders had a refund, by its column or by what was due', ({ skip }) => {
    if (path === undefined) skip('the layouts are not beside the checkout');
    if (layout.amountOf !== undefined) skip('it says neither what was paid nor what was given back');
    const [first] = graded.values();
    for (const buyer of ['tb_8821_2013', '退光了']) {
      expect(first?.rows.find(({ customer_id }) => customer_id === buyer)?.refunds).toBe('1');
    }
  });

  it('counts an order with several items once, whose rows repeat its total', ({ skip }) => {
    if (path === undefined) skip('the layouts are not beside the checkout');
    for (const { report } of graded.values()) {
      expect(report).toMatchObject({ amounts: 'per-order', ordersWithSeveralRows: 4 });
    }
  });
});

describe('a report without orders (R005–R008)', () => {
  it.for(['tmall_ExportItemlList_fixture.csv', 'pinduoduo_orders_27col.header.csv'])(
    '%s: what is missing is said, with the columns it has',
    async (name, { skip }) => {
      const path = referencePath('layouts', name) ?? skip('the layouts are not beside the checkout');
      const header = (await readFile(path, 'utf8')).split(/\r?\n/)[0] ?? '';
      const row = header.replace(/[^,]+/g, (column) =>
        /金额|总价|邮费|折扣|立减/.test(column) ? '1.00' : '1',
      );
      const { code, said, left } = await refuseFiles({
        orders: { [basename(path)]: `${header}\r\n${row}\r\n` },
      });
      expect(code).toBe(1);
      expect(said[0]).toMatch(/no column names the customer \(buyer\).*--map customer_id=/);
      expect(said[0]).toContain(header.split(',')[0]);
      expect(left).toEqual([]);
    },
  );
});
