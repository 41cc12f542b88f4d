import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import type { Expression } from '../../sql/expression.ts';
import { recordOrders } from '../register/record-orders.ts';
import {
  addOutcomes,
  nextNumber,
  nothingRecorded,
  type Outcome,
  startRecording,
  timestamp,
} from '../register/recording.ts';
import type { IncomingFiles } from './incoming-orders.ts';

/** An import as the register knows it: which file, when, by whom. */
export interface ImportNote {
  readonly kind: 'orders' | 'customers';
  readonly file: string;
  /** SHA-256 of the files. */
  readonly digest: string;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Orders recorded in one transaction; about 50 ms on a small machine. */
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

/** Stores how an import ended. */
export async function endImport(
  { writer }: DataFolder,
  id: bigint,
  status: 'done' | 'interrupted',
  report: unknown,
  at: number,
): Promise<void> {
  await writer.write(async (trx) => await setEnded(trx, id, status, report, at));
}

async function setEnded(
  trx: Kysely<unknown>,
  id: bigint,
  status: 'done' | 'failed' | 'interrupted',
  report: unknown,
  at: number,
): Promise<void> {
  await sql`update imports set status = ${status}, finished_at = cast(${timestamp(at)} as timestamp),
    report = ${JSON.stringify(report)} where import_id = ${id}`.execute(trx);
}

async function dropIncoming(trx: Kysely<unknown>, id: bigint): Promise<void> {
  for (const table of Object.values(incomingTables(id))) {
    await sql`drop table if exists ${sql.table(table)}`.execute(trx);
  }
}

/**
 * Stores that an import failed or was interrupted, and takes away what it had laid out. One whose orders were being recorded
 * stays as it is: it is finished when the folder is opened next, never left half done.
 */
export async function failImport(
  { writer }: DataFolder,
  id: bigint,
  ended: 'failed' | 'interrupted',
  report: Outcome & { readonly message: string },
  at: number,
): Promise<void> {
  await writer.write(async (trx) => {
    const { rows } = await sql<{
      status: string;
    }>`select status from imports where import_id = ${id}`.execute(trx);
    if (rows[0]?.status === 'recording') return;
    await dropIncoming(trx, id);
    await setEnded(trx, id, ended, report, at);
  });
}

/**
 * Takes the files into tables of the register and from there, slice by slice, into its orders. Once the
 * tables stand the import can be finished at any later time, whatever happens in between.
 */
export async function keepIncoming(
  folder: DataFolder,
  importId: bigint,
  files: IncomingFiles,
  note: ImportNote,
  onProgress: (fraction: number) => void,
): Promise<Outcome> {
  const tables = incomingTables(importId);
  const work = await folder.database().separate();
  try {
    for (const [name, table] of Object.entries(tables)) {
      const path = files[name as keyof IncomingFiles];
      await run(
        work,
        sql`create table ${sql.table(table)} as select row_number() over () as position, * from read_parquet(${sql.lit(path)})`,
      );
    }
  } finally {
    await work.close();
  }
  const recordingId = await folder.writer.write(async (trx) => {
    await sql`update imports set status = 'recording' where import_id = ${importId}`.execute(trx);
    return await startRecording(trx, { at: note.at, author: note.author, importId });
  });
  return await recordSlices(folder, importId, recordingId, onProgress);
}

interface Tables {
  readonly orders: string;
  readonly lines: string;
  readonly refunds: string;
}

function incomingTables(importId: bigint): Tables {
  return {
    orders: `incoming_orders_${importId}`,
    lines: `incoming_lines_${importId}`,
    refunds: `incoming_refunds_${importId}`,
  };
}

async function recordSlices(
  folder: DataFolder,
  importId: bigint,
  recordingId: bigint,
  onProgress: (fraction: number) => void,
): Promise<Outcome> {
  const tables = incomingTables(importId);
  const last = await highest(folder.database().reader, tables);
  let outcome = nothingRecorded;
  for (let from = 0; from < last; from += SLICE) {
    const slice = (table: string): Expression => sql`(select * from ${sql.table(table)}
      where position > ${BigInt(from)} and position <= ${BigInt(from + SLICE)})`;
    const incoming = {
      orders: slice(tables.orders),
      lines: sql`${sql.table(tables.lines)}`,
      refunds: slice(tables.refunds),
    };
    const recorded = await folder.writer.writeSlice(
      async (trx) => await recordOrders(trx, incoming, recordingId),
    );
    outcome = addOutcomes(outcome, recorded);
    onProgress(Math.min(1, (from + SLICE) / last));
  }
  await folder.writer.write(async (trx) => await dropIncoming(trx, importId));
  return outcome;
}

/** Reading again what an interrupted import had recorded already changes nothing, so it simply starts over. */
export async function finishImports(folder: DataFolder, now: number): Promise<void> {
  const { rows } = await sql<{
    id: bigint;
    status: string;
    recording: bigint | null;
  }>`select imports.import_id as id, status,
      max(recording_id) as recording
    from imports left join recordings on recordings.import_id = imports.import_id
    where status in ('reading', 'recording') group by imports.import_id, status order by 1`.execute(
    folder.database().reader,
  );
  for (const { id, status, recording } of rows) {
    if (status === 'recording' && recording !== null) {
      await endImport(folder, id, 'done', await recordSlices(folder, id, recording, () => undefined), now);
      continue;
    }
    await folder.writer.write(async (trx) => await dropIncoming(trx, id));
    await endImport(folder, id, 'interrupted', null, now);
  }
}

async function highest(db: Kysely<unknown>, { orders, refunds }: Tables): Promise<number> {
  const { rows } = await sql<{ last: bigint | null }>`select max(position) as last from
    (select position from ${sql.table(orders)} union all select position from ${sql.table(refunds)}) as rows`.execute(
    db,
  );
  return Number(rows[0]?.last ?? 0n);
}
