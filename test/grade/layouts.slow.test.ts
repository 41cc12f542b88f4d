import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { type FilePreview, previewImport } from '../../src/features/imports/preview-import.ts';
import { encodePairs, encodeUtf16 } from '../support/files/encode.ts';
import { referencePath } from '../support/reference-data.ts';
import { csvText, shuffledColumns } from '../support/write-csv.ts';
import { xlsxFile } from '../support/write-xlsx.ts';

interface Layout {
  readonly file: string;
  readonly preset: string;
  readonly holds: 'orders' | 'items' | 'customers';
  /** Columns by field that have to be found. */
  readonly columns: Readonly<Record<string, string>>;
  /** Needed fields that no column of the export has. */
  /** It names no buyer. */
  readonly keepsNobody?: boolean;
}

const taobao = {
  order_id: '订单编号',
  customer_id: '买家会员名',
  amount: '买家实际支付金额',
  ordered_at: '订单创建时间',
  paid_at: '订单付款时间',
  product: '宝贝标题',
};
const shopify = {
  order_id: 'Name',
  customer_id: 'Email',
  amount: 'Total',
  ordered_at: 'Created at',
  paid_at: 'Paid at',
  status: 'Financial Status',
  product: 'Lineitem name',
};

const layouts: readonly Layout[] = [
  {
    file: 'taobao_ExportOrderList_37col_2013-15.header.csv',
    preset: 'taobao',
    holds: 'orders',
    columns: taobao,
  },
  {
    file: 'taobao_ExportOrderList_44col_2017.header.csv',
    preset: 'taobao',
    holds: 'orders',
    columns: taobao,
  },
  { file: 'taobao_style_hishop_38col_gb2312.header.csv', preset: 'hishop', holds: 'orders', columns: taobao },
  {
    file: 'taobao_2018_xls_columns_from_importer.txt',
    preset: 'taobao',
    holds: 'orders',
    columns: { ...taobao, refunded: '退款金额' },
  },
  {
    file: 'tmall_8col_fixture.csv',
    preset: 'taobao',
    holds: 'orders',
    columns: { order_id: '订单编号', amount: '总金额', ordered_at: '订单创建时间', product: '商品标题' },
    keepsNobody: true,
  },
  {
    file: 'tmall_ExportItemlList_fixture.csv',
    preset: 'taobao-items',
    holds: 'items',
    columns: { order_id: '主订单编号', product: '商品标题' },
  },
  {
    file: 'jd_merchant_orders_30col.header.csv',
    preset: 'jd',
    holds: 'orders',
    columns: {
      order_id: '订单号',
      customer_id: '下单帐号',
      ordered_at: '下单时间',
      paid_at: '付款确认时间',
      amount: '订单金额',
    },
  },
  {
    file: 'pinduoduo_orders_27col.header.csv',
    preset: 'pinduoduo',
    holds: 'orders',
    columns: {
      order_id: '订单号',
      ordered_at: '订单成交时间',
      amount: '用户实付金额(元)',
      quantity: '商品数量(件)',
    },
    keepsNobody: true,
  },
  {
    file: 'youzan_customers_35hdr_33row_fixture.csv',
    preset: 'youzan-customers',
    holds: 'customers',
    columns: {
      customer_id: '客户昵称',
      name: '客户姓名',
      phone: '客户手机号',
      registered_at: '成为客户时间',
    },
  },
  {
    file: 'shopify_orders_79col_fixture.csv',
    preset: 'shopify-orders',
    holds: 'orders',
    columns: { ...shopify, refunded: 'Refunded Amount' },
  },
  {
    file: 'shopify_orders_2012_47col.header.csv',
    preset: 'shopify-orders',
    holds: 'orders',
    columns: shopify,
  },
  {
    file: 'shopify_customers_20col_fixture.csv',
    preset: 'shopify-customers',
    holds: 'customers',
    columns: { customer_id: 'Customer ID', phone: 'Phone' },
  },
  {
    file: 'shopify_customers_older_20col.header.csv',
    preset: 'shopify-customers',
    holds: 'customers',
    columns: { customer_id: 'Email', phone: 'Phone', company: 'Company' },
  },
];

type Rows = readonly (readonly string[])[];

/** The header, without what comes after a last comma, and rows made up for it. */
async function rowsOf(path: string): Promise<string[][]> {
  const bytes = await readFile(path);
  const text = new TextDecoder(path.includes('gb2312') ? 'gb18030' : 'utf-8').decode(bytes);
  const listed = text.split('\n').find((line) => line.startsWith('...'));
  const header = (
    listed?.replace('...支付宝账号', '订单编号,买家会员名,买家支付宝账号').split(/, ?/) ??
    (text.split(/\r?\n/)[0] ?? '').split(',')
  )
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const row = (n: number): string[] => header.map((name) => cellOf(name, n));
  return [header, row(1), row(2), row(3)];
}

function cellOf(name: string, n: number): string {
  if (/时间| at$|日期|生日/.test(name)) return `2026-01-0${n} 10:00:0${n}`;
  if (/金额|价|货款|邮费|Total|Subtotal|Taxes|Shipping$|数量|quantity|price/.test(name)) return `${n}8.50`;
  if (/状态|Status/.test(name)) return /Status/.test(name) ? 'paid' : '交易成功';
  if (/编号|单号|ID$|Id$|^Name$/.test(name)) return `51138370453330470${n}`;
  return /[A-Za-z]/.test(name) ? `word ${n}` : `文字${n}`;
}

const renamed = (rows: Rows, rename: (name: string, at: number) => string): Rows => [
  (rows[0] ?? []).map(rename),
  ...rows.slice(1),
];

/** Blanks and tabs behind names, and units that exporters put there. */
const spaced = (rows: Rows): Rows =>
  renamed(
    rows,
    (name, at) => `${name}${/金额$|货款$/.test(name) ? '(元)' : ''}${[' ', '\t', '  ', ''][at % 4]}`,
  );

const variants: Readonly<Record<string, (rows: Rows) => Promise<string | Uint8Array> | string | Uint8Array>> =
  {
    'as it is': (rows) => csvText(rows),
    'with shuffled columns': (rows) => csvText(shuffledColumns(rows)),
    'with blanks, tabs and units behind names': (rows) => csvText(spaced(rows)),
    'with columns of its own between': (rows) =>
      csvText(rows.map((row, at) => [at === 0 ? '自定义' : 'x', ...row, at === 0 ? '备用' : 'y'])),
    'in GB18030': (rows) => encodePairs('gb18030', csvText(rows)),
    'in UTF-16, shuffled': (rows) => encodeUtf16(csvText(shuffledColumns(rows), '\t'), 'le', true),
    'as a workbook with a cover sheet': async (rows) =>
      await xlsxFile(shuffledColumns(rows), '订单报表', '说明'),
  };

async function preview(
  kind: 'orders' | 'customers',
  name: string,
  content: string | Uint8Array,
): Promise<FilePreview> {
  const folder = await mkdtemp(join(inject('scratch'), 'layouts-'));
  const path = join(folder, name);
  await writeFile(path, content);
  const [found] = await previewImport({
    kind,
    files: [{ path, name }],
    settled: new Map(),
    preset: undefined,
    custom: [],
    context: { currency: 'CNY', decimals: 2, timeZone: 'Asia/Shanghai', dayOrder: undefined, sign: 'point' },
    lang: 'zh',
    scratch: join(folder, 'scratch'),
    signal: new AbortController().signal,
  });
  if (found === undefined) throw new Error('nothing was previewed');
  return found;
}

/** A name as a header shows it, without what a variant put behind it. */
const bare = (name: string): string => name.replace(/[（(][^)）]*[)）]/g, '').trim();

describe.for(layouts)('$file (R005–R008)', ({ file, preset, holds, columns, keepsNobody = false }) => {
  const path = referencePath('layouts', file);

  it.for(Object.keys(variants))('is recognised by its names alone %s', async (variant, { skip }) => {
    const rows = await rowsOf(path ?? skip('the layouts are not beside the checkout'));
    const content = (await variants[variant]?.(rows)) ?? '';
    const found = await preview(
      holds === 'customers' ? 'customers' : 'orders',
      `export.${variant.startsWith('as a workbook') ? 'xlsx' : 'csv'}`,
      content,
    );
    const fields = Object.fromEntries(
      found.columns.flatMap(({ column, field }) => (field === null ? [] : [[field, bare(column)]])),
    );
    expect({ ...found, columns: fields }).toMatchObject({
      preset,
      holds,
      proven: true,
      missing: [],
      keepsNobody,
    });
    for (const [field, column] of Object.entries(columns))
      expect([field, fields[field]]).toEqual([field, bare(column)]);
  });
});
