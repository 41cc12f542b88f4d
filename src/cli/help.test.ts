import { describe, expect, it } from 'vitest';
import { runHere } from '../../test/support/grade-files.ts';
import { languages } from '../../test/support/languages.ts';
import { textWidth } from './text-width.ts';

const pages = [
  ['--help'],
  ['help'],
  ['grade', '--help'],
  ['help', 'grade'],
  ['sample', '-h'],
  ['help', 'help'],
];

describe.each(languages)('help in one language throughout (R031): %s', (lang) => {
  it.each(pages.map((args) => [args.join(' '), args] as const))('tierbook %s', async (_, args) => {
    const { code, stdout, stderr } = await runHere(args, lang);
    expect([code, stderr]).toEqual([0, '']);
    if (lang === 'en') return expect(stdout).not.toMatch(/\p{Script=Han}/u);
    expect(stdout).not.toMatch(/options|command|choices|default|usage|required|display/i);
    for (const line of stdout.split('\n')) {
      // Lines of nothing but names and examples aside, there is Chinese in every one.
      if (/^ {0,2}\S/.test(line) && !/^ {2}tierbook /.test(line)) expect(line).toMatch(/\p{Script=Han}/u);
    }
  });

  it('fits a terminal of 80 columns', async () => {
    const { stdout } = await runHere(['grade', '--help'], lang);
    for (const line of stdout.split('\n')) expect(textWidth(line), line).toBeLessThanOrEqual(80);
  });

  it('names every option once, and defaults only where there is one', async () => {
    const { stdout } = await runHere(['grade', '--help'], lang);
    for (const option of [
      'scheme',
      'customers',
      'as-of',
      'map',
      'preset',
      'out',
      'amount',
      'rejects',
      'dates',
    ]) {
      expect(stdout.match(new RegExp(`^ +--${option} <`, 'gm')), option).toHaveLength(1);
    }
    for (const word of ['taobao', 'cdnow', 'per-order', 'per-line', 'mdy', 'dmy', '--lang', 'b2b']) {
      expect(stdout).toContain(word);
    }
    expect(stdout).not.toContain('[]');
    expect((await runHere(['sample', '--help'], lang)).stdout).toMatch(
      lang === 'zh' ? /默认 1000）/ : /default: 1000\)/,
    );
  });

  it('without a command it is shown on stderr, and the exit code says that nothing was done', async () => {
    const shown = (await runHere(['--help'], lang)).stdout;
    for (const args of [[], ['--lang', lang]]) {
      expect(await runHere(args, lang)).toEqual({ code: 1, stdout: '', stderr: shown });
    }
  });
});
