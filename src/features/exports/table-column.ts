import { currencyDecimals } from '../../domain/currency.ts';
import type { Metric } from '../../domain/metric.ts';
import type { Text } from '../../domain/text.ts';
import type { SheetColumn } from '../files/write-workbook.ts';

/** A column on its way into a file of any format. */
export interface TableColumn extends SheetColumn {
  /** How formats with types of their own keep it. */
  readonly stored: string;
  /** How it is headed in files for people; without it by its name. */
  readonly title?: Text;
}

export function textColumn(name: string): TableColumn {
  return { name, type: 'text', stored: 'varchar' };
}

export function dateColumn(name: string): TableColumn {
  return { name, type: 'date', stored: 'date' };
}

/** A day, with the time of day where it is known. */
export function momentColumn(name: string): TableColumn {
  return { name, type: 'moment', stored: 'varchar' };
}

export function numberColumn(name: string): TableColumn {
  return { name, type: 'number', stored: 'double' };
}

/** Money has all the decimals of its currency everywhere. */
export function moneyColumn(name: string, currency: string): TableColumn {
  const decimals = currencyDecimals(currency);
  const format = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
  return { name, type: 'number', format, stored: `decimal(18, ${decimals})` };
}

/** The columns headed for people by what is known of their names. */
export function withTitles(
  columns: readonly TableColumn[],
  titles: ReadonlyMap<string, Text>,
): TableColumn[] {
  return columns.map((column) => {
    const title = titles.get(column.name);
    return title === undefined ? column : { ...column, title };
  });
}

/** A metric's column. */
export function metricColumn(name: string, { type }: Metric, currency: string): TableColumn {
  if (type === 'date') return dateColumn(name);
  if (type === 'money') return moneyColumn(name, currency);
  if (type === 'text') return textColumn(name);
  return { name, type: 'number', stored: type === 'integer' ? 'bigint' : 'double' };
}

/**
 * The columns as a file for people has them: headed in a language. Where two would be headed alike, the later one keeps its name, so that
 * every header is one of a kind.
 */
export function titled(columns: readonly TableColumn[], lang: 'zh' | 'en'): TableColumn[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    const title = column.title?.[lang] ?? column.name;
    const name = taken.has(title.toLowerCase()) ? column.name : title;
    taken.add(name.toLowerCase());
    return { ...column, name };
  });
}
