import { type CellValue, type WriteSheet, writeXlsx, writeXlsxStream } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { readBack, refusalCode, workplace } from '../../../test/support/files/workplace.ts';

const HEADER = ['订单编号', '下单时间', '金额'];
const day = (...parts: [number, number, number, number?, number?, number?]) => new Date(Date.UTC(...parts));
const sheetOf = (rows: CellValue[][], more: Partial<WriteSheet> = {}): WriteSheet => ({
  name: '订单',
  rows,
  ...more,
});
const write = (...sheets: WriteSheet[]) => writeXlsx({ sheets });

describe('a workbook', () => {
  it('gives texts, numbers, dates and truths as they are shown', async () => {
    const { openContent } = await workplace();
    const table = await openContent(
      'orders.xlsx',
      await write(
        sheetOf([
          [...HEADER, '备注'],
          ['0012', day(2024, 2, 31, 2, 30, 15), 12.5, true],
          ['x"y', day(2024, 0, 1), 1.23e18, 'a\r\nb'],
          ['6.10', null, 0.1 + 0.2, null],
        ]),
      ),
    );
    expect(table).toMatchObject({
      format: 'xlsx',
      encoding: 'xlsx',
      rewritten: true,
      firstRow: 2,
      sheet: '订单',
    });
    expect(await readBack(table)).toEqual([
      ['0012', '2024-03-31 02:30:15', '12.5', 'TRUE'],
      ['x"y', '2024-01-01', '1.23000E+18', 'a\u2028b'],
      ['6.10', null, '0.3', null],
    ]);
  });

  it('keeps its dates when they are counted from 1904', async () => {
    const { openContent } = await workplace();
    const sheets = [sheetOf([HEADER, ['1', day(2024, 1, 29, 23, 59, 58), 1]])];
    const table = await openContent('mac.xlsx', await writeXlsx({ sheets, dateSystem: '1904' }));
    expect(await readBack(table)).toEqual([['1', '2024-02-29 23:59:58', '1']]);
  });

  it('keeps the numbers of its rows when some are blank', async () => {
    const { openContent } = await workplace();
    const rows = [[], ['本店订单'], [], HEADER, ['1', null, 5], [], [null, ' '], ['2', null, 6]];
    const table = await openContent('gaps.xlsx', await write(sheetOf(rows)));
    expect(table).toMatchObject({ columns: HEADER, skipLines: 4, firstRow: 5 });
    const back = await readBack(table);
    expect(back.map(([id]) => id)).toEqual(['1', null, null, '2']);
    expect(back[1]).toEqual([null, null, null]);
  });

  it('gives a formula by its last value, rich text as text', async () => {
    const { openContent } = await workplace();
    const cells = new Map([
      ['1,0', { value: null, richText: [{ text: 'A' }, { text: '001' }] }],
      ['1,2', { value: null, formula: '1+2', formulaResult: 3 }],
    ]);
    const rows = [HEADER, [null, null, null]];
    const table = await openContent('f.xlsx', await write(sheetOf(rows, { cells })));
    expect(await readBack(table)).toEqual([['A001', null, '3']]);
  });

  it('written as a stream, with strings in the cells, reads the same', async () => {
    const { openContent } = await workplace();
    const rows = [HEADER, ['一 & <二>', day(2024, 0, 1), 2]];
    const bytes = await new Response(writeXlsxStream(rows, { name: '订单' })).arrayBuffer();
    const table = await openContent('stream.csv', new Uint8Array(bytes));
    expect(table.format).toBe('xlsx');
    expect(await readBack(table)).toEqual([['一 & <二>', '2024-01-01', '2']]);
  });

  it('is read from its first visible sheet with rows, or the one asked for', async () => {
    const { save, open, copies } = await workplace();
    const file = await save(
      'sheets.xlsx',
      await write(
        sheetOf([HEADER, ['h', null, 0]], { name: 'hidden', hidden: true }),
        sheetOf([], { name: '说明' }),
        sheetOf([HEADER, ['1', null, 1]], { name: '一月 & "二月"' }),
        sheetOf([HEADER, ['3', null, 3]], { name: '三月' }),
      ),
    );
    const first = await open(file);
    expect(first).toMatchObject({ sheet: '一月 & "二月"', otherSheets: ['hidden', '说明', '三月'] });
    expect(await readBack(first)).toEqual([['1', null, '1']]);
    expect(await readBack(await open(file, { sheet: '三月' }))).toEqual([['3', null, '3']]);
    expect(await copies()).toEqual(['1.csv', '2.csv']);
    const missing = open(file, { sheet: '四月' });
    expect(await refusalCode(missing)).toBe('xlsx-no-sheet');
    await expect(missing).rejects.toThrow('hidden, 说明, 一月 & "二月", 三月');
    expect(await copies()).toEqual(['1.csv', '2.csv']);
  });

  it.each([
    ['without any cell', [], 'file-empty'],
    ['with a header alone', [HEADER], 'file-no-rows'],
  ])('%s is refused', async (_, rows, code) => {
    const { refusal, copies } = await workplace();
    expect(await refusal('t.xlsx', await write(sheetOf(rows)))).toBe(code);
    expect(await copies()).toEqual([]);
  });
});

describe('a damaged workbook', () => {
  const whole = write(
    sheetOf([
      HEADER,
      ...Array.from({ length: 2000 }, (_, i) => [`id ${i * 7919}`, day(2024, 0, 1), i * 1.37]),
    ]),
  );

  it('is refused wherever it is cut, and leaves no copy', async () => {
    const { refusal, copies } = await workplace();
    const bytes = await whole;
    for (const part of [0.001, 0.1, 0.5, 0.9, 0.99]) {
      const cut = bytes.subarray(0, Math.max(60, Math.floor(bytes.length * part)));
      expect(await refusal('cut.xlsx', cut)).toBe('xlsx-damaged');
    }
    for (const missing of [1, 10, 21, 22, 60]) {
      expect(await refusal('cut.xlsx', bytes.subarray(0, bytes.length - missing))).toBe('xlsx-damaged');
    }
    expect(await copies()).toEqual([]);
  });

  it('is refused when a byte of its sheet has changed', async () => {
    const { refusal } = await workplace();
    const bytes = Buffer.from(await whole);
    const sheet = bytes.indexOf('xl/worksheets/sheet1.xml');
    for (const offset of [200, 2000, 9000]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(sheet + offset) ^ 0x10, sheet + offset);
      expect(await refusal('changed.xlsx', changed)).toBe('xlsx-damaged');
    }
  });

  it('is refused before it is unpacked when it declares more than fits', async () => {
    const { refusal } = await workplace();
    const bytes = Buffer.from(await whole);
    const entry = bytes.lastIndexOf('PK\x01\x02');
    bytes.writeUInt32LE(3_000_000_000, entry + 24);
    expect(await refusal('bomb.xlsx', bytes)).toBe('xlsx-too-large');
    bytes.writeUInt32LE(60_000_000, entry + 24);
    expect(await refusal('bomb.xlsx', bytes)).toBe('xlsx-too-large');
  });

  it('is told from an archive that is no workbook', async () => {
    const { refusal } = await workplace();
    const bytes = Buffer.from(await whole);
    for (let at = bytes.indexOf('workbook.xml'); at !== -1; at = bytes.indexOf('workbook.xml', at + 1)) {
      bytes.write('document.xml', at);
    }
    expect(await refusal('letter.zip', bytes)).toBe('file-binary');
  });
});
