import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { refuse } from '../../domain/problem.ts';
import { clearPage, type Page } from './page.ts';

/** A file written under another name beside its target, and moved there when it is whole. */
export interface PartFile {
  readonly path: string;
  /** Writes and clears each page; `written` hears of its rows. */
  readonly fill: (
    pages: Iterable<Page>,
    written: (rows: number) => void,
    signal?: AbortSignal,
  ) => Promise<void>;
  readonly moveInPlace: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

const BOM = '\uFEFF';

/** Opens a part file for UTF-8 rows below a header. Throws an InputError where a folder has the file's name. */
export async function openPartFile(path: string, header: string): Promise<PartFile> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    refuse(
      'cannot-write',
      path,
      '已有同名文件夹，请换一个位置',
      'a folder has this name; choose another place',
    );
  const part = `${path}.${randomUUID()}.part`;
  const file = await open(part, 'wx');
  return {
    path,
    fill: async (pages, written, signal) => {
      await file.appendFile(`${BOM}${header}\r\n`);
      for (const page of pages) {
        signal?.throwIfAborted();
        await file.appendFile(page.bytes.subarray(0, page.length));
        written(page.rows);
        clearPage(page);
      }
    },
    moveInPlace: async () => {
      await file.close();
      await rename(part, path);
    },
    remove: async () => {
      await file.close().catch(() => undefined);
      await rm(part, { force: true });
    },
  };
}
