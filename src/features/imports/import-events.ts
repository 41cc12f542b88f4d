import { join } from 'node:path';
import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import type { RecordedSource } from '../../domain/event.ts';
import { text } from '../../domain/text.ts';
import { effectOfEvents } from './effect.ts';
import { detailsOf } from './file-details.ts';
import type { ImportReport, ImportRequest } from './import-request.ts';
import { writeIncomingEvents } from './incoming-events.ts';
import { type ImportNote, keepIncomingEvents } from './keep-incoming.ts';
import { acceptedOf, listRejects, rejectedOf } from './list-rejects.ts';
import { stageEvents } from './stage-events.ts';

export interface PreparedEvents extends Pick<ImportReport, 'files' | 'details' | 'errorFiles' | 'repeated'> {
  readonly path: string;
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
  const errorFiles = await listRejects(db, files, request);
  const details = await detailsOf(db, files, { lang: request.lang, decimals: request.context.decimals });
  const path = join(scratch, 'events.parquet');
  const staged = files.map((file) => file.staged);
  await writeIncomingEvents(db, source, staged, path);
  request.signal.throwIfAborted();
  const [{ n } = {}] = await run(db, sql`select count(*) as n from read_parquet(${sql.lit(path)})`);
  return { files, details, errorFiles, path, repeated: acceptedOf(files) - Number(n) };
}

/** Keeps what was prepared, all or none; without an `id` only says what it would come to. */
export async function keepEvents(
  folder: DataFolder,
  { path, ...prepared }: PreparedEvents,
  request: ImportRequest,
  note: ImportNote,
  id: bigint | null,
): Promise<ImportReport> {
  const read = { id, ...prepared, collapsed: null };
  if (id === null) return { ...read, outcome: null, effect: await effectOfEvents(folder, path) };
  request.progress.step(text('存入互动事件', 'keeping the events'));
  const kept = { path, rejected: rejectedOf(prepared.files) };
  const outcome = await keepIncomingEvents(folder, id, kept, note, request);
  return { ...read, outcome, effect: null };
}
