import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBValue,
} from '@duckdb/node-api';
import { type CompiledQuery, Kysely, type RawBuilder, sql } from 'kysely';
import type { Dialect } from '../sql/expression.ts';
import type { Database } from './database.ts';
import { DuckdbKyselyDialect } from './duckdb-kysely.ts';

export interface DuckdbDatabase extends Database {
  readonly connection: DuckDBConnection;
}

export interface DuckdbOptions {
  /** The database file, or `:memory:`. */
  readonly path: string;
  /** An existing folder where large sorts and joins may spill. */
  readonly spill: string;
  readonly memoryLimitMb?: number;
}

const dialect: Dialect = {
  quotient: (dividend, divisor) =>
    sql`cast(cast(${dividend} as hugeint) // cast(${divisor} as hugeint) as bigint)`,
};

/** Settings under which the one SQL means the same as on PostgreSQL; extensions are never fetched. */
const settings = [
  `set timezone = 'UTC'`,
  `set integer_division = true`,
  `set ieee_floating_point_ops = false`,
  `set default_null_order = 'nulls_last_on_asc_first_on_desc'`,
  `set autoinstall_known_extensions = false`,
  `set autoload_known_extensions = false`,
  `set errors_as_json = false`,
];

/** Opens an embedded database with one connection. */
export async function openDuckdb(options: DuckdbOptions): Promise<DuckdbDatabase> {
  const instance = await DuckDBInstance.create(options.path, {
    temp_directory: options.spill,
    ...(options.memoryLimitMb === undefined ? {} : { memory_limit: `${options.memoryLimitMb}MB` }),
  });
  const connection = await instance.connect();
  for (const setting of settings) await connection.run(setting);
  return {
    kysely: new Kysely<unknown>({ dialect: new DuckdbKyselyDialect(connection) }),
    dialect,
    connection,
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Streams a statement's result in chunks of about 2,000 rows, never holding all of it. */
export async function* streamChunks(
  { kysely, connection }: DuckdbDatabase,
  statement: RawBuilder<unknown>,
): AsyncGenerator<DuckDBDataChunk> {
  const { sql: text, parameters }: CompiledQuery = statement.compile(kysely);
  const result = await connection.stream(text, [...parameters] as DuckDBValue[]);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk;
  }
}
