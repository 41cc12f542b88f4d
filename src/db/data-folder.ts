import { existsSync } from 'node:fs';
import { access, constants, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../domain/problem.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { refuseFolder } from './folder-problems.ts';
import type { HeldDatabase } from './held-database.ts';
import { DATABASE_FILE, holdEmbedded } from './hold-embedded.ts';

/** A business's data: its database and what belongs to it, held by one process. */
export interface DataFolder extends HeldDatabase {
  readonly path: string;
  /** Where files go on their way into or out of the database; emptied at every start. */
  readonly exchange: string;
  readonly lock: FolderLock;
}

export interface FolderOptions {
  readonly path: string;
  readonly now: number;
  /** Make the folder if there is none. */
  readonly create: boolean;
  /** A PostgreSQL that keeps the data instead of a file in the folder: `postgres://…`. */
  readonly databaseUrl?: string;
  /** Of the embedded engine. */
  readonly memoryLimitMb?: number;
}

/** In a folder of which the data is in PostgreSQL, so that nobody takes it for an empty one. */
const ELSEWHERE = 'tierbook.postgres';

/** Opens a data folder for this process alone. Throws InputErrors that say what is wrong with it. */
export async function openDataFolder(options: FolderOptions): Promise<DataFolder> {
  const { path, now, databaseUrl } = options;
  await prepare(options);
  const lock = await lockFolder(path, now);
  try {
    const exchange = join(path, 'exchange');
    const spill = join(path, 'spill');
    for (const folder of [exchange, spill]) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder);
    }
    let held: HeldDatabase;
    if (databaseUrl === undefined) held = await holdEmbedded({ ...options, exchange, spill });
    else {
      // Most have none, and its client takes a while to load.
      const { holdPostgres } = await import('./hold-postgres.ts');
      held = await holdPostgres(databaseUrl, exchange);
      await writeFile(join(path, ELSEWHERE), 'the data is in PostgreSQL: name it with --database\n');
    }
    return {
      ...held,
      path,
      exchange,
      lock,
      close: async () => {
        await held.close();
        for (const folder of [exchange, spill]) await rm(folder, { recursive: true, force: true });
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Whether there is a data folder, of either engine. */
export function isDataFolder(path: string): boolean {
  return existsSync(join(path, DATABASE_FILE)) || existsSync(join(path, ELSEWHERE));
}

async function prepare({ path, create, databaseUrl }: FolderOptions): Promise<void> {
  if (existsSync(path) && !(await stat(path)).isDirectory()) {
    refuse('not-a-folder', path, '这不是文件夹', 'this is not a folder');
  }
  if (!existsSync(path)) {
    if (!create) refuseMissing(path);
    await mkdir(path, { recursive: true, mode: 0o700 }).catch((error) => refuseFolder(path, error));
  }
  if (!create && !isDataFolder(path)) refuseMissing(path);
  await access(path, constants.R_OK | constants.W_OK | constants.X_OK).catch((error) =>
    refuseFolder(path, error),
  );
  if (databaseUrl !== undefined) {
    if (existsSync(join(path, DATABASE_FILE))) refuseOwnDatabase(path);
  } else if (existsSync(join(path, ELSEWHERE))) refuseWithoutUrl(path);
}

function refuseMissing(path: string): never {
  return refuse(
    'no-data-folder',
    path,
    '这里还没有数据文件夹；先用 tierbook import 导入订单，或用 --data 指定别处',
    'there is no data folder here yet; import orders first with `tierbook import`, or name another place with --data',
  );
}

function refuseOwnDatabase(path: string): never {
  return refuse(
    'folder-has-database',
    path,
    '这个数据文件夹有自己的数据库文件；要用 PostgreSQL，请用 --data 指定另一个文件夹',
    'this data folder has a database file of its own; to use PostgreSQL name another folder with --data',
  );
}

function refuseWithoutUrl(path: string): never {
  return refuse(
    'database-elsewhere',
    path,
    '这个文件夹的数据在 PostgreSQL 里；请用 --database 或环境变量 TIERBOOK_DATABASE_URL 指定它',
    'the data of this folder is in PostgreSQL; name it with --database or the environment variable TIERBOOK_DATABASE_URL',
  );
}
