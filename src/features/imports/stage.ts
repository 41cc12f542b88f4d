import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import { appendRows, type EmbeddedDatabase, streamRows } from '../../db/embedded.ts';
import { readCsv } from '../../db/read-csv.ts';
import type { RejectReason, Tidying } from '../../domain/tidy/reading.ts';
import { as, commas, type Expression } from '../../sql/expression.ts';
import type { RejectedRow } from '../files/mend.ts';
import type { ReadableTable } from '../files/open-table.ts';
import type { Preset } from './presets.ts';
import { type ReadingContext, type ValueKind, valueReaders } from './readers.ts';

/** A field of a file: which column it comes from and how its values are read. */
export interface StagedField {
  readonly name: string;
  readonly kind: ValueKind;
  /** Position in the file's columns. */
  readonly column: number;
}

/** A file read into a table of the database, every value clean, tidied or known to be unreadable. */
export interface StagedFile {
  readonly file: ReadableTable;
  readonly table: string;
  readonly fields: readonly StagedField[];
  /** Names of fields with values that had to be tidied one by one. */
  readonly messy: ReadonlySet<string>;
  readonly tidied: ReadonlyMap<Tidying, number>;
  readonly preset: Preset | null;
  /** Rows that could not be told apart into cells; they are blank in the table. */
  readonly broken: readonly RejectedRow[];
}

/** Everything needed to read a file beside the file. */
export interface StageOptions {
  readonly fields: readonly StagedField[];
  readonly context: ReadingContext;
  /** The table to make. */
  readonly table: string;
  readonly preset: Preset | null;
}

/**
 * Reads a file's rows in their order. Clean values are read by the engine; the different messy ones are
 * read once each by the tidying rules and joined back.
 */
export async function stageFile(
  db: EmbeddedDatabase,
  file: ReadableTable,
  { fields, context, table, preset }: StageOptions,
): Promise<StagedFile> {
  const columns = fields.flatMap(({ name, kind, column }) => {
    const cell = sql.ref(`c${column}`);
    const { clean, odd, number } = valueReaders[kind];
    const numeric = number?.(cell);
    const value = numeric
      ? sql`case when (${numeric}) is null then ${clean(cell, context)} end`
      : clean(cell, context);
    const read = numeric ? sql`coalesce(cast(${numeric} as text), ${value})` : value;
    const rest = sql`case when ${cell} is not null and (${read}) is null then ${cell} end`;
    const numbers = numeric ? [as(numeric, `n_${name}`)] : [];
    const oddness =
      odd === undefined ? [] : [as(sql`(${value}) is not null and ${odd(cell)}`, `odd_${name}`)];
    return [as(value, `v_${name}`), as(rest, `raw_${name}`), ...numbers, ...oddness];
  });
  const cells = readCsv({ ...file, columns: file.columns.length, padded: file.rewritten });
  await run(db, sql`create table ${sql.table(table)} as select ${commas(columns)} from ${cells}`);
  const counts = fields.flatMap(({ name, kind }) => [
    as(sql`count(${sql.ref(`raw_${name}`)})`, name),
    ...(valueReaders[kind].odd
      ? [as(sql`count(*) filter (where ${sql.ref(`odd_${name}`)})`, `odd_${name}`)]
      : []),
  ]);
  const [found = {}] = await run(db, sql`select ${commas(counts)} from ${sql.table(table)}`);
  const messy = fields.filter(({ name }) => Number(found[name]) > 0);
  const odd = fields.reduce((sum, { name }) => sum + Number(found[`odd_${name}`] ?? 0), 0);
  const tidied = new Map<Tidying, number>(odd > 0 ? [['date-form', odd]] : []);
  for (const field of messy) await tidyField(db, table, field, context, tidied);
  return { file, table, fields, messy: new Set(messy.map(({ name }) => name)), tidied, preset, broken: [] };
}

/** The table of one field's messy values: `raw, value, reason, notes`. */
export function tidyTable(table: string, field: string): string {
  return `${table}_tidy_${field}`;
}

async function tidyField(
  db: EmbeddedDatabase,
  table: string,
  { name, kind }: StagedField,
  context: ReadingContext,
  tidied: Map<Tidying, number>,
): Promise<void> {
  const { type, messy } = valueReaders[kind];
  const [target, raw] = [tidyTable(table, name), sql.ref(`raw_${name}`)];
  await run(
    db,
    sql`create table ${sql.table(target)} (raw text, value ${sql.raw(type)}, reason text, notes text)`,
  );
  const distinct = sql`select ${raw}, count(*) from ${sql.table(table)} where ${raw} is not null group by 1`;
  const rows = async function* (): AsyncGenerator<readonly (string | bigint | null)[]> {
    for await (const [written, count] of streamRows(db, distinct)) {
      const reading = messy(String(written), context);
      if (!reading.ok) {
        yield [String(written), null, reading.reason satisfies RejectReason, null];
        continue;
      }
      for (const note of reading.tidied) tidied.set(note, (tidied.get(note) ?? 0) + Number(count));
      yield [String(written), reading.value, null, reading.tidied.join(' ') || null];
    }
  };
  await appendRows(db, target, ['text', type, 'text', 'text'], rows());
}

/** A field's value of the rows of `staged` joined with what was tidied, and why it could not be read. */
export function fieldValue(staged: StagedFile, field: string): Expression {
  if (!staged.fields.some(({ name }) => name === field)) return sql`null`;
  const value = sql.ref(`v_${field}`);
  return staged.messy.has(field) ? sql`coalesce(${value}, ${sql.ref(`tidy_${field}.value`)})` : value;
}

export function reasonOf(staged: StagedFile, field: string): Expression | null {
  return staged.messy.has(field) ? sql.ref(`tidy_${field}.reason`) : null;
}

/** The staged rows with their tidied values; `rowid` counts the records from 0. */
export function joinedRows(staged: StagedFile): Expression {
  const joins = [...staged.messy].map((field) => {
    const alias = `tidy_${field}`;
    return sql` left join ${sql.table(tidyTable(staged.table, field))} as ${sql.ref(alias)}
      on ${sql.ref(`${alias}.raw`)} = ${sql.ref(`raw_${field}`)}`;
  });
  return sql`${sql.table(staged.table)} as staged${sql.join(joins, sql``)}`;
}

/** Whether a row has anything in it: blank rows are passed over. */
export function isFilled(staged: StagedFile): Expression {
  const cells = staged.fields.flatMap(({ name }) => [sql.ref(`v_${name}`), sql.ref(`raw_${name}`)]);
  return sql`coalesce(${sql.join(cells.map((cell) => sql`cast(${cell} as text)`))}) is not null`;
}
