import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../src/db/data-folder.ts';

let place = '';
beforeAll(async () => {
  // Within the checkout, so that its packages are found.
  place = await mkdtemp(join(import.meta.dirname, '../../node_modules/.tierbook-'));
  await build({
    entryPoints: [join(import.meta.dirname, '../support/keep-writing.ts')],
    outfile: join(place, 'keep-writing.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
});
afterAll(async () => await rm(place, { recursive: true }));

/** Kills a writing process after so many acknowledged changes and gives their numbers. */
async function writeUntilKilled(path: string, first: number, enough: number): Promise<number[]> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(place, 'keep-writing.mjs'), path, String(first)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > enough + 1) child.kill('SIGKILL');
  });
  await once(child, 'close');
  // The last line may be cut.
  return said.split('\n').slice(1, -1).map(Number);
}

describe('a process killed while it writes', () => {
  it('has kept every change that it acknowledged, and none by half', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tierbook-killed-'));
    try {
      const path = join(folder, 'data');
      const acknowledged: number[] = [];
      for (const enough of [1, 2, 7, 20, 45, 80]) {
        acknowledged.push(...(await writeUntilKilled(path, acknowledged.length * 10 + 1, enough)));
      }
      const opened = await openDataFolder({ path, now: 0, create: false });
      const { rows } = await sql<{ name: string }>`select name from settings`.execute(
        opened.database().reader,
      );
      await opened.close();
      const names = new Set(rows.map(({ name }) => name));
      const halves = [...names].filter(
        (name) => !names.has(name.replace(/.$/, (half) => (half === 'a' ? 'b' : 'a'))),
      );
      expect(acknowledged.length).toBeGreaterThan(150);
      expect(halves).toEqual([]);
      expect(acknowledged.filter((number) => !names.has(`${number}a`))).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
