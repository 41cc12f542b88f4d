import { join } from 'node:path';
import type { DataFolder } from '../../db/data-folder.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import type { RecordedSource } from '../../domain/event.ts';
import { text } from '../../domain/text.ts';
import type { ImportReport, ImportRequest } from './import-request.ts';
import { writeIncomingEvents } from './incoming-events.ts';
import { type ImportNote, keepIncomingEvents } from './keep-incoming.ts';
import { listRejects, rejectedOf } from './list-rejects.ts';
import { stageEvents } from './stage-events.ts';

export interface PreparedEvents extends Pick<ImportReport, 'files'> {
  /** Null where nothing is to be kept. */
  readonly path: string | null;
}

/** Reads files with events of one source in a staging database. */
export async function prepareEvents(
  folder: DataFolder,
  db: EmbeddedDatabase,
  scratch: string,
  source: RecordedSource,
  request: ImportRequest,
): Promise<PreparedEvents> {
  const files = await stageEvents(db, folder, scratch, source, request);
  await listRejects(db, files, request);
  if (request.dryRun) return { files, path: null };
  const path = join(scratch, 'events.parquet');
  const staged = files.map((file) => file.staged);
  await writeIncomingEvents(db, source, staged, path);
  request.signal.throwIfAborted();
  return { files, path };
}

/** Keeps what was prepared, all or none. */
export async function keepEvents(
  folder: DataFolder,
  { files, path }: PreparedEvents,
  request: ImportRequest,
  note: ImportNote,
  id: bigint | null,
): Promise<ImportReport> {
  if (path === null || id === null) return { id, files, collapsed: null, outcome: null };
  request.progress.step(text('存入互动事件', 'keeping the events'));
  const kept = { path, rejected: rejectedOf(files) };
  const outcome = await keepIncomingEvents(folder, id, kept, note, request);
  return { id, files, collapsed: null, outcome };
}
