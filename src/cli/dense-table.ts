import Table, { type Table as Grid, type TableConstructorOptions } from 'cli-table3';

/** A table for people without lines between its rows and without colours. */
export function denseTable(options: Pick<TableConstructorOptions, 'head' | 'colAligns'>): Grid {
  const chars = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };
  return new Table({ ...options, chars, style: { head: [], border: [] } });
}

/** A whole number as people read it: `1,234,567`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
