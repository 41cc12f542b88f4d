import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import type { Expression } from '../../sql/expression.ts';
import { publishedEvaluation, tableOf } from '../evaluations/generation.ts';
import { forgetCustomers, noteRecorded } from '../register/customer-ids.ts';
import { type IncomingOrders, insertCustomers } from '../register/insert-orders.ts';
import { recordWhole } from '../register/record-whole.ts';
import { recordWholeEvents } from '../register/record-whole-events.ts';
import {
  nextNumber,
  nothingRecorded,
  type Outcome,
  startRecording,
  timestamp,
} from '../register/recording.ts';
import type { FileKind } from './column-names.ts';
import type { ImportRequest } from './import-request.ts';
import type { IncomingFiles } from './incoming-orders.ts';

/** An import as the register knows it: which file, when, by whom. */
export interface ImportNote {
  readonly kind: FileKind;
  readonly file: string;
  /** SHA-256 of the files. */
  readonly digest: string;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Customers added in one transaction; about 50 ms on a small machine. */
const SLICE = 20_000;

/** Notes an import before anything of it is kept, so that an interrupted one is known. */
export async function startImport(
  { writer }: DataFolder,
  { kind, file, digest, at }: ImportNote,
): Promise<bigint> {
  return await writer.write(async (trx) => {
    const id = await nextNumber(trx, 'imports', 'import_id');
    await sql`insert into imports (import_id, kind, file, digest, status, started_at)
      values (${id}, ${kind}, ${file}, ${digest}, 'reading', cast(${timestamp(at)} as timestamp))`.execute(
      trx,
    );
    return id;
  });
}

/** What a finished import keeps of itself. */
export interface KeptReport extends Outcome {
  /** Rows that could not be read; null where nobody counted them. */
  readonly rejected: number | null;
  readonly message?: string;
}

/** Stores that an import has ended well. */
export async function endImport(
  { writer }: DataFolder,
  id: bigint,
  report: KeptReport,
  at: number,
): Promise<void> {
  await writer.write(async (trx) => await setEnded(trx, id, 'done', report, at));
}

async function setEnded(
  trx: Kysely<unknown>,
  id: bigint,
  status: 'done' | 'failed' | 'interrupted',
  report: KeptReport,
  at: number,
): Promise<void> {
  await sql`update imports set status = ${status}, finished_at = cast(${timestamp(at)} as timestamp),
    report = ${JSON.stringify(report)} where import_id = ${id}`.execute(trx);
}

/** Stores that an import failed or was interrupted, and takes away what it had laid out. */
export async function failImport(
  { writer }: DataFolder,
  { id, kind }: StartedImport,
  ended: 'failed' | 'interrupted',
  report: KeptReport,
  at: number,
): Promise<void> {
  await writer.write(async (trx) => {
    if (kind === 'orders') await clearAway(trx, id);
    await setEnded(trx, id, ended, report, at);
  });
}

export interface StartedImport {
  readonly id: bigint;
  readonly kind: FileKind;
}

/** Takes the files' orders into the register: all or none. New customers come first, and go again if it fails. */
export async function keepIncoming(
  folder: DataFolder,
  importId: bigint,
  { rejected, ...files }: IncomingFiles & Pick<KeptReport, 'rejected'>,
  note: ImportNote,
  { signal, progress, clock }: Pick<ImportRequest, 'signal' | 'progress' | 'clock'>,
): Promise<Outcome> {
  const paths = [files.orders, files.lines, files.refunds];
  return await folder.database().withFiles(paths, async (relations) => {
    const [orders, lines, refunds] = relations as readonly [Expression, Expression, Expression];
    const incoming = { orders, lines, refunds };
    const recordingId = await startKeeping(folder, importId, note);
    await addCustomers(folder, importId, incoming, recordingId, signal);
    return await recordWhole(folder, incoming, {
      recordingId,
      signal,
      onProgress: progress.at,
      ended: async (trx, outcome) => await setEnded(trx, importId, 'done', { ...outcome, rejected }, clock()),
    });
  });
}

/** Takes events out of a Parquet file into the register: all or none. */
export async function keepIncomingEvents(
  folder: DataFolder,
  importId: bigint,
  { path, rejected }: { readonly path: string } & Pick<KeptReport, 'rejected'>,
  note: ImportNote,
  { signal, progress, clock }: Pick<ImportRequest, 'signal' | 'progress' | 'clock'>,
): Promise<Outcome> {
  return await folder.database().withFiles([path], async (relations) => {
    const [events] = relations as readonly [Expression];
    const recordingId = await startKeeping(folder, importId, note);
    return await recordWholeEvents(folder, events, {
      recordingId,
      signal,
      onProgress: progress.at,
      ended: async (trx, outcome) => await setEnded(trx, importId, 'done', { ...outcome, rejected }, clock()),
    });
  });
}

async function startKeeping({ writer }: DataFolder, importId: bigint, note: ImportNote): Promise<bigint> {
  return await writer.write(async (trx) => {
    await sql`update imports set status = 'recording' where import_id = ${importId}`.execute(trx);
    return await startRecording(trx, { at: note.at, author: note.author, importId });
  });
}

/** Customers whom nobody knew before, numbered in the order of their ids, so many at a time. */
async function addCustomers(
  folder: DataFolder,
  importId: bigint,
  { orders, refunds }: IncomingOrders,
  recordingId: bigint,
  signal: AbortSignal,
): Promise<void> {
  const table = sql.table(customersTable(importId));
  const work = await folder.database().separate();
  try {
    const unknown = sql`not exists (select 1 from customer_names as known where known.external_id = named.external_id)`;
    await run(
      work,
      sql`create table ${table} as select row_number() over (order by external_id) as position, external_id
        from (select external_id from ${orders} as o union select external_id from ${refunds} as r) as named where ${unknown}`,
    );
    const [{ last } = {}] = await run(work, sql`select max(position) as last from ${table}`);
    for (let from = 0; from < Number(last ?? 0); from += SLICE) {
      signal.throwIfAborted();
      const slice = sql`(select * from ${table} where position > ${BigInt(from)} and position <= ${BigInt(from + SLICE)})`;
      await folder.writer.writeSlice(async (trx) => await insertCustomers(trx, slice, recordingId));
    }
    await noteRecorded(work.kysely, work.dialect, recordingId);
    await run(work, sql`drop table ${table}`);
  } finally {
    await work.close();
  }
}

function customersTable(importId: bigint): string {
  return `incoming_customers_${importId}`;
}

/** Ends what a killed process left half done, unless another server imports now: of orders and events nothing was kept, of customers what it had come to. */
export async function finishImports(folder: DataFolder, now: number): Promise<void> {
  await folder.turns.unlessTaken('import', async () => await finishAbandoned(folder, now));
}

/** The same for whoever has the turn to import. */
export async function finishAbandoned(folder: DataFolder, now: number): Promise<void> {
  const { rows } = await sql<
    StartedImport & { recording: bigint | null }
  >`select imports.import_id as id, kind,
      max(recording_id) as recording
    from imports left join recordings on recordings.import_id = imports.import_id
    where status in ('reading', 'recording') group by imports.import_id, kind order by 1`.execute(
    folder.database().reader,
  );
  for (const { id, kind, recording } of rows) {
    await folder.writer.write(async (trx) => {
      if (kind === 'orders') await clearAway(trx, id);
      const list = kind === 'customers' ? recording : null;
      if (list !== null) await noteRecorded(trx, folder.database().dialect, list);
      const kept = list === null ? nothingRecorded : await keptOf(trx, list);
      await setEnded(trx, id, 'interrupted', { ...kept, rejected: null }, now);
    });
  }
}

/** What of a customer list was recorded; what was the same is not known any more. */
async function keptOf(trx: Kysely<unknown>, recordingId: bigint): Promise<Outcome> {
  const { rows } = await sql<{ kept: bigint; changed: bigint }>`select
    (select count(*) from customers where recorded_by = ${recordingId}) as kept,
    (select count(*) from customers_history where ended_by = ${recordingId}) as changed`.execute(trx);
  const [kept, changed] = [Number(rows[0]?.kept), Number(rows[0]?.changed)];
  return { added: kept - changed, changed, unchanged: 0 };
}

/** Takes away the customers that an import of orders added before it failed, unless they have orders or events, or are in the ledger by now. */
async function clearAway(trx: Kysely<unknown>, importId: bigint): Promise<void> {
  await sql`drop table if exists ${sql.table(customersTable(importId))}`.execute(trx);
  const without = (table: string): Expression =>
    sql`not exists (select 1 from ${sql.table(table)} as has where has.customer_id = customers.customer_id)`;
  const left = sql`select customer_id from customers
    where ${without('orders')} and ${without('refunds')} and ${without('events')}
      and ${without('held')} and recorded_by in (select recording_id from recordings where import_id = ${importId})`;
  const published = await publishedEvaluation(trx);
  if (published !== null) {
    await sql`delete from ${sql.table(await tableOf(trx, published))} where customer_id in (${left})`.execute(
      trx,
    );
  }
  await forgetCustomers(trx, sql`customer_id in (${left})`);
  await sql`delete from customers where customer_id in (${left})`.execute(trx);
}
