import { text } from '../../domain/text.ts';
import { foldName } from './column-names.ts';
import { type Preset, preset } from './preset.ts';
import { presetsAbroad } from './presets-abroad.ts';
import { chinesePresets, taobao } from './presets-china.ts';
import { ownPresets } from './presets-own.ts';
import { settlementPresets } from './presets-settlements.ts';

const onlineRetail: Preset = preset({
  id: 'online-retail',
  name: text('Online Retail（发票明细）', 'Online Retail (invoice lines)'),
  marks: { every: 'invoiceno stockcode quantity invoicedate unitprice customerid' },
  columns: { product: ['Description', 'StockCode'] },
  amounts: 'per-line',
  negativeIsRefund: true,
});

const cdnowNamed: Preset = preset({
  id: 'cdnow',
  name: text('CDNOW 购买记录', 'CDNOW purchases'),
  marks: { every: 'numberofcds dollarvalue' },
  columns: {},
  amounts: 'per-line',
});

const cdnow: Preset = {
  ...cdnowNamed,
  matches: (columns, sample) => cdnowNamed.matches(columns, sample) || isBareCdnow(columns, sample),
  columns: (count) => ({
    customer_id: ['column1'],
    ordered_at: [`column${count - 2}`],
    quantity: [`column${count - 1}`],
    amount: [`column${count}`],
  }),
};

export const presets: readonly Preset[] = [
  taobao,
  onlineRetail,
  cdnow,
  ...ownPresets,
  ...chinesePresets,
  ...presetsAbroad,
  ...settlementPresets,
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
