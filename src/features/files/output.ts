import { access, constants, type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import { errorCode } from './system-error.ts';

/** A file that appears under its name only when it is whole. */
export interface Output {
  readonly path: string;
  readonly write: (content: string | Uint8Array) => Promise<void>;
  /** Puts the whole file in its place. */
  readonly finish: () => Promise<void>;
  /** Leaves nothing behind; does nothing after `finish`. */
  readonly discard: () => Promise<void>;
}

const FLUSH_CHARACTERS = 1 << 20;

/** Opens a file for writing beside its place, so that a folder that cannot be written shows before the work. */
export async function openOutput(path: string): Promise<Output> {
  const part = `${path}.${process.pid}.part`;
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      return await refuseOutput(path, error);
    }
  };
  const handle: FileHandle = await guarded(async () => {
    const existing = await stat(path).catch(() => null);
    if (existing?.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
    return await open(part, 'w');
  });
  let waiting = '';
  let done = false;
  // One part is on its way to the disk while the next is made.
  let underWay: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    await underWay;
    const text = waiting;
    waiting = '';
    if (text === '') return;
    underWay = handle.appendFile(text, 'utf8');
    // Whoever writes or finishes next is told.
    underWay.catch(() => undefined);
  };
  return {
    path,
    write: async (content) =>
      await guarded(async () => {
        if (typeof content === 'string') waiting += content;
        else await handle.appendFile(content);
        if (waiting.length >= FLUSH_CHARACTERS) await flush();
      }),
    finish: async () =>
      await guarded(async () => {
        await flush();
        await underWay;
        await handle.sync();
        await handle.close();
        await rename(part, path);
        done = true;
      }),
    discard: async () => {
      if (done) return;
      await underWay.catch(() => undefined);
      await handle.close().catch(() => undefined);
      await rm(part, { force: true });
    },
  };
}

const reasons: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  ENOENT: ['文件夹不存在，请先建好', 'the folder does not exist; make it first'],
  /** Our own: the folder is there, but takes no files. */
  CLOSED: [
    '系统不允许在这个文件夹里新建文件，请换一个地方',
    'the system allows no new files in this folder; choose another place',
  ],
  ENOTDIR: ['路径中有一段不是文件夹', 'a part of the path is no folder'],
  EACCES: ['没有写入权限，请换一个地方', 'writing is not permitted there; choose another place'],
  EPERM: ['没有写入权限，请换一个地方', 'writing is not permitted there; choose another place'],
  EROFS: ['这里是只读的，请换一个地方', 'the place is read-only; choose another'],
  EISDIR: ['这是一个文件夹，请写文件名', 'this is a folder; give a file name'],
  ENOSPC: ['磁盘已满；没有写出任何内容', 'the disk is full; nothing was written'],
  EDQUOT: ['磁盘配额已用完；没有写出任何内容', 'the disk quota is used up; nothing was written'],
  EFBIG: [
    '文件超过允许的大小；没有写出任何内容',
    'the file would be larger than allowed; nothing was written',
  ],
  ENAMETOOLONG: ['文件名太长', 'the file name is too long'],
  ELOOP: ['路径里的链接绕成了圈', 'the links in the path lead round in a circle'],
  EINVAL: ['系统不接受这个文件名，请换一个', 'the system does not take this file name; choose another'],
  EBUSY: ['文件正被其他程序使用，请先关闭', 'another program is using the file; close it first'],
};

async function refuseOutput(path: string, error: unknown): Promise<never> {
  const code = errorCode(error) ?? '';
  const reason = reasons[code === 'ENOENT' ? await whyNoEntry(dirname(path)) : code];
  if (reason === undefined) throw error;
  return refuse('cannot-write', path, `写不了这个文件：${reason[0]}`, `cannot be written: ${reason[1]}`);
}

/** The system says that there is no such file also of a folder that exists and takes none, such as /proc. */
async function whyNoEntry(folder: string): Promise<string> {
  const code = await stat(folder).then(
    () => null,
    (error: unknown) => errorCode(error) ?? 'ENOENT',
  );
  if (code !== null) return code;
  return await access(folder, constants.W_OK).then(
    () => 'CLOSED',
    () => 'EACCES',
  );
}
