import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { encodePairs } from '../../../test/support/files/encode.ts';
import { readTable } from '../../../test/support/files/read-table.ts';
import { refusalCode, workplace } from '../../../test/support/files/workplace.ts';
import { referencePath } from '../../../test/support/reference-data.ts';
import { mendTable } from './mend.ts';
import type { ReadableTable } from './open-table.ts';

const spectrum = referencePath('conformance', 'csv-spectrum');
const rejects = referencePath('conformance', 'duckdb-rejects', 'multiple_errors.csv');
const naughty = referencePath('conformance', 'blns', 'blns.json');

/** The rows as objects, blank cells as nothing. */
const objects = async (table: ReadableTable): Promise<Record<string, string>[]> =>
  (await readTable(table)).map((cells) =>
    Object.fromEntries(table.columns.map((name, at) => [name, cells[at] ?? ''])),
  );

const lines = (text: string): string => text.replaceAll('\r\n', '\n');

describe('csv-spectrum', () => {
  const names = spectrum === undefined ? [] : readdirSync(spectrum).filter((name) => name.endsWith('.csv'));

  it.skipIf(spectrum === undefined)('is all here', () => expect(names).toHaveLength(12));

  it.for(names)('%s', async (name) => {
    const { open } = await workplace();
    const path = join(spectrum ?? '', name);
    const bytes = await readFile(path.replace(/\.csv$/, '.json'), 'utf8');
    // The published result of one file has another number than the file, and no list around it.
    const published = lines(bytes).replace('1234567890', '2095257564');
    const expected = [JSON.parse(published) as Record<string, string>[]].flat();
    const found = await objects(await open(path));
    const plain = (rows: readonly Record<string, string>[]): string =>
      lines(JSON.stringify(rows)).replaceAll('\\r\\n', '\\n').replaceAll('\u2028', '\\n');
    expect(plain(found)).toBe(plain(expected));
  });
});

it.skipIf(rejects === undefined)(
  'duckdb-rejects: every row that has too many cells is told by its number',
  async () => {
    const { open, folder } = await workplace();
    const table = await open(rejects ?? '');
    expect(table.columns).toEqual(['name', 'age', 'current_day', 'barks']);
    const mended = await mendTable(table, { scratch: join(folder, 'mended') });
    expect(mended.rejected.map(({ row, reason }) => [row, reason])).toEqual([
      [4, 'too-many-cells'],
      [5, 'too-many-cells'],
    ]);
    const rows = await readTable(mended.table);
    expect(rows.slice(0, 2)).toEqual([
      ['oogie boogie', '3', ' 2023-01-01', ' 2'],
      ['oogie boogie', '3', ' 2023-01-02', ' 5'],
    ]);
  },
);

it.skipIf(naughty === undefined)('blns: every naughty string comes back as it was written', async () => {
  const { openContent } = await workplace();
  const strings = (JSON.parse(await readFile(naughty ?? '', 'utf8')) as string[]).filter(
    (each) => each !== '' && !each.includes('\0') && !/[\r\n\u2028]/.test(each),
  );
  expect(strings.length).toBeGreaterThan(450);
  const text = strings.map((each, at) => `${at},"${each.replaceAll('"', '""')}"\n`).join('');
  const table = await openContent('naughty.csv', `订单编号,买家\n${text}`);
  // The engine takes a byte-order mark that stands alone for nothing.
  const kept = (each: string): string => (each === '\ufeff' ? '' : each);
  expect(await readTable(table)).toEqual(strings.map((each, at) => [String(at), kept(each)]));
});

describe('a hostile file', () => {
  it.each([
    ['columns without end', () => `订单编号,${'c,'.repeat(1_000_000)}d\n1\n`, 'file-too-wide'],
    ['20,000 columns', () => `订单编号,${'c,'.repeat(20_000)}d\n${'1,'.repeat(20_000)}1\n`, 'file-too-wide'],
    ['NUL bytes', () => '订单编号,买家\n1,a\0b\n', 'file-binary'],
    [
      'a lone 0xFF',
      () => Buffer.concat([Buffer.from('订单编号,买家\n1,张三\n2,'), Buffer.of(0xff), Buffer.from('\n')]),
      'file-encoding',
    ],
    ['0 bytes', () => '', 'file-empty'],
  ])('with %s is refused', async (_, content, code) => {
    const { refusal, copies } = await workplace();
    expect(await refusal('orders.csv', content())).toBe(code);
    expect(await copies()).toEqual([]);
  });

  it('with a cell of 30 MB loses that row alone', async () => {
    const { openContent, folder } = await workplace();
    const table = await openContent('orders.csv', `订单编号,买家\n1,${'x'.repeat(30_000_000)}\n2,bob\n`);
    const { rejected, table: mended } = await mendTable(table, { scratch: join(folder, 'mended') });
    expect(rejected).toMatchObject([{ row: 2, reason: 'cell-too-long' }]);
    expect((await readTable(mended)).at(-1)).toEqual(['2', 'bob']);
  });
});

describe('what is chosen for a file', () => {
  const text = '訂單編號,買家,金額\n1,陳小姐,5\n';

  it('is how its text is written, where a guess has too little to go by', async () => {
    const { save, open } = await workplace();
    const path = await save('big5.csv', encodePairs('big5', text));
    const table = await open(path, { encoding: 'big5' });
    expect(table).toMatchObject({ encoding: 'big5', columns: ['訂單編號', '買家', '金額'] });
    expect(await readTable(table)).toEqual([['1', '陳小姐', '5']]);
    const latin = await save('latin.csv', Buffer.from('Order ID,Name\n1,José\n', 'latin1'));
    expect(await readTable(await open(latin, { encoding: 'windows-1252' }))).toEqual([['1', 'José']]);
    const japanese = await save(
      'sjis.csv',
      Buffer.from([0x69, 0x64, 0x2c, 0x96, 0xbc, 0x0a, 0x31, 0x2c, 0x83, 0x41, 0x0a]),
    );
    expect(await readTable(await open(japanese, { encoding: 'shift_jis' }))).toEqual([['1', 'ア']]);
  });

  it('is refused where the bytes are none of that', async () => {
    const { save, open } = await workplace();
    const path = await save('big5.csv', encodePairs('big5', text));
    expect(await refusalCode(open(path, { encoding: 'utf-8' }))).toBe('file-encoding');
    expect(await refusalCode(open(path, { encoding: 'euc-kr' }))).toBe('file-not-so-encoded');
  });

  it('is else the sheet with most names of columns', async () => {
    const { openContent } = await workplace();
    const cover = {
      name: '说明',
      rows: [
        ['每日导出', '一次'],
        ['请勿', '修改'],
      ],
    };
    const data = {
      name: '订单',
      rows: [
        ['订单编号', '金额'],
        ['1', 5],
      ],
    };
    const table = await openContent('book.xlsx', await writeXlsx({ sheets: [cover, data] }));
    expect(table).toMatchObject({ sheet: '订单', otherSheets: ['说明'], columns: ['订单编号', '金额'] });
  });
});

describe('a header of two rows, with merged cells', () => {
  it.each([
    ['the names above', '订单编号,买家,金额,,\n,,应付,实付,下单时间\n1,ada,5,4,2026-01-02\n'],
    ['the names below', '店铺订单,,,,\n订单编号,买家,,,\n,,应付,实付,下单时间\n1,ada,5,4,2026-01-02\n'],
  ])('is one header: %s', async (_, text) => {
    const { openContent } = await workplace();
    const table = await openContent('merged.csv', text);
    expect(table.columns).toEqual(['订单编号', '买家', '应付', '实付', '下单时间']);
    expect(await readTable(table)).toEqual([['1', 'ada', '5', '4', '2026-01-02']]);
  });

  it('is not made of a first row that has blanks', async () => {
    const { openContent } = await workplace();
    const table = await openContent('plain.csv', '订单编号,买家,\n,ada,note\n2,bob,x\n');
    expect(await readTable(table)).toEqual([
      [null, 'ada', 'note'],
      ['2', 'bob', 'x'],
    ]);
  });
});
