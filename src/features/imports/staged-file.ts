import { sql } from 'kysely';
import type { Tidying } from '../../domain/tidy/reading.ts';
import { and, type Expression, namePart, or } from '../../sql/expression.ts';
import type { ReadableTable } from '../files/open-table.ts';
import type { RejectedRow } from '../files/structure-reasons.ts';
import type { FileKind } from './column-names.ts';
import type { KeptMapping } from './kept-mappings.ts';
import type { Preset } from './preset.ts';
import { type ValueKind, valueReaders } from './readers.ts';
import { unlessNobody } from './without-buyer.ts';

/** A field of a file: which column it comes from and how its values are read. */
export interface StagedField {
  readonly name: string;
  readonly kind: ValueKind;
  /** Position in the file's columns. */
  readonly column: number;
  /** The only values that a choice may have. */
  readonly choices?: readonly string[];
}

/** A file read into a table of the database, every value clean, tidied or known to be unreadable. */
export interface StagedFile {
  readonly file: ReadableTable;
  readonly kind: FileKind;
  readonly table: string;
  readonly fields: readonly StagedField[];
  /** Names of fields with values that had to be tidied one by one. */
  readonly messy: ReadonlySet<string>;
  readonly tidied: ReadonlyMap<Tidying, number>;
  readonly preset: Preset | null;
  /** Whether any of its lines adds up others. */
  readonly hasTotals: boolean;
  /** Rows that could not be told apart into cells; they are blank in the table. */
  readonly broken: readonly RejectedRow[];
  /** Whether rows that name no buyer are orders of nobody. */
  readonly keepsNobody: boolean;
  /** The kept mapping by which it is read; null for none. */
  readonly kept: KeptMapping | null;
}

/** A control character that no cell may keep. */
export const SEPARATOR = sql`chr(31)`;

/** The cell of a field as it stood in the file, where it was not clean. */
export function rawOf(fields: readonly StagedField[], name: string): Expression {
  const place = fields.findIndex((field) => field.name === name) + 1;
  return sql`nullif(split_part(raw, ${SEPARATOR}, ${sql.lit(place)}), '')`;
}

/** The column of a field's typed values. */
export function valueColumn(field: string): Expression {
  return sql.ref(valueName(field));
}

export function valueName(field: string): string {
  return `v_${namePart(field)}`;
}

/** The column of a field's values that are whole numbers. */
export function numberName(field: string): string {
  return `n_${namePart(field)}`;
}

/** The table of one field's messy values: `cell, value, reason, notes`. */
export function tidyTable(table: string, field: string): string {
  return `${table}_tidy_${namePart(field)}`;
}

function tidyColumn(field: string, column: 'cell' | 'value' | 'reason'): Expression {
  return sql.ref(`tidy_${namePart(field)}.${column}`);
}

/** The header's name of the column that a field is read from. */
export function columnName(staged: StagedFile, field: string): string | undefined {
  const found = staged.fields.find(({ name }) => name === field);
  return found && staged.file.columns[found.column];
}

/** A field's value of the rows of `staged` joined with what was tidied; null where it could not be read. */
export function fieldValue(staged: StagedFile, field: string): Expression {
  if (!staged.fields.some(({ name }) => name === field)) return sql`null`;
  const value = valueColumn(field);
  return staged.messy.has(field) ? sql`coalesce(${value}, ${tidyColumn(field, 'value')})` : value;
}

/**
 * Why a field's value could not be read; null for a field whose every value could. Of a cell that gives a day and its
 * time the day tells.
 */
export function reasonOf(staged: StagedFile, field: string): Expression | null {
  if (staged.fields.some(({ name, kind }) => name === field && kind === 'time')) return null;
  if (!staged.messy.has(field)) return null;
  const reason = tidyColumn(field, 'reason');
  // What is masked or says "guest" names nobody, which is no fault there.
  return staged.keepsNobody && field === 'customer_id' ? unlessNobody(reason) : reason;
}

/** The staged rows with their tidied values; `rowid` counts the records from 0. */
export function joinedRows(staged: StagedFile): Expression {
  const joins = [...staged.messy].map((field) => {
    const alias = `tidy_${namePart(field)}`;
    return sql` left join ${sql.table(tidyTable(staged.table, field))} as ${sql.ref(alias)}
      on ${tidyColumn(field, 'cell')} = ${rawOf(staged.fields, field)}`;
  });
  return sql`${sql.table(staged.table)} as staged${sql.join(joins, sql``)}`;
}

/** Whether a row is to be read: neither blank nor a line that adds up others. */
export function isRow(staged: StagedFile): Expression {
  return staged.hasTotals ? and([isFilled(staged), sql`total is null`]) : isFilled(staged);
}

/** Whether a row has anything in it but blanks: blank rows are passed over. */
export function isFilled(staged: StagedFile): Expression {
  const filled = (...names: readonly string[]): Expression =>
    or([sql`false`, ...filledOf(staged, new Set(names))]);
  if (staged.kind !== 'settlements') return filled(...staged.fields.map(({ name }) => name));
  return saysOfMoney(
    filled,
    (a, b) => and([a, b]),
    (a, b) => or([a, b]),
  );
}

/**
 * Whether a row of a settlement says anything: an amount, or what it is and of which order. Lines around the table, and the sums below it, say neither.
 * `filled` tells whether any of some fields is.
 */
export function saysOfMoney<T>(
  filled: (...names: readonly string[]) => T,
  both: (a: T, b: T) => T,
  either: (a: T, b: T) => T,
): T {
  return either(filled('refunded', 'amount'), both(filled('kind', 'remark'), filled('order_id')));
}

function filledOf(staged: StagedFile, names: ReadonlySet<string>): Expression[] {
  return staged.fields.flatMap(({ name, kind }) => {
    if (!names.has(name)) return [];
    const numbers = valueReaders[kind].number ? [sql`${sql.ref(numberName(name))} is not null`] : [];
    const reason = reasonOf(staged, name);
    const unreadable = reason === null ? [] : [sql`${reason} is not null`];
    return [sql`(${fieldValue(staged, name)}) is not null`, ...numbers, ...unreadable];
  });
}
