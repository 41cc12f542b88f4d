import { type Kysely, sql } from 'kysely';
import { text } from '../../domain/text.ts';
import type { Dialect } from '../../sql/expression.ts';
import { type Check, check } from './check.ts';

/** Tables of a data folder with what reading all of their values gave. */
export async function readTables(db: Kysely<unknown>, dialect: Dialect): Promise<Check[]> {
  const { rows } = await sql<{
    table: string;
    column: string;
  }>`select t.table_name as "table", column_name as "column"
    from information_schema.tables t join information_schema.columns c
      on c.table_schema = t.table_schema and c.table_name = t.table_name and c.table_catalog = t.table_catalog
    where t.table_schema = current_schema() and t.table_type = 'BASE TABLE'
    order by t.table_name, ordinal_position`.execute(db);
  const tables = new Map<string, string[]>();
  for (const { table, column } of rows) tables.set(table, [...(tables.get(table) ?? []), column]);
  const read: Check[] = [];
  for (const [table, columns] of tables) read.push(await readTable(db, dialect, table, columns));
  return read;
}

/** Every value goes into a hash, so that each of the table's blocks has to be read and its checksum to be right. */
async function readTable(
  db: Kysely<unknown>,
  { checksum }: Dialect,
  table: string,
  columns: readonly string[],
): Promise<Check> {
  return await check(db, {
    id: `read-${table}`,
    says: text(`表 ${table} 的每一列都读得出`, `every column of ${table} can be read`),
    of: text('行', 'rows'),
    look: async () => {
      const { rows } = await sql<{ looked: bigint }>`select count(*) as looked,
        ${checksum(columns.map((name) => sql.ref(name)))} as checksum from ${sql.table(table)}`.execute(db);
      return { looked: Number(rows[0]?.looked ?? 0n), wrong: 0, example: null };
    },
  });
}
