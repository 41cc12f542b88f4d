import { extname } from 'node:path';
import { writeXlsxStream } from 'hucre/xlsx';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { currencyDecimals } from '../../domain/currency.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Lang } from '../../domain/text.ts';
import type { Output } from '../files/output.ts';
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

async function writeJson(output: Output, columns: readonly OutColumn[], batches: Batches): Promise<void> {
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
  const money = `0${currencyDecimals(scheme.currency) === 0 ? '' : `.${'0'.repeat(currencyDecimals(scheme.currency))}`}`;
  const defined = columns.map(({ name, type }) => ({
    header: name,
    key: name,
    width: name === 'missing' ? 48 : 16,
    ...(type === 'date' ? { numFmt: 'yyyy-mm-dd' } : {}),
    ...(scheme.metrics.get(name)?.type === 'money' ? { numFmt: money } : {}),
  }));
  const rows = async function* (): AsyncGenerator<(string | number | Date | null)[]> {
    for await (const batch of batches)
      for (const row of batch) yield row.map((cell, at) => typed(cell, columns[at]));
  };
  const stream = writeXlsxStream(rows(), {
    name: 'Tierbook',
    columns: defined,
    freezePane: { rows: 1 },
  });
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    await output.write(value);
  }
}

function typed(cell: string | null, column: OutColumn | undefined): string | number | Date | null {
  if (cell === null || column === undefined || column.type === 'text') return cell;
  return column.type === 'number' ? Number(cell) : new Date(`${cell}T00:00:00Z`);
}
