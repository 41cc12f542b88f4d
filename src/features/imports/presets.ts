import type { Text } from '../../domain/text.ts';
import { foldName, type OrderColumn } from './column-names.ts';

/** What is known of a source's files beyond the names of their columns. */
export interface Preset {
  readonly id: string;
  readonly name: Text;
  /** Whether a header is of this source; `sample` are the first rows. */
  readonly matches: (columns: ReadonlySet<string>, sample: readonly (readonly string[])[]) => boolean;
  /** Columns by field, best first, before the names known in general. */
  readonly columns: (count: number) => Readonly<Partial<Record<OrderColumn, readonly string[]>>>;
  /** Whether an order's rows each carry their own amount or repeat the order's total. */
  readonly amounts: 'per-order' | 'per-line';
  /** Amount columns that are already net of refunds: the refund is added back. */
  readonly netColumns: readonly string[];
  /** A row below zero is a refund of the customer on its day, never an order. */
  readonly negativeIsRefund: boolean;
}

const taobaoMarks = [
  '买家会员名',
  '买家实际支付金额',
  '买家应付货款',
  '订单付款时间',
  '收货地址',
  '宝贝标题',
];

export const presets: readonly Preset[] = [
  {
    id: 'taobao',
    name: { zh: '淘宝/天猫订单报表', en: 'Taobao/Tmall order report' },
    matches: (columns) => {
      const marks = taobaoMarks.filter((mark) => columns.has(foldName(mark))).length;
      return columns.has('订单编号') && (columns.has('总金额') || columns.has('买家应付货款')) && marks >= 2;
    },
    columns: () => ({
      customer_id: ['买家会员名', '买家昵称', '买家支付宝账号'],
      amount: ['买家实际支付金额', '总金额', '买家应付货款'],
      product: ['宝贝标题', '商品标题'],
    }),
    amounts: 'per-order',
    netColumns: ['买家实际支付金额'],
    negativeIsRefund: false,
  },
  {
    id: 'online-retail',
    name: { zh: 'Online Retail（发票明细）', en: 'Online Retail (invoice lines)' },
    matches: (columns) =>
      ['invoiceno', 'stockcode', 'quantity', 'invoicedate', 'unitprice', 'customerid'].every((name) =>
        columns.has(name),
      ),
    columns: () => ({ product: ['Description', 'StockCode'] }),
    amounts: 'per-line',
    netColumns: [],
    negativeIsRefund: true,
  },
  {
    id: 'cdnow',
    name: { zh: 'CDNOW 购买记录', en: 'CDNOW purchases' },
    matches: (columns, sample) =>
      (columns.has('numberofcds') && columns.has('dollarvalue')) || isBareCdnow(columns, sample),
    columns: (count) => ({
      customer_id: ['column1'],
      ordered_at: [`column${count - 2}`],
      quantity: [`column${count - 1}`],
      amount: [`column${count}`],
    }),
    amounts: 'per-line',
    netColumns: [],
    negativeIsRefund: false,
  },
];

/** The published files without a header: id, (id within the sample,) day, number of discs, dollars. */
function isBareCdnow(columns: ReadonlySet<string>, sample: readonly (readonly string[])[]): boolean {
  if (!columns.has('column1') || (columns.size !== 4 && columns.size !== 5) || sample.length === 0)
    return false;
  return sample.every(
    (row) => /^199[78]\d{4}$/.test(row.at(-3) ?? '') && /^\d+\.\d\d$/.test(row.at(-1) ?? ''),
  );
}

export function findPreset(id: string): Preset | undefined {
  return presets.find((preset) => preset.id === id);
}

/** The preset whose header matches, if any. */
export function recognise(
  columns: readonly string[],
  sample: readonly (readonly string[])[],
): Preset | undefined {
  const folded = new Set(columns.map(foldName));
  return presets.find((preset) => preset.matches(folded, sample));
}
