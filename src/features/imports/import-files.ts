import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from '../../db/data-folder.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { isRecordedSource } from '../../domain/event.ts';
import { text } from '../../domain/text.ts';
import { memoryFor } from '../grade/memory.ts';
import { readCustomFields } from '../register/custom-fields.ts';
import type { Outcome } from '../register/recording.ts';
import { type Choosing, choiceOf } from './chosen-columns.ts';
import { type Effect, effectOfEvents, effectOfOrders } from './effect.ts';
import { effectOfCustomers } from './effect-of-customers.ts';
import { effectOfSettled } from './effect-of-settled.ts';
import { detailsOf } from './file-details.ts';
import { keepCustomers } from './import-customers.ts';
import { prepareEvents } from './import-events.ts';
import type { ImportReport, ImportRequest, Prepared } from './import-request.ts';
import { prepareSettlements } from './import-settlements.ts';
import { type BegunImport, inItsTurn, type TurnRequest } from './in-its-turn.ts';
import { type Incoming, type IncomingFiles, repeatedRows, writeIncoming } from './incoming-orders.ts';
import { keepIncoming } from './keep-incoming.ts';
import type { MappingChoice } from './kept-mappings.ts';
import { type KeptReading, linkInto } from './kept-readings.ts';
import { acceptedOf, listRejects, rejectedOf } from './list-rejects.ts';
import { endImport } from './noted-import.ts';
import type { SourceFile } from './open-tables.ts';
import { stageCustomers } from './stage-customers.ts';
import { stageOrders } from './stage-orders.ts';
import { withStaging } from './staging-database.ts';

/** With the memory of the database that a server holds and what answers take, within 2 GB. */
const STAGING_MB = 800;

/** Reads files into the register. However it ends, the outcome is stored; rows left out are listed. One at a time for each database. */
export async function importFiles(folder: DataFolder, request: ImportRequest): Promise<ImportReport> {
  if (request.dryRun) return await readAndKeep(folder, request, null);
  return await inItsTurn(folder, request, async (begun) => await readAndKeep(folder, request, begun));
}

/** What was settled of files of which rows were good: it holds for the next ones like them. */
export function choicesIn(
  { files }: Pick<ImportReport, 'files'>,
  choosing: Choosing,
): readonly MappingChoice[] {
  const read = files.filter(({ counts }) => counts.rows > counts.rejected);
  return read.flatMap(({ staged }) => choiceOf(staged.file, choosing) ?? []);
}

/** Keeps what had been read completely: by an import when the process was ended, or by its dry run. `onBegun` is told the import's id. */
export async function keepReadImport(
  folder: DataFolder,
  request: TurnRequest & Pick<ImportRequest, 'progress'>,
  { read, choices, incoming: kept }: KeptReading & { readonly incoming: Incoming },
  onBegun: (id: bigint) => Promise<void>,
): Promise<{ readonly id: bigint; readonly outcome: Outcome; readonly unattributed: number }> {
  return await inItsTurn(folder, request, async ({ id, note }) => {
    await onBegun(id);
    const scratch = await mkdtemp(join(folder.exchange, 'import-'));
    try {
      request.progress.step(keeping);
      const rejected = read.files.reduce((sum, file) => sum + file.rejected, 0);
      const told = { rejected, errorFiles: read.errorFiles };
      const incoming = await linkInto(kept, scratch);
      const { unattributed, ...outcome } = await keepIncoming(
        folder,
        { id, note, incoming, told, choices },
        request,
      );
      return { id, outcome, unattributed };
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  });
}

async function readAndKeep(
  folder: DataFolder,
  request: ImportRequest,
  begun: BegunImport | null,
): Promise<ImportReport> {
  const { progress, signal, kind } = request;
  const scratch = await mkdtemp(join(folder.exchange, 'import-'));
  const memoryLimitMb = memoryFor(await bytesOf(request.files), STAGING_MB);
  const staging = { scratch, memoryLimitMb, givesWay: true, signal, at: progress.at };
  try {
    progress.step(text('读取文件', 'reading files'));
    if (kind === 'customers') {
      return await withStaging(staging, async (db) => {
        return await importCustomers(folder, db, scratch, request, begun);
      });
    }
    // What staging took of memory is free again when the register begins to take some.
    const prepared = await withStaging(staging, async (db) => {
      if (isRecordedSource(kind)) return await prepareEvents(folder, db, scratch, kind, request);
      return kind === 'settlements'
        ? await prepareSettlements(folder, db, scratch, request)
        : await prepareOrders(db, scratch, request);
    });
    return await keepPrepared(folder, prepared, request, begun);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function prepareOrders(
  db: EmbeddedDatabase,
  scratch: string,
  request: ImportRequest,
): Promise<Prepared> {
  const { files, collapsed } = await stageOrders(db, scratch, request);
  const errorFiles = await listRejects(db, files, request);
  const details = await detailsOf(db, files, { lang: request.lang, decimals: request.context.decimals });
  const incoming: IncomingFiles = {
    orders: join(scratch, 'orders.parquet'),
    lines: join(scratch, 'lines.parquet'),
    refunds: join(scratch, 'refunds.parquet'),
  };
  await writeIncoming(db, collapsed.isGrouped, incoming);
  request.signal.throwIfAborted();
  const repeated = await repeatedRows(db, incoming);
  return { files, details, errorFiles, collapsed, incoming: { orders: incoming }, repeated };
}

/** Keeps what was prepared; where nothing is to be kept only says what it would come to. */
async function keepPrepared(
  folder: DataFolder,
  { incoming, ...read }: Prepared,
  request: ImportRequest,
  begun: BegunImport | null,
): Promise<ImportReport> {
  if (begun === null) {
    request.progress.step(comparing);
    const effect = await effectOf(folder, incoming);
    const found = { id: null, ...read, outcome: null, effect, unattributed: effect.unattributed };
    await request.asking?.onRead(null, found, incoming);
    return found;
  }
  const report = { id: begun.id, ...read, outcome: null, effect: null, unattributed: 0 };
  await request.asking?.onRead(begun.id, report, incoming);
  request.progress.step(keeping);
  const told = { rejected: rejectedOf(read.files), errorFiles: read.errorFiles };
  const { unattributed, ...outcome } = await keepIncoming(
    folder,
    { ...begun, incoming, told, choices: choicesIn(report, request) },
    request,
  );
  return { ...report, outcome, unattributed };
}

async function effectOf(folder: DataFolder, incoming: Incoming): Promise<Effect> {
  if ('events' in incoming) return await effectOfEvents(folder, incoming.events);
  if ('settled' in incoming) return await effectOfSettled(folder, incoming.settled);
  return await effectOfOrders(folder, incoming.orders);
}

async function importCustomers(
  folder: DataFolder,
  db: EmbeddedDatabase,
  scratch: string,
  request: ImportRequest,
  begun: BegunImport | null,
): Promise<ImportReport> {
  const known = await readCustomFields(folder.database().reader);
  const files = await stageCustomers(db, scratch, request, known);
  const errorFiles = await listRejects(db, files, request);
  const { lang, context } = request;
  const custom = [...known, ...files.flatMap((file) => file.custom)];
  const details = await detailsOf(db, files, { lang, decimals: context.decimals, custom });
  const read = { files, details, errorFiles, collapsed: null, repeated: 0, unattributed: 0 };
  const repeated = ({ added, changed, unchanged }: Outcome): number =>
    acceptedOf(files) - added - changed - unchanged;
  if (begun === null) {
    request.progress.step(comparing);
    const effect = await effectOfCustomers(folder, db, scratch, files, request);
    return { ...read, id: null, outcome: null, repeated: repeated(effect.outcome), effect };
  }
  const { id, note } = begun;
  const report = { ...read, id, outcome: null, effect: null };
  await request.asking?.onRead(id, report, null);
  request.progress.step(text('存入客户', 'keeping the customers'));
  const { losses, ...outcome } = await keepCustomers(folder, request.seal, db, files, begun, request);
  const ended = { ...outcome, rejected: rejectedOf(files), errorFiles };
  const choices = choicesIn(report, request);
  await endImport(folder, id, note, { report: ended, choices, at: request.clock() });
  return { ...report, outcome, losses, repeated: repeated(outcome) };
}

const comparing = text('与已有的比较', 'comparing with what is kept');
const keeping = text('存入', 'keeping what was read');

/** Files that cannot be read are complained of when they are opened. */
async function bytesOf(files: readonly SourceFile[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(async ({ path }) => (await stat(path).catch(() => null))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
