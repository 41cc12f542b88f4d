import { text } from '../../domain/text.ts';
import { csvLine } from './csv-rows.ts';
import { refuseFile } from './file-refusals.ts';
import { watchQuotes } from './open-quote.ts';
import type { ReadableTable } from './open-table.ts';
import { QUOTE_REACH } from './parse-records.ts';
import { openScratch } from './scratch.ts';
import { findSource, type SourceOptions } from './source.ts';
import { type FileRecord, RECORD_LIMIT, streamRecords } from './stream-records.ts';
import {
  CELL_LIMIT,
  firstCharacters,
  MOST_REJECTED,
  type RejectedRow,
  type StructureReason,
} from './structure-reasons.ts';

export interface MendedTable {
  /** A comma-separated copy with one line per record: fewer cells than columns are possible, more are not. */
  readonly table: ReadableTable;
  readonly rejected: readonly RejectedRow[];
}

export interface MendOptions extends SourceOptions {
  /** Folder for the copy; made when missing. */
  readonly scratch: string;
}

/** Stands for a blank or rejected row: read_csv passes over a line without anything on it. */
const NO_CELLS = '""';

/**
 * Copies a table that read_csv refuses into one that it takes. Rows keep their numbers; blank surplus
 * cells are cut, line breaks inside cells become U+2028. A row that cannot be told apart into the
 * table's columns is blank in the copy and listed. Throws an InputError when more than a million are, or when a quote
 * swallows the rest of the file.
 */
export async function mendTable(table: ReadableTable, options: MendOptions): Promise<MendedTable> {
  const source = await findSource(table.path, options);
  const rejected: RejectedRow[] = [];
  const quotes = watchQuotes(table.columns.length);
  let row = 0;

  const mend = (record: FileRecord): string => {
    row++;
    quotes.see(record);
    if (row < table.firstRow) return '';
    const line = mendRecord(record, table);
    if (typeof line === 'string') return `${line}\n`;
    if (rejected.length === MOST_REJECTED) refuseFile('file-broken', table.original);
    rejected.push({ row, reason: line.reason, value: firstCharacters(record.raw) });
    return `${NO_CELLS}\n`;
  };

  const path = await openScratch(options.scratch).write(async (write) => {
    for await (const records of streamRecords(source, table.delimiter, QUOTE_REACH)) {
      let lines = '';
      for (const record of records) lines += mend(record);
      await write(lines);
    }
    const line = quotes.opened();
    if (line !== undefined) refuseFile('quote-open', table.original, text(`${line}`, `${line}`));
  });
  const own = {
    given: table.delimiter,
    delimiter: ',',
    skipLines: 0,
    rewritten: true,
    recoded: undefined,
  } as const;
  return { table: { ...table, ...own, path }, rejected };
}

/** The record as a line of the copy, or why it cannot be one. */
function mendRecord(
  { cells, raw, unclosed }: FileRecord,
  { columns, delimiter }: ReadableTable,
): string | { reason: StructureReason } {
  if (cells === undefined) return { reason: 'cell-too-long' };
  if (unclosed) return { reason: 'quote-unclosed' };
  const fits = cells.length <= columns.length;
  if (!fits && cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
    return { reason: 'too-many-cells' };
  }
  if (cells.some((cell) => cell.length > CELL_LIMIT)) return { reason: 'cell-too-long' };
  // Most records need no mending, and writing one cell by cell takes as long as reading it.
  const whole = fits && delimiter === ',' && !raw.includes('"');
  const line = (whole ? raw : csvLine(cells.slice(0, columns.length))) || NO_CELLS;
  // A character takes up to three bytes.
  const tooLong = line.length * 3 >= RECORD_LIMIT && Buffer.byteLength(line) >= RECORD_LIMIT;
  return tooLong ? { reason: 'cell-too-long' } : line;
}
