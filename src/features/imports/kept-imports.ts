import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import type { Lang } from '../../domain/text.ts';
import type { DayOrder } from '../../domain/tidy/written-day.ts';
import type { Asker } from '../access/asker.ts';
import type { AmountMode } from './collapse.ts';
import type { FileKind } from './column-names.ts';
import {
  type KeptReading,
  keepReading,
  linkOrCopy,
  readJson,
  readReading,
  writeJson,
} from './kept-readings.ts';
import type { SourceFile } from './open-tables.ts';
import { openTriedImports, type TriedImports } from './tried-imports.ts';
import type { WithoutBuyer } from './without-buyer.ts';

/** How somebody wants files to be imported. */
interface ChosenImport {
  readonly kind: FileKind;
  /** Columns by field. */
  readonly map?: Readonly<Record<string, string>> | undefined;
  readonly leave?: readonly string[] | undefined;
  readonly preset?: string | undefined;
  readonly amount?: AmountMode | undefined;
  readonly dates?: DayOrder | undefined;
  readonly withoutBuyer?: WithoutBuyer | undefined;
  readonly remembered?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  /** False: nobody is graded after it. */
  readonly grade?: boolean | undefined;
}

interface AskedImport {
  /** The id under which the job that does it is followed. */
  readonly job: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly lang: Lang;
  readonly asker: Asker;
  /** As `authorName` writes them. */
  readonly author: string;
  readonly chosen: ChosenImport;
}

/** An import with its files, as it waits until it has ended. */
export interface KeptImport extends AskedImport {
  /** Rises with every import that is asked for. */
  readonly number: number;
  readonly files: readonly (Omit<SourceFile, 'path'> & { readonly bytes: number })[];
  /** Which files are to be read, and how: a dry run and the import after it say the same. */
  readonly said: string;
  /** The folder of such a dry run, as `TriedImports` finds it. */
  readonly tried: string | null;
}

/** Imports that were asked for and have not ended, each in a folder of its own, so that they go on after the process was ended. */
export interface KeptImports {
  /** Keeps the files and what is asked; on disk when this resolves. */
  readonly keep: (asked: AskedImport, files: readonly SourceFile[]) => Promise<KeptImport>;
  /** Those that are to go on, the first asked for first. */
  readonly list: () => Promise<readonly KeptImport[]>;
  readonly filesOf: (kept: KeptImport) => readonly SourceFile[];
  /** Throws an InputError where the files are not there as they came. */
  readonly refuseWithoutFiles: (kept: KeptImport) => Promise<void>;
  /** Where a file of a job lies. */
  readonly pathOf: (job: string, name: string) => string;
  readonly keepReading: (job: string, reading: KeptReading) => Promise<void>;
  /** Null where the files were not read completely. */
  readonly readingOf: (job: string) => Promise<KeptReading | null>;
  readonly tried: TriedImports;
  /** From here on it is not to go on. */
  readonly withdraw: (job: string) => Promise<void>;
  /** Of an import that has ended; with it goes what its dry run had read. */
  readonly discard: (kept: KeptImport) => Promise<void>;
  /** Discards what is not to go on. */
  readonly sweep: () => Promise<void>;
}

const REQUEST = 'request.json';

/** Where the imports of a data folder wait. */
export function keptImportsIn(dataFolder: string): string {
  return join(dataFolder, 'imports');
}

/** What there is of a kept import: it is to go on; it is not, as whoever asked withdrew it or it has ended; nothing. */
export type KeptState = 'waits' | 'withdrawn' | 'gone';

export function stateOfKept(folder: string, job: string): KeptState {
  if (existsSync(join(folder, job, REQUEST))) return 'waits';
  return existsSync(join(folder, job)) ? 'withdrawn' : 'gone';
}

/** Kept imports in a folder, which is made when there is something to keep; what dry runs read lies in `tryingOut`. */
export function openKeptImports(folder: string, tryingOut: string): KeptImports {
  const pathOf = (job: string, name: string): string => join(folder, job, name);
  const kept = async (): Promise<readonly KeptImport[]> => {
    const jobs = await readdir(folder).catch(() => []);
    const found = await Promise.all(
      jobs.map(async (job) => await readJson<KeptImport>(pathOf(job, REQUEST))),
    );
    // Earlier versions said less.
    const whole = found.flatMap((each) => each && { ...each, tried: each.tried ?? null });
    return whole.filter((each) => each !== null).toSorted((a, b) => a.number - b.number);
  };
  let last: Promise<number> | null = null;
  const nextNumber = async (): Promise<number> => {
    last = (last ?? kept().then((all) => all.at(-1)?.number ?? 0)).then((number) => number + 1);
    return await last;
  };
  const remove = async (job: string): Promise<void> => {
    await rm(join(folder, job), { recursive: true, force: true });
    await rmdir(folder).catch(() => undefined);
  };
  const tried = openTriedImports(tryingOut);
  return {
    pathOf,
    list: kept,
    discard: async ({ job, tried: found }) => {
      await remove(job);
      if (found !== null) await tried.forget(found);
    },
    tried,
    keep: async (asked, files) => {
      const number = await nextNumber();
      await mkdir(join(folder, asked.job), { recursive: true, mode: 0o700 });
      const sizes: KeptImport['files'][number][] = [];
      for (const [index, { path, ...file }] of files.entries()) {
        await linkOrCopy(path, pathOf(asked.job, `${index}-${file.name}`));
        sizes.push({ ...file, bytes: (await stat(path)).size });
      }
      const said = saidOf(asked, files);
      const found = asked.chosen.dryRun ? null : tried.find(said);
      const whole: KeptImport = { ...asked, number, files: sizes, said, tried: found };
      await writeJson(pathOf(asked.job, REQUEST), whole);
      return whole;
    },
    filesOf: ({ job, files }) =>
      files.map(({ bytes: _, ...file }, index) => ({ ...file, path: pathOf(job, `${index}-${file.name}`) })),
    refuseWithoutFiles: async ({ job, files }) => {
      for (const [index, { name, bytes }] of files.entries()) {
        const found = await stat(pathOf(job, `${index}-${name}`)).catch(() => null);
        if (found?.size !== bytes) refuseGone(name);
      }
    },
    keepReading: async (job, reading) => await keepReading(join(folder, job), reading),
    readingOf: async (job) => await readReading(join(folder, job)),
    withdraw: async (job) => await rm(pathOf(job, REQUEST), { force: true }),
    sweep: async () => {
      const waiting = new Set((await kept()).map(({ job }) => job));
      for (const job of await readdir(folder).catch(() => [])) if (!waiting.has(job)) await remove(job);
    },
  };
}

function saidOf(
  { lang, chosen: { dryRun: _, ...chosen } }: AskedImport,
  files: readonly SourceFile[],
): string {
  return createHash('sha256')
    .update(JSON.stringify([lang, chosen, files]))
    .digest('hex');
}

function refuseGone(name: string): never {
  return refuse(
    'upload-gone',
    name,
    '上传的文件不在了或不完整，这次导入不能接着做：请重新上传并导入',
    'the uploaded file is not there any more, or not whole, so this import cannot go on: upload it again',
  );
}
