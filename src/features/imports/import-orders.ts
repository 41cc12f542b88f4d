import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { currencyDecimals } from '../../domain/currency.ts';
import type { Lang } from '../../domain/text.ts';
import { text } from '../../domain/text.ts';
import { openOutput } from '../files/output.ts';
import { countAll, countForeign } from '../grade/count-files.ts';
import { memoryFor } from '../grade/memory.ts';
import type { FileReport, Progress } from '../grade/report.ts';
import { writeRejects } from '../grade/write-rejects.ts';
import type { Outcome } from '../register/recording.ts';
import type { Business } from '../schemes/business.ts';
import { type AmountMode, type Collapsed, collapseOrders } from './collapse.ts';
import { orderColumns } from './column-names.ts';
import { type IncomingFiles, writeIncoming } from './incoming-orders.ts';
import { endImport, type ImportNote, keepIncoming, startImport } from './keep-incoming.ts';
import { orderRows } from './load-orders.ts';
import type { Settled } from './mapping.ts';
import { type OpenedOrders, openOrders } from './open-orders.ts';
import { orderFields } from './order-fields.ts';
import type { ReadingContext } from './readers.ts';
import { stageMended } from './stage-mended.ts';
import type { StagedFile } from './staged-file.ts';
import { withStaging } from './staging-database.ts';

export interface ImportRequest {
  readonly files: readonly string[];
  readonly settled: Settled;
  readonly preset: string | undefined;
  readonly amounts: AmountMode | null;
  readonly dayOrder: ReadingContext['dayOrder'];
  readonly business: Business;
  /** Reads and counts everything and keeps nothing. */
  readonly dryRun: boolean;
  readonly rejects: string | null;
  readonly lang: Lang;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface ImportReport {
  /** Null for a dry run. */
  readonly id: bigint | null;
  readonly files: readonly FileReport[];
  readonly collapsed: Collapsed;
  /** Orders and refunds: new, different from the ones kept, and the same again. Null for a dry run. */
  readonly outcome: Outcome | null;
}

/** Reads order files into the register. However it ends, the outcome is stored; rejected rows are listed. */
export async function importOrders(folder: DataFolder, request: ImportRequest): Promise<ImportReport> {
  const note: ImportNote = {
    kind: 'orders',
    file: request.files.map((file) => basename(file)).join(', '),
    digest: await digestOf(request.files),
    author: request.author,
    at: request.clock(),
  };
  if (request.dryRun) return await readAndKeep(folder, request, note, null);
  const id = await startImport(folder, note);
  try {
    const report = await readAndKeep(folder, request, note, id);
    await endImport(folder, id, 'done', report.outcome, request.clock());
    return report;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await endImport(folder, id, 'failed', { message }, request.clock());
    throw error;
  }
}

async function readAndKeep(
  folder: DataFolder,
  request: ImportRequest,
  note: ImportNote,
  id: bigint | null,
): Promise<ImportReport> {
  const { progress, signal } = request;
  const scratch = await mkdtemp(join(folder.exchange, 'import-'));
  try {
    progress.step(text('读取文件', 'reading files'));
    const opened = await openOrders(scratch, request);
    const bytes = opened.reduce((sum, { table }) => sum + table.bytes, 0);
    const files: IncomingFiles = {
      orders: join(scratch, 'orders.parquet'),
      lines: join(scratch, 'lines.parquet'),
      refunds: join(scratch, 'refunds.parquet'),
    };
    const read = await withStaging(
      { scratch, memoryLimitMb: memoryFor(bytes), signal, at: progress.at },
      async (db) => await readInto(db, opened, scratch, request, files),
    );
    if (id === null) return { ...read, id, outcome: null };
    signal.throwIfAborted();
    progress.step(text('存入订单', 'keeping the orders'));
    const outcome = await keepIncoming(folder, id, files, note, progress.at);
    return { ...read, id, outcome };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function readInto(
  db: EmbeddedDatabase,
  opened: readonly OpenedOrders[],
  scratch: string,
  request: ImportRequest,
  files: IncomingFiles,
): Promise<Pick<ImportReport, 'files' | 'collapsed'>> {
  const { business, dayOrder, signal, amounts, lang, progress } = request;
  const decimals = currencyDecimals(business.currency);
  const context: ReadingContext = { ...business, decimals, dayOrder, sign: 'point' };
  const staged: StagedFile[] = [];
  for (const [index, { table, mapping }] of opened.entries()) {
    signal.throwIfAborted();
    const fields = orderFields(mapping, new Set(orderColumns));
    const options = { kind: 'orders' as const, fields, context, scratch, signal, preset: mapping.preset };
    staged.push(await stageMended(db, table, { ...options, table: `staged_orders${index}` }));
  }
  progress.step(text('整理订单', 'collecting orders'));
  const counted = await countAll(db, staged, null);
  await run(db, sql`create view order_rows as ${orderRows(staged, decimals)}`);
  const expected = staged.find(({ preset }) => preset)?.preset?.amounts ?? null;
  const collapsed = await collapseOrders(db, amounts, expected);
  const reported = await countForeign(db, counted);
  if (request.rejects !== null) await listRejects(db, reported, request.rejects, lang);
  await writeIncoming(db, collapsed.multiRow > 0, files);
  return { files: reported, collapsed };
}

async function listRejects(
  db: EmbeddedDatabase,
  files: readonly FileReport[],
  path: string,
  lang: Lang,
): Promise<void> {
  const output = await openOutput(path);
  try {
    await writeRejects(db, files, output, lang);
    await output.finish();
  } finally {
    await output.discard();
  }
}

/** Files that cannot be read are complained of when they are opened. */
async function digestOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    await pipeline(createReadStream(file), hash, { end: false }).catch(() => undefined);
  }
  return hash.digest('hex');
}
