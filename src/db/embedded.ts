import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBInstance,
  type DuckDBValue,
} from '@duckdb/node-api';
import { Kysely, type RawBuilder, sql } from 'kysely';
import type { Dialect } from '../sql/expression.ts';
import { EmbeddedDialect } from './embedded-kysely.ts';
import { givingWay } from './give-way.ts';
import type { ShopDatabase } from './shop-database.ts';

export interface EmbeddedDatabase extends ShopDatabase {
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
  /** Whether large work leaves a core to small work beside it. */
  readonly givesWay?: boolean;
  /** The only folder whose files statements may read and write; without it any. */
  readonly exchange?: string;
  /** Done before anything else; where it throws, the database is closed again. */
  readonly first?: (connection: DuckDBConnection) => Promise<void>;
  /** Connections for reading beside the one that writes. */
  readonly readers?: number;
}

export const embeddedDialect: Dialect = {
  quotient: (dividend, divisor) =>
    sql`cast(cast(${dividend} as hugeint) // cast(${divisor} as hugeint) as bigint)`,
  hash: (text) => sql`cast(md5_number_lower(${text}) & cast(9223372036854775807 as ubigint) as bigint)`,
  jsonType: 'json',
  checksum: (columns) => sql`bit_xor(hash(${sql.join([...columns])}))`,
  joinNextGreater: (table, column, than, alias) =>
    sql` asof left join ${sql.table(table)} as ${sql.ref(alias)} on ${than} < ${sql.ref(`${alias}.${column}`)}`,
  rowsOfJson: (rows, columns) => {
    const types = JSON.stringify([
      Object.fromEntries(columns.map(({ name, type }) => [name, type === 'text' ? 'varchar' : type])),
    ]);
    return sql`(select unnest(from_json(cast(${rows} as text), ${sql.lit(types)}), recursive := true))`;
  },
};

/**
 * Settings under which the one SQL means the same as on PostgreSQL; extensions are never fetched; the log is taken over when
 * the writer says so (`openCheckpoints`), unless it has become very large.
 */
const settings = [
  `set global checkpoint_threshold = '256MB'`,
  `set global timezone = 'UTC'`,
  `set global integer_division = true`,
  `set global ieee_floating_point_ops = false`,
  `set global default_null_order = 'nulls_last_on_asc_first_on_desc'`,
  `set global autoinstall_known_extensions = false`,
  `set global autoload_known_extensions = false`,
  `set global errors_as_json = false`,
];

const IN_MEMORY = ':memory:';

/**
 * Rows that a file keeps together, a quarter of the engine's own number: of a column it reads all or nothing of such a group, so
 * that few customers' orders cost as much less. Only an attached file takes it; groups that are there stay as they are.
 */
const ROW_GROUP = 32_768;

/** What a file is called among the databases of its instance. */
const ATTACHED = 'tierbook';

/** Opens an embedded database; `connection` is the one that writes. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const create = (): Promise<DuckDBInstance> =>
    DuckDBInstance.create(IN_MEMORY, {
      temp_directory: options.spill,
      ...(options.memoryLimitMb === undefined ? {} : { memory_limit: `${options.memoryLimitMb}MB` }),
    });
  const instance = options.givesWay ? await givingWay(create) : await create();
  const inFile = options.path !== IN_MEMORY;
  const connect = async (): Promise<DuckDBConnection> => {
    const made = await instance.connect();
    if (inFile) await made.run(`use ${ATTACHED}`);
    return made;
  };
  let connection: DuckDBConnection | undefined;
  try {
    if (inFile) await attach(instance, options.path);
    connection = await connect();
    await options.first?.(connection);
  } catch (error) {
    connection?.closeSync();
    instance.closeSync();
    throw error;
  }
  for (const setting of settings) await connection.run(setting);
  if (options.exchange !== undefined) await confine(connection, options.exchange);
  const readers = await Promise.all(Array.from({ length: options.readers ?? 0 }, connect));
  const writer = kyselyOver([connection]);
  const reader = readers.length === 0 ? writer : kyselyOver(readers);
  const separated = new Set<Kysely<unknown>>();
  const database: EmbeddedDatabase = {
    kysely: writer,
    dialect: embeddedDialect,
    connection,
    connect,
    reader,
    separate: async () => {
      const own = await connect();
      const kysely = kyselyOver([own]);
      separated.add(kysely);
      const close = async (): Promise<void> => {
        await kysely.destroy();
        separated.delete(kysely);
        own.closeSync();
      };
      return { kysely, dialect: embeddedDialect, close };
    },
    stream: (statement) => streamRows(database, statement),
    withFiles: async (paths, work) => await work(paths.map((path) => sql`read_parquet(${sql.lit(path)})`)),
    close: async () => {
      for (const kysely of [...separated, reader, writer]) await kysely.destroy();
      for (const open of [connection, ...readers]) open.closeSync();
      instance.closeSync();
    },
  };
  return database;
}

async function attach(instance: DuckDBInstance, path: string): Promise<void> {
  const connection = await instance.connect();
  try {
    const file = path.replaceAll("'", "''");
    await connection.run(`attach '${file}' as ${ATTACHED} (row_group_size ${ROW_GROUP})`);
  } finally {
    connection.closeSync();
  }
}

function kyselyOver(connections: readonly DuckDBConnection[]): Kysely<unknown> {
  return new Kysely<unknown>({ dialect: new EmbeddedDialect(connections) });
}

/** From here on no statement reaches a file outside the folder or changes a setting. */
async function confine(connection: DuckDBConnection, folder: string): Promise<void> {
  const place = folder.endsWith('/') ? folder : `${folder}/`;
  await connection.run(`set global allowed_directories = ['${place.replaceAll("'", "''")}']`);
  await connection.run('set global enable_external_access = false');
  await connection.run('set global lock_configuration = true');
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
    // The engine makes the next chunk while this one is looked at.
    let next = result.fetchChunk();
    for (;;) {
      const chunk = await next;
      if (chunk === null || chunk.rowCount === 0) return;
      next = result.fetchChunk();
      next.catch(() => undefined);
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
