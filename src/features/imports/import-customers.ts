import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type EmbeddedDatabase, streamRows } from '../../db/embedded.ts';
import { as, commas, type Expression } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import { countAll } from '../grade/count-files.ts';
import type { FileReport } from '../grade/report.ts';
import { type CustomerColumn, customerColumns, recordCustomers } from '../register/record-customers.ts';
import { addOutcomes, nothingRecorded, type Outcome, startRecording } from '../register/recording.ts';
import { customerFieldIds } from './column-names.ts';
import type { ImportRequest } from './import-request.ts';
import type { ImportNote } from './keep-incoming.ts';
import { mapCustomers } from './map-columns.ts';
import { openTables } from './open-tables.ts';
import { stageMended } from './stage-mended.ts';
import { fieldValue, joinedRows, type StagedField, type StagedFile } from './staged-file.ts';

/** Customers sealed and recorded in one transaction. */
const SLICE = 1000;
const days: ReadonlySet<string> = new Set(['registered_at', 'birthday']);

/** Reads customer lists into tables of a staging database. */
export async function stageCustomers(
  db: EmbeddedDatabase,
  scratch: string,
  request: ImportRequest,
): Promise<FileReport[]> {
  const { settled, signal, context } = request;
  const opened = await openTables(scratch, request, (table) =>
    mapCustomers(
      table,
      settled,
      customerFieldIds.map((id) => ({ id, names: [] })),
      new Set(),
    ),
  );
  const files: FileReport[] = [];
  for (const [index, { table, mapping }] of opened.entries()) {
    const fields = [...mapping.columns].map(([name, column]): StagedField => {
      return { name, column, kind: name === 'customer_id' ? 'id' : days.has(name) ? 'moment' : 'text' };
    });
    const options = { kind: 'customers' as const, fields, context, scratch, signal, preset: null };
    const staged = await stageMended(db, table, { ...options, table: `staged_customers${index}` });
    files.push(...(await countAll(db, [], staged)));
  }
  return files;
}

/** Records the staged customers slice by slice, sealed. A file that is read again changes nothing. */
export async function keepCustomers(
  folder: DataFolder,
  seal: Seal,
  db: EmbeddedDatabase,
  files: readonly FileReport[],
  note: ImportNote,
  importId: bigint,
  request: Pick<ImportRequest, 'signal' | 'progress'>,
): Promise<Outcome> {
  const recordingId = await folder.writer.write(
    async (trx) => await startRecording(trx, { at: note.at, author: note.author, importId }),
  );
  let outcome = nothingRecorded;
  for (const { staged, counts } of files) {
    const columns = keptColumns(staged);
    let done = 0;
    for await (const rows of slices(db, staged, columns)) {
      request.signal.throwIfAborted();
      const { dialect } = folder.database();
      const recorded = await folder.writer.writeSlice(
        async (trx) => await recordCustomers(trx, dialect, seal, { columns, rows }, recordingId),
      );
      outcome = addOutcomes(outcome, recorded);
      done += rows.length;
      request.progress.at(Math.min(1, done / Math.max(1, counts.rows)));
    }
  }
  return outcome;
}

function keptColumns({ fields }: StagedFile): CustomerColumn[] {
  const names = new Set(fields.map(({ name }) => (name === 'registered_at' ? 'registered_day' : name)));
  return customerColumns.filter((column) => names.has(column));
}

type CustomerRow = { readonly external_id: string } & Record<string, string | null>;

async function* slices(
  db: EmbeddedDatabase,
  staged: StagedFile,
  columns: readonly CustomerColumn[],
): AsyncGenerator<CustomerRow[]> {
  let slice: CustomerRow[] = [];
  for await (const [externalId, ...values] of streamRows(db, lastOfEach(staged, columns))) {
    const cells = columns.map((column, index) => {
      const value = values[index] ?? null;
      return [column, value === null ? null : String(value)] as const;
    });
    slice.push({ external_id: String(externalId), ...Object.fromEntries(cells) });
    if (slice.length < SLICE) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}

/** One row per customer: of several the last stands. */
function lastOfEach(staged: StagedFile, columns: readonly CustomerColumn[]): ReturnType<typeof sql<unknown>> {
  const values: Expression[] = columns.map((column) => {
    const field = column === 'registered_day' ? 'registered_at' : column;
    return as(sql`cast(${fieldValue(staged, field)} as text)`, column);
  });
  const named = [as(fieldValue(staged, 'customer_id'), 'external_id'), ...values];
  const rows = sql`select ${commas(named)}, staged.rowid as record from ${joinedRows(staged)} where total is null`;
  const kept = [sql`external_id`, ...columns.map((column) => sql.ref(column))];
  return sql`select ${commas(kept)} from (select distinct on (external_id) * from (${rows}) as listed
    where external_id is not null order by external_id, record desc) as last_rows`;
}
