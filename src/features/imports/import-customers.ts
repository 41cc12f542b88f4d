import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type EmbeddedDatabase, streamRows } from '../../db/embedded.ts';
import { decimalText, fraction, fractionText } from '../../domain/exact.ts';
import type { Field } from '../../domain/field.ts';
import { QUANTITY_SCALE } from '../../domain/order.ts';
import { as, commas, type Expression } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import { rememberedGeneration } from '../evaluations/generation.ts';
import { showChanged } from '../evaluations/grade-touched.ts';
import { defineFields } from '../register/custom-fields.ts';
import { noteRecorded } from '../register/customer-ids.ts';
import { addLosses, type Losses, noLosses } from '../register/losses.ts';
import {
  type CustomerColumn,
  customerColumns,
  type IncomingCustomer,
  type IncomingCustomers,
  recordCustomers,
} from '../register/record-customers.ts';
import { addOutcomes, nothingRecorded, type Outcome } from '../register/recording.ts';
import { builtName, type NameParts } from './built-name.ts';
import { keptOf } from './finish-imports.ts';
import type { ImportRequest } from './import-request.ts';
import type { BegunImport } from './in-its-turn.ts';
import { startKeeping } from './keep-incoming.ts';
import type { StagedCustomers } from './stage-customers.ts';
import { fieldValue, joinedRows, type StagedFile } from './staged-file.ts';

/** Customers sealed and recorded in one transaction. */
const SLICE = 1000;

/**
 * Records the staged customers slice by slice, sealed. A file that is read again changes nothing, and what was recorded before the process
 * was ended is no version of its own. `onKept` is told of every slice: those stay when a later one fails or the import is interrupted.
 */
export async function keepCustomers(
  folder: DataFolder,
  seal: Seal,
  db: EmbeddedDatabase,
  files: readonly StagedCustomers[],
  { id: importId, note, onKept }: BegunImport,
  request: Pick<ImportRequest, 'signal' | 'progress' | 'context'>,
): Promise<Outcome & { readonly losses: Losses }> {
  const recordingId = await startKeeping(folder, importId, note);
  const before = await keptOf(folder.database().reader, recordingId);
  await folder.writer.write(async (trx) => {
    for (const { custom } of files) await defineFields(trx, custom, recordingId);
  });
  // All at once: each slice would stand in an order of its own.
  const noteAll = async (): Promise<void> => {
    const work = await folder.database().separate();
    await noteRecorded(work.kysely, work.dialect, recordingId).finally(work.close);
  };
  try {
    const generations = rememberedGeneration();
    let losses = noLosses;
    const record = async (incoming: IncomingCustomers): Promise<Outcome> => {
      const { dialect } = folder.database();
      return await folder.writer.writeSlice(async (trx) => {
        return await recordCustomers(trx, dialect, seal, incoming, recordingId, async (ids, lost) => {
          losses = addLosses(losses, lost);
          await showChanged(trx, dialect, ids, await generations(trx));
        });
      });
    };
    const outcome = await recordSlices(db, files, request, record, (sum) => onKept(addOutcomes(before, sum)));
    await noteAll();
    return { ...withEarlier(outcome, before), losses };
  } catch (error) {
    // Whoever is not noted is still found, only later.
    await noteAll().catch(() => undefined);
    throw error;
  }
}

/** What an import has come to that had kept some before the process was ended: those are the same again now. */
function withEarlier({ added, changed, unchanged }: Outcome, before: Outcome): Outcome {
  const earlier = before.added + before.changed;
  return {
    added: before.added + added,
    changed: before.changed + changed,
    unchanged: Math.max(0, unchanged - earlier),
  };
}

/** Gives the staged customers to `record`, so many at a time; `kept` is told of what it has come to. */
export async function recordSlices(
  db: EmbeddedDatabase,
  files: readonly StagedCustomers[],
  request: Pick<ImportRequest, 'signal' | 'progress' | 'context'>,
  record: (incoming: IncomingCustomers) => Promise<Outcome>,
  kept: (outcome: Outcome) => void = () => undefined,
): Promise<Outcome> {
  let outcome = nothingRecorded;
  const { decimals } = request.context;
  for (const { staged, counts, custom: all, blank, nameParts } of files) {
    const name = nameParts && builtName(staged, nameParts);
    const columns = keptColumns(staged, blank, name !== null && !areBlank(staged, nameParts, blank));
    const fields = all.filter(({ id }) => !blank.has(id));
    let done = 0;
    for await (const { rows, values } of slices(db, staged, columns, fields, { decimals, name })) {
      request.signal.throwIfAborted();
      const custom = fields.length === 0 ? {} : { custom: { fields, values } };
      outcome = addOutcomes(outcome, await record({ columns, rows, ...custom }));
      kept(outcome);
      done += rows.length;
      request.progress.at(Math.min(1, done / Math.max(1, counts.rows)));
    }
  }
  return outcome;
}

/** A column that says nothing of anybody takes nothing away either. */
function keptColumns({ fields }: StagedFile, blank: ReadonlySet<string>, named: boolean): CustomerColumn[] {
  const told = fields.flatMap(({ name }) => (blank.has(name) ? [] : name));
  if (named) told.push('name');
  const names = new Set(told.map((name) => (name === 'registered_at' ? 'registered_day' : name)));
  return customerColumns.filter((column) => names.has(column));
}

/** Whether neither part of the names has any value. */
function areBlank({ fields }: StagedFile, parts: NameParts | null, blank: ReadonlySet<string>): boolean {
  const of = fields.filter(({ column }) => column === parts?.given || column === parts?.family);
  return of.every(({ name }) => blank.has(name));
}

interface Slice {
  readonly rows: IncomingCustomer[];
  /** Of custom fields, by external id. */
  readonly values: Map<string, Readonly<Record<string, string | null>>>;
}

async function* slices(
  db: EmbeddedDatabase,
  staged: StagedFile,
  columns: readonly CustomerColumn[],
  fields: readonly Field[],
  { decimals, name }: { readonly decimals: number; readonly name: Expression | null },
): AsyncGenerator<Slice> {
  const empty = (): Slice => ({ rows: [], values: new Map() });
  let slice = empty();
  const ids = fields.map(({ id }) => id);
  for await (const [id, ...cells] of streamRows(db, lastOfEach(staged, columns, ids, name))) {
    const external_id = String(id);
    const texts = cells.map((cell) => (cell === null ? null : String(cell)));
    const own = columns.map((column, index) => [column, texts[index] ?? null] as const);
    const custom = fields.map((field, index) => {
      return [field.id, writtenValue(field, texts[columns.length + index] ?? null, decimals)] as const;
    });
    slice.rows.push({ external_id, ...Object.fromEntries(own) });
    slice.values.set(external_id, Object.fromEntries(custom));
    if (slice.rows.length < SLICE) continue;
    yield slice;
    slice = empty();
  }
  if (slice.rows.length > 0) yield slice;
}

/** Numbers and money as decimals; they are staged as whole numbers of millionths or minor units. */
function writtenValue({ type }: Field, value: string | null, decimals: number): string | null {
  if (value === null) return null;
  if (type === 'money') return decimalText({ units: BigInt(value), scale: decimals });
  if (type === 'number') {
    return fractionText(fraction(BigInt(value), 10n ** BigInt(QUANTITY_SCALE)), QUANTITY_SCALE);
  }
  return value;
}

/** One row per customer: of several the last stands. */
function lastOfEach(
  staged: StagedFile,
  columns: readonly CustomerColumn[],
  custom: readonly string[],
  name: Expression | null,
): ReturnType<typeof sql<unknown>> {
  const fields = [
    ...columns.map((column) => (column === 'registered_day' ? 'registered_at' : column)),
    ...custom,
  ];
  const values = fields.map((field, index): Expression => {
    const value = field === 'name' && name !== null ? name : fieldValue(staged, field);
    return as(sql`cast(${value} as text)`, `value${index}`);
  });
  const named = [as(fieldValue(staged, 'customer_id'), 'external_id'), ...values];
  const rows = sql`select ${commas(named)}, staged.rowid as record from ${joinedRows(staged)} where total is null`;
  const kept = [sql`external_id`, ...fields.map((_, index) => sql.ref(`value${index}`))];
  return sql`select ${commas(kept)} from (select distinct on (external_id) * from (${rows}) as listed
    where external_id is not null order by external_id, record desc) as last_rows`;
}
