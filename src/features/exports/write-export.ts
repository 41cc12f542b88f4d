import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { isRecordedSource } from '../../domain/event.ts';
import { text } from '../../domain/text.ts';
import type { Seal } from '../contacts/seal.ts';
import { type Reading, readCustomers } from '../customers/reading.ts';
import { partTable } from '../dump/part.ts';
import { parts } from '../dump/parts.ts';
import type { OutRow } from '../grade/out-table.ts';
import type { Progress } from '../grade/report.ts';
import { businessOf } from '../schemes/business.ts';
import { type CustomersWanted, customersTable } from './customers-table.ts';
import { eventsTable } from './events-table.ts';
import { type ExportWhat, isPart } from './export-what.ts';
import type { ExportedTable } from './exported-table.ts';
import { ledgerTable } from './ledger-table.ts';
import { ordersTable, refundsTable } from './orders-table.ts';
import { type FileForm, languageOf, writeFile } from './write-file.ts';
import type { Batches } from './write-rows.ts';
import { inBatches } from './write-table.ts';

/** Filter, search, order and grades are of customers alone, contact data of customers and of what came by forms. */
export interface ExportRequest extends CustomersWanted, FileForm {
  readonly what: ExportWhat;
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
    const batches = inBatches(folder.database().stream(table.select), table.outRow, request.signal);
    const rows = await writeFile(
      folder,
      request,
      table.columns,
      told(batches, (done) => progress.at(total === 0 ? 1 : done / total)),
      request.signal,
    );
    return { rows, evaluation: isGraded ? (reading.generation?.id ?? null) : null };
  });
}

async function tableOf(reading: Reading, seal: Seal, request: ExportRequest): Promise<ExportedTable> {
  const { what, visibility } = request;
  if (what === 'customers') return await customersTable(reading, seal, request);
  if (what === 'ledger') return ledgerTable(visibility, languageOf(request));
  if (isRecordedSource(what)) return eventsTable(visibility, what);
  if (what === 'events') return eventsTable(visibility, null);
  if (isPart(what)) return partTable(parts[what], visibility, request.contact ? seal : null);
  const { currency } = await businessOf(reading.db);
  return what === 'orders' ? ordersTable(visibility, currency) : refundsTable(visibility, currency);
}

async function countRows({ db }: Reading, { select }: ExportedTable): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from (${select}) as listed`.execute(db);
  return Number(rows[0]?.n ?? 0);
}

/** Tells how many rows have passed. */
async function* told(batches: Batches, onRows: (done: number) => void): AsyncGenerator<readonly OutRow[]> {
  let rows = 0;
  for await (const batch of batches) {
    yield batch;
    rows += batch.length;
    onRows(rows);
  }
}
