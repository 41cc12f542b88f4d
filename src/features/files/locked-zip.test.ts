import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockedZip } from './locked-zip.ts';
import { type Output, openOutput } from './output.ts';

const password = 'correct horse battery';

async function place(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tierbook-zip-'));
  onTestFinished(async () => await rm(folder, { recursive: true }));
  return folder;
}

async function locked(parts: readonly (string | Uint8Array)[]): Promise<Buffer> {
  const path = join(await place(), 'c.csv.zip');
  const output = lockedZip(await openOutput(path), 'c.csv', password);
  for (const part of parts) await output.write(part);
  await output.finish();
  await output.discard();
  return await readFile(path);
}

/** What WinZip's description of AE-2 says, by hand: no line of the library that wrote it. */
function openByHand(archive: Buffer, secret: string): string {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const entry = archive.readUInt32LE(end + 16);
  const [packed, nameLength, at] = [20, 28, 42].map((offset) =>
    offset === 28 ? archive.readUInt16LE(entry + offset) : archive.readUInt32LE(entry + offset),
  ) as [number, number, number];
  expect(archive.toString('latin1', entry + 46, entry + 46 + nameLength)).toBe('c.csv');
  expect(archive.readUInt32LE(entry + 16), 'AE-2 tells no checksum').toBe(0);
  const extra = archive
    .subarray(at + 30 + archive.readUInt16LE(at + 26))
    .subarray(0, archive.readUInt16LE(at + 28));
  expect(archive.readUInt16LE(at + 8)).toBe(99);
  // Beside the sizes of an archive of any size: AE-2, AES-256, deflated.
  expect(extra.toString('hex')).toMatch(/^(0100.{36})?0199070002004145030800$/);
  const body = archive.subarray(at + 30 + archive.readUInt16LE(at + 26) + extra.length).subarray(0, packed);
  const [salt, check] = [body.subarray(0, 16), body.subarray(16, 18)];
  const keys = pbkdf2Sync(secret, salt, 1000, 66, 'sha1');
  if (!keys.subarray(64).equals(check)) throw new Error('another password');
  const content = body.subarray(18, -10);
  const code = createHmac('sha1', keys.subarray(32, 64)).update(content).digest().subarray(0, 10);
  expect(code.equals(body.subarray(-10))).toBe(true);
  return inflateRawSync(counted(keys.subarray(0, 32), content)).toString('utf8');
}

/** AES in counter mode with a little-endian counter from 1, which no cipher of Node has: the counters are encrypted one by one. */
function counted(key: Buffer, content: Buffer): Buffer {
  const counters = Buffer.alloc(Math.ceil(content.length / 16) * 16);
  for (let block = 0; block < counters.length / 16; block++) counters.writeUInt32LE(block + 1, block * 16);
  const stream = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(counters);
  return content.map((byte, index) => byte ^ (stream[index] ?? 0)) as Buffer;
}

describe('S03 a file locked with a password', () => {
  it('opens by what the format says, with the password alone', async () => {
    const text = '客户,phone\r\n'.repeat(20_000);
    const archive = await locked(['\ufeff', text, Buffer.from('end')]);
    expect(openByHand(archive, password)).toBe(`\ufeff${text}end`);
    expect(() => openByHand(archive, 'another')).toThrow('another password');
    expect(archive.includes('phone')).toBe(false);
  });

  it('opens with a reader of archives, which finds out any change', async () => {
    const archive = await locked(['a'.repeat(1000)]);
    const read = async (bytes: Buffer, secret: string): Promise<string> => {
      const [entry] = await new ZipReader(new BlobReader(new Blob([new Uint8Array(bytes)]))).getEntries();
      if (entry === undefined || entry.directory) throw new Error('no entry');
      return await entry.getData(new TextWriter(), { password: secret });
    };
    expect(await read(archive, password)).toBe('a'.repeat(1000));
    await expect(read(archive, 'another')).rejects.toThrow();
    const altered = Buffer.from(archive);
    const inside = 30 + altered.readUInt16LE(26) + altered.readUInt16LE(28) + 20;
    altered.writeUInt8(altered.readUInt8(inside) ^ 1, inside);
    await expect(read(altered, password)).rejects.toThrow();
  });

  it('holds nothing as well', async () => {
    expect(openByHand(await locked([]), password)).toBe('');
  });

  it('is told that nothing can be written, and leaves nothing', async () => {
    const folder = await place();
    const file = await openOutput(join(folder, 'c.zip'));
    const full: Output = { ...file, write: async () => Promise.reject(new Error('the disk is full')) };
    const output = lockedZip(full, 'c.csv', password);
    const writeAll = async (): Promise<void> => {
      for (let n = 0; n < 1000; n++) await output.write(Buffer.alloc(10_000, n));
      await output.finish();
    };
    await expect(writeAll()).rejects.toThrow('the disk is full');
    await output.discard();
    expect(await readdir(folder)).toEqual([]);
  });
});
