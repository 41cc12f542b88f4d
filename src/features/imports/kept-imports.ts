import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import type { Lang } from '../../domain/text.ts';
import type { DayOrder } from '../../domain/tidy/written-day.ts';
import type { Asker } from '../access/asker.ts';
import type { AmountMode } from './collapse.ts';
import type { FileKind } from './column-names.ts';
import type { ReadImport } from './import-result.ts';
import type { Incoming } from './incoming-orders.ts';
import type { SourceFile } from './open-tables.ts';
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
}

/** What reading an import's files came to, kept before the register takes anything. */
export interface KeptReading {
  readonly importId: string;
  readonly read: ReadImport;
  /** Good rows that were passed over; of customers it is known when they are kept. */
  readonly repeated: number;
  readonly incoming: Incoming | null;
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
  /** From here on it is not to go on. */
  readonly withdraw: (job: string) => Promise<void>;
  readonly discard: (job: string) => Promise<void>;
  /** Discards what is not to go on. */
  readonly sweep: () => Promise<void>;
}

const REQUEST = 'request.json';
const READING = 'reading.json';

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

/** Kept imports in a folder, which is made when there is something to keep. */
export function openKeptImports(folder: string): KeptImports {
  const pathOf = (job: string, name: string): string => join(folder, job, name);
  const kept = async (): Promise<readonly KeptImport[]> => {
    const jobs = await readdir(folder).catch(() => []);
    const found = await Promise.all(
      jobs.map(async (job) => await readJson<KeptImport>(pathOf(job, REQUEST))),
    );
    return found.filter((each) => each !== null).toSorted((a, b) => a.number - b.number);
  };
  let last: Promise<number> | null = null;
  const nextNumber = async (): Promise<number> => {
    last = (last ?? kept().then((all) => all.at(-1)?.number ?? 0)).then((number) => number + 1);
    return await last;
  };
  const discard = async (job: string): Promise<void> => {
    await rm(join(folder, job), { recursive: true, force: true });
    await rmdir(folder).catch(() => undefined);
  };
  return {
    pathOf,
    discard,
    list: kept,
    keep: async (asked, files) => {
      const number = await nextNumber();
      await mkdir(join(folder, asked.job), { recursive: true, mode: 0o700 });
      const sizes: KeptImport['files'][number][] = [];
      for (const [index, { path, ...file }] of files.entries()) {
        await linkOrCopy(path, pathOf(asked.job, `${index}-${file.name}`));
        sizes.push({ ...file, bytes: (await stat(path)).size });
      }
      const whole: KeptImport = { ...asked, number, files: sizes };
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
    keepReading: async (job, { incoming, ...said }) => {
      const own = incoming && renamed(incoming, (path) => pathOf(job, basename(path)));
      if (incoming !== null) {
        for (const path of pathsOf(incoming)) await linkOrCopy(path, pathOf(job, basename(path)));
      }
      const reading: KeptReading = { ...said, incoming: own };
      await writeJson(pathOf(job, READING), reading);
    },
    readingOf: async (job) => await readJson<KeptReading>(pathOf(job, READING)),
    withdraw: async (job) => await rm(pathOf(job, REQUEST), { force: true }),
    sweep: async () => {
      const waiting = new Set((await kept()).map(({ job }) => job));
      for (const job of await readdir(folder).catch(() => [])) if (!waiting.has(job)) await discard(job);
    },
  };
}

/** The files that the register takes, from elsewhere: the embedded engine reads its own folder alone. */
export async function linkInto(incoming: Incoming, folder: string): Promise<Incoming> {
  for (const path of pathsOf(incoming)) await linkOrCopy(path, join(folder, basename(path)));
  return renamed(incoming, (path) => join(folder, basename(path)));
}

function pathsOf(incoming: Incoming): readonly string[] {
  if ('events' in incoming) return [incoming.events];
  const { orders, lines, refunds } = incoming.orders;
  return [orders, lines, refunds];
}

function renamed(incoming: Incoming, of: (path: string) => string): Incoming {
  if ('events' in incoming) return { events: of(incoming.events) };
  const { orders, lines, refunds } = incoming.orders;
  return { orders: { orders: of(orders), lines: of(lines), refunds: of(refunds) } };
}

/** Not every file system knows links. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  await rm(to, { force: true });
  await link(from, to).catch(async () => await copyFile(from, to));
}

/** Appears under its name only when it is whole and on disk. */
async function writeJson(path: string, value: unknown): Promise<void> {
  const part = `${path}.part`;
  const handle = await open(part, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(value));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, path);
}

async function readJson<T>(path: string): Promise<T | null> {
  const written = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return written === null ? null : (JSON.parse(written) as T);
}

function refuseGone(name: string): never {
  return refuse(
    'upload-gone',
    name,
    '上传的文件不在了或不完整，这次导入不能接着做：请重新上传并导入',
    'the uploaded file is not there any more, or not whole, so this import cannot go on: upload it again',
  );
}
