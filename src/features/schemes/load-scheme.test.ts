import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InputError, type Problem } from '../../domain/problem.ts';
import { loadScheme } from './load-scheme.ts';
import { templateIds } from './templates.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'tierbook-schemes-'));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

async function saved(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(await folder(), name);
  await writeFile(path, content);
  return path;
}

async function problemsOf(fileOrTemplate: string): Promise<readonly Problem[]> {
  const outcome = await loadScheme(fileOrTemplate).catch((error: unknown) => error);
  if (outcome instanceof InputError) return outcome.problems;
  throw outcome instanceof Error ? outcome : new Error(`not refused: ${fileOrTemplate}`);
}

/** The only problem, which must be about the file and speak two languages. */
async function refusal(file: string): Promise<Problem> {
  const [problem, ...more] = await problemsOf(file);
  expect(more).toEqual([]);
  if (problem === undefined) throw new Error('no problem');
  expect(problem.path).toBe(file);
  expect(problem.message.zh).toMatch(/\p{Script=Han}/u);
  expect(problem.message.en).not.toMatch(/\p{Script=Han}/u);
  return problem;
}

const scheme = `
tierbook: 1
id: mine
name: { zh: 我的, en: Mine }
tiers:
  - { id: normal, name: { zh: 普通, en: Normal } }
  - { id: vip, name: { zh: 贵宾, en: VIP }, when: { metric: spend, atLeast: 888 } }
`;
const json = JSON.stringify(
  {
    tierbook: 1,
    id: 'mine',
    name: '我的',
    tiers: [{ id: 'normal', name: { zh: '普通', en: 'Normal' } }],
  },
  null,
  '\t',
);

describe('loadScheme', () => {
  it('R004 takes a template by its id', async () => {
    expect((await loadScheme('supermarket')).tiers.map(({ id }) => id)).toEqual([
      'normal',
      'silver',
      'gold',
      'diamond',
    ]);
  });

  it.each([
    ['a .yaml file', 'mine.yaml', scheme],
    ['a .yml file', 'mine.yml', scheme],
    ['a file with an ending in capitals', 'mine.YAML', scheme],
    ['a file without an ending', 'mine', scheme],
    ['a .json file indented with tabs', 'mine.json', json],
    ['a file with a byte order mark', 'mine.yaml', `\uFEFF${scheme}`],
    ['a file with Windows line ends', 'mine.yaml', scheme.replaceAll('\n', '\r\n')],
  ])('R009 takes %s', async (_, name, content) => {
    expect((await loadScheme(await saved(name, content))).id).toBe('mine');
  });

  it('R004 takes a file that bears the name of a template, but not a folder', async () => {
    const [home, place] = [process.cwd(), await folder()];
    await writeFile(join(place, 'hotel'), scheme);
    await mkdir(join(place, 'bank'));
    process.chdir(place);
    try {
      expect((await loadScheme('hotel')).id).toBe('mine');
      expect((await loadScheme('bank')).id).toBe('bank');
    } finally {
      process.chdir(home);
    }
  });

  it('R009 reports every problem of a scheme at its own place', async () => {
    const broken = scheme.replace('spend', 'spent').replace('id: normal', 'di: normal');
    const problems = await problemsOf(await saved('mine.yaml', broken));
    expect(problems.map(({ code, path }) => [code, path])).toEqual(
      expect.arrayContaining([
        ['unknown-key', 'tiers[0].di'],
        ['no-id', 'tiers[0]'],
        ['unknown-metric', 'tiers[1].when.metric'],
      ]),
    );
  });

  it('R009 names file, line and column where a file is not well-formed YAML', async () => {
    const { code, message } = await refusal(await saved('mine.yaml', `${scheme}  - { id: top\n`));
    expect(code).toBe('yaml');
    expect(message.zh).toMatch(/^第 8 行第 5 列：/);
    expect(message.en).toMatch(/^line 8, column 5: /);
  });

  it('R009 says in which line every problem stands, and names the file for what is missing in it', async () => {
    const broken = scheme.replace('id: mine', '').replace('tierbook: 1', 'tierbok: 1').replace('888', 'lots');
    const file = await saved('mine.yaml', broken);
    const problems = await problemsOf(file);
    expect(problems.map(({ path, message }) => [path, /（第 (\d+) 行）$/.exec(message.zh)?.[1]])).toEqual([
      ['tierbok', '2'],
      ['tierbook', undefined],
      [file, undefined],
      ['tiers[1].when.atLeast', '7'],
    ]);
    expect(problems.at(-1)?.message.en).toMatch(/ \(line 7\)$/);
  });

  it.each([
    ['10万', '100000'],
    ['"1,000"', '1000'],
    ['¥1000', '1000'],
    ['１０００', '1000'],
    ['"888"', '888'],
    ['888元', '888'],
  ])('R009 works out what %s should be written as', async (written, plain) => {
    const [problem, ...more] = await problemsOf(await saved('mine.yaml', scheme.replace('888', written)));
    expect(more).toEqual([]);
    expect(problem?.message.zh).toContain(`：请写 ${plain}（第 7 行）`);
    expect(problem?.message.en).toContain(`: write ${plain} (line 7)`);
  });

  it('R009 works out whole numbers too', async () => {
    const window = scheme.replace(
      'tiers:',
      'metrics: { m: { of: orders, take: count, window: { last: 12个月, unit: month } } }\ntiers:',
    );
    const [problem] = await problemsOf(await saved('mine.yaml', window));
    expect(problem?.message.zh).toContain('：请写 12（第 5 行）');
  });

  it.each([
    ['“normal”', 'id: normal', 'id: “normal”', /引号是全角/, /typographic quotes/],
    [
      'a list',
      'tiers:',
      'count: { statuses: [paid， shipped] }\ntiers:',
      /逗号是全角/,
      /comma is a full-width/,
    ],
    ['a list in 【】', 'tiers:', 'count: { statuses: 【paid】 }\ntiers:', /括号是全角/, /plain brackets/],
  ])('R009 sees full-width signs where a value cannot be used: %s', async (_, from, to, zh, en) => {
    const [problem] = await problemsOf(await saved('mine.yaml', scheme.replace(from, to)));
    expect(problem?.message.zh).toMatch(zh);
    expect(problem?.message.en).toMatch(en);
  });
});

describe('a scheme file that cannot be used', () => {
  it('R004 lists the templates when there is no such file', async () => {
    const { code, message } = await refusal('/nowhere/zzzzzzzz.yaml');
    expect(code).toBe('scheme-not-found');
    for (const id of templateIds) {
      expect(message.zh).toContain(id);
      expect(message.en).toContain(id);
    }
    expect(message.en).not.toContain('did you mean');
  });

  it.each([
    ['supermaket', 'supermarket'],
    ['Hotel', 'hotel'],
    ['cofee.yaml', 'coffee'],
    ['some/where/b2b.yml', 'b2b'],
  ])('R004 asks of %s whether %s was meant', async (written, meant) => {
    const { code, message } = await refusal(written);
    expect(code).toBe('scheme-not-found');
    expect(message.zh).toContain(`是不是模板“${meant}”`);
    expect(message.en).toContain(`did you mean the template “${meant}”`);
  });

  it.each([
    ['an empty name', ''],
    ['a name with a zero character', 'a\0b'],
    ['a name too long for any disk', 'x'.repeat(5000)],
    ['a path through a file', `${import.meta.filename}/x.yaml`],
  ])('R009 finds no file under %s', async (_, name) => {
    expect((await refusal(name)).code).toBe('scheme-not-found');
  });

  it('R009 refuses a folder', async () => {
    expect((await refusal(await folder())).code).toBe('scheme-is-folder');
  });

  it.each(['orders.csv', 'mine.xlsx', 'mine.yaml.txt'])('R009 refuses %s by its ending', async (name) => {
    expect((await refusal(await saved(name, scheme))).code).toBe('scheme-file-kind');
  });

  it.each([
    ['UTF-16', Buffer.from(`\uFEFF${scheme}`, 'utf16le')],
    ['GB18030', Buffer.concat([Buffer.from('id: a\nname: '), Buffer.from([0xb3, 0xac, 0xca, 0xd0])])],
    ['something binary', Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0])],
  ])('R009 refuses %s', async (_, bytes) => {
    expect((await refusal(await saved('mine.yaml', bytes))).code).toBe('scheme-encoding');
  });

  it.each([
    ['no byte', ''],
    ['a byte order mark only', '\uFEFF'],
    ['blank lines only', ' \n\n\t\n'],
    ['comments only', '# nothing yet\n'],
  ])('R009 refuses a file with %s as empty', async (_, content) => {
    expect((await refusal(await saved('mine.yaml', content))).code).toBe('scheme-empty');
  });

  it('R009 takes 256 kB and refuses one byte more', async () => {
    const filled = (bytes: number) => scheme + '#'.repeat(bytes - Buffer.byteLength(scheme));
    expect((await loadScheme(await saved('mine.yaml', filled(256 * 1024)))).id).toBe('mine');
    expect((await refusal(await saved('mine.yaml', filled(256 * 1024 + 1)))).code).toBe('scheme-too-large');
  });

  it.skipIf(process.platform === 'win32')('R009 refuses what is no ordinary file', async () => {
    expect((await refusal('/dev/null')).code).toBe('scheme-unreadable');
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'R009 refuses a file it may not read',
    async () => {
      const file = await saved('mine.yaml', scheme);
      await chmod(file, 0);
      expect((await refusal(file)).code).toBe('scheme-unreadable');
    },
  );
});
