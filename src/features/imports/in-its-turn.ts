import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DataFolder } from '../../db/data-folder.ts';
import { refuse } from '../../domain/problem.ts';
import { isPaused } from '../jobs/jobs.ts';
import type { Outcome } from '../register/recording.ts';
import { finishAbandoned } from './finish-imports.ts';
import type { ImportRequest } from './import-request.ts';
import { failImport, type ImportNote, nothingKept, startImport } from './noted-import.ts';
import type { SourceFile } from './open-tables.ts';

/** An import that is noted and under way. */
export interface BegunImport {
  readonly id: bigint;
  readonly note: ImportNote;
  /** Tells what it has come to, where that stays when the rest fails. */
  readonly onKept: (outcome: Outcome) => void;
}

export type TurnRequest = Pick<ImportRequest, 'kind' | 'files' | 'author' | 'clock' | 'signal' | 'asking'>;

/**
 * Does an import's work when no other is under way: noted before anything is kept, and, unless it is to go on when the server is
 * started again, ended as failed or interrupted where it throws.
 */
export async function inItsTurn<T>(
  folder: DataFolder,
  request: TurnRequest,
  work: (begun: BegunImport) => Promise<T>,
): Promise<T> {
  const turn = async (): Promise<T> => {
    await finishAbandoned(folder, request.clock());
    return await underItsNumber(folder, request, work);
  };
  return await folder.turns.wait('import', turn, request.signal);
}

async function underItsNumber<T>(
  folder: DataFolder,
  { kind, files, author, clock, signal, asking }: TurnRequest,
  work: (begun: BegunImport) => Promise<T>,
): Promise<T> {
  const note: ImportNote = {
    kind,
    file: files.map(({ name }) => basename(name)).join(', '),
    digest: await digestOf(files),
    author,
    at: clock(),
    job: asking?.job ?? null,
    audited: asking !== undefined,
  };
  const { id, digest } = await startImport(folder, note);
  let kept: Outcome | null = null;
  const onKept = (outcome: Outcome): void => {
    kept = outcome;
  };
  try {
    await asking?.check();
    if (digest !== note.digest) refuseAltered();
    return await work({ id, note, onKept });
  } catch (error) {
    if (note.job !== null && isPaused(signal)) throw error;
    const status = signal.aborted ? 'interrupted' : 'failed';
    await failImport(folder, id, status, { ...nothingKept(error), ...(kept ?? {}) }, clock());
    throw error;
  }
}

async function digestOf(files: readonly SourceFile[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { path } of files) {
    await pipeline(createReadStream(path), hash, { end: false }).catch(() => undefined);
  }
  return hash.digest('hex');
}

function refuseAltered(): never {
  return refuse(
    'upload-altered',
    '',
    '文件与上传时不同，这次导入不能接着做：请重新上传并导入',
    'the files are not as they were uploaded, so this import cannot go on: upload them again',
  );
}
