import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openUploads, safeName, type Uploads } from './uploads.ts';

const DAY_MS = 86_400_000;

async function open(mostBytes = 1000): Promise<{ uploads: Uploads; folder: string; clock: { now: number } }> {
  const folder = await mkdtemp(join(tmpdir(), 'tierbook-uploads-'));
  onTestFinished(async () => await rm(folder, { recursive: true }));
  const clock = { now: 0 };
  let last = 0;
  const uploads = openUploads({ folder, clock: () => clock.now, newId: () => `id${++last}`, mostBytes });
  return { uploads, folder, clock };
}

const bytes = (content: string): Readable => Readable.from([Buffer.from(content)]);

describe('uploads', () => {
  it('are written as they come and belong to who sent them', async () => {
    const { uploads } = await open();
    const sent = await uploads.receive(bytes('a,b\n1,2\n'), '订单.csv', 'user 1');
    expect(sent).toMatchObject({ name: '订单.csv', bytes: 8 });
    expect(await readFile(sent.path, 'utf8')).toBe('a,b\n1,2\n');
    expect(uploads.find([sent.id], 'user 1')).toEqual([sent]);
    expect(() => uploads.find([sent.id], 'user 2')).toThrow(/no longer there/);
    expect(() => uploads.find([], 'user 1')).toThrow(/no longer there/);
  });

  it('leave nothing behind when they are too large or empty', async () => {
    const { uploads, folder } = await open(10);
    await expect(uploads.receive(bytes('x'.repeat(11)), 'a.csv', 'user 1')).rejects.toThrow(/larger than/);
    await expect(uploads.receive(bytes(''), 'a.csv', 'user 1')).rejects.toThrow(/empty/);
    expect((await uploads.receive(bytes('x'.repeat(10)), 'a.csv', 'user 1')).bytes).toBe(10);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('are gone after use or after a day', async () => {
    const { uploads, folder, clock } = await open();
    const [used, old] = [
      await uploads.receive(bytes('1'), 'a.csv', 'user 1'),
      await uploads.receive(bytes('2'), 'b.csv', 'user 1'),
    ];
    await uploads.discard([used.id]);
    expect(await readdir(folder)).toEqual([old.id]);
    clock.now = DAY_MS - 1;
    await uploads.sweep();
    expect(uploads.find([old.id], 'user 1')).toEqual([old]);
    clock.now = DAY_MS;
    await uploads.sweep();
    expect(await readdir(folder)).toEqual([]);
    expect(() => uploads.find([old.id], 'user 1')).toThrow(/no longer there/);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\王\\订单.xlsx', '订单.xlsx'],
    ['..', 'file'],
    ['', 'file'],
    ['a\u0000b\n*?.csv', 'a_b___.csv'],
    [`${'订'.repeat(200)}.csv`, `${'订'.repeat(65)}.csv`],
  ])('are called %j by the safe name %j', (given, safe) => {
    expect(safeName(given)).toBe(safe);
  });
});
