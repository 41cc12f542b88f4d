import { type Kysely, sql } from 'kysely';
import type { Text } from '../../domain/text.ts';
import { commas, type Dialect, type Expression, type JsonColumn } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import type { Seal } from '../contacts/seal.ts';
import { type ExportedTable, rowWriter, textOrNull } from '../exports/exported-table.ts';
import {
  dateColumn,
  momentColumn,
  numberColumn,
  type TableColumn,
  textColumn,
} from '../exports/table-column.ts';

/** `moment`: in UTC, as databases write it; `json`: a document, and `words` one of both languages, as text. */
export type PartKind = 'text' | 'whole' | 'day' | 'moment' | 'yes' | 'json' | 'words';

/** A column of a part of the dump, written and taken back alike. */
export interface PartColumn {
  readonly name: string;
  readonly title: Text;
  readonly kind: PartKind;
  /** Whether every row has it. */
  readonly needed: boolean;
  /** What it can be, where that is one of a few words. */
  readonly oneOf?: readonly string[];
  readonly read: Expression;
  /** Without it what was read stays as it is. */
  readonly write?: (cell: unknown) => string | null;
}

/** A row of a file, whole numbers as texts. */
export type PartRow = Readonly<Record<string, string | null>>;

export interface Keeping {
  readonly trx: Kysely<unknown>;
  readonly dialect: Dialect;
  readonly seal: Seal;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What people decided, as one kind of record that a full dump carries from one installation into another. */
export interface Part {
  /** Contact data in full where a seal is given. */
  readonly columns: (seal: Seal | null) => readonly PartColumn[];
  /** All that follows `select …`: whence the rows are read, which of them, in their order. */
  readonly rows: (visibility: Visibility) => Expression;
  /** Where rows of it go: nothing may be there yet. */
  readonly tables: readonly string[];
  /** Keeps some thousand rows. Throws an InputError with everything that is wrong with them. */
  readonly keep: (keeping: Keeping, rows: readonly PartRow[]) => Promise<void>;
}

/** The rows of a part as they are written into files. */
export function partTable(part: Part, visibility: Visibility, seal: Seal | null): ExportedTable {
  const read = part.columns(seal).map((column) => ({
    column: { ...tableColumn(column), title: column.title },
    read: column.read,
    write: column.write ?? textOrNull,
  }));
  return {
    columns: read.map(({ column }) => column),
    select: sql`select ${commas(read.map((each) => each.read))} ${part.rows(visibility)}`,
    outRow: rowWriter(read),
  };
}

function tableColumn({ name, kind }: PartColumn): TableColumn {
  if (kind === 'day') return dateColumn(name);
  if (kind === 'moment') return momentColumn(name);
  return kind === 'whole' ? { ...numberColumn(name), stored: 'bigint' } : textColumn(name);
}

/** Rows of a file as a relation, its columns by their names; whole numbers and days as such, all else as text. */
export function relationOf(dialect: Dialect, part: Part, rows: readonly PartRow[]): Expression {
  const columns = part.columns(null).map(({ name, kind }): JsonColumn => {
    if (kind === 'whole') return { name, type: 'bigint' };
    return { name, type: kind === 'day' ? 'date' : 'text' };
  });
  return dialect.rowsOfJson(JSON.stringify(rows), columns);
}

/** A moment of a file as databases keep it. */
export function momentOf(column: string): Expression {
  return sql`cast(${sql.ref(column)} as timestamp)`;
}

type Given = Partial<Pick<PartColumn, 'kind' | 'needed' | 'oneOf' | 'write'>>;

/** A column that is read as text, unless something else is said of it; every row has it. */
export function partColumn(name: string, title: Text, read: Expression, given: Given = {}): PartColumn {
  const { kind = 'text', needed = true } = given;
  const isText = kind === 'text' || kind === 'whole';
  return { ...given, kind, needed, name, title, read: isText ? read : sql`cast(${read} as text)` };
}
