import {
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresQueryCompiler,
  type QueryCompiler,
  type QueryResult,
} from 'kysely';

/** Kysely over one DuckDB connection: PostgreSQL's SQL text, `$n` parameters bound as they are. */
export class EmbeddedDialect implements Dialect {
  constructor(private readonly connection: DuckDBConnection) {}

  createDriver(): Driver {
    return driver(this.connection);
  }

  createQueryCompiler(): QueryCompiler {
    return new PostgresQueryCompiler();
  }

  createAdapter(): PostgresAdapter {
    return new PostgresAdapter();
  }

  createIntrospector(): DatabaseIntrospector {
    throw new Error('introspection is not available');
  }
}

function driver(connection: DuckDBConnection): Driver {
  const only: DatabaseConnection = {
    executeQuery: <R>(query: CompiledQuery) => execute<R>(connection, query),
    streamQuery: () => {
      throw new Error('stream through streamChunks');
    },
  };
  const statement = (text: string) => async (): Promise<void> => {
    await only.executeQuery(CompiledQuery.raw(text));
  };
  return {
    init: async () => {},
    acquireConnection: async () => only,
    beginTransaction: statement('begin transaction'),
    commitTransaction: statement('commit'),
    rollbackTransaction: statement('rollback'),
    releaseConnection: async () => {},
    destroy: async () => {},
  };
}

async function execute<R>(connection: DuckDBConnection, query: CompiledQuery): Promise<QueryResult<R>> {
  const result = await connection.runAndReadAll(query.sql, [...query.parameters] as DuckDBValue[]);
  const names = result.deduplicatedColumnNames();
  const rows = result.getRows().map((row) => {
    return Object.fromEntries(names.map((name, index) => [name, plain(row[index] ?? null)])) as R;
  });
  return { rows };
}

/** Days and times as text; everything else as the engine gives it. */
function plain(value: DuckDBValue): DuckDBValue {
  return value instanceof DuckDBDateValue || value instanceof DuckDBTimestampValue ? value.toString() : value;
}
