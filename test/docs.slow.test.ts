import { readdirSync } from 'node:fs';
import { access, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operators } from '../src/domain/condition.ts';
import { customerFields, fieldTypes } from '../src/domain/field.ts';
import { takes } from '../src/domain/metric.ts';
import { parseScheme } from '../src/domain/parse/parse-scheme.ts';
import { readDocument } from '../src/domain/parse/read-document.ts';
import { normaliseStatusWord, statusWords } from '../src/domain/tidy/status-words.ts';
import { nameRank, orderColumns } from '../src/features/imports/column-names.ts';
import { eventColumns } from '../src/features/imports/event-names.ts';
import { presets } from '../src/features/imports/presets.ts';
import { settlementColumns } from '../src/features/imports/settlement-names.ts';
import { templateIds } from '../src/features/schemes/templates.ts';
import { runHere, testFolder } from './support/grade-files.ts';
import { xlsxFile } from './support/write-xlsx.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function markdownIn(folder: string): string[] {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'));
  return names.map((name) => join(folder, name));
}

const pages = await Promise.all(
  ['.', 'docs', 'docs/decisions', 'examples/online-retail'].flatMap(markdownIn).map(readPage),
);

async function readPage(path: string) {
  const written = await readFile(join(root, path), 'utf8');
  const blocks = [...written.matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  return {
    path,
    written,
    blocks: blocks.map(([, language = '', code = '']) => ({ language, code })),
    lang: path.includes('zh-CN') ? ('zh' as const) : ('en' as const),
  };
}

function page(path: string) {
  const found = pages.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no page ${path}`);
  return found;
}

interface Row {
  readonly field: string;
  readonly names: readonly string[];
}

/** A page's tables of names: each row a field and what it is also called, between dots. */
function nameTables(path: string): Row[][] {
  const tables = page(path)
    .written.split('\n\n')
    .map((part) => [...part.matchAll(/^\| `(\w+)` \| (.+ · .+) \|$/gm)]);
  return tables
    .filter((rows) => rows.length > 0)
    .map((rows) => rows.map(([, field = '', names = '']) => ({ field, names: names.split(' · ') })));
}

const startPages = ['README.md', 'README.zh-CN.md'];
const schemePages = ['docs/scheme-format.md', 'docs/scheme-format.zh-CN.md'];
const importPages = ['docs/import-formats.md', 'docs/import-formats.zh-CN.md'];

describe.each(pages.map(({ path }) => path))('%s', (path) => {
  it('links to files that are there', async () => {
    const links = [...page(path).written.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    for (const link of links.filter((one) => !/^https?:/.test(one))) {
      await expect(access(join(root, dirname(path), link)), link).resolves.toBeUndefined();
    }
  });
});

describe.each(schemePages)('%s', (path) => {
  const examples = page(path).blocks.filter(({ language }) => language === 'yaml');

  it.each(examples.map(({ code }) => [code.split('\n').slice(0, 2).join(' · '), code]))(
    'R031 shows a standard that parses: %s',
    (_, code) => {
      const read = readDocument(code);
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      expect(parseScheme({ ...aroundFragment(code), ...(read.document as object) })).toMatchObject({
        ok: true,
      });
    },
  );

  it('R031 names every take, operator and field of the language', () => {
    const words = [...takes, ...operators, ...customerFields.keys(), ...fieldTypes];
    for (const word of words) expect(page(path).written).toContain(`\`${word}\``);
  });
});

/** What stands around an example that shows one key of a scheme alone. */
function aroundFragment(code: string): object {
  if (code.startsWith('tierbook: 1')) return {};
  return { tierbook: 1, id: 'around', name: 'Around', tiers: [{ id: 'base', name: 'Base' }] };
}

describe.each(importPages)('%s', (path) => {
  const [orders = [], customers = [], statuses = [], events = [], settlements = []] = nameTables(path);

  it('R031 lists the column names that are known, best first', () => {
    expect(orders.map(({ field }) => field)).toEqual([...orderColumns]);
    expect(customers.map(({ field }) => field)).toEqual([...customerFields.keys()]);
    expect(['customer_id', ...events.map(({ field }) => field)]).toEqual([...eventColumns]);
    expect(settlements.map(({ field }) => field)).toEqual([...settlementColumns]);
    for (const [kind, rows] of [
      ['settlements', settlements],
      ['orders', orders],
      ['customers', customers],
      ['reviews', events],
    ] as const) {
      for (const { field, names } of rows) {
        const ranks = names.map((name) => nameRank(kind, field, name));
        expect(ranks, field).toEqual(names.map((_, rank) => rank + 1));
      }
    }
  });

  it('R031 lists every status word under its status', () => {
    const listed = statuses.flatMap(({ field, names }) =>
      names.map((name) => [normaliseStatusWord(name), field] as const),
    );
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(statusWords));
  });

  it('R031 describes every preset', () => {
    for (const { id } of presets) expect(page(path).written).toContain(`| \`${id}\` |`);
  });
});

describe.each(startPages)('%s', (path) => {
  it('is read at one sitting', () => {
    expect(page(path).written.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  });

  it('R004 offers every template', () => {
    for (const id of templateIds) expect(page(path).written).toMatch(new RegExp(`\\b${id}\\b`));
  });
});

describe('what the pages tell people to run', () => {
  const home = process.cwd();
  let folder: string;

  beforeAll(async () => {
    folder = await testFolder();
    await symlink(join(root, 'examples'), join(folder, 'examples'));
    for (const name of ['my-standard.yaml', '我的标准.yaml']) {
      await writeFile(join(folder, name), page('docs/scheme-format.md').blocks[0]?.code ?? '');
    }
    const workbook = await xlsxFile([
      ['订单号', '买家', '下单时间', '实付金额', '状态', '手机号'],
      ['1001', '张三', '2026-01-05', 1200.5, '交易成功', '13800138000'],
      ['1002', '李四', '2026年1月6日', '¥30', '已取消', '13800138001'],
      ['1003', '王五', '2026-01-07', '1.2万', '完成了吗', '13800138002'],
      ['1004', '李四', '2026-01-08', 88, '', '13800138001'],
      ['1005', '', '2026-01-09', 5, '', ''],
    ]);
    for (const name of ['orders.xlsx', '订单.xlsx']) await writeFile(join(folder, name), workbook);
    for (const [name, lang] of [
      ['sample', 'en'],
      ['示例数据', 'zh'],
    ] as const) {
      await mkdir(join(folder, name));
      await runHere(['sample', '--orders', '50', '--customers', '9', '--out', join(folder, name)], lang);
    }
    process.chdir(folder);
  });
  afterAll(() => process.chdir(home));

  const commands = pages.flatMap(({ path, written, lang }) =>
    [...written.matchAll(/(?:^|`)bin\/tierbook ([^`\n]+)/gm)].map(
      ([, line = '']) => [path, line.replace(/\s+# .*/, ''), lang] as const,
    ),
  );

  // A server runs until it is ended; the tests under test/http start it.
  const ending = commands.filter(([, line]) => !line.startsWith('serve'));

  it.each(ending)('R031 %s: bin/tierbook %s', async (_, line, lang) => {
    const words = line.trim().split(/\s+/);
    const outcome = await runHere(words[0] === 'sample' ? [...words, '--force'] : words, lang);
    expect(outcome.code, outcome.stderr).toBe(0);
  });

  it.each(startPages)('R031 %s shows what the example really prints', async (path) => {
    const example = join('examples', 'online-retail');
    const args = ['grade', join(example, 'orders.csv'), '--scheme', join(example, 'standard.yaml')];
    const { lang, blocks } = page(path);
    const shown = blocks.find(({ language }) => language === 'text');
    expect(shown?.code).toBe((await runHere(args, lang)).stdout);
  });

  it.each(importPages)('R031 %s shows what rejects really look like', async (path) => {
    const { lang, blocks } = page(path);
    const orders = lang === 'zh' ? '订单.xlsx' : 'orders.xlsx';
    await runHere(['grade', orders, '--scheme', 'supermarket', '--rejects', 'rejects.csv'], lang);
    const written = (await readFile('rejects.csv', 'utf8')).replace('\ufeff', '').replaceAll('\r\n', '\n');
    expect(blocks.map(({ code }) => code)).toContain(written);
  });
});
