import { type Kysely, sql } from 'kysely';
import { commas, type Expression, type JsonColumn } from '../../sql/expression.ts';

/** As many rows are inserted as values; more as JSON, which is faster then. */
export const FEW = 24;

/** A value for each column: texts, whole numbers as they are or written, days as `YYYY-MM-DD`; null where there is none. */
export type ValueRow = Readonly<Record<string, string | number | bigint | null | undefined>>;

/** Inserts few rows, their texts bound as the types of the table's columns: planned once, where JSON is planned twice. */
export async function insertValues(
  trx: Kysely<unknown>,
  table: string,
  columns: readonly JsonColumn[],
  rows: readonly ValueRow[],
): Promise<void> {
  const names = columns.map(({ name }) => sql.ref(name));
  const values = rows.map((row) => sql`(${commas(columns.map((column) => written(column, row)))})`);
  await sql`insert into ${sql.table(table)} (${commas(names)}) values ${commas(values)}`.execute(trx);
}

function written({ name, type }: JsonColumn, row: ValueRow): Expression {
  const value = row[name] ?? null;
  if (value === null) return sql`null`;
  if (type === 'text') return sql`${value}`;
  return type === 'date' ? sql.lit(String(value)) : sql.lit(BigInt(value));
}
