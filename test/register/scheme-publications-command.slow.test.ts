import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { addDays, dayOf } from '../../src/domain/calendar.ts';
import { runHere } from '../support/grade-files.ts';
import { twoTiers } from '../support/two-tiers.ts';

/** Days that are still to come whenever this runs. */
const first = addDays(dayOf(Date.now(), 'Asia/Shanghai'), 20);
const last = addDays(first, 10);

interface Made {
  readonly run: (...args: string[]) => Promise<{ code: number | null; stdout: string; stderr: string }>;
  readonly season: string;
}

async function opened(): Promise<Made> {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-season-'));
  onTestFinished(() => rm(place, { recursive: true }));
  const [usual, season] = [join(place, 'usual.json'), join(place, 'season.json')];
  const lower = { ...twoTiers.tiers[1], when: { metric: 'spend', atLeast: 500 } };
  await writeFile(usual, JSON.stringify(twoTiers));
  await writeFile(season, JSON.stringify({ ...twoTiers, tiers: [twoTiers.tiers[0], lower] }));
  const run: Made['run'] = async (...args) =>
    await runHere(['scheme', ...args, '--data', join(place, 'data')], 'en');
  expect((await run('publish', usual)).stdout).toMatch(/^Published mine, version 1, from \d{4}-/);
  return { run, season };
}

describe('tierbook scheme', () => {
  it('R020 R021 plans a season, lists it with its days and calls it off', async () => {
    const { run, season } = await opened();
    const days = ['--starts-on', first, '--ends-on', last];
    expect((await run('publish', season, ...days, '--return-holders', 'until-period-end')).stdout).toBe(
      `Published mine, version 2, from ${first} to ${last}; then the standard before returns (publication 2)\n`,
    );
    const listed = (await run('list')).stdout;
    expect(listed).toMatch(new RegExp(`2 *│ mine@2 *│ ${first} │ ${last} │ planned`));
    expect(listed).toMatch(/1 *│ mine@1 *│ \d{4}-\d\d-\d\d │ *│ in force/);
    const json = JSON.parse((await run('list', '--json')).stdout) as {
      version: number;
      current: boolean;
      publications: { returnHolders: string | null }[];
    }[];
    expect(json).toMatchObject([
      { version: 2, current: false, publications: [{ returnHolders: 'until-period-end' }] },
      { version: 1, current: true, publications: [{ returnHolders: null }] },
    ]);
    const again = await run('publish', season, ...days);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('overlaps with the season')]);
    expect((await run('end', '2')).stdout).toBe('mine@2 is called off and will not hold\n');
    expect((await run('list')).stdout).toContain('called off');
    expect(parse((await run('show', 'mine@1', '--yaml')).stdout)).toEqual(twoTiers);
    expect((await run('end', '1')).code).toBe(1);
    expect((await run('end', 'one')).code).toBe(1);
    expect((await run('publish', season, '--starts-on', '2020-01-01')).stderr).toContain('has gone by');
  }, 300_000);

  it('R009 tells the difference of two standards in words, and goes back to an earlier version', async () => {
    const { run, season } = await opened();
    const words = 'From mine@1 to mine (not published):\n  Gold: total spend ≥ ¥1,000 → ≥ ¥500\n';
    expect((await run('diff', season)).stdout).toBe(words);
    const dry = await run('publish', season, '--dry-run');
    expect([dry.code, dry.stdout]).toEqual([0, words]);
    expect((await run('publish', season)).stdout).toMatch(/^Published mine, version 2/);
    expect((await run('diff', 'mine@2', 'mine@1')).stdout).toBe(
      'From mine@2 to mine@1:\n  Gold: total spend ≥ ¥500 → ≥ ¥1,000\n',
    );
    expect((await run('diff', season)).stdout).toBe('From mine@2 to mine (not published): no change.\n');
    expect((await run('publish', 'mine@1')).stdout).toMatch(
      /^Published mine, version 1, .* \(publication 3\)/,
    );
    expect((await run('publish', 'mine@1')).stdout).toBe('mine is unchanged: version 1\n');
    expect((await run('diff', 'mine@2', '--json')).stdout).toContain('"part": "rule"');
    expect((await run('diff', 'mine@9')).code).toBe(1);
  }, 300_000);
});
