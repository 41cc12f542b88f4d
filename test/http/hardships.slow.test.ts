import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../src/db/data-folder.ts';
import { runTierbook } from '../support/run-tierbook.ts';
import { startServer } from '../support/serve-process.ts';

let place: string;
const mounted: string[] = [];

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'tierbook-hardships-'));
});
afterAll(async () => {
  for (const path of mounted) execFileSync('umount', [path]);
  await rm(place, { recursive: true, force: true });
});

/** Starts a server that cannot run and gives what it says. */
async function refused(data: string, ...more: string[]): Promise<{ code: number | null; said: string }> {
  const { code, stderr } = await runTierbook([
    'serve',
    '--data',
    data,
    '--port',
    '0',
    '--lang',
    'en',
    ...more,
  ]);
  return { code, said: stderr };
}

/** A folder with a business in it, served once and ended. */
async function usedFolder(name: string): Promise<string> {
  const data = join(place, name);
  const { child, outcome, ask } = await startServer(data);
  const order = { customerId: 'ada', orderId: '1', paidAt: '2026-01-02', amount: 10 };
  expect((await ask('POST', '/orders', { orders: [order] })).status).toBe(200);
  child.kill('SIGTERM');
  expect((await outcome).code).toBe(0);
  return data;
}

describe('a server that cannot start says why in one line, and does no harm', () => {
  it('a port that another program has', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const at = other.address();
    const port = typeof at === 'object' && at !== null ? String(at.port) : '';
    const { code, said } = await refused(join(place, 'port'), '--port', port);
    other.close();
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/^127\.0\.0\.1:\d+: the port is in use .*--port.*\n$/),
    ]);
  });

  it('a folder that another server holds, with that server’s address', async () => {
    const data = join(place, 'held');
    const { address } = await startServer(data);
    const { code, said } = await refused(data);
    expect([code, said]).toEqual([1, expect.stringContaining(address)]);
  });

  it('a damaged database', async () => {
    const data = await usedFolder('damaged');
    await truncate(join(data, 'tierbook.duckdb'), 5000);
    const { code, said } = await refused(data);
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/: the database file is damaged; restore it .*\n$/),
    ]);
  });

  it('another key file, and none', async () => {
    const data = await usedFolder('key');
    const key = join(data, 'tierbook.key');
    const original = await readFile(key);
    await writeFile(key, `${randomBytes(32).toString('base64')}\n`);
    expect((await refused(data)).said).toMatch(/not the key file of this data folder/);
    await rm(key);
    expect((await refused(data)).said).toMatch(/the key file is missing/);
    await writeFile(key, original);
    const { ask } = await startServer(data);
    expect((await ask('GET', '/users')).status).toBe(200);
  });

  it('a folder that may not be written to', async ({ skip }) => {
    const data = await usedFolder('read-only');
    const copy = join(place, 'read-only-copy');
    if (process.getuid?.() === 0) {
      // Rights do not hold root back; a mount does.
      await cp(data, copy, { recursive: true });
      try {
        execFileSync('mount', ['--bind', copy, copy], { stdio: 'ignore' });
        mounted.push(copy);
        execFileSync('mount', ['-o', 'remount,ro,bind', copy], { stdio: 'ignore' });
      } catch {
        skip('this user may not make a folder read-only');
      }
    } else {
      await cp(data, copy, { recursive: true });
      await chmod(copy, 0o500);
    }
    const { code, said } = await refused(copy);
    expect([code, said]).toEqual([1, expect.stringMatching(/: the data folder cannot be written to\n$/)]);
  });
});

interface Batch {
  readonly ids: readonly string[];
  readonly status: number;
}

/** A hundred orders that take about a megabyte. */
function batch(number: number): { ids: string[]; orders: object[] } {
  const ids = Array.from({ length: 100 }, (_, index) => `${number}-${index}`);
  const orders = ids.map((orderId, index) => ({
    orderId,
    customerId: `c${index}`,
    paidAt: '2026-01-02',
    amount: 1,
    product: randomBytes(5_000).toString('hex'),
  }));
  return { ids, orders };
}

describe('a disk that fills while orders come in (64 MB)', () => {
  it('refuses with a clear message, loses nothing that was acknowledged, and goes on by itself when there is room again', async ({
    skip,
  }) => {
    const disk = join(place, 'disk');
    execFileSync('mkdir', [disk]);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk], { stdio: 'ignore' });
      mounted.push(disk);
    } catch {
      skip('this user may not mount a small disk');
    }
    const ballast = join(disk, 'ballast');
    await writeFile(ballast, Buffer.alloc(36 * 1024 * 1024, 1));
    const data = join(disk, 'data');
    const { ask, child, outcome } = await startServer(data);
    const sent: Batch[] = [];
    const post = async (): Promise<Response> => {
      const { ids, orders } = batch(sent.length);
      const answer = await ask('POST', '/orders', { orders });
      sent.push({ ids, status: answer.status });
      return answer;
    };
    let answer = await post();
    while (answer.ok && sent.length < 100) answer = await post();
    expect(answer.status, 'when the disk is full').toBe(507);
    const { problems } = (await answer.json()) as { problems: { code: string; message: string }[] };
    expect(problems).toEqual([
      { code: 'disk-full', path: expect.any(String), message: expect.stringMatching(/disk is full/) },
    ]);
    await rm(ballast);
    for (let attempts = 0; attempts < 60; attempts++) {
      answer = await post();
      if (answer.ok) break;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(answer.status, 'when there is room again').toBe(200);
    const verified = (await (await ask('POST', '/verifications')).json()) as { ok: boolean };
    expect(verified.ok).toBe(true);
    child.kill('SIGTERM');
    expect((await outcome).code).toBe(0);
    const folder = await openDataFolder({ path: data, now: Date.now(), create: false });
    const { rows } = await sql<{ order_ref: string }>`select order_ref from orders`.execute(
      folder.database().reader,
    );
    await folder.close();
    const kept = new Set(rows.map(({ order_ref }) => order_ref));
    for (const { ids, status } of sent) {
      const there = ids.filter((id) => kept.has(id)).length;
      // Unacknowledged ones are there whole or not at all.
      if (status === 200) expect(there).toBe(ids.length);
      else expect([0, ids.length]).toContain(there);
    }
  });
});
