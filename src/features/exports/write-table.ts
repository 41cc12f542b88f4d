import { extname } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import type { Output } from '../files/output.ts';
import type { OutRow } from '../grade/out-table.ts';
import type { TableColumn } from './table-column.ts';
import { type Batches, type RowFormat, writeRows } from './write-rows.ts';

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
  const known = format === '.xlsx' || format === '.json' ? (format.slice(1) as RowFormat) : 'csv';
  await writeRows(output, known, columns, batches);
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
