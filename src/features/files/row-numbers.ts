import type { ReadableTable } from './open-table.ts';
import { findSource, readChunks, type Source } from './source.ts';
import { streamRecords } from './stream-records.ts';

/** Line ends with nothing between them. */
const BLANK_LINE = ['\n\n', '\n\r', '\r\r'];

/**
 * The numbers a spreadsheet shows for rows that read_csv gave, each told by its index from 0. They
 * part from the index when the file has blank lines: read_csv does not count these in a table of
 * several columns. The table must have been read without mending.
 */
export async function rowNumbers(
  table: ReadableTable,
  records: readonly number[],
): Promise<Map<number, number>> {
  const { firstRow, rewritten, columns, path } = table;
  const plain = rewritten || columns.length === 1 || records.length === 0;
  const source = await findSource(path, {});
  if (plain || !(await hasBlankLine(source))) {
    return new Map(records.map((record) => [record, firstRow + record]));
  }
  return countRows(source, table, new Set(records));
}

async function hasBlankLine(source: Source): Promise<boolean> {
  let last = '';
  for await (const chunk of readChunks(source)) {
    if (BLANK_LINE.includes(last + String.fromCharCode(chunk[0] ?? 0))) return true;
    if (BLANK_LINE.some((ends) => chunk.includes(ends))) return true;
    last = String.fromCharCode(chunk.at(-1) ?? 0);
  }
  return false;
}

async function countRows(
  source: Source,
  { delimiter, firstRow }: ReadableTable,
  wanted: ReadonlySet<number>,
): Promise<Map<number, number>> {
  const rows = new Map<number, number>();
  let row = 0;
  let given = 0;
  // read_csv knows no reach of a quote.
  for await (const records of streamRecords(source, delimiter, Number.POSITIVE_INFINITY)) {
    for (const { raw } of records) {
      row++;
      if (row < firstRow || raw === '') continue;
      if (wanted.has(given)) rows.set(given, row);
      given++;
    }
    if (rows.size === wanted.size) break;
  }
  return rows;
}
