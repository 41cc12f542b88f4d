import { type Kysely, sql } from 'kysely';
import { publishedEvaluation, tableOf } from './generation.ts';
import { keptDistributions } from './kept-distributions.ts';

/** Takes away the tables of a generation: its grades, distributions that nobody is placed by any more, and what making them left. */
export async function dropGeneration(db: Kysely<unknown>, own: string): Promise<void> {
  await drop(db, (table) => isOf(table, own));
}

/** Takes away the tables of all generations but the one that readers look at. */
export async function dropUnpublished(db: Kysely<unknown>): Promise<void> {
  const id = await publishedEvaluation(db);
  const shown = id === null ? null : await tableOf(db, id);
  await drop(db, (table) => shown === null || !isOf(table, shown));
}

function isOf(table: string, grades: string): boolean {
  return table === grades || table.startsWith(`${grades}_`);
}

async function drop(db: Kysely<unknown>, which: (table: string) => boolean): Promise<void> {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = current_schema() and left(table_name, 7) = 'grades_'`.execute(db);
  const kept = await keptDistributions(db);
  for (const { name } of rows.filter(({ name }) => which(name) && !kept.has(name))) {
    await sql`drop table ${sql.table(name)}`.execute(db);
  }
}
