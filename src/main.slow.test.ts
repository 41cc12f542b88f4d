import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { testFolder } from '../test/support/grade-files.ts';
import { languages } from '../test/support/languages.ts';
import { runTierbook } from '../test/support/run-tierbook.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await testFolder();
  await writeFile(join(cwd, 'orders.csv'), 'customer_id,ordered_at,amount\nada,2026-01-01,10\n');
});

const args = ['grade', 'orders.csv', '--scheme', 'hotel'];
const through = (shell: string): readonly string[] => ['bash', '-c', shell, 'bash'];

describe.skipIf(process.platform !== 'linux')('where nothing can be written (R031)', () => {
  it.each(languages)('a full disk behind stdout is said in a line: %s', async (lang) => {
    const before = through('exec "$@" > /dev/full');
    const { code, stderr } = await runTierbook([...args, '--lang', lang], { cwd, before });
    expect(code).toBe(1);
    expect(stderr).toMatch(lang === 'zh' ? /\n输出写不下：磁盘已满。\n$/ : /\n.*the disk is full\.\n$/);
    expect(stderr).not.toMatch(/^\s+at |ENOSPC/m);
  });

  it.each([
    ['a full disk', 'exec "$@" 2> /dev/full'],
    ['somebody who has gone', '"$@" 2> >(exec true); exit $?'],
  ])('%s behind stderr changes nothing', async (_, shell) => {
    const { code, stdout } = await runTierbook(args, { cwd, before: through(shell) });
    expect(code).toBe(0);
    expect(stdout).toContain('Classic card (normal)');
  });

  it('somebody who stops reading stdout ends it quietly', async () => {
    const before = through('"$@" | true; exit $PIPESTATUS');
    const { code, stderr } = await runTierbook(args, { cwd, before });
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/EPIPE|Error/);
  });
});
