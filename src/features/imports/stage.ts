import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import { appendRows, type EmbeddedDatabase, streamRows } from '../../db/embedded.ts';
import { readCsv } from '../../db/read-csv.ts';
import type { DecimalSign } from '../../domain/tidy/decimal.ts';
import type { RejectReason, Tidying } from '../../domain/tidy/reading.ts';
import { and, as, commas, type Expression, or } from '../../sql/expression.ts';
import { isLinewise, type ReadableTable } from '../files/open-table.ts';
import type { FileKind } from './column-names.ts';
import { continuedRows } from './continued-rows.ts';
import { decimalSignOf, hasDecimalCommas } from './decimal-sign.ts';
import type { KeptMapping } from './kept-mappings.ts';
import type { Preset } from './preset.ts';
import { isMessyText, type ReadingContext, valueReaders } from './readers.ts';
import { unmarkedRows } from './settled-rows.ts';
import {
  numberName,
  rawOf,
  SEPARATOR,
  type StagedField,
  type StagedFile,
  tidyTable,
  valueColumn,
  valueName,
} from './staged-file.ts';
import { totalLabel } from './total-lines.ts';

/** Everything needed to read a file beside the file. */
export interface StageOptions {
  readonly kind: FileKind;
  readonly fields: readonly StagedField[];
  readonly context: ReadingContext;
  /** The table to make. */
  readonly table: string;
  readonly preset: Preset | null;
  /** What the cells were set apart by in the user's own file, if not as in the one that is read. */
  readonly delimiter?: string;
  /** Whether rows that name no buyer are orders of nobody. */
  readonly keepsNobody?: boolean;
  /** The kept mapping by which it is read. */
  readonly kept?: KeptMapping | null;
}

/**
 * Reads a file's rows in their order. Clean values are read by the engine; the different messy ones are
 * read once each by the tidying rules and joined back.
 */
export async function stageFile(
  db: EmbeddedDatabase,
  file: ReadableTable,
  options: StageOptions,
): Promise<StagedFile> {
  const { fields, table, context, delimiter = file.delimiter } = options;
  const signOf = async (): Promise<DecimalSign> => await decimalSignOf(db, file, fields, delimiter);
  const stageAs = async (sign: DecimalSign): Promise<StagedFile> =>
    await stageWith(db, file, { ...options, context: { ...context, sign } });
  if (delimiter === ';') return await stageAs(await signOf());
  // Elsewhere decimal commas are rare, and not worth reading every file twice.
  const staged = await stageAs('point');
  if (!(await hasDecimalCommas(db, staged)) || (await signOf()) === 'point') return staged;
  for (const name of [table, ...[...staged.messy].map((field) => tidyTable(table, field))]) {
    await run(db, sql`drop table ${sql.table(name)}`);
  }
  return await stageAs('comma');
}

async function stageWith(
  db: EmbeddedDatabase,
  file: ReadableTable,
  options: StageOptions,
): Promise<StagedFile> {
  const { kind, fields, context, table, preset, keepsNobody = false, kept = null } = options;
  await createStaged(db, file, options, false);
  if (await hasMessyText(db, fields, table)) {
    await run(db, sql`drop table ${sql.table(table)}`);
    await createStaged(db, file, options, true);
  }
  const [seen = {}] = await run(
    db,
    sql`select count(raw) as raw, cast(sum(odd) as bigint) as odd, count(total) as totals from ${sql.table(table)}`,
  );
  const tidied = new Map<Tidying, number>(Number(seen.odd) > 0 ? [['date-form', Number(seen.odd)]] : []);
  const messy = Number(seen.raw) > 0 ? await messyFields(db, table, fields) : [];
  for (const field of messy) await tidyField(db, table, fields, field, context, tidied);
  const names = new Set(messy.map(({ name }) => name));
  const hasTotals = Number(seen.totals) > 0;
  return {
    file,
    kind,
    table,
    fields,
    messy: names,
    tidied,
    preset,
    hasTotals,
    broken: [],
    keepsNobody,
    kept,
  };
}

/**
 * The typed values `v_<field>` (whole-number order ids in `n_order_id`), how many of them were `odd`, in
 * `raw` the cells of the row that were not clean: one text with a place for each field, and in `total` what a
 * line that adds up others calls itself. Texts are looked at one by one only with `eachText`.
 */
async function createStaged(
  db: EmbeddedDatabase,
  file: ReadableTable,
  { kind, fields, context, table, preset }: StageOptions,
  eachText: boolean,
): Promise<void> {
  const values = fields.flatMap((field) => {
    const { name, column } = field;
    const cell = sql.ref(`c${column}`);
    const { clean, number } = valueReaders[field.kind];
    const value = field.kind === 'text' && !eachText ? cell : clean(cell, context, field.choices ?? []);
    if (number === undefined) return [as(value, valueName(name))];
    const numeric = number(cell);
    return [
      as(numeric, numberName(name)),
      as(sql`case when (${numeric}) is null then ${value} end`, valueName(name)),
    ];
  });
  const total = totalLabel(kind, fields, file.columns.length);
  const wanted = new Set([...fields.map(({ column }) => column), ...total.columns]);
  const cells = [...wanted].map((column) => sql.ref(`c${column}`));
  const width = file.columns.length;
  const text = readCsv({ ...file, columns: width, padded: isLinewise(file) });
  const own = kind === 'settlements' ? unmarkedRows(text, width) : text;
  const rows = preset?.continued ? continuedRows(own, fields, width) : own;
  const read = sql`select ${commas([...cells, ...values])} from ${rows}`;
  const columns = [
    ...readColumns(fields),
    as(rawSql(fields), 'raw'),
    as(oddSql(fields), 'odd'),
    as(total.label, 'total'),
  ];
  await run(db, sql`create table ${sql.table(table)} as select ${commas(columns)} from (${read}) as read`);
}

function readColumns(fields: readonly StagedField[]): Expression[] {
  return fields.flatMap(({ name, kind }) => {
    const value = valueColumn(name);
    return valueReaders[kind].number ? [sql.ref(numberName(name)), value] : [value];
  });
}

/** Lost on the way to us: with it a cell would be taken for another that is like it but for the mark. */
const BYTE_ORDER_MARK = sql`chr(65279)`;

function rawSql(fields: readonly StagedField[]): Expression {
  const raws = fields.map((field) => {
    const cell = sql.ref(`c${field.column}`);
    const unread = and(readColumns([field]).map((value) => sql`${value} is null`));
    return sql`case when ${cell} is not null and ${unread} then ltrim(replace(${cell}, ${SEPARATOR}, ' '), ${BYTE_ORDER_MARK}) end`;
  });
  const places = raws.map((raw) => sql`coalesce(${raw}, '')`);
  return sql`case when coalesce(${commas(raws)}) is not null then concat_ws(${SEPARATOR}, ${commas(places)}) end`;
}

function oddSql(fields: readonly StagedField[]): Expression {
  const odds = fields.flatMap(({ name, kind, column }) => {
    const odd = valueReaders[kind].odd?.(sql.ref(`c${column}`));
    return odd === undefined
      ? []
      : [sql`case when ${valueColumn(name)} is not null and ${odd} then 1 else 0 end`];
  });
  return sql`cast(${odds.length === 0 ? sql`0` : sql.join(odds, sql` + `)} as tinyint)`;
}

/** Looks at the different texts of the columns, which are far fewer than their cells. */
async function hasMessyText(
  db: EmbeddedDatabase,
  fields: readonly StagedField[],
  table: string,
): Promise<boolean> {
  const texts = fields.filter(({ kind }) => kind === 'text').map(({ name }) => valueColumn(name));
  if (texts.length === 0) return false;
  const distinct = sql`select distinct ${commas(texts)} from ${sql.table(table)}`;
  const messy = or(texts.map((cell) => sql`coalesce(${isMessyText(cell)}, false)`));
  const rows = await run(db, sql`select 1 from (${distinct}) as texts where ${messy} limit 1`);
  return rows.length > 0;
}

async function messyFields(
  db: EmbeddedDatabase,
  table: string,
  fields: readonly StagedField[],
): Promise<StagedField[]> {
  const counts = fields.map(({ name }, index) => as(sql`count(${rawOf(fields, name)})`, `n${index}`));
  const [found = {}] = await run(
    db,
    sql`select ${commas(counts)} from ${sql.table(table)} where raw is not null`,
  );
  return fields.filter((_, index) => Number(found[`n${index}`]) > 0);
}

async function tidyField(
  db: EmbeddedDatabase,
  table: string,
  fields: readonly StagedField[],
  { name, kind, choices = [] }: StagedField,
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
      const reading = messy(String(written), context, choices);
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
