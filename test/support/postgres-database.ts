import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { embeddedDialect } from '../../src/db/embedded.ts';
import { openPostgres } from '../../src/db/postgres.ts';
import { postgresDialect } from '../../src/db/postgres-dialect.ts';
import { preparePostgres } from '../../src/db/postgres-schema.ts';
import { postgresUrl } from './postgres.ts';

/** A database for one shop. */
export interface ShopsDatabase {
  /** What `openDataFolder` takes; nothing for the embedded engine. */
  readonly option: { readonly databaseUrl?: string };
  readonly drop: () => Promise<void>;
}

/** Whether this run keeps its shops in PostgreSQL instead of the embedded engine. */
export const onPostgres = process.env.TIERBOOK_TEST_ENGINE === 'postgres';

/** How the engine of this run's shops spells what they spell differently. */
export const testDialect = onPostgres ? postgresDialect : embeddedDialect;

/** A database of its own on PostgreSQL where the run asks for it, else nothing. */
export async function makeDatabase(): Promise<ShopsDatabase> {
  if (!onPostgres) return { option: {}, drop: async () => undefined };
  return await makePostgresDatabase();
}

/** Waits until no session of anybody is left on the database: those of killed processes end by themselves. */
export async function untilNobodyHas({ databaseUrl }: ShopsDatabase['option']): Promise<void> {
  if (databaseUrl === undefined) return;
  const name = new URL(databaseUrl).pathname.slice(1);
  const sessions = `select 1 from pg_stat_activity where datname = $1 and backend_type = 'client backend'`;
  await onServer(async (client) => {
    while ((await client.query(sessions, [name])).rows.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
}

interface PostgresDatabase extends ShopsDatabase {
  readonly option: { readonly databaseUrl: string };
}

/** A database of its own on PostgreSQL with all tables and nothing in them. */
export async function makePostgresDatabase(): Promise<PostgresDatabase> {
  template ??= makeTemplate();
  return await makeFrom(await template);
}

/** The same without tables. */
export async function makeBareDatabase(): Promise<PostgresDatabase> {
  return await makeFrom('template0');
}

async function makeFrom(source: string): Promise<PostgresDatabase> {
  const name = `shop_${randomUUID().replaceAll('-', '')}`;
  await onServer(async (client) => await client.query(`create database ${name} template ${source}`));
  return {
    option: { databaseUrl: urlOf(name) },
    drop: async () =>
      await onServer(async (client) => await client.query(`drop database if exists ${name} with (force)`)),
  };
}

let template: Promise<string> | undefined;

/** Made once by the processes of a run together: to copy tables takes less than to make them. */
async function makeTemplate(): Promise<string> {
  const name = `shops_of_${process.ppid}`;
  await onServer(async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('template'))`);
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rows.length > 0) return;
    await dropOld(client);
    await client.query(`create database making_${name} template template0`);
    const database = openPostgres({ url: urlOf(`making_${name}`) });
    await preparePostgres(database).finally(database.close);
    await client.query(`alter database making_${name} rename to ${name}`);
  });
  return name;
}

/** Takes away what runs before left on a server that outlives them. */
async function dropOld(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where left(datname, 9) = 'shops_of_'`,
  );
  for (const { name } of rows) {
    if (!isAlive(Number(name.slice(9)))) await client.query(`drop database if exists ${name} with (force)`);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function serverUrl(): string {
  const server = postgresUrl();
  if (server === undefined) throw new Error('TIERBOOK_TEST_POSTGRES names no server');
  return server;
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  await work(client).finally(async () => await client.end());
}
