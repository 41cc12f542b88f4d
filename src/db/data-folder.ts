import { existsSync } from 'node:fs';
import { access, constants, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../domain/problem.ts';
import { openMark, refuseOtherDatabase } from './commit-mark.ts';
import { type EmbeddedDatabase, openEmbedded } from './embedded.ts';
import { isDamaged, isDiskFull } from './engine-errors.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { openWriter, type Writer } from './writer.ts';

/** A business's data: one database file and what belongs to it, held by one process. */
export interface DataFolder {
  readonly path: string;
  /** For reading. Ask each time: after a full disk the database is opened anew. */
  readonly database: () => EmbeddedDatabase;
  readonly writer: Writer;
  /** Where files go on their way into or out of the database; emptied at every start. */
  readonly exchange: string;
  readonly lock: FolderLock;
  readonly close: () => Promise<void>;
}

export interface FolderOptions {
  readonly path: string;
  readonly now: number;
  /** Make the folder if there is none. */
  readonly create: boolean;
  readonly memoryLimitMb?: number;
}

export const DATABASE_FILE = 'tierbook.duckdb';
const READERS = 4;

/** Opens a data folder for this process alone. Throws InputErrors that say what is wrong with it. */
export async function openDataFolder({
  path,
  now,
  create,
  memoryLimitMb,
}: FolderOptions): Promise<DataFolder> {
  await prepare(path, create);
  const lock = await lockFolder(path, now);
  try {
    const exchange = join(path, 'exchange');
    const spill = join(path, 'spill');
    for (const folder of [exchange, spill]) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder);
    }
    const options = {
      path: join(path, DATABASE_FILE),
      spill,
      exchange,
      readers: READERS,
      givesWay: true,
      ...(memoryLimitMb === undefined ? {} : { memoryLimitMb }),
    };
    let database = await openFile(path, options);
    let open = true;
    const closeDatabase = async (): Promise<void> => {
      if (open) await database.close();
      open = false;
    };
    try {
      await database.connection.run(`checkpoint`);
    } catch (error) {
      await closeDatabase();
      refuseUnusable(path, error);
    }
    const mark = await openMark(path, database.connection).catch(async (error) => {
      await closeDatabase();
      return refuseFolder(path, error);
    });
    const writer = openWriter({
      mark,
      kysely: () => database.kysely,
      // Never two at once: a second instance of one file loses rows.
      reopen: async () => {
        await closeDatabase();
        database = await openFile(path, options);
        open = true;
        await mark.reread(database.connection);
      },
    });
    return {
      path,
      exchange,
      lock,
      writer,
      database: () => database,
      close: async () => {
        await writer.close();
        mark.close();
        await closeDatabase();
        for (const folder of [exchange, spill]) await rm(folder, { recursive: true, force: true });
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openFile(
  folder: string,
  options: Parameters<typeof openEmbedded>[0],
): Promise<EmbeddedDatabase> {
  let database: EmbeddedDatabase | null = null;
  try {
    database = await openEmbedded({
      ...options,
      first: async (connection) => await refuseOtherDatabase(folder, connection),
    });
    await migrate(database);
    return database;
  } catch (error) {
    await database?.close();
    return refuseUnusable(folder, error);
  }
}

function refuseUnusable(folder: string, error: unknown): never {
  if (isDamaged(error)) refuseDamaged(folder, error);
  if (isDiskFull(error)) refuseFull(folder);
  return refuseFolder(folder, error);
}

async function prepare(path: string, create: boolean): Promise<void> {
  if (existsSync(path) && !(await stat(path)).isDirectory()) {
    refuse('not-a-folder', path, '这不是文件夹', 'this is not a folder');
  }
  if (!existsSync(path)) {
    if (!create) refuseMissing(path);
    await mkdir(path, { recursive: true, mode: 0o700 }).catch((error) => refuseFolder(path, error));
  }
  if (!create && !existsSync(join(path, DATABASE_FILE))) refuseMissing(path);
  await access(path, constants.R_OK | constants.W_OK | constants.X_OK).catch((error) =>
    refuseFolder(path, error),
  );
}

function refuseMissing(path: string): never {
  return refuse(
    'no-data-folder',
    path,
    '这里还没有数据文件夹；先用 tierbook import 导入订单，或用 --data 指定别处',
    'there is no data folder here yet; import orders first with `tierbook import`, or name another place with --data',
  );
}

function refuseFolder(path: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return refuse('not-a-folder', path, '这不是文件夹', 'this is not a folder');
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return refuse(
      'folder-not-writable',
      path,
      '没有权限写入这个数据文件夹',
      'the data folder cannot be written to',
    );
  }
  throw error;
}

/** Says that a folder's database is damaged and what to do. */
export function refuseDamaged(folder: string, error: unknown): never {
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  return refuse(
    'database-damaged',
    folder,
    `数据库文件已损坏；请从备份恢复（原因：${reason}）`,
    `the database file is damaged; restore it from a backup (reason: ${reason})`,
  );
}

function refuseFull(folder: string): never {
  return refuse('disk-full', folder, '磁盘已满', 'the disk is full');
}
