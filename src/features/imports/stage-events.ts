import { join } from 'node:path';
import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import { appendRows, type EmbeddedDatabase } from '../../db/embedded.ts';
import type { RecordedSource } from '../../domain/event.ts';
import { countAll } from '../grade/count-files.ts';
import type { FileReport } from '../grade/report.ts';
import { chosenColumns } from './chosen-columns.ts';
import { type EventColumn, eventColumns } from './event-names.ts';
import { type ImportRequest, todayOf } from './import-request.ts';
import { mapEvents } from './map-events.ts';
import { openMapped } from './open-tables.ts';
import type { ValueKind } from './readers.ts';
import { stageMended } from './stage-mended.ts';
import { fieldValue, joinedRows, type StagedField, type StagedFile } from './staged-file.ts';

const kinds: Readonly<Record<EventColumn, ValueKind>> = {
  customer_id: 'id',
  at: 'moment',
  resolved_at: 'moment',
  rating: 'rating',
  kind: 'text',
  aspect: 'text',
  product: 'text',
  text: 'text',
  measure: 'text',
  quantity: 'quantity',
};

/**
 * Reads files with events of one source into a staging database; rows of ids that are no customer's in the folder are
 * among those left out, and listed in the table `strangers`.
 */
export async function stageEvents(
  db: EmbeddedDatabase,
  folder: DataFolder,
  scratch: string,
  source: RecordedSource,
  request: ImportRequest,
): Promise<FileReport[]> {
  const { signal, context } = request;
  const opened = await openMapped(scratch, request, eventColumns, (table, settling) => {
    const { settled, leave, kept } = chosenColumns(table, request);
    return { ...mapEvents(source, table, settled, settling, leave), kept };
  });
  const staged: StagedFile[] = [];
  for (const [index, { table, mapping }] of opened.entries()) {
    signal.throwIfAborted();
    const options = { kind: source, fields: stagedFields(source, mapping.columns), context, scratch, signal };
    const { kept = null } = mapping;
    staged.push(
      await stageMended(db, table, { ...options, preset: null, kept, table: `staged_events${index}` }),
    );
  }
  await findStrangers(db, folder, scratch, staged);
  return await countAll(db, staged, null, todayOf(request));
}

/** How the values of a column of events are read. */
export function eventKind(source: RecordedSource, name: EventColumn): ValueKind {
  return source === 'points' && name === 'kind' ? 'point-kind' : kinds[name];
}

/** The time of day stands in the same cells as the day. */
function stagedFields(source: RecordedSource, columns: ReadonlyMap<EventColumn, number>): StagedField[] {
  const fields = [...columns].map(([name, column]): StagedField => {
    return { name, column, kind: eventKind(source, name) };
  });
  const at = columns.get('at');
  return at === undefined ? fields : [...fields, { name: 'at_time', column: at, kind: 'time' }];
}

/** Both databases see the scratch folder and nothing of each other. */
async function findStrangers(
  db: EmbeddedDatabase,
  folder: DataFolder,
  scratch: string,
  files: readonly StagedFile[],
): Promise<void> {
  const named = join(scratch, 'named.parquet');
  const ids = files.map(
    (staged) => sql`select ${fieldValue(staged, 'customer_id')} as external_id from ${joinedRows(staged)}`,
  );
  const distinct = sql`select distinct external_id from (${sql.join(ids, sql` union all `)}) as ids
    where external_id is not null`;
  await run(db, sql`copy (${distinct}) to ${sql.lit(named)} (format parquet)`);
  await run(db, sql`create table strangers (external_id varchar)`);
  const kept = folder.database();
  await kept.withFiles([named], async ([given = sql`nothing`]) => {
    const nobody = sql`select external_id from ${given} as named
      where not exists (select 1 from customer_names as known where known.external_id = named.external_id)`;
    await appendRows(db, 'strangers', ['text'], textsOf(kept.stream(nobody)));
  });
}

async function* textsOf(rows: AsyncIterable<readonly unknown[]>): AsyncGenerator<readonly string[]> {
  for await (const row of rows) yield row.map(String);
}
