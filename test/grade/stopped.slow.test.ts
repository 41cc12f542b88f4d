import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePairs } from '../support/files/encode.ts';
import { testFolder } from '../support/grade-files.ts';
import { languages } from '../support/languages.ts';
import { runTierbook, type Started, startTierbook } from '../support/run-tierbook.ts';

const ROWS = 300_000;

let folder: string;
/** Enough for a signal to come in the middle. */
let many: string;
/** Enough for a small disk. */
let some: string;

function orderRows(count: number): string {
  const rows = Array.from({ length: count }, (_, n) => `${n},顾客${n % 50_000},2026-01-01,${n % 997}.50\n`);
  return `订单编号,客户编号,下单时间,金额\n${rows.join('')}`;
}

beforeAll(async () => {
  folder = await testFolder();
  many = join(folder, 'many.csv');
  await writeFile(many, orderRows(ROWS));
  some = join(folder, 'some.csv');
  await writeFile(some, orderRows(20_000));
});

interface Place {
  readonly results: string;
  readonly temporary: string;
}

async function place(): Promise<Place> {
  return { results: await mkdtemp(join(folder, 'out-')), temporary: await mkdtemp(join(folder, 'tmp-')) };
}

/** Waits until a condition holds; fails when the run ends before it does. */
async function until(holds: () => Promise<boolean>, { outcome }: Started): Promise<void> {
  let ended = false;
  void outcome.then(() => {
    ended = true;
  });
  while (!(await holds())) {
    if (ended) throw new Error(`ended before: ${JSON.stringify(await outcome)}`);
    await pause(5);
  }
}

async function bytesIn(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) {
    const names = await readdir(path);
    const sizes = await Promise.all(names.map((name) => bytesIn(join(path, name))));
    return sizes.reduce((sum, size) => sum + size, 0);
  }
  return found?.size ?? 0;
}

describe('a run that is stopped leaves nothing behind (R039)', () => {
  it.each(languages)('by Ctrl-C while it reads, and says so (%s)', async (lang) => {
    const { results, temporary } = await place();
    const out = join(results, 'out.csv');
    await writeFile(out, 'last month');
    const started = await startTierbook(
      [
        'grade',
        many,
        '--scheme',
        'supermarket',
        '--out',
        out,
        '--rejects',
        join(results, 'rejects.csv'),
        '--lang',
        lang,
      ],
      { env: { TMPDIR: temporary } },
    );
    await until(
      async () => (await readdir(temporary)).length > 0 && (await readdir(results)).length === 3,
      started,
    );
    started.child.kill('SIGINT');
    const { code, stdout, stderr } = await started.outcome;
    expect([code, stdout]).toEqual([130, '']);
    expect(stderr.trim().split('\n')).toEqual([
      lang === 'zh' ? '已中断，没有写出任何文件。' : 'Interrupted; no file was written.',
    ]);
    expect(await readdir(results)).toEqual(['out.csv']);
    expect(await readFile(out, 'utf8')).toBe('last month');
    expect(await readdir(temporary)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('by %s while it converts a file', async (signal) => {
    const { results, temporary } = await place();
    const file = join(results, 'orders.csv');
    await writeFile(file, encodePairs('gb18030', orderRows(60_000)));
    const started = await startTierbook(
      ['grade', file, '--scheme', 'supermarket', '--out', join(results, 'out.xlsx')],
      { env: { TMPDIR: temporary } },
    );
    await until(async () => (await bytesIn(temporary)) > 0, started);
    started.child.kill(signal);
    const { code } = await started.outcome;
    expect(code).toBe(130);
    expect(await readdir(results)).toEqual(['orders.csv']);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('when the file it writes has begun to grow', async () => {
    const { results, temporary } = await place();
    const started = await startTierbook(
      ['grade', many, '--scheme', 'supermarket', '--out', join(results, 'out.csv')],
      { env: { TMPDIR: temporary } },
    );
    await until(async () => (await bytesIn(results)) > 0, started);
    started.child.kill('SIGINT');
    const { code } = await started.outcome;
    // The rest may be written before the signal is seen: then all of it is there.
    expect([0, 130]).toContain(code);
    expect(await readdir(results)).toEqual(code === 0 ? ['out.csv'] : []);
    if (code === 0)
      expect((await readFile(join(results, 'out.csv'), 'utf8')).split('\r\n')).toHaveLength(50_002);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('a reader of its table that goes away does no harm', async () => {
    const { results, temporary } = await place();
    const out = join(results, 'out.csv');
    const { code, stderr } = await runTierbook(['grade', some, '--scheme', 'supermarket', '--out', out], {
      env: { TMPDIR: temporary },
      before: ['bash', '-c', 'set -o pipefail; "$@" | true', 'bash'],
    });
    expect(code, stderr).toBe(0);
    expect((await readFile(out, 'utf8')).split('\r\n')).toHaveLength(20_002);
    expect(await readdir(temporary)).toEqual([]);
  });
});

describe('a full disk is said in one line, and nothing half-written stays (R039, R040)', () => {
  const mounted: string[] = [];
  afterAll(() => {
    for (const path of mounted) execFileSync('umount', [path]);
  });

  /** A disk of 300 kB, where this user may make one. */
  async function smallDisk(): Promise<string | undefined> {
    const disk = await mkdtemp(join(folder, 'disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', disk], { stdio: 'ignore' });
      mounted.push(disk);
      return disk;
    } catch {
      return undefined;
    }
  }
  const noDisk = 'this user may not mount a small disk (the limit of file sizes below stands for it)';

  it.for([
    ['zh', 'csv'],
    ['en', 'xlsx'],
    ['en', 'json'],
  ] as const)(
    'in %s, where the result as %s has no room on a small disk',
    async ([lang, format], { skip }) => {
      const disk = (await smallDisk()) ?? skip(noDisk);
      const { temporary } = await place();
      const args = [
        'grade',
        some,
        '--scheme',
        'supermarket',
        '--out',
        join(disk, `out.${format}`),
        '--lang',
        lang,
      ];
      const { code, stdout, stderr } = await runTierbook(args, { env: { TMPDIR: temporary } });
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr.trim().split('\n')).toEqual([
        expect.stringMatching(lang === 'zh' ? /out\.\w+：.*磁盘已满/ : /out\.\w+: .*disk is full/),
      ]);
      expect([await readdir(disk), await readdir(temporary)]).toEqual([[], []]);
    },
  );

  it.for(languages)('in %s, where the temporary folder has none', async (lang, { skip }) => {
    const disk = (await smallDisk()) ?? skip(noDisk);
    const { results } = await place();
    const file = join(results, 'orders.csv');
    await writeFile(file, encodePairs('gb18030', orderRows(20_000)));
    const args = [
      'grade',
      file,
      '--scheme',
      'supermarket',
      '--out',
      join(results, 'out.csv'),
      '--lang',
      lang,
    ];
    const { code, stdout, stderr } = await runTierbook(args, { env: { TMPDIR: disk } });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(lang === 'zh' ? /磁盘空间不够.*临时/ : /disk is full.*temporary/),
    ]);
    expect([await readdir(disk), await readdir(results)]).toEqual([[], ['orders.csv']]);
  });

  it.for(languages)('in %s, where files may not grow so large (ulimit -f)', async (lang) => {
    const { results, temporary } = await place();
    const args = [
      'grade',
      some,
      '--scheme',
      'supermarket',
      '--out',
      join(results, 'out.csv'),
      '--lang',
      lang,
    ];
    const { code, stdout, stderr } = await runTierbook(args, {
      env: { TMPDIR: temporary },
      before: ['bash', '-c', 'ulimit -f 300; exec "$@"', 'bash'],
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(lang === 'zh' ? /out\.csv：.*超过/ : /out\.csv: .*larger/),
    ]);
    expect([await readdir(results), await readdir(temporary)]).toEqual([[], []]);
  });
});
