import pg from 'pg';
import { dropTable, openBare } from './bare.ts';

/** What runs statements written by hand, on whichever engine keeps the product's tables. */
export interface Twin {
  readonly run: (statement: string) => Promise<void>;
  readonly rows: (statement: string) => Promise<readonly (readonly unknown[])[]>;
  /** Drops a table so that every run begins alike. */
  readonly drop: (table: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** On the embedded engine, alone with a database file. */
export async function embeddedTwin(file: string): Promise<Twin> {
  const { connection, close } = await openBare(file);
  return {
    run: async (statement) => void (await connection.run(statement)),
    rows: async (statement) => (await connection.runAndReadAll(statement)).getRows(),
    drop: async (table) => await dropTable(connection, table),
    close: async () => close(),
  };
}

/** On PostgreSQL, with the settings that the product has. */
export async function postgresTwin(url: string): Promise<Twin> {
  const client = new pg.Client({ connectionString: url, options: '-c jit=off' });
  await client.connect();
  return {
    run: async (statement) => void (await client.query(statement)),
    rows: async (text) => (await client.query({ text, rowMode: 'array' })).rows as unknown[][],
    drop: async (table) => void (await client.query(`drop table ${table}`)),
    close: async () => await client.end(),
  };
}
