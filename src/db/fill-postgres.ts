import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import { InputError, refuse } from '../domain/problem.ts';
import { copyIn } from './copy-in.ts';
import { type Queryable, run } from './database.ts';
import { openPostgres } from './postgres.ts';
import { kyselyOf } from './postgres-kysely.ts';
import { checkServer, checkUrl, refuseServer } from './postgres-problems.ts';
import { preparePostgres } from './postgres-schema.ts';
import { postgresType } from './postgres-types.ts';
import { bePresent } from './presence.ts';

export interface Filling {
  /** Where a table lies while it is copied. */
  readonly exchange: string;
  /** Whether a table that only the source has is made: of evaluations. Others are what killed processes left. */
  readonly makes: (table: string) => boolean;
  /** Of the tables that are made those with a row for each customer. */
  readonly keyed: (table: string) => boolean;
  /** Looks at what was copied before it is kept; throws where it is not what it was. */
  readonly check: (copied: Kysely<unknown>) => Promise<void>;
}

/** Rows by table. */
export type FilledTables = ReadonlyMap<string, number>;

/** What every database has of its own. */
const own = new Set(['commit_mark', 'kysely_migration', 'kysely_migration_lock']);

/** Copies a data folder's tables into an empty database on PostgreSQL, all or nothing. Nobody else may have either open. */
export async function fillPostgres(from: Queryable, url: string, filling: Filling): Promise<FilledTables> {
  checkUrl(url);
  const to = openPostgres({ url });
  try {
    await checkServer(to);
    const { isFirst, end } = await bePresent(to.connect);
    try {
      if (!isFirst) refuseInUse();
      await preparePostgres(to);
      const client = await to.connect();
      // Where the work failed it goes with the connection.
      return await fill(from, client, filling).finally(async () => await client.end());
    } finally {
      await end();
    }
  } catch (error) {
    return error instanceof InputError ? Promise.reject(error) : refuseServer(url, error);
  } finally {
    await to.close();
  }
}

async function fill(from: Queryable, client: pg.Client, filling: Filling): Promise<FilledTables> {
  await client.query('begin');
  const there = await emptyTables(client);
  const filled = new Map<string, number>();
  for (const table of await tablesOf(from)) {
    if (own.has(table) || !(there.has(table) || filling.makes(table))) continue;
    const columns = await columnsOf(from, table);
    if (!there.has(table)) await makeTable(client, table, columns, filling.keyed(table));
    filled.set(table, await copyTable(from, client, table, { columns, exchange: filling.exchange }));
  }
  await filling.check(kyselyOf(client));
  await client.query('commit');
  return filled;
}

/** Refuses a database in which anything is kept already. */
async function emptyTables(client: pg.Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'`,
  );
  const names = rows.map(({ name }) => name).filter((name) => !own.has(name));
  for (const name of names) {
    const found = await client.query(`select 1 from "${name}" limit 1`);
    if (found.rows.length > 0) refuseFull(name);
  }
  return new Set(names);
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

async function tablesOf(from: Queryable): Promise<string[]> {
  const rows = await run(
    from,
    sql`select table_name as name from information_schema.tables
      where table_schema = current_schema() and table_type = 'BASE TABLE' order by table_name`,
  );
  return rows.map(({ name }) => String(name));
}

async function columnsOf(from: Queryable, table: string): Promise<readonly Column[]> {
  const rows = await run(
    from,
    sql`select column_name as name, data_type as type, is_nullable = 'NO' as required from information_schema.columns
      where table_schema = current_schema() and table_name = ${table} order by ordinal_position`,
  );
  return rows.map(({ name, type, required }) => ({
    name: String(name),
    type: String(type),
    required: required === true,
  }));
}

async function makeTable(
  client: pg.Client,
  table: string,
  columns: readonly Column[],
  keyed: boolean,
): Promise<void> {
  const written = columns.map(
    ({ name, type, required }) => `"${name}" ${postgresType(type)}${required ? ' not null' : ''}`,
  );
  const key = keyed ? ', primary key (customer_id)' : '';
  await client.query(`create table "${table}" (${written.join(', ')}${key})`);
}

/** Gives how many rows it has. */
async function copyTable(
  from: Queryable,
  client: pg.Client,
  table: string,
  { columns, exchange }: { readonly columns: readonly Column[]; readonly exchange: string },
): Promise<number> {
  const file = join(exchange, 'moving.csv');
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  // Quoted is what is a text, so that an empty one is told from none.
  await run(
    from,
    sql`copy (select ${sql.raw(names)} from ${sql.table(table)}) to ${sql.lit(file)} (format csv, header false, force_quote *)`,
  );
  await copyIn(client, `copy "${table}" (${names}) from stdin (format csv)`, createReadStream(file));
  await rm(file);
  await client.query(`analyze "${table}"`);
  const [counted = {}] = await run(from, sql`select count(*) as n from ${sql.table(table)}`);
  const { rows } = await client.query<{ n: bigint }>(`select count(*) as n from "${table}"`);
  if (rows[0]?.n !== counted.n) throw new Error(`${table}: ${counted.n} rows became ${rows[0]?.n}`);
  return Number(counted.n);
}

function refuseInUse(): never {
  return refuse(
    'database-in-use',
    '--database',
    '有服务器正在使用这个数据库；请先停下它，或换一个空的数据库',
    'a server has this database open; stop it first, or name an empty database',
  );
}

function refuseFull(table: string): never {
  return refuse(
    'database-not-empty',
    '--database',
    `这个数据库里已经有数据（表 ${table}）；请新建一个空的数据库再搬`,
    `this database holds data already (table ${table}); make an empty one and move there`,
  );
}
