import {
  BIGINT,
  type DuckDBConnection,
  DuckDBDateValue,
  type DuckDBMaterializedResult,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresQueryCompiler,
  type QueryCompiler,
  type QueryResult,
  sql,
  type TableMetadata,
} from 'kysely';
import { isAfterFailure } from './engine-errors.ts';

/** Between attempts to end statements of a database that is closed. */
const AGAIN_MS = 20;

/** Kysely over a pool of DuckDB connections: PostgreSQL's SQL text, `$n` parameters bound as they are. */
export class EmbeddedDialect implements Dialect {
  constructor(private readonly connections: readonly DuckDBConnection[]) {}

  createDriver(): Driver {
    return driver(this.connections);
  }

  createQueryCompiler(): QueryCompiler {
    return new PostgresQueryCompiler();
  }

  createAdapter(): PostgresAdapter {
    return new EmbeddedAdapter();
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return introspector(db);
  }
}

/** One process holds the file, so migrations need no lock; PostgreSQL's would fail here. */
class EmbeddedAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

interface PooledConnection extends DatabaseConnection {
  /** What went wrong since the transaction began; the engine itself forgets it. */
  failure: unknown;
  /** Whether a transaction is to begin with the next statement. */
  begins: boolean;
}

/**
 * Gives each connection to one user at a time. After an error inside a transaction DuckDB answers COMMIT with
 * success and stores nothing, so the error is remembered and the commit fails with it.
 */
function driver(connections: readonly DuckDBConnection[]): Driver {
  const free = connections.map(pooled);
  const waiting: ((connection: PooledConnection) => void)[] = [];
  let onIdle: (() => void) | undefined;
  const statement = async (connection: DatabaseConnection, text: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(text));
  };
  return {
    init: async () => {},
    acquireConnection: async () => {
      return free.shift() ?? (await new Promise<PooledConnection>((resolve) => waiting.push(resolve)));
    },
    beginTransaction: async (connection) => {
      Object.assign(connection, { failure: undefined, begins: true });
    },
    commitTransaction: async (connection) => {
      const { failure, begins } = connection as PooledConnection;
      if (failure !== undefined) throw failure;
      if (!begins) await statement(connection, 'commit');
      else (connection as PooledConnection).begins = false;
    },
    rollbackTransaction: async (connection) => {
      const { begins } = connection as PooledConnection;
      (connection as PooledConnection).begins = false;
      // A failed COMMIT has ended the transaction already.
      if (!begins) await statement(connection, 'rollback').catch(() => undefined);
    },
    releaseConnection: async (connection) => {
      const next = waiting.shift();
      if (next !== undefined) return next(connection as PooledConnection);
      free.push(connection as PooledConnection);
      if (free.length === connections.length) onIdle?.();
    },
    // The client waits for ever for a statement whose connection is closed under it.
    destroy: async () => {
      if (free.length === connections.length) return;
      const idle = new Promise<void>((resolve) => {
        onIdle = resolve;
      });
      // Again and again: one that is only being planned is not ended by it.
      const interrupt = (): void => {
        for (const connection of connections) connection.interrupt();
      };
      const again = setInterval(interrupt, AGAIN_MS);
      interrupt();
      await idle;
      clearInterval(again);
    },
  };
}

function pooled(connection: DuckDBConnection): PooledConnection {
  const own: PooledConnection = {
    failure: undefined,
    begins: false,
    executeQuery: async <R>(query: CompiledQuery) => {
      const { begins } = own;
      own.begins = false;
      try {
        return await execute<R>(connection, query, begins ? 'begin transaction;' : '');
      } catch (error) {
        own.failure ??= error;
        throw isAfterFailure(error) ? own.failure : error;
      }
    },
    streamQuery: () => {
      throw new Error('stream through streamChunks');
    },
  };
  return own;
}

/** Reads what has come without asking the engine's threads once more: for a small statement that would be most of its time. */
async function execute<R>(
  connection: DuckDBConnection,
  query: CompiledQuery,
  before: string,
): Promise<QueryResult<R>> {
  const result = await run(connection, query, before);
  const names = result.deduplicatedColumnNames();
  const rows = Array.from({ length: result.chunkCount }, (_, chunk) => result.getChunk(chunk).getRows());
  return {
    rows: rows.flat().map((row) => {
      return Object.fromEntries(names.map((name, index) => [name, plain(row[index] ?? null)])) as R;
    }),
  };
}

async function run(
  connection: DuckDBConnection,
  query: CompiledQuery,
  before: string,
): Promise<DuckDBMaterializedResult> {
  const values = [...query.parameters] as DuckDBValue[];
  // With values, be there none, the statement is planned twice.
  if (values.length === 0) return await connection.run(before + query.sql);
  if (before !== '') await connection.run(before);
  const prepared = await connection.prepare(query.sql);
  try {
    prepared.bind(values, values.map(boundAs) as DuckDBType[]);
    return await prepared.run();
  } finally {
    prepared.destroySync();
  }
}

/** Left to itself the client binds as 128 bits, to which the engine then widens every row it compares. */
function boundAs(value: DuckDBValue): DuckDBType | undefined {
  return typeof value === 'bigint' ? BIGINT : undefined;
}

/** Days and times as text; everything else as the engine gives it. */
function plain(value: DuckDBValue): DuckDBValue {
  return value instanceof DuckDBDateValue || value instanceof DuckDBTimestampValue ? value.toString() : value;
}

/** What the Migrator asks: PostgreSQL's own introspector reads catalogs that DuckDB has only in part. */
function introspector(db: Kysely<unknown>): DatabaseIntrospector {
  const getTables = async (): Promise<TableMetadata[]> => {
    const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = current_schema() and table_type = 'BASE TABLE'`.execute(db);
    return rows.map(({ name }) => ({ name, isView: false, columns: [] }));
  };
  return {
    getSchemas: async () => [],
    getTables,
    getMetadata: async () => ({ tables: await getTables() }),
  };
}
