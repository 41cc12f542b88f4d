import { copyFile, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ReadImport } from './import-result.ts';
import type { Incoming } from './incoming-orders.ts';
import type { MappingChoice } from './kept-mappings.ts';

/** What reading an import's files came to, kept before the register takes anything. */
export interface KeptReading {
  /** Null of a dry run. */
  readonly importId: string | null;
  /** A digest of what else the files were read with: the business's money and clock, and the mappings that it kept. */
  readonly readWith: string;
  readonly read: ReadImport;
  /** Mappings that hold from now on once the import is done. */
  readonly choices: readonly MappingChoice[];
  /** Good rows that were passed over; of customers it is known when they are kept. */
  readonly repeated: number;
  readonly incoming: Incoming | null;
}

const READING = 'reading.json';

/** Keeps what reading came to in a folder, with the files that the register takes. */
export async function keepReading(folder: string, { incoming, ...said }: KeptReading): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const reading: KeptReading = { ...said, incoming: incoming && (await linkInto(incoming, folder)) };
  await writeJson(join(folder, READING), reading);
}

/** Null where nothing was read completely. */
export async function readReading(folder: string): Promise<KeptReading | null> {
  const found = await readJson<KeptReading>(join(folder, READING));
  if (found === null) return null;
  // Earlier versions kept less.
  const files = found.read.files.map((file) => ({
    ...file,
    passedOver: file.passedOver ?? 0,
    notes: file.notes ?? [],
    unknownBuyers: file.unknownBuyers ?? 0,
  }));
  const { readWith = '', choices = [] }: Partial<KeptReading> = found;
  return { ...found, readWith, choices, read: { ...found.read, files } };
}

/** The files that the register takes, from elsewhere: the embedded engine reads its own folder alone. */
export async function linkInto(incoming: Incoming, folder: string): Promise<Incoming> {
  for (const path of pathsOf(incoming)) await linkOrCopy(path, join(folder, basename(path)));
  return renamed(incoming, (path) => join(folder, basename(path)));
}

function pathsOf(incoming: Incoming): readonly string[] {
  if ('events' in incoming) return [incoming.events];
  if ('settled' in incoming) return [incoming.settled];
  const { orders, lines, refunds } = incoming.orders;
  return [orders, lines, refunds];
}

function renamed(incoming: Incoming, of: (path: string) => string): Incoming {
  if ('events' in incoming) return { events: of(incoming.events) };
  if ('settled' in incoming) return { settled: of(incoming.settled) };
  const { orders, lines, refunds } = incoming.orders;
  return { orders: { orders: of(orders), lines: of(lines), refunds: of(refunds) } };
}

/** Not every file system knows links. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  await rm(to, { force: true });
  await link(from, to).catch(async () => await copyFile(from, to));
}

/** Appears under its name only when it is whole and on disk. */
export async function writeJson(path: string, value: unknown): Promise<void> {
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

/** Null where there is no such file. */
export async function readJson<T>(path: string): Promise<T | null> {
  const written = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return written === null ? null : (JSON.parse(written) as T);
}
