import { columnNames, type Recognise, recognisedCells, tidyName } from './column-names.ts';
import { usualWidth } from './find-delimiter.ts';
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
  const recognised = records.slice(0, HEADER_WITHIN).map((record) => recognisedCells(record, recognise));
  const most = Math.max(0, ...recognised);
  const found = most > 0 ? recognised.indexOf(most) : firstWideRecord(records);
  const header = records[found] ?? [];
  if (most === 0 && header.some(isValue)) return { header: undefined, first: found };
  return { header, first: found + 1 };
}

/** The first record that is no title line: one filled cell above a table of several columns. */
function firstWideRecord(records: readonly (readonly string[])[]): number {
  const filled = records.map((record) => record.filter((cell) => cell.trim() !== '').length);
  const several = usualWidth(records.filter((record) => !isBlank(record))).cells > 1;
  return Math.max(
    0,
    filled.findIndex((count) => count > (several ? 1 : 0)),
  );
}

/** The header's columns; more only when most rows have more cells than it. */
function nameColumns(
  header: readonly string[] | undefined,
  sample: readonly (readonly string[])[],
): string[] {
  if (header !== undefined) return columnNames(header, Math.max(header.length, usualWidth(sample).cells));
  const width = Math.max(...sample.map((record) => record.length));
  return Array.from({ length: width }, (_, index) => `column${index + 1}`);
}

function isValue(cell: string): boolean {
  const bare = tidyName(cell);
  return NUMBER.test(bare) || DATE.test(bare);
}
