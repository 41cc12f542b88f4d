import { text } from '../../domain/text.ts';
import { foldName } from './column-names.ts';
import { type Preset, preset } from './preset.ts';

/** The columns that tell our own files of orders and refunds from all others, whatever language heads them. */
export const ownMarks = {
  line: text('明细行号', 'line_no'),
  refund: text('无单退款编号', 'loose_refund'),
} as const;

function marked({ zh, en }: { readonly zh: string; readonly en: string }): Preset['matches'] {
  return (columns) =>
    (columns.has(foldName(zh)) && columns.has('客户编号')) ||
    (columns.has(foldName(en)) && columns.has('customerid'));
}

const given = { marks: { every: '' }, columns: {}, amounts: 'per-line', keepsNobody: true } as const;

/** What `tierbook export` writes of orders and of refunds that name no order, taken back. */
export const ownPresets: readonly Preset[] = [
  {
    ...preset({ ...given, id: 'tierbook', name: text('本产品导出的订单', 'orders exported by Tierbook') }),
    matches: marked(ownMarks.line),
  },
  {
    ...preset({
      ...given,
      id: 'tierbook-refunds',
      name: text('本产品导出的无单退款', 'refunds without an order exported by Tierbook'),
      negativeIsRefund: true,
    }),
    matches: marked(ownMarks.refund),
  },
];
