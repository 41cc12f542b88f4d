import { currencyDecimals } from '../../domain/currency.ts';
import type { Metric } from '../../domain/metric.ts';
import type { SheetColumn } from '../files/write-workbook.ts';

/** A column on its way into a file of any format. */
export interface TableColumn extends SheetColumn {
  /** How formats with types of their own keep it. */
  readonly stored: string;
}

export function textColumn(name: string): TableColumn {
  return { name, type: 'text', stored: 'varchar' };
}

export function dateColumn(name: string): TableColumn {
  return { name, type: 'date', stored: 'date' };
}

/** A metric's column; money has all the decimals of its currency everywhere. */
export function metricColumn(name: string, { type }: Metric, currency: string): TableColumn {
  if (type === 'date') return dateColumn(name);
  if (type === 'money') {
    const decimals = currencyDecimals(currency);
    const format = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
    return { name, type: 'number', format, stored: `decimal(18, ${decimals})` };
  }
  if (type === 'text') return textColumn(name);
  return { name, type: 'number', stored: type === 'integer' ? 'bigint' : 'double' };
}
