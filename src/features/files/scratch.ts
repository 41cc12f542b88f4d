import { copyFile, mkdir, open, rm, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export type WriteText = (text: string) => Promise<void>;

/** A folder for converted copies, named 1.csv, 2.csv … */
export interface Scratch {
  /** Writes one copy and returns its path. A copy that fails half-way is removed. */
  readonly write: (fill: (write: WriteText) => Promise<void>) => Promise<string>;
  /** Another name for a file whose own name would be misread. */
  readonly alias: (file: string) => Promise<string>;
  readonly remove: (path: string) => Promise<void>;
  /** Removes every copy made through this object. */
  readonly discard: () => Promise<void>;
}

const FLUSH_CHARACTERS = 1 << 19;

export function openScratch(folder: string): Scratch {
  const made = new Set<string>();
  const remove = async (path: string) => {
    made.delete(path);
    await rm(path, { force: true });
  };
  const claim = async <T>(create: (path: string) => Promise<T>): Promise<[string, T]> => {
    await mkdir(folder, { recursive: true });
    for (let n = 1; ; n++) {
      const path = join(folder, `${n}.csv`);
      try {
        const created = await create(path);
        made.add(path);
        return [path, created];
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
    }
  };

  return {
    remove,
    discard: async () => {
      for (const path of made) await remove(path);
    },
    alias: async (file) => {
      const [path, handle] = await claim((free) => open(free, 'wx'));
      await handle.close();
      await rm(path);
      await symlink(resolve(file), path).catch(() => copyFile(file, path));
      return path;
    },
    write: async (fill) => {
      const [path, handle] = await claim((free) => open(free, 'wx'));
      try {
        let waiting = '';
        await fill(async (text) => {
          waiting += text;
          if (waiting.length < FLUSH_CHARACTERS) return;
          await handle.writeFile(waiting);
          waiting = '';
        });
        await handle.writeFile(waiting);
        await handle.close();
        return path;
      } catch (error) {
        await handle.close();
        await remove(path);
        throw error;
      }
    },
  };
}
