import { randomBytes } from 'node:crypto';
import { open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { refuse } from '../domain/problem.ts';

/** Who holds a data folder, as the lock file says. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
  /** What tells the process from a later one of the same number; empty where the system does not say. */
  readonly started: string;
  /** Where its API answers and the token that opens it; only of a server. */
  readonly server?: { readonly address: string; readonly token: string };
}

export interface FolderLock {
  /** Tells other processes of this user where the holder's API answers. */
  readonly announce: (server: Holder['server']) => Promise<void>;
  readonly release: () => Promise<void>;
}

/** A file of our own beside the database: the engine's lock vanishes when the process opens the file twice. */
const LOCK_FILE = 'lock.json';

/** Folders that this process holds. */
const held = new Set<string>();

/** Takes a data folder for this process. Throws an InputError that names whoever holds it. */
export async function lockFolder(folder: string, now: number): Promise<FolderLock> {
  const place = await realpath(folder);
  const path = join(place, LOCK_FILE);
  const self: Holder = {
    pid: process.pid,
    host: hostname(),
    since: new Date(now).toISOString(),
    started: await startOf(process.pid),
  };
  if (held.has(place)) refuseHeld(folder, self);
  held.add(place);
  try {
    await takeOver(folder, path);
    await create(folder, path, self);
  } catch (error) {
    held.delete(place);
    throw error;
  }
  return {
    announce: async (server) => await replace(path, { ...self, ...(server === undefined ? {} : { server }) }),
    release: async () => {
      await rm(path, { force: true });
      held.delete(place);
    },
  };
}

/** Who holds a folder now; null when nobody does. */
export async function holderOf(folder: string): Promise<Holder | null> {
  const holder = await readHolder(join(folder, LOCK_FILE));
  return holder === null || !(await isAlive(holder)) ? null : holder;
}

/** Takes away the lock of a process that ended without releasing it. */
async function takeOver(folder: string, path: string): Promise<void> {
  const holder = await readHolder(path);
  if (holder !== null && (await isAlive(holder))) refuseHeld(folder, holder);
  await rm(path, { force: true });
}

async function create(folder: string, path: string, holder: Holder): Promise<void> {
  try {
    await write(path, holder, 'wx');
  } catch (error) {
    const other = await readHolder(path);
    if (other !== null) refuseHeld(folder, other);
    throw error;
  }
}

async function replace(path: string, holder: Holder): Promise<void> {
  const unfinished = `${path}.${randomBytes(4).toString('hex')}`;
  await write(unfinished, holder, 'wx');
  await rename(unfinished, path);
}

/** The token is for this user alone. */
async function write(path: string, holder: Holder, flags: string): Promise<void> {
  const handle = await open(path, flags, 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(holder)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A lock file cut short by a crash names nobody. */
async function readHolder(path: string): Promise<Holder | null> {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isHolder(read) ? read : null;
  } catch {
    return null;
  }
}

function isHolder(read: unknown): read is Holder {
  return typeof read === 'object' && read !== null && 'pid' in read && typeof read.pid === 'number';
}

/** Processes of another machine cannot be asked, so they count as alive. */
async function isAlive({ pid, host, started }: Holder): Promise<boolean> {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return (await startOf(pid)) === started;
}

/** When a process began, in the kernel's ticks. The name before it stands in brackets and may hold blanks. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function refuseHeld(folder: string, { pid, host, since, server }: Holder): never {
  const at = server === undefined ? '' : ` ${server.address}`;
  return refuse(
    'folder-in-use',
    folder,
    `数据文件夹正被另一个 Tierbook 进程使用（${host} 上的进程 ${pid}${at}，始于 ${since}）；请先结束它，或使用别的文件夹`,
    `the data folder is in use by another Tierbook process (process ${pid} on ${host}${at}, since ${since}); end it first or use another folder`,
  );
}
