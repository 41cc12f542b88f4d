import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresDialect,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import { decline } from '../domain/app-error.ts';
import { isCut } from './engine-errors.ts';

/** Kysely over a pool. `begin` is the text that begins its transactions. */
export function kyselyOver(pool: pg.Pool, begin = 'begin transaction'): Kysely<unknown> {
  return new Kysely<unknown>({ dialect: new PooledDialect(pool, begin) });
}

/** Kysely over one connection that somebody else opened and ends. */
export function kyselyOf(client: pg.Client): Kysely<unknown> {
  const given = Object.assign(client, { release: () => undefined });
  const pool = { connect: async () => given, end: async () => undefined };
  return kyselyOver(pool as unknown as pg.Pool);
}

class PooledDialect extends PostgresDialect {
  constructor(
    private readonly pool: pg.Pool,
    private readonly begin: string,
  ) {
    super({ pool });
  }

  override createDriver(): Driver {
    return driver(this.pool, this.begin);
  }
}

interface PooledConnection extends DatabaseConnection {
  readonly release: () => void;
}

function driver(pool: pg.Pool, begin: string): Driver {
  const statement = async (connection: DatabaseConnection, text: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(text));
  };
  return {
    init: async () => {},
    acquireConnection: async () => pooled(await pool.connect()),
    beginTransaction: async (connection) => await statement(connection, begin),
    commitTransaction: async (connection) => await statement(connection, 'commit'),
    // What is left of a connection that broke ends with it.
    rollbackTransaction: async (connection) => await statement(connection, 'rollback').catch(() => undefined),
    releaseConnection: async (connection) => (connection as PooledConnection).release(),
    destroy: async () => await pool.end(),
  };
}

/** To try again could do it twice. */
function refuseUnknown(): never {
  return decline(
    'outcome-unknown',
    '保存时与 PostgreSQL 的连接断了：这一步可能已经保存，也可能没有；请看一看再决定是否重做',
    'the connection to PostgreSQL broke while a change was being kept: it may be kept or not; look before you do it again',
  );
}

function pooled(client: pg.PoolClient): PooledConnection {
  return {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const { rows, command } = await client.query(sql, [...parameters]).catch((error: unknown) => {
        throw sql === 'commit' && isCut(error) ? refuseUnknown() : error;
      });
      // After an error inside a transaction PostgreSQL answers its commit with success, and has rolled back.
      if (sql === 'commit' && command === 'ROLLBACK') throw new Error('the transaction is aborted');
      return { rows: (rows ?? []) as R[] };
    },
    streamQuery: () => {
      throw new Error('stream through the database');
    },
    release: () => client.release(),
  };
}
