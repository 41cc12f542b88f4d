import { extname } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import type { Output } from '../files/output.ts';
import { writeWorkbook } from '../files/write-workbook.ts';
import type { OutRow } from '../grade/out-table.ts';
import { writeCsv, writeJson } from '../grade/write-grades.ts';
import type { TableColumn } from './table-column.ts';

export type Batches = AsyncIterable<readonly OutRow[]>;

const BATCH = 2_000;

/** Refuses a file name whose ending is no format we write. */
export function checkFormat(out: string, formats: readonly string[]): void {
  if (formats.includes(extname(out).toLowerCase())) return;
  refuse(
    'unknown-format',
    out,
    `--out 的文件名应以 ${formats.join('、')} 结尾`,
    `--out should name a file ending in ${formats.join(', ')}`,
  );
}

/** Writes rows as .csv, .xlsx or .json, by the file's ending; cells that a spreadsheet would run are made harmless. */
export async function writeTable(
  output: Output,
  columns: readonly TableColumn[],
  batches: Batches,
): Promise<void> {
  const format = extname(output.path).toLowerCase();
  if (format === '.xlsx') await writeWorkbook(columns, batches, output.write);
  else if (format === '.json') await writeJson(output, columns, batches);
  else await writeCsv(output, columns, batches);
}

/** Rows that come one by one, some thousand at a time. */
export async function* inBatches<T>(
  rows: AsyncIterable<T>,
  outRow: (row: T) => OutRow,
  signal: AbortSignal,
): AsyncGenerator<readonly OutRow[]> {
  let batch: OutRow[] = [];
  for await (const row of rows) {
    batch.push(outRow(row));
    if (batch.length < BATCH) continue;
    signal.throwIfAborted();
    yield batch;
    batch = [];
  }
  yield batch;
}
