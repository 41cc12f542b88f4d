import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import { appendRows, type EmbeddedDatabase, streamRows } from '../../db/embedded.ts';
import { readCsv } from '../../db/read-csv.ts';
import type { RejectReason, Tidying } from '../../domain/tidy/reading.ts';
import { and, as, commas, type Expression, or } from '../../sql/expression.ts';
import type { RejectedRow } from '../files/mend.ts';
import type { ReadableTable } from '../files/open-table.ts';
import type { Preset } from './presets.ts';
import { isMessyText, type ReadingContext, type ValueKind, valueReaders } from './readers.ts';

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
  await createStaged(db, file, fields, context, table, false);
  if (await hasMessyText(db, fields, table)) {
    await run(db, sql`drop table ${sql.table(table)}`);
    await createStaged(db, file, fields, context, table, true);
  }
  const [seen = {}] = await run(
    db,
    sql`select count(raw) as raw, cast(sum(odd) as bigint) as odd from ${sql.table(table)}`,
  );
  const tidied = new Map<Tidying, number>(Number(seen.odd) > 0 ? [['date-form', Number(seen.odd)]] : []);
  const messy = Number(seen.raw) > 0 ? await messyFields(db, table, fields) : [];
  for (const field of messy) await tidyField(db, table, fields, field, context, tidied);
  return { file, table, fields, messy: new Set(messy.map(({ name }) => name)), tidied, preset, broken: [] };
}

/**
 * The typed values `v_<field>` (whole-number order ids in `n_order_id`), how many of them were `odd`, and in
 * `raw` the cells of the row that were not clean: one text with a place for each field. Texts are looked at
 * one by one only with `eachText`.
 */
async function createStaged(
  db: EmbeddedDatabase,
  file: ReadableTable,
  fields: readonly StagedField[],
  context: ReadingContext,
  table: string,
  eachText: boolean,
): Promise<void> {
  const values = fields.flatMap(({ name, kind, column }) => {
    const cell = sql.ref(`c${column}`);
    const { clean, number } = valueReaders[kind];
    const value = kind === 'text' && !eachText ? cell : clean(cell, context);
    if (number === undefined) return [as(value, `v_${name}`)];
    const numeric = number(cell);
    return [as(numeric, `n_${name}`), as(sql`case when (${numeric}) is null then ${value} end`, `v_${name}`)];
  });
  const cells = [...new Set(fields.map(({ column }) => column))].map((column) => sql.ref(`c${column}`));
  const text = readCsv({ ...file, columns: file.columns.length, padded: file.rewritten });
  const read = sql`select ${commas([...cells, ...values])} from ${text}`;
  const columns = [...readColumns(fields), as(rawSql(fields), 'raw'), as(oddSql(fields), 'odd')];
  await run(db, sql`create table ${sql.table(table)} as select ${commas(columns)} from (${read}) as read`);
}

function readColumns(fields: readonly StagedField[]): Expression[] {
  return fields.flatMap(({ name, kind }) => {
    const value = sql.ref(`v_${name}`);
    return valueReaders[kind].number ? [sql.ref(`n_${name}`), value] : [value];
  });
}

function rawSql(fields: readonly StagedField[]): Expression {
  const raws = fields.map((field) => {
    const cell = sql.ref(`c${field.column}`);
    const unread = and(readColumns([field]).map((value) => sql`${value} is null`));
    return sql`case when ${cell} is not null and ${unread} then replace(${cell}, ${SEPARATOR}, ' ') end`;
  });
  const places = raws.map((raw) => sql`coalesce(${raw}, '')`);
  return sql`case when coalesce(${commas(raws)}) is not null then concat_ws(${SEPARATOR}, ${commas(places)}) end`;
}

function oddSql(fields: readonly StagedField[]): Expression {
  const odds = fields.flatMap(({ name, kind, column }) => {
    const odd = valueReaders[kind].odd?.(sql.ref(`c${column}`));
    return odd === undefined
      ? []
      : [sql`case when ${sql.ref(`v_${name}`)} is not null and ${odd} then 1 else 0 end`];
  });
  return sql`cast(${odds.length === 0 ? sql`0` : sql.join(odds, sql` + `)} as tinyint)`;
}

/** Looks at the different texts of each column, which are far fewer than its cells. */
async function hasMessyText(
  db: EmbeddedDatabase,
  fields: readonly StagedField[],
  table: string,
): Promise<boolean> {
  for (const { name } of fields.filter(({ kind }) => kind === 'text')) {
    const distinct = sql`select distinct ${sql.ref(`v_${name}`)} as cell from ${sql.table(table)}`;
    const rows = await run(
      db,
      sql`select 1 from (${distinct}) as texts where ${isMessyText(sql.ref('cell'))} limit 1`,
    );
    if (rows.length > 0) return true;
  }
  return false;
}

/** A control character that no cell may keep. */
const SEPARATOR = sql`chr(31)`;

/** The cell of a field as it stood in the file, where it was not clean. */
export function rawOf(fields: readonly StagedField[], name: string): Expression {
  const place = fields.findIndex((field) => field.name === name) + 1;
  return sql`nullif(split_part(raw, ${SEPARATOR}, ${sql.lit(place)}), '')`;
}

async function messyFields(
  db: EmbeddedDatabase,
  table: string,
  fields: readonly StagedField[],
): Promise<StagedField[]> {
  const counts = fields.map(({ name }) => as(sql`count(${rawOf(fields, name)})`, name));
  const [found = {}] = await run(
    db,
    sql`select ${commas(counts)} from ${sql.table(table)} where raw is not null`,
  );
  return fields.filter(({ name }) => Number(found[name]) > 0);
}

/** The table of one field's messy values: `cell, value, reason, notes`. */
function tidyTable(table: string, field: string): string {
  return `${table}_tidy_${field}`;
}

async function tidyField(
  db: EmbeddedDatabase,
  table: string,
  fields: readonly StagedField[],
  { name, kind }: StagedField,
  context: ReadingContext,
  tidied: Map<Tidying, number>,
): Promise<void> {
  const { type, messy } = valueReaders[kind];
  const [target, raw] = [tidyTable(table, name), rawOf(fields, name)];
  await run(
    db,
    sql`create table ${sql.table(target)} (cell text, value ${sql.raw(type)}, reason text, notes text)`,
  );
  const distinct = sql`select ${raw} as cell, count(*) from ${sql.table(table)} where raw is not null
    and ${raw} is not null group by 1`;
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
      on ${sql.ref(`${alias}.cell`)} = ${rawOf(staged.fields, field)}`;
  });
  return sql`${sql.table(staged.table)} as staged${sql.join(joins, sql``)}`;
}

/** Whether a row has anything in it but blanks: blank rows are passed over. */
export function isFilled(staged: StagedFile): Expression {
  const parts = staged.fields.flatMap(({ name, kind }) => {
    const numbers = valueReaders[kind].number ? [sql`${sql.ref(`n_${name}`)} is not null`] : [];
    const reason = reasonOf(staged, name);
    const unreadable = reason === null ? [] : [sql`${reason} is not null`];
    return [sql`(${fieldValue(staged, name)}) is not null`, ...numbers, ...unreadable];
  });
  return or(parts);
}
