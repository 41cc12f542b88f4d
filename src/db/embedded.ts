import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBInstance,
  type DuckDBValue,
} from '@duckdb/node-api';
import { Kysely, type RawBuilder, sql } from 'kysely';
import type { Dialect } from '../sql/expression.ts';
import type { Database } from './database.ts';
import { EmbeddedDialect } from './embedded-kysely.ts';

export interface EmbeddedDatabase extends Database {
  readonly connection: DuckDBConnection;
  /** A further connection, to be closed by the caller. */
  readonly connect: () => Promise<DuckDBConnection>;
}

export interface EmbeddedOptions {
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

/** Opens an embedded database; `connection` is the one that writes. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const instance = await DuckDBInstance.create(options.path, {
    temp_directory: options.spill,
    ...(options.memoryLimitMb === undefined ? {} : { memory_limit: `${options.memoryLimitMb}MB` }),
  });
  const connect = async (): Promise<DuckDBConnection> => {
    const connection = await instance.connect();
    for (const setting of settings) await connection.run(setting);
    return connection;
  };
  const connection = await connect();
  return {
    kysely: new Kysely<unknown>({ dialect: new EmbeddedDialect(connection) }),
    dialect,
    connection,
    connect,
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/**
 * Streams a statement's result in chunks of about 2,000 rows, never holding all of it, on a connection of
 * its own: another statement on the same one would cut the stream off.
 */
export async function* streamChunks(
  { kysely, connect }: EmbeddedDatabase,
  statement: RawBuilder<unknown>,
): AsyncGenerator<DuckDBDataChunk> {
  const { sql: text, parameters } = statement.compile(kysely);
  const connection = await connect();
  try {
    const result = await connection.stream(text, [...parameters] as DuckDBValue[]);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      yield chunk;
    }
  } finally {
    connection.closeSync();
  }
}

/** Streams a statement's rows as arrays, for results that JavaScript looks at one by one. */
export async function* streamRows(
  db: EmbeddedDatabase,
  statement: RawBuilder<unknown>,
): AsyncGenerator<readonly DuckDBValue[]> {
  for await (const chunk of streamChunks(db, statement)) yield* chunk.getRows();
}

const APPENDED_AT_ONCE = 20_000;

/** Appends rows to a table; days as `YYYY-MM-DD`. */
export async function appendRows(
  { connection }: EmbeddedDatabase,
  table: string,
  types: readonly ('text' | 'bigint' | 'date')[],
  rows: AsyncIterable<readonly (string | bigint | null)[]>,
): Promise<void> {
  const appender = await connection.createAppender(table);
  let appended = 0;
  for await (const row of rows) {
    for (const [index, value] of row.entries()) {
      if (value === null) appender.appendNull();
      else if (typeof value === 'bigint') appender.appendBigInt(value);
      else if (types[index] === 'date') appender.appendDate(dateValue(value));
      else appender.appendVarchar(value);
    }
    appender.endRow();
    if (++appended % APPENDED_AT_ONCE === 0) appender.flushSync();
  }
  appender.closeSync();
}

const DAY_MS = 86_400_000;

function dateValue(day: string): DuckDBDateValue {
  return new DuckDBDateValue(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}
