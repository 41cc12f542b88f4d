import { columnNames, type Recognise, recognisedCells, tidyName } from './column-names.ts';
import { usualWidth } from './find-delimiter.ts';
import { MOST_COLUMNS } from './named-rows.ts';
import { isBlank } from './read-head.ts';

/** Where the rows of a table begin and what its columns are called. */
export interface Layout {
  /** Records before the first row, blank lines and the header included. */
  readonly skipped: number;
  /** The first row's number in a spreadsheet, from 1. */
  readonly firstRow: number;
  readonly columns: readonly string[];
  readonly sample: readonly (readonly string[])[];
}

const HEADER_WITHIN = 20;
const SAMPLE_ROWS = 50;
const NUMBER = /^[-+(]?\s*[¥￥$€£]?\s*\d[\d,]*(\.\d*)?\s*[%元)]?$/;
const DATE = /^(\d{4}|\d{1,2})[-/.年]\d{1,2}([-/.月]\d{1,4}日?)?(\D.*)?$/;

/** The layout of a table's first records, or undefined when they hold no row. */
export function findLayout(
  records: readonly (readonly string[])[],
  recognise: Recognise,
): Layout | undefined {
  const { header, first } = findHeader(records, recognise);
  const start = records.findIndex((record, index) => index >= first && !isBlank(record));
  if (start === -1) return undefined;
  const sample = records
    .slice(start)
    .filter((record) => !isBlank(record))
    .slice(0, SAMPLE_ROWS);
  return { skipped: start, firstRow: start + 1, columns: nameColumns(header, sample), sample };
}

function findHeader(records: readonly (readonly string[])[], recognise: Recognise) {
  const recognised = records
    .slice(0, HEADER_WITHIN)
    .map((record, index) => (isFooter(records, index) ? 0 : recognisedCells(record, recognise)));
  const most = Math.max(0, ...recognised);
  const found = most > 0 ? recognised.indexOf(most) : firstWideRecord(records);
  const header = records[found] ?? [];
  if (most === 0 && header.some(isValue)) return { header: undefined, first: found };
  const above = records[found - 1] ?? [];
  const below = records[found + 1] ?? [];
  if (recognisedCells(below, recognise) > 0 && completes(below, header))
    return { header: merged(header, below), first: found + 2 };
  return {
    header: filled(above) > 1 && completes(header, above) ? merged(above, header) : header,
    first: found + 1,
  };
}

/** Whether a record can be no header, as nothing comes below it: the names of sums (合计) are names of columns too. */
function isFooter(records: readonly (readonly string[])[], index: number): boolean {
  return index > 0 && records.slice(index + 1).every(isBlank);
}

/**
 * Whether a record names parts of merged cells of the header above it: names alone, below blank places, and nothing
 * below at least one other name.
 */
function completes(lower: readonly string[], upper: readonly string[]): boolean {
  const places = Array.from({ length: Math.max(lower.length, upper.length) }, (_, index) => index);
  const has = (record: readonly string[], index: number): boolean => (record[index] ?? '').trim() !== '';
  return (
    !lower.some(isValue) &&
    places.some((index) => has(lower, index) && !has(upper, index)) &&
    places.some((index) => has(upper, index) && !has(lower, index)) &&
    places.every((index) => has(upper, index) || has(lower, index))
  );
}

/** The names of a header of two rows: of a merged cell that of its part. */
function merged(upper: readonly string[], lower: readonly string[]): string[] {
  const width = Math.max(upper.length, lower.length);
  return Array.from({ length: width }, (_, index) => {
    const part = lower[index] ?? '';
    return part.trim() === '' ? (upper[index] ?? '') : part;
  });
}

function filled(record: readonly string[]): number {
  return record.filter((cell) => cell.trim() !== '').length;
}

/** The first record that is no title line: one filled cell above a table of several columns. */
function firstWideRecord(records: readonly (readonly string[])[]): number {
  const counts = records.map(filled);
  const several = usualWidth(records.filter((record) => !isBlank(record))).cells > 1;
  return Math.max(
    0,
    counts.findIndex((count) => count > (several ? 1 : 0)),
  );
}

/** The header's columns; more only when most rows have more cells than it. A row beyond all measure is a broken one. */
function nameColumns(
  header: readonly string[] | undefined,
  sample: readonly (readonly string[])[],
): string[] {
  const rows = sample.filter(({ length }) => length <= MOST_COLUMNS);
  if (header !== undefined) return columnNames(header, Math.max(header.length, usualWidth(rows).cells));
  const width = Math.max(...rows.map((record) => record.length));
  return Array.from({ length: width }, (_, index) => `column${index + 1}`);
}

function isValue(cell: string): boolean {
  const bare = tidyName(cell);
  return NUMBER.test(bare) || DATE.test(bare);
}
