import { extname } from 'node:path';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { currencyDecimals } from '../../domain/currency.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Lang } from '../../domain/text.ts';
import type { Output } from '../files/output.ts';
import { writeWorkbook } from '../files/write-workbook.ts';
import type { GradedTable } from '../tiers/grade-all.ts';
import { gradeColumns, gradeRows } from './grade-rows.ts';
import { csvRecord, jsonRecord, type OutColumn, type OutRow } from './out-table.ts';

export interface WriteRequest {
  readonly scheme: Scheme;
  readonly lang: Lang;
  readonly signal: AbortSignal;
  /** How many rows there will be, and who wants to know how many are done. */
  readonly total: number;
  readonly onRows: (done: number) => void;
}

/** Writes one row per customer in the format of the file's ending. */
export async function writeGrades(
  db: EmbeddedDatabase,
  graded: GradedTable,
  output: Output,
  request: WriteRequest,
): Promise<void> {
  const columns = gradeColumns(request.scheme);
  const batches = counted(gradeRows(db, graded, request.scheme, request.lang), request);
  const format = extname(output.path).toLowerCase();
  if (format === '.xlsx') await writeXlsx(output, columns, batches, request);
  else if (format === '.json') await writeJson(output, columns, batches);
  else await writeCsv(output, columns, batches);
}

type Batches = AsyncIterable<readonly OutRow[]>;

async function* counted(
  batches: Batches,
  { signal, onRows }: WriteRequest,
): AsyncGenerator<readonly OutRow[]> {
  let done = 0;
  for await (const rows of batches) {
    signal.throwIfAborted();
    yield rows;
    done += rows.length;
    onRows(done);
  }
}

/** UTF-8 with a byte-order mark, which spreadsheets need to read Chinese. */
export async function writeCsv(
  output: Output,
  columns: readonly OutColumn[],
  batches: Batches,
): Promise<void> {
  const header = columns.map(({ name }) => name);
  const texts = columns.map(({ name }): OutColumn => ({ name, type: 'text' }));
  await output.write(`\ufeff${csvRecord(header, texts)}`);
  for await (const rows of batches) {
    await output.write(rows.map((row) => csvRecord(row, columns)).join(''));
  }
}

/** An array of objects, one on each line. */
export async function writeJson(
  output: Output,
  columns: readonly OutColumn[],
  batches: Batches,
): Promise<void> {
  let separator = '[\n';
  for await (const rows of batches) {
    for (const row of rows) {
      await output.write(`${separator}${jsonRecord(row, columns)}`);
      separator = ',\n';
    }
  }
  await output.write(separator === '[\n' ? '[]\n' : '\n]\n');
}

async function writeXlsx(
  output: Output,
  columns: readonly OutColumn[],
  batches: Batches,
  { scheme }: WriteRequest,
): Promise<void> {
  const decimals = currencyDecimals(scheme.currency);
  const money = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
  const formatted = columns.map((column) =>
    scheme.metrics.get(column.name)?.type === 'money' ? { ...column, format: money } : column,
  );
  await writeWorkbook(formatted, batches, output.write);
}
