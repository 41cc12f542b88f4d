import { join } from 'node:path';
import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import type { RecordedSource } from '../../domain/event.ts';
import { detailsOf } from './file-details.ts';
import type { ImportRequest, Prepared } from './import-request.ts';
import { writeIncomingEvents } from './incoming-events.ts';
import { acceptedOf, listRejects } from './list-rejects.ts';
import { stageEvents } from './stage-events.ts';

/** Reads files with events of one source in a staging database. */
export async function prepareEvents(
  folder: DataFolder,
  db: EmbeddedDatabase,
  scratch: string,
  source: RecordedSource,
  request: ImportRequest,
): Promise<Prepared> {
  const files = await stageEvents(db, folder, scratch, source, request);
  const errorFiles = await listRejects(db, files, request);
  const details = await detailsOf(db, files, { lang: request.lang, decimals: request.context.decimals });
  const path = join(scratch, 'events.parquet');
  const staged = files.map((file) => file.staged);
  await writeIncomingEvents(db, source, staged, path);
  request.signal.throwIfAborted();
  const [{ n } = {}] = await run(db, sql`select count(*) as n from read_parquet(${sql.lit(path)})`);
  const repeated = acceptedOf(files) - Number(n);
  return { files, details, errorFiles, collapsed: null, incoming: { events: path }, repeated };
}
