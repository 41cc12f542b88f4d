import { mkdir } from 'node:fs/promises';
import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import { type EmbeddedDatabase, openEmbedded, streamRows } from '../../db/embedded.ts';
import { text } from '../../domain/text.ts';
import { as, commas, type Expression } from '../../sql/expression.ts';
import { refuseFile } from './file-refusals.ts';
import { readJsonCell } from './json-row.ts';
import { refuseNested } from './json-to-csv.ts';
import { MOST_COLUMNS, type NamedCopy, namedRows, refuseWide } from './named-rows.ts';
import type { Scratch, WriteText } from './scratch.ts';
import type { Source } from './source.ts';

/** Of the engine that reads the file. */
const MEMORY_MB = 300;
/** A small file can say the same a thousand million times. */
const MOST_CHARACTERS = 2 ** 33;

interface ParquetColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * Writes a Parquet file as comma-separated text without a header, every value as a CSV of it would have it: days `2026-01-07`, moments in UTC
 * with a `Z`, decimals with all their places, whole numbers without a point also where they are kept as floating ones. Structures
 * become columns with dotted names, lists of plain values one text; lists of structures are refused. `folder` is for what does not fit in memory.
 */
export async function parquetToCsv(
  source: Source,
  folder: string,
  scratch: Scratch,
): Promise<NamedCopy & { readonly path: string }> {
  let found: NamedCopy | undefined;
  await mkdir(folder, { recursive: true });
  const file = await scratch.alias(source.file);
  const db = await openEmbedded({ path: ':memory:', spill: folder, memoryLimitMb: MEMORY_MB });
  try {
    const path = await scratch.write(async (write) => {
      found = await copyRows(db, source, file, write);
    });
    return { path, ...(found ?? { columns: [], sample: [], rejected: [] }) };
  } finally {
    await db.close();
    await scratch.remove(file);
  }
}

async function copyRows(
  db: EmbeddedDatabase,
  source: Source,
  file: string,
  write: WriteText,
): Promise<NamedCopy> {
  const table = sql`read_parquet(${sql.lit(file)})`;
  const columns = await readable(source, async () => {
    const described = await run(db, sql`describe select * from ${table}`);
    const [{ n } = {}] = await run(db, sql`select count(*) as n from ${table}`);
    return { described: described.map(columnOf), rows: Number(n) };
  });
  if (columns.described.length > MOST_COLUMNS) refuseWide(source.file);
  const rows = namedRows(source.file, counted(source, write));
  for (const { name, type } of columns.described) if (!isStructured(type)) rows.place(name);
  const cells = columns.described.map((column, index) => as(cellOf(column), `c${index}`));
  let row = 0;
  for await (const values of guardedRows(db, source, sql`select ${commas(cells)} from ${table}`)) {
    source.signal?.throwIfAborted();
    await rows.put(++row, rowOf(values, columns.described, rows.place, source), '');
    source.progress(Math.floor((row / columns.rows) * source.bytes));
  }
  const found = rows.found();
  if (found.sample.length === 0) refuseFile('file-no-rows', source.file);
  return found;
}

function columnOf({ column_name, column_type }: Readonly<Record<string, unknown>>): ParquetColumn {
  return { name: String(column_name), type: String(column_type) };
}

function isStructured(type: string): boolean {
  return /\[\d*\]$|^(STRUCT|MAP|UNION)\(/.test(type);
}

/** A value as text, or as JSON where it has parts. */
function cellOf({ name, type }: ParquetColumn): Expression {
  const value = sql.ref(name);
  if (isStructured(type)) return sql`cast(to_json(${value}) as text)`;
  if (type === 'TIMESTAMP WITH TIME ZONE')
    return sql`strftime(${value} at time zone 'UTC', '%Y-%m-%dT%H:%M:%SZ')`;
  if (type.startsWith('TIMESTAMP')) return sql`strftime(cast(${value} as timestamp), '%Y-%m-%d %H:%M:%S')`;
  if (type === 'BLOB') return sql`coalesce(try(decode(${value})), left(hex(${value}), 32))`;
  if (type !== 'DOUBLE' && type !== 'FLOAT') return sql`cast(${value} as text)`;
  // Up to here every whole number is exact; of a larger one the end is lost, as in a cell of a workbook.
  return sql`case when isnan(${value}) then null
    when abs(${value}) > 9007199254740991 then format('{:.5E}', cast(${value} as double))
    when ${value} = trunc(${value}) then cast(cast(${value} as bigint) as text)
    else cast(${value} as text) end`;
}

function rowOf(
  values: readonly unknown[],
  columns: readonly ParquetColumn[],
  place: (name: string) => number,
  { file }: Source,
): string[] {
  const cells: string[] = [];
  for (const [index, { name, type }] of columns.entries()) {
    const value = values[index] ?? null;
    if (value === null) continue;
    const put = (column: string, cell: string): void => {
      cells[place(column)] = cell;
    };
    if (!isStructured(type)) put(name, String(value));
    else if (readJsonCell(name, String(value), put)?.fault === 'list') refuseNested(file, name);
  }
  return cells;
}

async function* guardedRows(
  db: EmbeddedDatabase,
  source: Source,
  statement: ReturnType<typeof sql>,
): AsyncGenerator<readonly unknown[]> {
  const rows = streamRows(db, statement);
  try {
    for (;;) {
      const next = await readable(source, async () => await rows.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await rows.return(undefined);
  }
}

/** What the engine makes nothing of is a damaged file. */
async function readable<T>(source: Source, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    source.signal?.throwIfAborted();
    return refuseFile('parquet-damaged', source.file);
  }
}

function counted({ file }: Source, write: WriteText): WriteText {
  let characters = 0;
  return async (written) => {
    characters += written.length;
    if (characters > MOST_CHARACTERS) refuseFile('parquet-too-large', file, text('8 GB', '8 GB'));
    await write(written);
  };
}
