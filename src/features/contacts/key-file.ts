import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { refuse } from '../../domain/problem.ts';
import { createSeal, KEY_BYTES, type Seal } from './seal.ts';

/** Where a data folder's key lies unless another place is named. */
export const KEY_FILE = 'tierbook.key';

/**
 * The seal of a key file. A new register gets a new key (`create`), readable by this user alone; afterwards the file
 * must be there, for without it what was sealed can never be opened again.
 */
export async function loadSeal(path: string, { create }: { readonly create: boolean }): Promise<Seal> {
  const written = await readFile(path, 'utf8').catch((error: unknown) => {
    if (create && isMissing(error)) return null;
    return refuseKey(path, error);
  });
  return createSeal(written === null ? await makeKey(path) : readKey(path, written));
}

async function makeKey(path: string): Promise<Buffer> {
  const secret = randomBytes(KEY_BYTES);
  const handle = await open(path, 'wx', 0o600).catch((error: unknown) => refuseKey(path, error));
  try {
    await handle.writeFile(`${secret.toString('base64')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return secret;
}

function readKey(path: string, written: string): Buffer {
  const secret = Buffer.from(written.trim(), 'base64');
  if (secret.length === KEY_BYTES) return secret;
  return refuse(
    'key-file-broken',
    path,
    '密钥文件的内容不对（应是 32 字节的 base64）；请放回原来的密钥文件',
    'the key file does not hold a key (32 bytes in base64); put the original file back',
  );
}

function refuseKey(path: string, error: unknown): never {
  if (isMissing(error)) {
    return refuse(
      'key-file-missing',
      path,
      '找不到密钥文件；没有它就打不开手机号等联系方式。请放回原来的密钥文件，或用 TIERBOOK_KEY_FILE 指明它在哪里',
      'the key file is missing; phone numbers and the like cannot be opened without it. Put it back, or say with TIERBOOK_KEY_FILE where it is',
    );
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return refuse(
    'key-file-unreadable',
    path,
    `密钥文件打不开（${code}）`,
    `the key file cannot be opened (${code})`,
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
