import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Kysely, sql } from 'kysely';
import { refuse } from '../domain/problem.ts';

/** The file beside a database that tells how far it was acknowledged to have come. */
export const MARK_FILE = 'tierbook.commits';

/** Which database, and how many commits it has seen. */
interface Mark {
  readonly database: string;
  readonly commits: bigint;
}

/** Keeps the mark beside a database in step with the one in it. */
export interface CommitMark {
  /** Counts the transaction that is about to be committed. */
  readonly count: (trx: Kysely<unknown>) => Promise<Mark>;
  /** Notes beside the database what is on disk by now. */
  readonly note: (mark: Mark) => void;
  /** Goes by the database again, after it was opened anew. */
  readonly reread: (connection: DuckDBConnection) => Promise<void>;
  readonly close: () => void;
}

/** Every mark takes as much, so that the newer stands over the older in one write. */
const LENGTH = 64;

/** Opens the mark beside a database that belongs to it, and brings it up to date. */
export async function openMark(folder: string, connection: DuckDBConnection): Promise<CommitMark> {
  const path = join(folder, MARK_FILE);
  let open = true;
  const file = openSync(path, existsSync(path) ? 'r+' : 'w+', 0o600);
  // Only the writer counts, so that nothing has to be read for it.
  let last: Mark | null = null;
  const note = (mark: Mark): void => {
    last = mark;
    const { database, commits } = mark;
    try {
      writeSync(file, `${database} ${commits}`.padEnd(LENGTH - 1).concat('\n'), 0);
    } catch {
      // On a full disk: the mark stays behind, and an older database would be taken for this one.
    }
  };
  const reread: CommitMark['reread'] = async (from) => {
    const found = await readMark(from);
    if (found !== null) note(found);
  };
  await reread(connection);
  return {
    count: async (trx) => {
      if (last === null) throw new Error('the database has no commit mark');
      const { database, commits } = { ...last, commits: last.commits + 1n };
      // With its key the whole row is written anew, so that another database's log brings the id along.
      await sql`update commit_mark set only_row = 1, commits = ${sql.lit(commits)}`.execute(trx);
      return { database, commits };
    },
    note,
    reread,
    close: () => {
      if (open) closeSync(file);
      open = false;
    },
  };
}

/**
 * Refuses a database that lacks acknowledged changes, as when its log was not copied with it, and one that another's log
 * was read into: the engine notices neither. The connection is to be the first one; without a checkpoint at its end the file
 * stays as it was.
 */
export async function refuseOtherDatabase(folder: string, connection: DuckDBConnection): Promise<void> {
  const path = join(folder, MARK_FILE);
  if (!existsSync(path)) return;
  await connection.run('pragma disable_checkpoint_on_shutdown');
  const [beside, found] = [markBeside(path), await readMark(connection)];
  if (beside !== null && found !== null) {
    if (found.database !== beside.database) refuseOther(path);
    if (found.commits < beside.commits) refuseOlder(path);
  }
  await connection.run('pragma enable_checkpoint_on_shutdown');
}

/** Null where there is none, or one that a power cut left unwritten. */
function markBeside(path: string): Mark | null {
  const [, database, commits] = /^([0-9a-f-]{36}) (\d+)\s*$/.exec(readFileSync(path, 'utf8')) ?? [];
  return database === undefined || commits === undefined ? null : { database, commits: BigInt(commits) };
}

/** Null in a database from before there were marks. */
async function readMark(connection: DuckDBConnection): Promise<Mark | null> {
  const tables = await connection.runAndReadAll(
    `select 1 from information_schema.tables where table_name = 'commit_mark'`,
  );
  if (tables.getRows().length === 0) return null;
  const marks = await connection.runAndReadAll('select database_id, commits from commit_mark');
  const [[database, commits] = []] = marks.getRows();
  return { database: String(database), commits: BigInt(String(commits)) };
}

function refuseOlder(path: string): never {
  return refuse(
    'changes-missing',
    path,
    '数据库里缺少已经保存过的改动：日志文件 tierbook.duckdb.wal 没有一起放回来，或者换成了旧的数据库。请把同一份备份里的文件一起放回；如果就是要用这一份，删掉这个文件再启动',
    'the database lacks changes that were saved: its log tierbook.duckdb.wal was not put back with it, or the database is an older one. Put back all files of the same backup; to go on with what is here, remove this file and start again',
  );
}

function refuseOther(path: string): never {
  return refuse(
    'other-database',
    path,
    '数据库文件和它的日志 tierbook.duckdb.wal，或和这个文件，不是同一份数据的。请把同一份备份里的文件一起放回；如果就是要用这一份，删掉这个文件再启动',
    'the database file and its log tierbook.duckdb.wal, or this file, are not of the same data. Put back all files of the same backup; to go on with what is here, remove this file and start again',
  );
}
