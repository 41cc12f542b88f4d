import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileKind } from '../features/imports/column-names.ts';
import type { ImportResult } from '../features/imports/import-result.ts';
import type { WithoutBuyer } from '../features/imports/without-buyer.ts';
import { type Api, bodyOf } from '../http/client/client.ts';
import type { DataFlags } from './data-folder-option.ts';
import { followJob } from './follow-job.ts';
import type { ReadingFlags } from './grade-options.ts';
import type { ProgressBar } from './progress-bar.ts';
import { saveAnswer } from './save-answer.ts';
import { sendFiles } from './send-files.ts';
import type { Surroundings } from './surroundings.ts';

export interface ImportFlags extends DataFlags, ReadingFlags {
  readonly as: FileKind | 'all';
  readonly dryRun?: boolean;
  readonly rejects?: string;
  readonly errorFiles?: string;
  readonly withoutBuyer?: WithoutBuyer;
  readonly remembered: boolean;
  readonly json?: boolean;
}

interface Running {
  readonly flags: ImportFlags;
  readonly kind: FileKind;
  /** False: more files follow. */
  readonly grade?: boolean;
  readonly map: Record<string, string>;
  readonly bar: ProgressBar;
  readonly surroundings: Surroundings;
}

/** Sends files, has the server import them, and saves what it left out where that is asked for. */
export async function runImport(
  api: Api,
  files: readonly string[],
  { flags, kind, grade, map, bar, surroundings: { signal } }: Running,
): Promise<ImportResult> {
  const { preset, amount, dates, withoutBuyer, remembered, rejects, errorFiles } = flags;
  const uploads = await sendFiles(api, files, bar, signal);
  const body = {
    ...{ uploads, kind, map, remembered, dryRun: flags.dryRun ?? false },
    ...(grade === undefined ? {} : { grade }),
    ...(preset === undefined ? {} : { preset }),
    reading: readingOf(uploads, flags),
    ...(amount === undefined ? {} : { amount }),
    ...(dates === undefined ? {} : { dates }),
    ...(withoutBuyer === undefined ? {} : { withoutBuyer }),
  };
  const { job } = bodyOf(await api.POST('/api/v1/imports', { body }));
  const result = await followJob<ImportResult>(api, job, bar, signal);
  if (rejects !== undefined && result.rejects) {
    const params = { path: { job } };
    await saveAnswer(rejects, async () =>
      api.GET('/api/v1/jobs/{job}/rejects', { params, parseAs: 'stream' }),
    );
  }
  if (errorFiles !== undefined) await saveErrorFiles(api, job, result, errorFiles);
  return result;
}

async function saveErrorFiles(api: Api, job: string, result: ImportResult, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { position, name } of result.errorFiles) {
    const params = { path: { job, position } };
    await saveAnswer(join(folder, name), async () =>
      api.GET('/api/v1/jobs/{job}/error-files/{position}', { params, parseAs: 'stream' }),
    );
  }
}

/** How each upload was chosen to be read: all alike. */
function readingOf(uploads: readonly string[], { encoding, sheet }: ReadingFlags) {
  const chosen = {
    ...(encoding === undefined ? {} : { encoding }),
    ...(sheet === undefined ? {} : { sheet }),
  };
  return Object.fromEntries(uploads.map((id) => [id, chosen]));
}
