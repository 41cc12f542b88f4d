import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../scripts/postgres.mjs';
import { type DataFolder, openDataFolder } from '../src/db/data-folder.ts';
import { copyOfKept, importKept } from './order-server.ts';
import { embeddedTwin, postgresTwin, type Twin } from './twin.ts';

/** The sample's orders kept and graded by sales-levels, for the product and for statements by hand, one after the other. */
export interface ShopPlace {
  readonly open: (now: number) => Promise<DataFolder>;
  readonly twin: () => Promise<Twin>;
  readonly close: () => Promise<void>;
}

export const engines = ['embedded', 'postgres'] as const;
export type Engine = (typeof engines)[number];

export async function embeddedPlace(sample: string, work: string): Promise<ShopPlace> {
  const [path, twin] = [join(work, 'data'), join(work, 'twin')];
  for (const folder of [path, twin]) await copyOfKept(sample, folder);
  return {
    open: async (now) => await openDataFolder({ path, now, create: false }),
    twin: async () => await embeddedTwin(join(twin, 'tierbook.duckdb')),
    close: async () => undefined,
  };
}

/** In a database of its own on a server, or on one that is started for it. */
export async function postgresPlace(sample: string, work: string, given: string | null): Promise<ShopPlace> {
  const server = given ?? (await startPostgres());
  const name = `tierbook_bench_${process.pid}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  const databaseUrl = url.href;
  await onServer(server, `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  const path = join(work, 'data');
  const close = async (): Promise<void> => await onServer(server, `drop database ${name} with (force)`);
  try {
    await importKept(sample, { data: path, databaseUrl });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    open: async (now) => await openDataFolder({ path, now, create: false, databaseUrl }),
    twin: async () => await postgresTwin(databaseUrl),
    close,
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(async () => await client.end());
}
