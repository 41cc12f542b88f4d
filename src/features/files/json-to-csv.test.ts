import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBack, workplace } from '../../../test/support/files/workplace.ts';
import { readJsonRow } from './json-row.ts';

describe('JSON as a table', () => {
  it('is an object a line; columns are gathered from all of them', async () => {
    const { openContent } = await workplace();
    const table = await openContent(
      'orders.txt',
      '\ufeff{"订单编号":"007","金额":12.50}\r\n\r\n{"买家":{"姓名":"王\\n二","tags":["a","b"]},"订单编号":1234567890123456789012,"金额":null}\n{"vip":true}',
    );
    expect(table).toMatchObject({ format: 'json', encoding: 'utf-8-bom', firstRow: 1 });
    expect(table.columns).toEqual(['订单编号', '金额', '买家.姓名', '买家.tags', 'vip']);
    expect(await readBack(table)).toEqual([
      ['007', '12.50', null, null, null],
      [null, null, null, null, null],
      ['1234567890123456789012', null, '王\u2028二', 'a; b', null],
      [null, null, null, null, 'true'],
    ]);
    expect(table.sample).toHaveLength(3);
  });

  it('is a list of objects, in any encoding and however it is laid out', async () => {
    const { openContent } = await workplace();
    const rows = [
      { 订单编号: '1', 金额: 5 },
      { 订单编号: '"},{', 金额: -1.5e3 },
      { 订单编号: '', 金额: 0 },
    ];
    for (const space of [0, 2, '\t']) {
      const text = JSON.stringify(rows, null, space);
      const table = await openContent('a.json', Buffer.from(`\ufeff${text}`, 'utf16le'));
      expect(table).toMatchObject({ format: 'json', encoding: 'utf-16le', columns: ['订单编号', '金额'] });
      expect(await readBack(table)).toEqual([
        ['1', '5'],
        ['"},{', '-1500'],
        [null, '0'],
      ]);
    }
  });

  it('keeps what a spreadsheet would have wrapped, and tells lines that are no objects', async () => {
    const { openContent } = await workplace();
    const table = await openContent(
      'a.jsonl',
      '{"a":"\'x"}\n{"a":"=\\"1\\""}\n{"a":\n[1]\n{"a":1}x\n{"a":"\\u0000b"}',
    );
    expect(table.rejected?.map(({ row, reason }) => [row, reason])).toEqual([
      [3, 'json-broken'],
      [4, 'json-broken'],
      [5, 'json-broken'],
    ]);
    expect((await readBack(table)).map(([cell]) => cell)).toEqual(["''x", '\'="1"', null, null, null, 'b']);
  });

  it.each([
    ['one.json', '{\n  "orders": []\n}', 'json-no-rows'],
    ['cut.json', '[{"a":1},{"a":', 'json-list-broken'],
    ['comma.json', '[{"a":1} {"a":2}]', 'json-list-broken'],
    ['more.json', '[{"a":1}]]', 'json-list-broken'],
    ['mixed.json', '[{"a":1},2]', 'json-list-broken'],
    ['quote.json', `[{"a":"${'x'.repeat(5_000_000)}`, 'json-list-broken'],
    ['empty.json', '[]', 'file-no-rows'],
    ['nulls.jsonl', '{"a":null}\n{}\n', 'file-no-rows'],
    ['items.jsonl', '{"a":1,"items":[{"b":2}]}', 'nested-list'],
    ['deep.jsonl', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'json-no-rows'],
    ['wide.jsonl', `{${Array.from({ length: 5001 }, (_, n) => `"c${n}":1`)}}`, 'file-too-wide'],
  ])('is refused in %s', async (name, content, code) => {
    const { refusal, copies } = await workplace();
    expect(await refusal(name, content)).toBe(code);
    expect(await copies()).toEqual([]);
  });

  it('loses only a row that is too long', async () => {
    const { openContent } = await workplace();
    const long = `{"a":"${'x'.repeat(9_000_000)}"}`;
    for (const content of [`{"a":1}\n${long}\n{"a":3}`, `[{"a":1},${long},{"a":3}]`]) {
      const table = await openContent('a.json', content);
      expect(table.rejected?.map(({ row, reason }) => [row, reason])).toEqual([[2, 'cell-too-long']]);
      expect((await readBack(table)).map(([cell]) => cell)).toEqual(['1', null, '3']);
    }
  });

  it('is read as JSON.parse reads it, and never where that refuses it', () => {
    const plain = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    );
    const rows = fc.dictionary(fc.string(), plain);
    fc.assert(
      fc.property(rows, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (row, at, other) => {
        const text = JSON.stringify(row);
        const cells = new Map<string, string>();
        expect(readJsonRow(text, (name, cell) => cells.set(name, cell))).toBeUndefined();
        const wanted = Object.entries(row).map(([name, value]) => [
          name,
          value === null ? '' : typeof value === 'number' ? JSON.stringify(value) : String(value),
        ]);
        expect(new Map(wanted as [string, string][])).toEqual(cells);
        const changed = text.slice(0, at % text.length) + other + text.slice((at % text.length) + 1);
        if (readJsonRow(changed, () => undefined) === undefined)
          expect(JSON.parse(changed)).toBeTypeOf('object');
      }),
    );
  });
});
