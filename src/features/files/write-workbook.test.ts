import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { unzip } from '../../../test/support/unzip.ts';
import { type SheetColumn, writeWorkbook } from './write-workbook.ts';

type Row = readonly (string | null)[];

const columns: readonly SheetColumn[] = [
  { name: 'customer_id', type: 'text' },
  { name: 'total', type: 'number', format: '0.00' },
  { name: 'orders', type: 'number' },
  { name: 'last', type: 'date' },
  { name: '还差', type: 'text' },
];
const rows: readonly Row[] = [
  ['007', '12345.60', '3', '2026-01-07', '再消费 ¥100.01'],
  ['13800138000', '-0.5', '0', null, null],
];

async function workbook(batches: readonly (readonly Row[])[], mostRows?: number): Promise<Buffer> {
  const source = (async function* () {
    yield* batches;
  })();
  const written: Uint8Array[] = [];
  await writeWorkbook(columns, source, async (bytes) => void written.push(bytes), mostRows);
  return Buffer.concat(written);
}

describe('a workbook (R040)', () => {
  it('keeps ids as text, numbers as numbers, days as days, nothing as nothing', async () => {
    const [sheet] = (await readXlsx(await workbook([rows]))).sheets;
    expect(sheet?.rows).toEqual([
      columns.map(({ name }) => name),
      ['007', 12_345.6, 3, new Date('2026-01-07T00:00:00Z'), '再消费 ¥100.01'],
      ['13800138000', -0.5, 0, null, null],
    ]);
  });

  it('has a bold header that stays in view and filters, over all rows and no more', async () => {
    const parts = unzip(await workbook([rows.slice(0, 1), [], rows.slice(1)]));
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(sheet).toContain('<autoFilter ref="A1:E3"/>');
    expect(parts.get('xl/workbook.xml')).toContain('>Tierbook!$A$1:$E$3</definedName>');
    expect(sheet).toMatch(/<c r="A1" s="1" /);
    const styles = parts.get('xl/styles.xml') ?? '';
    expect(styles.split('<xf ')[3]).toContain('fontId="1"');
    expect(styles.split('<font>')[2]).toMatch(/^<b\/>/);
  });

  it('shows ids in the text format, so that a spreadsheet leaves them alone when they are edited', async () => {
    const parts = unzip(await workbook([rows]));
    expect(parts.get('xl/worksheets/sheet1.xml')).toMatch(/<c r="A2" s="2" t="inlineStr">/);
    expect(parts.get('xl/styles.xml')?.split('<xf ')[4]).toContain('numFmtId="49"');
  });

  it('has columns as wide as their header and first rows need, within reason', async () => {
    const long: Row = ['x'.repeat(300), '1', '1', '2026-01-07', '一二三四五六七八九十'];
    const parts = unzip(await workbook([[long]]));
    const widths = [...(parts.get('xl/worksheets/sheet1.xml') ?? '').matchAll(/<col [^>]*width="([\d.]+)"/g)];
    const [id = 0, total = 0, , day = 0, missing = 0] = widths.map(([, width]) => Number(width));
    expect(id).toBe(60);
    expect(total).toBeLessThan(15);
    expect(day).toBeGreaterThan(10);
    expect(missing).toBeGreaterThan(20);
  });

  it.each(['<&>"\'', ' a  b ', 'a\nb\tc', 'a\u0007b', '_x0041_', '=1+1', '😀', '\ufffe', '𠮷'.repeat(10)])(
    'keeps the text %j',
    async (text) => {
      const [sheet] = (await readXlsx(await workbook([[[text, null, null, null, null]]]))).sheets;
      expect(sheet?.rows[1]?.[0]).toBe(text);
    },
  );

  it('goes on on a further sheet, with its own header, where a sheet is full', async () => {
    const many = Array.from({ length: 7 }, (_, n): Row => [`c${n}`, '1', '1', null, null]);
    const { sheets } = await readXlsx(await workbook([many.slice(0, 2), many.slice(2)], 4));
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['Tierbook', 4],
      ['Tierbook_2', 4],
      ['Tierbook_3', 2],
    ]);
    expect(sheets.flatMap((sheet) => sheet.rows.slice(1).map(([id]) => id))).toEqual(many.map(([id]) => id));
    expect(sheets[1]?.rows[0]?.[0]).toBe('customer_id');
  });

  it('without rows is its header', async () => {
    const { sheets } = await readXlsx(await workbook([]));
    expect(sheets.map((sheet) => sheet.rows)).toEqual([[columns.map(({ name }) => name)]]);
  });

  it('is the same file for the same rows', async () => {
    expect(await workbook([rows])).toEqual(await workbook([rows]));
  });

  it.each(['rows', 'disk'])('stops when the %s fail, and says why', async (which) => {
    const batches = (async function* () {
      for (let n = 0; ; n++) {
        if (which === 'rows' && n === 3) throw new Error('stopped');
        yield Array.from(
          { length: 5000 },
          (_, row): Row => [`${n * row} ${Math.sin(n + row)}`, '1', '1', null, null],
        );
      }
    })();
    const write = async (): Promise<void> => {
      if (which === 'disk') throw new Error('stopped');
    };
    await expect(writeWorkbook(columns, batches, write)).rejects.toThrow('stopped');
    expect((await batches.next()).done).toBe(true);
  });
});
