import { chmod, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runHere, testFolder } from '../support/grade-files.ts';
import { type Lang, languages } from '../support/languages.ts';
import { runTierbook } from '../support/run-tierbook.ts';
import { xlsxFile } from '../support/write-xlsx.ts';

const orders = 'order_id,customer_id,ordered_at,amount\n1,ada,2026-01-01,10\n';
const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');

let folder: string;
let scratch: string;
const ordinary = tmpdir();

beforeAll(async () => {
  folder = await testFolder();
  scratch = await mkdtemp(join(folder, 'scratch-'));
});
/** Where runs in this process keep their scratch folder. */
beforeEach(() => {
  process.env.TMPDIR = scratch;
});
afterAll(() => {
  process.env.TMPDIR = ordinary;
});

/** Runs `grade` in a folder of its own, and says what a user sees and finds afterwards. */
async function refusal(
  lang: Lang,
  {
    files = {},
    args,
  }: { readonly files?: Readonly<Record<string, string | Uint8Array>>; readonly args: readonly string[] },
) {
  const place = await mkdtemp(join(folder, 'case-'));
  for (const [name, content] of Object.entries({ 'orders.csv': orders, ...files })) {
    await writeFile(join(place, name), content);
  }
  const before = (await readdir(place)).sort();
  const here = (arg: string): string => arg.replaceAll('@/', `${place}/`);
  const { code, stdout, stderr } = await runHere(args.map(here), lang);
  const said = stderr.split('\n').filter((line) => line !== '');
  expect(stderr, 'no stack').not.toMatch(/^\s+at |node_modules|Error:/m);
  expect([code, stdout]).toEqual([1, '']);
  expect((await readdir(place)).sort(), 'nothing is left behind').toEqual(before);
  expect(await readdir(scratch), 'the scratch folder is gone').toEqual([]);
  const chinese = said.every((line) => /\p{Script=Han}/u.test(line.replaceAll(place, '')));
  expect(chinese, said.join('\n')).toBe(lang === 'zh');
  return said.map((line) => line.replaceAll(`${place}/`, ''));
}

const out = ['--scheme', 'supermarket', '--out', '@/out.csv', '--rejects', '@/rejects.csv'];

interface Case {
  readonly title: string;
  readonly files?: () => Promise<Readonly<Record<string, string | Uint8Array>>>;
  readonly args?: readonly string[];
  /** What the one line says, in Chinese and in English. */
  readonly says: readonly [zh: RegExp, en: RegExp];
}

const one = async (content: string | Uint8Array) => ({ 'x.csv': content });
const workbook = async (): Promise<Uint8Array> =>
  await xlsxFile(Array.from({ length: 500 }, (_, n) => [n, `customer ${n}`, '2026-01-01', n * 1.25]));

const cases: readonly Case[] = [
  {
    title: 'a file that does not exist',
    args: ['@/none.csv'],
    says: [/^none\.csv：找不到/, /^none\.csv: There is no such file/],
  },
  { title: 'a folder', args: ['@/'], says: [/文件夹/, /is a folder/] },
  { title: 'an empty file', files: () => one(''), says: [/空的/, /is empty/] },
  { title: 'a file of blank lines', files: () => one('\n\r\n  \n'), says: [/空的/, /is empty/] },
  { title: 'a byte-order mark alone', files: () => one('\ufeff'), says: [/空的/, /is empty/] },
  {
    title: 'a header alone',
    files: () => one('customer_id,ordered_at,amount\n'),
    says: [/只有表头/, /header but no rows/],
  },
  { title: 'a picture named .csv', files: () => one(png), says: [/图片/, /a picture/] },
  {
    title: 'a program named .csv',
    files: () => one(Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * n * 31 + n) % 256))),
    says: [/不是表格|编码/, /not a table|encoding/],
  },
  { title: 'a compressed file named .csv', files: () => one(gzipSync(orders)), says: [/解压/, /unpack/] },
  { title: 'a PDF', files: () => one('%PDF-1.4\n1 0 obj\n'), says: [/PDF/, /PDF/] },
  {
    title: 'a web page',
    files: () => one('<html><table><tr><td>1</td></tr></table></html>'),
    says: [/网页/, /web page/],
  },
  {
    title: 'an old .xls',
    files: () => one(Buffer.from('d0cf11e0a1b11ae10000', 'hex')),
    says: [/\.xls/, /\.xls/],
  },
  {
    title: 'a workbook cut in half',
    files: async () => one((await workbook()).subarray(0, 5000)),
    says: [/损坏/, /damaged/],
  },
  {
    title: 'a workbook without rows',
    files: async () => one(await xlsxFile([])),
    says: [/空的/, /is empty/],
  },
  {
    title: 'a customers file that does not exist',
    args: ['@/orders.csv', '--customers', '@/people.csv'],
    says: [/^people\.csv：找不到/, /^people\.csv: There is no such file/],
  },
];

describe.for(languages)(
  'what cannot be read is refused in one line, and nothing is left (R005–R008): %s',
  (lang) => {
    it.for(cases)('$title', async ({ files, args = ['@/x.csv'], says }) => {
      const said = await refusal(lang, { files: (await files?.()) ?? {}, args: ['grade', ...args, ...out] });
      expect(said).toEqual([expect.stringMatching(says[lang === 'zh' ? 0 : 1])]);
    });

    it('every file of several that cannot be read, each in its line', async () => {
      const said = await refusal(lang, {
        files: { 'empty.csv': '', 'picture.csv': png },
        args: ['grade', '@/empty.csv', '@/orders.csv', '@/picture.csv', ...out],
      });
      expect(said.map((line) => line.split(/[:：]/)[0])).toEqual(['empty.csv', 'picture.csv']);
    });
  },
);

const fiveMistakes = `tierbook: 1
id: five
name: Five
currency: GOLD
metrics:
  spend_12m: { of: orders, take: summ, what: amount }
  count_12m: { of: orders, take: count, window: { last: 0, unit: month } }
tiers:
  - { id: base, name: Base }
  - { id: mid, name: Mid, when: { metric: speend, atLeast: 5 } }
  - { id: top, name: Top, when: { metric: spend, atleast: 10 } }
`;

describe.for(languages)('a standard that cannot be used (R009–R014): %s', (lang) => {
  const withScheme = async (scheme: string, files = {}) =>
    await refusal(lang, { files, args: ['grade', '@/orders.csv', '--scheme', scheme, '--out', '@/out.csv'] });

  it('by a mistyped template’s name: the one that was meant is offered', async () => {
    const said = await withScheme('supermarkt');
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      lang === 'zh' ? /是不是模板“supermarket”/ : /did you mean the template “supermarket”/,
    );
  });

  it('by a name like none: the templates there are are named', async () => {
    const said = await withScheme('@/my-standard.yaml');
    expect(said).toEqual([expect.stringMatching(/supermarket, cosmetics.*b2b/)]);
  });

  it('with five mistakes: all five are named, each where it is', async () => {
    const said = await withScheme('@/five.yaml', { 'five.yaml': fiveMistakes });
    for (const place of [
      /^currency.*GOLD/,
      /^metrics\.spend_12m\.take.*summ.*sum/,
      /^metrics\.count_12m\.window\.last/,
      /^tiers\[1\]\.when\.metric.*speend.*spend/,
      /^tiers\[2\]\.when.*atleast.*atLeast/,
    ]) {
      expect(said.filter((line) => place.test(line))).toHaveLength(1);
    }
  });

  it.each([
    ['that is no YAML', 'broken.yaml', 'tiers: [ { id: a'],
    ['that is empty', 'empty.yaml', '# nothing\n'],
    ['that is a table', 'orders.csv', orders],
    ['that is a list', 'list.yaml', '- 1\n- 2\n'],
  ])('%s', async (_, name, content) => {
    const said = await withScheme(`@/${name}`, { [name]: content });
    expect(said.length).toBeGreaterThan(0);
    expect(said.length).toBeLessThan(4);
  });
});

describe.for(languages)('a place that cannot be written (R040): %s', (lang) => {
  const write = async (args: readonly string[]) =>
    await refusal(lang, { args: ['grade', '@/orders.csv', '--scheme', 'supermarket', ...args] });

  it.each(['out', 'rejects'])('a folder that does not exist: --%s', async (option) => {
    const said = await write([`--${option}`, '@/nowhere/x.csv']);
    expect(said).toEqual([
      expect.stringMatching(
        lang === 'zh' ? /^nowhere\/x\.csv：.*文件夹不存在/ : /^nowhere\/x\.csv: .*does not exist/,
      ),
    ]);
  });

  it('a file where a folder should be', async () => {
    const said = await write(['--out', '@/orders.csv/x.csv']);
    expect(said).toEqual([expect.stringMatching(lang === 'zh' ? /不是文件夹/ : /no folder/)]);
  });

  it('nowhere, not even for an administrator', async () => {
    const said = await write(['--out', '/proc/tierbook.csv']);
    expect(said).toEqual([
      expect.stringMatching(
        lang === 'zh'
          ? /^\/proc.*写不了.*(不允许|没有写入权限)/
          : /^\/proc.*cannot be written.*(allows no|not permitted)/,
      ),
    ]);
  });

  it('a folder where this user may not write', async ({ skip }) => {
    if (process.getuid?.() === 0) skip('root may write everywhere; /proc stands for it');
    const place = await mkdtemp(join(folder, 'closed-'));
    await chmod(place, 0o500);
    const said = await write(['--out', join(place, 'x.csv')]);
    expect(said).toEqual([expect.stringMatching(lang === 'zh' ? /没有写入权限/ : /not permitted/)]);
    expect(await readdir(place)).toEqual([]);
  });

  it('a folder instead of a file', async () => {
    const place = await mkdtemp(join(folder, 'results-'));
    await mkdir(join(place, 'result.csv'));
    const said = await write(['--out', join(place, 'result.csv')]);
    expect(said).toEqual([expect.stringMatching(lang === 'zh' ? /文件夹/ : /is a folder/)]);
    expect(await readdir(place)).toEqual(['result.csv']);
  });

  it('the file that is being read: it would be lost', async () => {
    const said = await write(['--out', '@/orders.csv']);
    expect(said).toEqual([expect.stringMatching(/orders\.csv/)]);
  });

  it('one file for the result and the rejected rows', async () => {
    const said = await write(['--out', '@/x.csv', '--rejects', '@/x.csv']);
    expect(said).toEqual([expect.stringMatching(/x\.csv/)]);
  });
});

describe.for(languages)('a command line that cannot be meant is refused in one line (R031): %s', (lang) => {
  const named = ['grade', '@/orders.csv', '--scheme', 'supermarket'];

  it.for([
    ['an unknown option', [...named, '--colour', 'red'], /--colour/],
    ['an unknown command', ['grad', '@/orders.csv'], /grad/],
    ['no order files', ['grade', '--scheme', 'supermarket'], /orders/],
    ['no standard', ['grade', '@/orders.csv'], /--scheme/],
    ['an option without its value', [...named, '--out'], /--out/],
    ['an unknown preset', [...named, '--preset', 'amazon'], /--preset.*taobao/],
    ['an unknown amount mode', [...named, '--amount', 'both'], /--amount.*per-order.*per-line/],
    ['an unknown order of dates', [...named, '--dates', 'ymd'], /--dates.*mdy.*dmy/],
    ['a day that is none', [...named, '--as-of', 'soon'], /--as-of.*soon/],
  ] as const)('%s', async ([, args, says]) => {
    expect(await refusal(lang, { args })).toEqual([expect.stringMatching(says)]);
  });
});

describe('in a process of its own (R009–R014)', () => {
  it.each(languages)('a refusal has one line, the code 1 and no scratch folder (%s)', async (lang) => {
    const place = await mkdtemp(join(folder, 'own-'));
    const env = { TMPDIR: place };
    const args = ['grade', join(place, 'none.csv'), '--scheme', 'supermarket', '--lang', lang];
    const { code, stdout, stderr } = await runTierbook(args, { env });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(lang === 'zh' ? /找不到/ : /no such file/),
    ]);
    expect(await readdir(place)).toEqual([]);
  });

  it('the locale chooses the language, --lang goes before it', async () => {
    const args = ['grade', 'none.csv', '--scheme', 'supermarket'];
    const zh = { LANG: 'zh_CN.UTF-8' };
    expect((await runTierbook(args, { env: zh })).stderr).toMatch(/找不到/);
    expect((await runTierbook([...args, '--lang', 'en'], { env: zh })).stderr).toMatch(/no such file/);
  });

  it('a success writes the result in its place and leaves no scratch folder', async () => {
    const place = await mkdtemp(join(folder, 'own-'));
    const temporary = await mkdtemp(join(folder, 'tmp-'));
    await writeFile(join(place, 'orders.csv'), orders);
    await writeFile(join(place, 'out.csv'), 'last month');
    const args = ['grade', 'orders.csv', '--scheme', 'supermarket', '--out', 'out.csv'];
    const { code, stdout } = await runTierbook(args, { cwd: place, env: { TMPDIR: temporary } });
    expect(code).toBe(0);
    expect(stdout).toMatch(/Normal \(normal\)\s*│\s*1 │ 100\.0% │\s*¥10 │ 100\.0%/);
    expect(await readFile(join(place, 'out.csv'), 'utf8')).toMatch(/^\ufeffcustomer_id,tier,/);
    expect((await readdir(place)).sort()).toEqual(['orders.csv', 'out.csv']);
    expect(await readdir(temporary)).toEqual([]);
  });
});
