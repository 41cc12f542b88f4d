import type { ReadableTable } from './open-table.ts';
import { findSource, readChunks, type Source } from './source.ts';
import { streamRecords } from './stream-records.ts';

/** Line ends with nothing between them. */
const BLANK_LINE = ['\n\n', '\n\r', '\r\r'];

/**
 * The numbers a spreadsheet shows for rows that read_csv gave, each told by its index from 0. They
 * part from the index when the file has blank lines: read_csv does not count these in a table of
 * several columns.
 */
export async function rowNumbers(
  table: ReadableTable,
  records: readonly number[],
): Promise<Map<number, number>> {
  if (records.length > 0 && table.columns.length > 1) {
    const source = await findSource(table.path, {});
    if (await hasBlankLine(source)) return countRows(source, table, new Set(records));
  }
  return new Map(records.map((record) => [record, table.firstRow + record]));
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
