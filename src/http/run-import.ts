import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from '../domain/text.ts';
import { refuseUnlessAllowed } from '../features/access/asker.ts';
import { choicesIn, importFiles, keepReadImport } from '../features/imports/import-files.ts';
import { gradeAfter, inShop, type ShopImport } from '../features/imports/import-into-shop.ts';
import type { AskingJob, ImportReport, ImportRequest } from '../features/imports/import-request.ts';
import {
  effectResult,
  evaluationResult,
  type ImportResult,
  type LostValues,
  lostValues,
  type ReadImport,
  readResult,
} from '../features/imports/import-result.ts';
import type { Incoming } from '../features/imports/incoming-orders.ts';
import type { KeptImport, KeptImports } from '../features/imports/kept-imports.ts';
import type { KeptReading } from '../features/imports/kept-readings.ts';
import { importOfJob } from '../features/imports/noted-import.ts';
import type { LeftOut } from '../features/imports/tried-imports.ts';
import { isPaused, type JobContext } from '../features/jobs/jobs.ts';
import type { Outcome } from '../features/register/recording.ts';
import { countStanding } from '../features/register/settled-refunds.ts';
import { businessOf } from '../features/schemes/business.ts';
import { errorFilesOf } from './error-files.ts';
import type { ServedShop } from './served-shop.ts';

/** Of a kept import, where the rows left out are listed. */
export const REJECTS = 'rejects.csv';

interface Running {
  readonly shop: ServedShop;
  readonly imports: KeptImports;
  readonly kept: KeptImport;
  readonly context: JobContext;
}

interface Taken {
  readonly id: bigint;
  readonly read: ReadImport;
  readonly repeated: number;
  readonly outcome: Outcome;
  readonly unattributed: number;
  readonly losses: readonly LostValues[];
}

/** Does what a kept import asks for, from wherever it was when the server was ended, and grades everybody after it. */
export async function runImport(running: Running): Promise<ImportResult> {
  const { shop, kept, context } = running;
  if (kept.chosen.dryRun) return await tryOut(running);
  const { id, read, repeated, outcome, unattributed, losses } =
    (await takenBefore(running)) ?? (await takeNow(running));
  const isSettled = kept.chosen.kind === 'settlements';
  const settled = isSettled ? await countStanding(shop.folder.database().reader, id) : 0;
  const { clock, folder } = shop;
  const isGraded = kept.chosen.grade !== false;
  const evaluation = isGraded ? await gradeAfter(folder, { clock, progress: context.progress }) : null;
  return {
    ...read,
    ...(isSettled ? { settled } : {}),
    ...{ importId: String(id), outcome, repeated, unattributed, losses, effect: null },
    evaluation: evaluationResult(evaluation),
  };
}

/** What an import had come to that was committed when the server was ended; null where nothing was. */
async function takenBefore({ shop, imports, kept }: Running): Promise<Taken | null> {
  const found = await importOfJob(shop.folder.database().reader, kept.job);
  const reading = await imports.readingOf(kept.job);
  if (found?.status !== 'done' || found.report === null || reading === null) return null;
  const { added, changed, unchanged, unattributed = 0 } = found.report;
  return { ...takenOf(kept, found.id, reading, { added, changed, unchanged }), unattributed, losses: [] };
}

function takenOf(
  { chosen }: KeptImport,
  id: bigint,
  { read, repeated }: KeptReading,
  outcome: Outcome,
): Omit<Taken, 'unattributed' | 'losses'> {
  if (chosen.kind !== 'customers') return { id, read, repeated, outcome };
  const accepted = read.files.reduce((sum, file) => sum + file.accepted, 0);
  const { added, changed, unchanged } = outcome;
  return { id, read, outcome, repeated: Math.max(0, accepted - added - changed - unchanged) };
}

/** Throws where nothing, or of customers not all, is kept; unless it is to go on, nothing is left then of what it had read. */
async function takeNow(running: Running): Promise<Taken> {
  const { shop, imports, kept, context } = running;
  const plain = await mkdtemp(join(shop.folder.exchange, 'errors-'));
  const request = await inShop(shop.folder, requestOf(running, plain));
  const own = await imports.readingOf(kept.job);
  const before = own ?? (await triedBefore(running, request));
  const told: { reading: KeptReading | null } = { reading: own };
  const asking: AskingJob = {
    job: shop.lasting ? kept.job : null,
    check: async () => {
      await refuseUnlessAllowed(shop.folder.database().reader, kept.asker, 'imports:run', kept.author);
      await imports.refuseWithoutFiles(kept);
    },
    onRead: async (id, report, incoming) => {
      const read = await withErrorFiles(running, readResult(report, kept.lang), { of: String(id), plain });
      told.reading = { ...readingOf(report, request, incoming), importId: String(id), read };
      await imports.keepReading(kept.job, told.reading);
    },
  };
  const onBegun = async (id: bigint): Promise<void> => {
    if (before === null || before.importId !== null) return;
    const read = await withErrorFiles(running, before.read, { of: String(id), plain });
    told.reading = { ...before, importId: String(id), read };
    await imports.keepReading(kept.job, told.reading);
  };
  try {
    const { incoming = null } = before ?? {};
    const report =
      before === null || incoming === null
        ? await importFiles(shop.folder, { ...request, asking })
        : await keepReadImport(shop.folder, { ...request, asking }, { ...before, incoming }, onBegun);
    const { id, outcome, unattributed } = report;
    const losses = 'losses' in report ? lostValues(report, report.losses) : [];
    if (told.reading === null || id === null || outcome === null) throw new Error('the import kept nothing');
    return { ...takenOf(kept, id, told.reading, outcome), unattributed, losses };
  } catch (error) {
    const { importId = null } = told.reading ?? {};
    if (importId !== null && !isPaused(context.signal)) await errorFilesOf(shop, false).discard(importId);
    throw error;
  } finally {
    await rm(plain, { recursive: true, force: true });
  }
}

/** What an import would come to. What it read is kept for the import of the same. */
async function tryOut(running: Running): Promise<ImportResult> {
  const { shop, imports, kept } = running;
  const { folder } = shop;
  const plain = await mkdtemp(join(folder.exchange, 'errors-'));
  try {
    await imports.refuseWithoutFiles(kept);
    const request = await inShop(folder, requestOf(running, plain));
    const asking: AskingJob = {
      job: null,
      check: async () => undefined,
      onRead: async (_, report, incoming) => {
        // Events and settlements are read by whom and what the register knows, which may be others by then.
        if (incoming === null || !('orders' in incoming)) return;
        await imports.tried.keep(kept, readingOf(report, request, incoming), request);
      },
    };
    const report = await importFiles(folder, { ...request, asking, dryRun: true });
    const read = await withErrorFiles(running, readResult(report, kept.lang), { of: kept.job, plain });
    const { currency } = await businessOf(folder.database().reader);
    const effect = report.effect && effectResult(report.effect, currency);
    const { repeated, unattributed } = report;
    const settled = report.effect?.settled;
    return {
      ...read,
      ...(settled === undefined ? {} : { settled }),
      ...{ importId: null, outcome: null, repeated, unattributed, effect, evaluation: null },
      losses: lostValues(report, report.effect?.losses),
    };
  } finally {
    await rm(plain, { recursive: true, force: true });
  }
}

/** What the dry run read where it read the same as would be read now. */
async function triedBefore(
  { imports, kept }: Running,
  request: ImportRequest & LeftOut,
): Promise<KeptReading | null> {
  const found = await imports.tried.take(kept, request);
  return found?.readWith === readWith(request) ? found : null;
}

/** What reading came to, of an import without its id. */
function readingOf(report: ImportReport, request: ImportRequest, incoming: Incoming | null): KeptReading {
  return {
    ...{ importId: null, readWith: readWith(request), incoming },
    ...{ read: readResult(report, request.lang), repeated: report.repeated },
    choices: choicesIn(report, request),
  };
}

/** A digest of what files are read with beside what is asked for. */
function readWith({ context, kept }: ImportRequest): string {
  const ids = (kept ?? []).map(({ id }) => String(id));
  return createHash('sha256')
    .update(JSON.stringify([context, ids]))
    .digest('hex');
}

function requestOf({ shop, imports, kept, context }: Running, errorFiles: string): ShopImport & LeftOut {
  const { kind, map = {}, leave = [], preset, amount = null, dates } = kept.chosen;
  const { withoutBuyer = null, remembered = true } = kept.chosen;
  const { seal, clock } = shop;
  const { lang, author } = kept;
  return {
    ...{ kind, files: imports.filesOf(kept), settled: new Map(Object.entries(map)), leave, preset },
    ...{ withoutBuyer, remembered },
    ...{ amounts: amount, dayOrder: dates, dryRun: false, lang, author, seal, clock, errorFiles },
    ...{ signal: context.signal, progress: context.progress, rejects: imports.pathOf(kept.job, REJECTS) },
  };
}

/** Seals the files with the rows left out. Where that fails the import goes on without them, and says so. */
async function withErrorFiles(
  { shop, kept }: Running,
  read: ReadImport,
  { of, plain }: { readonly of: string; readonly plain: string },
): Promise<ReadImport> {
  const files = errorFilesOf(shop, kept.chosen.dryRun === true);
  try {
    await files.keep(of, plain, read.errorFiles);
    return read;
  } catch (error) {
    shop.onFault(error, 'error files');
    await files.discard(of).catch((again: unknown) => shop.onFault(again, 'error files'));
    return { ...read, errorFiles: [], remarks: [...read.remarks, errorFilesLost[kept.lang]] };
  }
}

const errorFilesLost = text(
  '没有导入的行没能存成错误文件（原因见服务器日志）；其余照常，改好原文件后可再导入一次，已有的不会重复',
  'the rows left out could not be kept as error files (the server’s log says why); all else is as usual: mend the original and import it again, what is there already stays as it is',
);
