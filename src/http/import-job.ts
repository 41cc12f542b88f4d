import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import type { Lang } from '../domain/text.ts';
import { noteAlone } from '../features/audit/audit.ts';
import { gradeAfter, importIntoShop } from '../features/imports/import-into-shop.ts';
import { importResult } from '../features/imports/import-result.ts';
import type { SourceFile } from '../features/imports/open-tables.ts';
import type { Upload, Uploads } from '../features/imports/uploads.ts';
import type { JobContext, WorkOrder } from '../features/jobs/jobs.ts';
import { businessOf } from '../features/schemes/business.ts';
import { errorFilesOf } from './error-files.ts';
import type { importRequest } from './import-schemas.ts';
import type { ServedShop } from './served-shop.ts';

export interface UploadedImport extends Omit<z.infer<typeof importRequest>, 'uploads'> {
  readonly files: readonly (Upload & SourceFile)[];
  readonly author: string;
  readonly lang: Lang;
}

/** An import of uploads as a job. The uploads are deleted once they are kept. */
export function importOrder(shop: ServedShop, uploads: Uploads, request: UploadedImport): WorkOrder {
  return {
    kind: 'import',
    work: async (context) => await importUploads(shop, uploads, request, context),
    forget: async (id) => {
      await rm(rejectsPath(shop, id), { force: true });
      await errorFilesOf(shop, true).discard(id);
    },
  };
}

/** Where the rows that a job left out are listed; null where nothing was. */
export function rejectsOf(shop: ServedShop, job: string): string | null {
  const path = rejectsPath(shop, job);
  return existsSync(path) ? path : null;
}

function rejectsPath({ folder }: ServedShop, job: string): string {
  return join(folder.exchange, 'rejects', `${job}.csv`);
}

async function importUploads(
  shop: ServedShop,
  uploads: Uploads,
  request: UploadedImport,
  context: JobContext,
): Promise<unknown> {
  const plain = await mkdtemp(join(shop.folder.exchange, 'errors-'));
  try {
    return await readUploads(shop, uploads, request, context, plain);
  } finally {
    await rm(plain, { recursive: true, force: true });
  }
}

async function readUploads(
  shop: ServedShop,
  uploads: Uploads,
  { map = {}, leave = [], amount, dates, dryRun = false, ...request }: UploadedImport,
  { id, signal, progress }: JobContext,
  errorFiles: string,
): Promise<unknown> {
  const { folder, seal, clock } = shop;
  const rejects = rejectsPath(shop, id);
  await mkdir(dirname(rejects), { recursive: true });
  const { author, files, lang } = request;
  const report = await importIntoShop(folder, {
    ...{ kind: request.kind, files, author, lang, seal, clock, signal, progress, dryRun, rejects },
    ...{
      settled: new Map(Object.entries(map)),
      leave,
      preset: request.preset,
      amounts: amount ?? null,
      dayOrder: dates,
      errorFiles,
    },
  });
  if (!dryRun) {
    // Before grading, which may fail while the rows are kept.
    const detail = { kind: request.kind, importId: String(report.id), ...report.outcome };
    const subject = files.map(({ name }) => name).join(', ');
    await noteAlone(folder, { at: clock(), actor: author, action: 'file-imported', subject, detail });
    await uploads.discard(files.map((file) => file.id));
  }
  await errorFilesOf(shop, dryRun).keep(dryRun ? id : String(report.id), errorFiles, report.errorFiles);
  const evaluation = report.outcome === null ? null : await gradeAfter(folder, { clock, progress });
  const { currency } = await businessOf(folder.database().reader);
  const result = importResult({ report, evaluation }, currency, lang);
  if (!result.rejects) await rm(rejects, { force: true });
  return result;
}
