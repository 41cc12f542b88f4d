import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runCommand } from '../../src/cli/run-command.ts';
import { runHere, testFolder } from '../support/grade-files.ts';

interface Demonstrated {
  readonly code: number;
  readonly said: string;
  /** What lay in the folder for temporary files while it was served. */
  readonly meanwhile: readonly string[];
}

/** Serves until it says where, then ends it. */
async function demonstrate(temporary: string, ...args: readonly string[]): Promise<Demonstrated> {
  vi.stubEnv('TMPDIR', temporary);
  const ends = new AbortController();
  const meanwhile: string[] = [];
  let said = '';
  const heard = new Writable({
    decodeStrings: false,
    write: (chunk: string, _, done) => {
      said += chunk;
      if (!said.includes('/welcome#token=')) return done();
      void readdir(temporary).then((names) => {
        meanwhile.push(...names);
        ends.abort();
        done();
      });
    },
  }) as NodeJS.WriteStream;
  const code = await runCommand(['serve', '--demo', '--port', '0', ...args], {
    ...{ lang: 'en', debug: true, now: Date.now(), clock: Date.now },
    ...{ signal: ends.signal, stdout: heard, stderr: heard },
  });
  return { code, said, meanwhile };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('tierbook serve --demo', () => {
  it('fills an empty data folder with a graded shop, and no other', async () => {
    const [place, temporary] = [await testFolder(), await testFolder()];
    const data = join(place, 'data');
    expect(await demonstrate(temporary, '--data', data)).toMatchObject({ code: 0, meanwhile: [] });
    const out = join(place, 'customers.json');
    expect((await runHere(['export', 'customers', '--data', data, '--out', out])).code).toBe(0);
    const shown = JSON.parse(await readFile(out, 'utf8')) as { tier: string | null }[];
    expect([shown.length, shown.filter(({ tier }) => tier === null)]).toEqual([1000, []]);
    const found = await runHere(['scheme', 'list', '--json', '--data', data]);
    expect(JSON.parse(found.stdout)).toMatchObject([{ id: 'sales-levels', current: true }]);
    expect((await runHere(['verify', '--data', data])).code).toBe(0);
    const again = await demonstrate(temporary, '--data', data);
    expect([again.code, again.said]).toEqual([
      1,
      expect.stringContaining('there are customers here already'),
    ]);
  }, 300_000);

  it('leaves nothing behind where no folder is named', async () => {
    const temporary = await testFolder();
    const { code, meanwhile } = await demonstrate(temporary);
    expect([code, meanwhile]).toEqual([0, [expect.stringMatching(/^tierbook-demo-/)]]);
    expect(await readdir(temporary)).toEqual([]);
  }, 300_000);
});
