import { encodeGb18030 } from '../files/gb18030.ts';
import type { Output } from '../files/output.ts';
import { writeWorkbook } from '../files/write-workbook.ts';
import { jsonRecord, type OutRow } from '../grade/out-table.ts';
import { writeCsv, writeJson } from '../grade/write-grades.ts';
import type { TableColumn } from './table-column.ts';

export type Batches = AsyncIterable<readonly OutRow[]>;

/** Formats that are written as the rows come. */
export type RowFormat = 'csv' | 'xlsx' | 'json' | 'jsonl';

/** How text is written in CSV: UTF-8 with the mark that spreadsheets need, or GB18030, which has none. */
export const csvEncodings = ['utf-8', 'gb18030'] as const;
export type CsvEncoding = (typeof csvEncodings)[number];

/** Writes rows as they come; in CSV, cells that a spreadsheet would run are made harmless. */
export async function writeRows(
  output: Output,
  format: RowFormat,
  columns: readonly TableColumn[],
  batches: Batches,
  encoding: CsvEncoding = 'utf-8',
): Promise<void> {
  switch (format) {
    case 'xlsx':
      return await writeWorkbook(columns, batches, output.write);
    case 'json':
      return await writeJson(output, columns, batches);
    case 'jsonl':
      return await writeJsonLines(output, columns, batches);
    case 'csv':
      return await writeCsv(encoding === 'utf-8' ? output : inGb18030(output), columns, batches);
  }
}

/** An object a line. */
async function writeJsonLines(
  output: Output,
  columns: readonly TableColumn[],
  batches: Batches,
): Promise<void> {
  for await (const rows of batches) {
    await output.write(rows.map((row) => `${jsonRecord(row, columns)}\n`).join(''));
  }
}

function inGb18030(output: Output): Output {
  const write = async (text: string | Uint8Array): Promise<void> =>
    await output.write(typeof text === 'string' ? encodeGb18030(text.replace(/^\ufeff/, '')) : text);
  return { ...output, write };
}
