import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import { appendRows, type EmbeddedDatabase, streamRows } from '../../db/embedded.ts';
import { readCsv } from '../../db/read-csv.ts';
import type { RejectReason, Tidying } from '../../domain/tidy/reading.ts';
import { as, commas, type Expression, or } from '../../sql/expression.ts';
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
  const cells = readCsv({ ...file, columns: file.columns.length, padded: file.rewritten });
  await run(
    db,
    sql`create table ${sql.table(table)} as select ${commas(stagedColumns(fields, context))} from ${cells}`,
  );
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
 * `raw` the cells of the row that were not clean: one text with a place for each field.
 */
function stagedColumns(fields: readonly StagedField[], context: ReadingContext): Expression[] {
  const parts = fields.map(({ name, kind, column }) => {
    const cell = sql.ref(`c${column}`);
    const { clean, odd, number } = valueReaders[kind];
    const numeric = number?.(cell);
    const value = numeric
      ? sql`case when (${numeric}) is null then ${clean(cell, context)} end`
      : clean(cell, context);
    const unread = numeric ? sql`(${numeric}) is null and (${value}) is null` : sql`(${value}) is null`;
    return {
      columns: [as(value, `v_${name}`), ...(numeric ? [as(numeric, `n_${name}`)] : [])],
      raw: sql`case when ${cell} is not null and ${unread} then replace(${cell}, ${SEPARATOR}, ' ') end`,
      odd: odd && sql`case when (${value}) is not null and ${odd(cell)} then 1 else 0 end`,
    };
  });
  const raws = parts.map(({ raw }) => raw);
  const odds = parts.map(({ odd }) => odd).filter((odd) => odd !== undefined);
  const raw = sql`case when coalesce(${commas(raws)}) is not null
    then concat_ws(${SEPARATOR}, ${commas(raws.map((one) => sql`coalesce(${one}, '')`))}) end`;
  const odd = odds.length === 0 ? sql`0` : sql.join(odds, sql` + `);
  return [
    ...parts.flatMap(({ columns }) => columns),
    as(raw, 'raw'),
    as(sql`cast(${odd} as tinyint)`, 'odd'),
  ];
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
export function tidyTable(table: string, field: string): string {
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
