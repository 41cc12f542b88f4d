import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Seal } from '../contacts/seal.ts';
import type { ErrorFile } from './error-file.ts';

/**
 * Error files as they wait to be downloaded. They hold rows of people's data: each is sealed piece by piece under the key of
 * contact data, lies beside the database and is deleted after 30 days. `of` is the import or the job that they are of.
 */
export interface KeptErrorFiles {
  /** Seals the plain files of a folder, each called by its position, and keeps them. */
  readonly keep: (of: string, plain: string, files: readonly ErrorFile[]) => Promise<void>;
  /** What is kept of an import or job, by position; empty where nothing is, or nothing any more. */
  readonly list: (of: string) => Promise<readonly ErrorFile[]>;
  /** Of which imports or jobs anything is kept. */
  readonly kept: () => Promise<ReadonlySet<string>>;
  /** The plain bytes of one of them. Ends in an error where the file was altered or cut short. */
  readonly read: (of: string, position: number) => Readable;
  readonly discard: (of: string) => Promise<void>;
  /** Deletes what has been kept long enough. */
  readonly sweep: () => Promise<void>;
}

const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
const PIECE_BYTES = 1 << 18;

interface Head extends ErrorFile {
  readonly of: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface Options {
  /** Made when there is something to keep. */
  readonly folder: string;
  readonly seal: Seal;
  readonly clock: () => number;
}

/** Error files in a folder of the data folder. */
export function openErrorFiles({ folder, seal, clock }: Options): KeptErrorFiles {
  const pathOf = (of: string, position: number): string => join(folder, of, `${position}.sealed`);
  const discard = async (of: string): Promise<void> =>
    await rm(join(folder, of), { recursive: true, force: true });
  const headOf = async (of: string, position: number): Promise<Head | null> => {
    const line = await firstLine(pathOf(of, position));
    return line === null ? null : openHead(seal, line, of, position);
  };
  const list = async (of: string): Promise<Head[]> => {
    const names = await readdir(join(folder, of)).catch(() => []);
    const positions = names.flatMap((name) => /^(\d+)\.sealed$/.exec(name)?.[1] ?? []).map(Number);
    const heads = await Promise.all(positions.map(async (position) => await headOf(of, position)));
    return heads.filter((head) => head !== null).sort((a, b) => a.position - b.position);
  };
  return {
    discard,
    kept: async () => new Set(await readdir(folder).catch(() => [])),
    list: async (of) => (await list(of)).map(({ position, name, rows }) => ({ position, name, rows })),
    keep: async (of, plain, files) => {
      if (files.length === 0) return;
      await mkdir(join(folder, of), { recursive: true, mode: 0o700 });
      for (const file of files) {
        const head = { ...file, of, at: clock() };
        const target = createWriteStream(pathOf(of, file.position), { mode: 0o600 });
        await pipeline(sealed(seal, head, join(plain, String(file.position))), target);
      }
    },
    read: (of, position) => Readable.from(opened(seal, pathOf(of, position), of, position)),
    sweep: async () => {
      for (const of of await readdir(folder).catch(() => [])) {
        const [first] = await list(of);
        if (first !== undefined && first.at + KEPT_DAYS * DAY_MS <= clock()) await discard(of);
      }
    },
  };
}

/** What every piece is sealed with, so that none stands for another. */
function placeOf(of: string, position: number, piece: number): string {
  return `${of}/${position}/${piece}\n`;
}

/** A line for the head, one for each piece, and an empty piece for the end. */
async function* sealed(seal: Seal, head: Head, plain: string): AsyncGenerator<string> {
  const line = (piece: number, content: string): string =>
    `${seal.seal(placeOf(head.of, head.position, piece) + content)}\n`;
  yield line(0, JSON.stringify(head));
  let piece = 1;
  for await (const part of createReadStream(plain, { highWaterMark: PIECE_BYTES })) {
    yield line(piece++, (part as Buffer).toString('base64'));
  }
  yield line(piece, '');
}

async function* opened(seal: Seal, path: string, of: string, position: number): AsyncGenerator<Buffer> {
  let piece = 0;
  let ended = false;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const content = openPiece(seal, line, placeOf(of, position, piece));
    if (ended) throw altered();
    if (piece > 0 && content === '') ended = true;
    else if (piece > 0) yield Buffer.from(content, 'base64');
    piece++;
  }
  if (!ended) throw altered();
}

function openPiece(seal: Seal, line: string, place: string): string {
  const text = seal.open(line);
  if (!text.startsWith(place)) throw altered();
  return text.slice(place.length);
}

function altered(): Error {
  return new Error('an error file was altered or cut short');
}

function openHead(seal: Seal, line: string, of: string, position: number): Head | null {
  try {
    return JSON.parse(openPiece(seal, line, placeOf(of, position, 0))) as Head;
  } catch {
    // Sealed under another key, or half written when the process ended.
    return null;
  }
}

/** The head's line, which is short. */
async function firstLine(path: string): Promise<string | null> {
  const handle = await open(path).catch(() => null);
  if (handle === null) return null;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8192), 0, 8192, 0);
    const end = buffer.indexOf(10);
    return end < 0 || end >= bytesRead ? null : buffer.toString('latin1', 0, end);
  } finally {
    await handle.close();
  }
}
