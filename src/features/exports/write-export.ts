import { basename } from 'node:path';
import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { isRecordedSource } from '../../domain/event.ts';
import { type Lang, text } from '../../domain/text.ts';
import type { Seal } from '../contacts/seal.ts';
import { type Reading, readCustomers } from '../customers/reading.ts';
import { lockedZip } from '../files/locked-zip.ts';
import { openOutput } from '../files/output.ts';
import type { OutRow } from '../grade/out-table.ts';
import type { Progress } from '../grade/report.ts';
import { businessOf } from '../schemes/business.ts';
import { type CustomersWanted, customersTable } from './customers-table.ts';
import { eventsTable } from './events-table.ts';
import type { ExportFormat, ExportWhat } from './export-what.ts';
import type { ExportedTable } from './exported-table.ts';
import { ledgerTable } from './ledger-table.ts';
import { ordersTable, refundsTable } from './orders-table.ts';
import { titled } from './table-column.ts';
import { writeParquet } from './write-parquet.ts';
import { type Batches, type CsvEncoding, writeRows } from './write-rows.ts';
import { inBatches } from './write-table.ts';

/** Filter, search, order, contact data and grades are of customers alone. */
export interface ExportRequest extends CustomersWanted {
  readonly what: ExportWhat;
  readonly out: string;
  readonly format: ExportFormat;
  /** The language of headers for people, in formats for people; null: the canonical names. */
  readonly headers: Lang | null;
  readonly encoding: CsvEncoding;
  /** Locks the file in a ZIP archive. */
  readonly password: string | null;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface ExportReport {
  readonly rows: number;
  /** The evaluation whose tiers and metrics were written; null before the first, and of what has none. */
  readonly evaluation: bigint | null;
}

/**
 * Writes what is asked for into a file that appears only when it is whole. Rows pass through a few thousand at a time. Throws
 * InputErrors for wrong filters and orders and for a place that cannot be written.
 */
export async function writeExport(
  folder: DataFolder,
  seal: Seal,
  request: ExportRequest,
): Promise<ExportReport> {
  const { progress } = request;
  progress.step(text('导出', 'exporting'));
  return await readCustomers(folder, async (reading) => {
    const table = await tableOf(reading, seal, request);
    const total = await countRows(reading, table);
    const isGraded = request.what === 'customers' && request.graded;
    const rows = await writeFile(folder, table, request, (done) =>
      progress.at(total === 0 ? 1 : done / total),
    );
    return { rows, evaluation: isGraded ? (reading.generation?.id ?? null) : null };
  });
}

async function tableOf(reading: Reading, seal: Seal, request: ExportRequest): Promise<ExportedTable> {
  const { what, visibility } = request;
  if (what === 'customers') return await customersTable(reading, seal, request);
  if (what === 'ledger') return ledgerTable(visibility);
  if (isRecordedSource(what)) return eventsTable(visibility, what);
  if (what === 'events') return eventsTable(visibility, null);
  const { currency } = await businessOf(reading.db);
  return what === 'orders' ? ordersTable(visibility, currency) : refundsTable(visibility, currency);
}

async function countRows({ db }: Reading, { select }: ExportedTable): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from (${select}) as listed`.execute(db);
  return Number(rows[0]?.n ?? 0);
}

async function writeFile(
  folder: DataFolder,
  { columns: known, select, outRow }: ExportedTable,
  { out, format, headers, encoding, password, signal }: ExportRequest,
  onRows: (done: number) => void,
): Promise<number> {
  const forPeople = format === 'csv' || format === 'xlsx';
  const columns = headers === null || !forPeople ? known : titled(known, headers);
  let rows = 0;
  async function* counted(batches: Batches): AsyncGenerator<readonly OutRow[]> {
    for await (const batch of batches) {
      yield batch;
      rows += batch.length;
      onRows(rows);
    }
  }
  const file = await openOutput(out);
  const output = password === null ? file : lockedZip(file, basename(out).replace(/\.zip$/i, ''), password);
  try {
    const batches = counted(inBatches(folder.database().stream(select), outRow, signal));
    if (format === 'parquet') await writeParquet(folder, output, columns, batches);
    else await writeRows(output, format, columns, batches, encoding);
    signal.throwIfAborted();
    await output.finish();
  } finally {
    await output.discard();
  }
  return rows;
}
