import { open, stat } from 'node:fs/promises';
import { text } from '../../domain/text.ts';
import { refuseFile } from './file-refusals.ts';

/** A file the user gave, known to exist and to be readable. */
export interface Source {
  /** The path as given. */
  readonly file: string;
  readonly bytes: number;
  readonly signal: AbortSignal | undefined;
  /** Tells how many bytes of the file have been worked through; never goes backwards. */
  readonly progress: (bytesDone: number) => void;
}

export interface SourceOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytesDone: number, bytesTotal: number) => void;
}

const NOT_FOUND = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']);
const CHUNK_BYTES = 1 << 20;

/** Finds the file, or refuses it: missing, a folder, unreadable, empty. */
export async function findSource(file: string, { signal, onProgress }: SourceOptions): Promise<Source> {
  signal?.throwIfAborted();
  const found = await stat(file).catch((error: unknown) => refuseAccess(file, error));
  if (found.isDirectory()) refuseFile('file-is-folder', file);
  if (!found.isFile()) refuseFile('file-unreadable', file, text('不是普通文件', 'not an ordinary file'));
  const handle = await open(file).catch((error: unknown) => refuseAccess(file, error));
  await handle.close();
  if (found.size === 0) refuseFile('file-empty', file);
  let furthest = -1;
  const progress = (bytesDone: number) => {
    if (bytesDone <= furthest) return;
    furthest = bytesDone;
    onProgress?.(bytesDone, found.size);
  };
  return { file, bytes: found.size, signal, progress };
}

function refuseAccess(file: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (NOT_FOUND.has(code)) refuseFile('file-not-found', file);
  refuseFile('file-unreadable', file, text(code, code));
}

/** The file's bytes in order. Every chunk is the same buffer, valid only until the next one is asked for. */
export async function* readChunks({ file, signal, progress }: Source): AsyncGenerator<Buffer> {
  const handle = await open(file);
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    let done = 0;
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      done += bytesRead;
      progress(done);
    }
  } finally {
    await handle.close();
  }
}

/** Up to `length` bytes of a file from `start`. */
export async function readSlice(path: string, start: number, length: number): Promise<Buffer> {
  const handle = await open(path);
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
