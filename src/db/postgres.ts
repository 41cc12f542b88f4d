import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { withPostgresFiles } from './postgres-files.ts';
import { kyselyOver } from './postgres-kysely.ts';
import { postgresTypes } from './postgres-types.ts';
import type { ShopDatabase } from './shop-database.ts';

export interface PostgresDatabase extends ShopDatabase {
  /** A connection of one's own, to be ended by the caller. */
  readonly connect: () => Promise<pg.Client>;
}

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Where files lie while they are copied. */
  readonly scratch?: string;
}

/** Connections of one server for reading. */
const READERS = 6;
/** As long work waits for a table that somebody reads. */
const TABLE_WAIT_MS = 10_000;
/** After as long a statement of long work notices that its process is gone. */
const NOTICED_MS = 2000;
/** As long a change waits for a row that long work beside it has changed. */
const ROW_WAIT_MS = 300;
/** As long a change waits until the other servers on the database have written theirs. */
const TURN_WAIT_MS = 60_000;

/**
 * Begins a change: of all servers on the database one at a time, and only then does it look at anything, so that it knows what
 * the one before has changed.
 */
const beginChange = `begin transaction; set local lock_timeout = ${TURN_WAIT_MS};
  lock table commit_mark in share row exclusive mode; set local lock_timeout = ${ROW_WAIT_MS}`;

const ignore = (): void => undefined;

/** Opens PostgreSQL; connections are made when they are needed. */
export function openPostgres({ url, scratch }: PostgresOptions): PostgresDatabase {
  const settings = {
    connectionString: url,
    types: postgresTypes,
    application_name: 'tierbook',
    // Of a transaction all statements see one state, as on the embedded engine; to compile a scheme's long expressions takes longer than to run them.
    // A server whose machine is gone without a word loses its locks within three minutes.
    options: `-c timezone=UTC -c jit=off -c default_transaction_isolation=repeatable\\ read -c tcp_keepalives_idle=60 -c tcp_keepalives_interval=10`,
  };
  const pool = (max: number, further = ''): pg.Pool => {
    const options = `${settings.options} ${further}`;
    const made = new pg.Pool({ ...settings, options, max, idleTimeoutMillis: max === 1 ? 0 : 10_000 });
    // One that breaks is made anew when it is needed; whoever uses it then learns of it from his statement.
    made.on('error', ignore);
    made.on('connect', (client) => client.on('error', ignore));
    return made;
  };
  const writer = kyselyOver(pool(1), beginChange);
  const readers = pool(READERS);
  const reader = kyselyOver(readers);
  const separate = async (): Promise<Database> => {
    const kysely = kyselyOver(pool(1, `-c lock_timeout=${TABLE_WAIT_MS}`));
    // Not every system's servers can.
    await sql`select set_config('client_connection_check_interval', ${String(NOTICED_MS)}, false)`
      .execute(kysely)
      .catch(ignore);
    const tag = `${randomBytes(4).toString('hex')}_`;
    return { kysely, dialect: postgresDialect, tag, close: async () => await kysely.destroy() };
  };
  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client(settings);
    client.on('error', ignore);
    await client.connect();
    return client;
  };
  return {
    kysely: writer,
    dialect: postgresDialect,
    reader,
    separate,
    connect,
    stream: (statement) => streamRows(readers, statement.compile(reader)),
    withFiles: async (paths, work) => await withPostgresFiles({ connect, scratch }, paths, work),
    close: async () => {
      await Promise.all([writer.destroy(), reader.destroy()]);
    },
  };
}

const FETCHED_AT_ONCE = 2000;

async function* streamRows(
  pool: pg.Pool,
  { sql: text, parameters }: { readonly sql: string; readonly parameters: readonly unknown[] },
): AsyncGenerator<readonly unknown[]> {
  const client = await pool.connect();
  try {
    await client.query('begin transaction read only');
    await client.query(`declare streamed no scroll cursor for ${text}`, [...parameters]);
    for (;;) {
      const fetch = { text: `fetch ${FETCHED_AT_ONCE} from streamed`, rowMode: 'array' as const };
      const { rows } = await client.query<unknown[]>(fetch);
      yield* rows;
      if (rows.length < FETCHED_AT_ONCE) return;
    }
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}
