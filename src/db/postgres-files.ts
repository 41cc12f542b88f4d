import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Expression } from '../sql/expression.ts';
import { copyIn } from './copy-in.ts';
import { run } from './database.ts';
import { type EmbeddedDatabase, openEmbedded } from './embedded.ts';
import { postgresType } from './postgres-types.ts';

interface Place {
  readonly connect: () => Promise<pg.Client>;
  readonly scratch: string | undefined;
}

/** How tables of files on their way in are named. */
const FILE_TABLES = 'incoming_file_';

/** Copies Parquet files into tables that are gone when the work ends. The embedded engine reads the files. */
export async function withPostgresFiles<T>(
  { connect, scratch }: Place,
  paths: readonly string[],
  work: (relations: readonly Expression[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(scratch ?? tmpdir(), 'copied-'));
  const tables = paths.map(() => `${FILE_TABLES}${randomUUID().replaceAll('-', '')}`);
  const client = await connect();
  try {
    const reader = await openEmbedded({ path: ':memory:', spill: folder });
    try {
      for (const [index, path] of paths.entries()) {
        await copyFile(reader, client, path, { table: tables[index] ?? '', folder });
      }
    } finally {
      await reader.close();
    }
    return await work(tables.map((table) => sql.table(table)));
  } finally {
    for (const table of tables) await client.query(`drop table if exists ${table}`).catch(() => undefined);
    await client.end();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Takes away what killed processes left; for the only server on a database. */
export async function dropCopiedFiles({ connect }: Pick<Place, 'connect'>): Promise<void> {
  const client = await connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables
        where table_schema = current_schema() and left(table_name, length($1)) = $1`,
      [FILE_TABLES],
    );
    for (const { name } of rows) await client.query(`drop table ${name}`);
  } finally {
    await client.end();
  }
}

/** Quotes what is a text, so that an empty one is told from none. */
async function copyFile(
  reader: EmbeddedDatabase,
  client: pg.Client,
  path: string,
  { table, folder }: { readonly table: string; readonly folder: string },
): Promise<void> {
  const rows = sql`read_parquet(${sql.lit(path)})`;
  const columns = await run(
    reader,
    sql`select column_name, column_type from (describe select * from ${rows})`,
  );
  const typed = columns.map(({ column_name, column_type }) => {
    return `"${String(column_name)}" ${postgresType(String(column_type))}`;
  });
  await client.query(`create unlogged table ${table} (${typed.join(', ')})`);
  const text = join(folder, 'rows.csv');
  await run(
    reader,
    sql`copy (select * from ${rows}) to ${sql.lit(text)} (format csv, header false, force_quote *)`,
  );
  await copyIn(client, `copy ${table} from stdin (format csv)`, createReadStream(text));
  await client.query(`analyze ${table}`);
  await rm(text);
}
