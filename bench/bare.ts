import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** The engine alone, with its own defaults. */
export interface BareDatabase {
  readonly connection: DuckDBConnection;
  readonly close: () => void;
}

export async function openBare(path: string): Promise<BareDatabase> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  return {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Drops the table that a run filled and writes the database out, so that every run begins alike. */
export async function dropTable(connection: DuckDBConnection, table: string): Promise<void> {
  await connection.run(`drop table ${table}`);
  await connection.run('checkpoint');
}

export async function copyToCsv(connection: DuckDBConnection, select: string, file: string): Promise<void> {
  await connection.run(`copy (${select}) to ${quoted(file)} (format csv, header)`);
}
