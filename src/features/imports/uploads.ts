import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError, problem, refuse } from '../../domain/problem.ts';

/** A file that somebody sent, on its way into the register. */
export interface Upload {
  readonly id: string;
  /** As its sender calls it, made safe. */
  readonly name: string;
  readonly bytes: number;
  readonly path: string;
}

export interface Uploads {
  /** Writes a stream to a file. Throws an InputError when it is larger than allowed; nothing is left then. */
  readonly receive: (content: Readable, name: string, sender: string) => Promise<Upload>;
  /** The uploads of these ids, or an InputError that names those that are not the sender's or are gone. */
  readonly find: (ids: readonly string[], sender: string) => readonly Upload[];
  readonly discard: (ids: readonly string[]) => Promise<void>;
  /** Discards what has lain for a day. */
  readonly sweep: () => Promise<void>;
}

export interface UploadsOptions {
  /** Uploads go into folders of their own in here. */
  readonly folder: string;
  readonly clock: () => number;
  readonly newId: () => string;
  readonly mostBytes?: number;
}

interface Kept {
  readonly upload: Upload;
  readonly sender: string;
  readonly at: number;
}

/** Less than 2 GB. */
export const MOST_BYTES = 2 ** 31 - 1;
export const UPLOAD_TOO_LARGE = 'upload-too-large';
const DAY_MS = 86_400_000;

/** Files that people sent: each belongs to its sender and is deleted after use or after a day. */
export function openUploads({ folder, clock, newId, mostBytes = MOST_BYTES }: UploadsOptions): Uploads {
  const kept = new Map<string, Kept>();
  const discard = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) {
      if (kept.delete(id)) await rm(join(folder, id), { recursive: true, force: true });
    }
  };
  const sweep = async (): Promise<void> => {
    const old = [...kept].filter(([, { at }]) => at + DAY_MS <= clock());
    await discard(old.map(([id]) => id));
  };
  return {
    discard,
    sweep,
    receive: async (content, written, sender) => {
      await sweep();
      const [id, name] = [newId(), safeName(written)];
      const path = join(folder, id, name);
      await mkdir(join(folder, id), { recursive: true, mode: 0o700 });
      try {
        const bytes = await write(content, path, name, mostBytes);
        const upload = { id, name, bytes, path };
        kept.set(id, { upload, sender, at: clock() });
        return upload;
      } catch (error) {
        await rm(join(folder, id), { recursive: true, force: true });
        throw error;
      }
    },
    find: (ids, sender) => {
      const found = ids.flatMap((id) => {
        const entry = kept.get(id);
        return entry?.sender === sender ? [entry.upload] : [];
      });
      if (found.length < ids.length || found.length === 0) {
        throw new InputError([
          problem(
            'no-upload',
            'uploads',
            '上传的文件不在了（一天后会自动删除）：请重新上传',
            'an uploaded file is no longer there (they are deleted after a day): upload it again',
          ),
        ]);
      }
      return found;
    },
  };
}

async function write(content: Readable, path: string, name: string, mostBytes: number): Promise<number> {
  let bytes = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    // Whoever sends too much is still to be answered: the stream stays open.
    for await (const chunk of content.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).length;
      if (bytes > mostBytes) throw tooLarge(name, mostBytes);
      yield chunk as Buffer;
    }
  };
  await pipeline(counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  if (bytes === 0) refuse('file-empty', name, '文件是空的', 'the file is empty');
  return bytes;
}

function tooLarge(name: string, mostBytes: number): InputError {
  const most = mostBytes >= 2 ** 30 ? `${Math.round(mostBytes / 2 ** 30)} GB` : `${mostBytes} B`;
  return new InputError([
    problem(
      UPLOAD_TOO_LARGE,
      name,
      `文件超过 ${most}：请分成几个文件，或在这台机器上用 tierbook import 导入`,
      `the file is larger than ${most}: split it, or import it on this machine with \`tierbook import\``,
    ),
  ]);
}

const LONGEST_NAME_BYTES = 200;

/** A name that is only a name: no folders, no characters that file systems or terminals take for more. */
export function safeName(written: string): string {
  const last = written.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  let name = last.replace(/[\u0000-\u001f\u007f<>:"|?*\u2028-\u202e\u2066-\u2069]/g, '_').trim();
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  let stem = name.slice(0, name.length - ending.length);
  while (Buffer.byteLength(stem + ending) > LONGEST_NAME_BYTES) stem = [...stem].slice(0, -1).join('');
  name = stem + ending;
  return /^\.*$/.test(name) ? 'file' : name;
}
