import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DataFolder } from '../../db/data-folder.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { isRecordedSource } from '../../domain/event.ts';
import { text } from '../../domain/text.ts';
import { memoryFor } from '../grade/memory.ts';
import { readCustomFields } from '../register/custom-fields.ts';
import { nothingRecorded, type Outcome } from '../register/recording.ts';
import { effectOfOrders } from './effect.ts';
import { effectOfCustomers } from './effect-of-customers.ts';
import { detailsOf } from './file-details.ts';
import { keepCustomers } from './import-customers.ts';
import { keepEvents, prepareEvents } from './import-events.ts';
import type { ImportReport, ImportRequest } from './import-request.ts';
import { type IncomingFiles, repeatedRows, writeIncoming } from './incoming-orders.ts';
import {
  endImport,
  failImport,
  finishAbandoned,
  type ImportNote,
  keepIncoming,
  startImport,
} from './keep-incoming.ts';
import { acceptedOf, listRejects, rejectedOf } from './list-rejects.ts';
import type { SourceFile } from './open-tables.ts';
import { stageCustomers } from './stage-customers.ts';
import { stageOrders } from './stage-orders.ts';
import { withStaging } from './staging-database.ts';

/** With the memory of the database that a server holds and what answers take, within 2 GB. */
const STAGING_MB = 800;

/** Reads files into the register. However it ends, the outcome is stored; rows left out are listed. One at a time for each database. */
export async function importFiles(folder: DataFolder, request: ImportRequest): Promise<ImportReport> {
  if (request.dryRun) return await importNow(folder, request);
  const work = async (): Promise<ImportReport> => {
    await finishAbandoned(folder, request.clock());
    return await importNow(folder, request);
  };
  return await folder.turns.wait('import', work, request.signal);
}

async function importNow(folder: DataFolder, request: ImportRequest): Promise<ImportReport> {
  const note: ImportNote = {
    kind: request.kind,
    file: request.files.map(({ name }) => basename(name)).join(', '),
    digest: await digestOf(request.files),
    author: request.author,
    at: request.clock(),
  };
  if (request.dryRun) return await readAndKeep(folder, request, note, null);
  const id = await startImport(folder, note);
  let kept: Outcome | null = null;
  try {
    const report = await readAndKeep(folder, request, note, id, (outcome) => {
      kept = outcome;
    });
    // Orders and events are kept together with the import's end.
    if (request.kind === 'customers') {
      const ended = { ...(report.outcome ?? nothingRecorded), rejected: rejectedOf(report.files) };
      await endImport(folder, id, ended, request.clock());
    }
    return report;
  } catch (error) {
    const status = request.signal.aborted ? 'interrupted' : 'failed';
    const message = error instanceof Error ? error.message : String(error);
    await failImport(
      folder,
      { id, kind: request.kind },
      status,
      { ...(kept ?? nothingRecorded), rejected: null, message },
      request.clock(),
    );
    throw error;
  }
}

async function readAndKeep(
  folder: DataFolder,
  request: ImportRequest,
  note: ImportNote,
  id: bigint | null,
  kept: (outcome: Outcome) => void = () => undefined,
): Promise<ImportReport> {
  const { progress, signal } = request;
  const scratch = await mkdtemp(join(folder.exchange, 'import-'));
  const memoryLimitMb = memoryFor(await bytesOf(request.files), STAGING_MB);
  const staging = { scratch, memoryLimitMb, givesWay: true, signal, at: progress.at };
  try {
    progress.step(text('读取文件', 'reading files'));
    if (request.kind === 'customers') {
      return await withStaging(staging, async (db) => {
        return await importCustomers(folder, db, scratch, request, note, id, kept);
      });
    }
    // What staging took of memory is free again when the register begins to take some.
    const { kind } = request;
    if (isRecordedSource(kind)) {
      const prepared = await withStaging(staging, async (db) => {
        return await prepareEvents(folder, db, scratch, kind, request);
      });
      return await keepEvents(folder, prepared, request, note, id);
    }
    const staged = await withStaging(staging, async (db) => await prepareOrders(db, scratch, request));
    return await keepOrders(folder, staged, request, note, id);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface PreparedOrders
  extends Pick<ImportReport, 'files' | 'details' | 'errorFiles' | 'collapsed' | 'repeated'> {
  readonly incoming: IncomingFiles;
}

async function prepareOrders(
  db: EmbeddedDatabase,
  scratch: string,
  request: ImportRequest,
): Promise<PreparedOrders> {
  const { files, collapsed } = await stageOrders(db, scratch, request);
  const errorFiles = await listRejects(db, files, request);
  const details = await detailsOf(db, files, { lang: request.lang, decimals: request.context.decimals });
  const incoming: IncomingFiles = {
    orders: join(scratch, 'orders.parquet'),
    lines: join(scratch, 'lines.parquet'),
    refunds: join(scratch, 'refunds.parquet'),
  };
  await writeIncoming(db, collapsed.multiRow > 0, incoming);
  request.signal.throwIfAborted();
  const repeated = await repeatedRows(db, incoming);
  return { files, details, errorFiles, collapsed, incoming, repeated };
}

/** Keeps what was prepared; without an `id` only says what it would come to. */
async function keepOrders(
  folder: DataFolder,
  { incoming, ...read }: PreparedOrders,
  request: ImportRequest,
  note: ImportNote,
  id: bigint | null,
): Promise<ImportReport> {
  if (id === null) {
    request.progress.step(comparing);
    return { id, ...read, outcome: null, effect: await effectOfOrders(folder, incoming) };
  }
  request.progress.step(text('存入订单', 'keeping the orders'));
  const kept = { ...incoming, rejected: rejectedOf(read.files) };
  const outcome = await keepIncoming(folder, id, kept, note, request);
  return { id, ...read, outcome, effect: null };
}

async function importCustomers(
  folder: DataFolder,
  db: EmbeddedDatabase,
  scratch: string,
  request: ImportRequest,
  note: ImportNote,
  id: bigint | null,
  kept: (outcome: Outcome) => void,
): Promise<ImportReport> {
  const known = await readCustomFields(folder.database().reader);
  const files = await stageCustomers(db, scratch, request, known);
  const errorFiles = await listRejects(db, files, request);
  const { lang, context } = request;
  const custom = [...known, ...files.flatMap((file) => file.custom)];
  const details = await detailsOf(db, files, { lang, decimals: context.decimals, custom });
  const read = { id, files, details, errorFiles, collapsed: null };
  const repeated = ({ added, changed, unchanged }: Outcome): number =>
    acceptedOf(files) - added - changed - unchanged;
  if (id === null) {
    request.progress.step(comparing);
    const effect = await effectOfCustomers(folder, db, scratch, files, request);
    return { ...read, outcome: null, repeated: repeated(effect.outcome), effect };
  }
  request.progress.step(text('存入客户', 'keeping the customers'));
  const outcome = await keepCustomers(folder, request.seal, db, files, note, id, request, kept);
  return { ...read, outcome, repeated: repeated(outcome), effect: null };
}

const comparing = text('与已有的比较', 'comparing with what is kept');

/** Files that cannot be read are complained of when they are opened. */
async function bytesOf(files: readonly SourceFile[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(async ({ path }) => (await stat(path).catch(() => null))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function digestOf(files: readonly SourceFile[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { path } of files) {
    await pipeline(createReadStream(path), hash, { end: false }).catch(() => undefined);
  }
  return hash.digest('hex');
}
