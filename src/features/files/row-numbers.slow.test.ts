import { describe, expect, it } from 'vitest';
import { encodePairs } from '../../../test/support/files/encode.ts';
import { readTable } from '../../../test/support/files/read-table.ts';
import { workplace } from '../../../test/support/files/workplace.ts';
import { mendTable } from './mend.ts';
import type { ReadableTable } from './open-table.ts';
import { rowNumbers } from './row-numbers.ts';

const HEADER = '订单编号,买家';

/** Each row's number by its first cell. */
async function numbersOf(table: ReadableTable): Promise<Record<string, number | undefined>> {
  const rows = await readTable(table);
  const numbers = await rowNumbers(table, [...rows.keys()].reverse());
  expect(numbers.size).toBe(rows.length);
  return Object.fromEntries(rows.map(([first], index) => [first ?? '', numbers.get(index)]));
}

describe('rowNumbers', () => {
  it.each(['\n', '\r\n', '\r'])(
    'counts blank lines, which read_csv leaves out, where lines end with %j',
    async (end) => {
      const { openContent } = await workplace();
      const lines = ['', '本店', '', HEADER, '', 'a,1', 'b,2', '', '', 'c,"3', '', '4"', ',', '', 'd,5', ''];
      const table = await openContent('t.csv', lines.join(end));
      expect(await numbersOf(table)).toEqual({ a: 6, b: 7, c: 10, '': 11, d: 13 });
    },
  );

  it('does not take a blank line inside quotes for one', async () => {
    const { openContent } = await workplace();
    const table = await openContent('t.csv', `${HEADER}\na,"1\n\n\n2"\nb,"\n\n"\nc,3\n`);
    expect(await numbersOf(table)).toEqual({ a: 2, b: 3, c: 4 });
  });

  it('is not misled by a quoted cell of a megabyte', async () => {
    const { openContent } = await workplace();
    const table = await openContent('t.csv', `${HEADER}\na,"${'x\ny\n\n'.repeat(200_000)}"\n\nb,3\n`);
    expect(await numbersOf(table)).toEqual({ a: 2, b: 4 });
  });

  it('counts as read_csv does when there is a single column', async () => {
    const { openContent } = await workplace();
    const table = await openContent('t.csv', '订单编号\na\n\n\nb\n');
    expect(await numbersOf(table)).toEqual({ a: 2, '': 4, b: 5 });
  });

  it('counts blank lines in a copy from another encoding, too', async () => {
    const { openContent } = await workplace();
    const table = await openContent('t.csv', encodePairs('gb18030', `${HEADER}\n王,1\n\n李,2\n`));
    expect(table.rewritten).toBe(true);
    expect(await numbersOf(table)).toEqual({ 王: 2, 李: 4 });
  });

  it('gives the same numbers for a mended copy', async () => {
    const { openContent, folder } = await workplace();
    const table = await openContent('t.csv', `${HEADER}\na,1\n\nb,2,3\nc\n`);
    const { table: mended, rejected } = await mendTable(
      { ...table, columns: ['x', 'y'] },
      { scratch: folder },
    );
    expect(rejected.map(({ row }) => row)).toEqual([4]);
    expect(await numbersOf(mended)).toEqual({ a: 2, '': 4, c: 5 });
  });

  it('finds a blank line wherever the file is cut into chunks', async () => {
    const { openContent } = await workplace();
    for (const end of ['\n', '\r\n', '\r']) {
      for (const shift of [0, 1, 2, 3]) {
        const head = `${HEADER}${end}a,`;
        const filling = 'x'.repeat((1 << 20) - Buffer.byteLength(head) - shift);
        const table = await openContent('t.csv', head + filling + ['', '', 'b,1', 'c,2'].join(end));
        expect([...(await rowNumbers(table, [2, 1]))].sort()).toEqual([
          [1, 4],
          [2, 5],
        ]);
      }
    }
  });

  it('gives nothing for no rows', async () => {
    const { openContent } = await workplace();
    expect(await rowNumbers(await openContent('t.csv', `${HEADER}\na,1\n\n`), [])).toEqual(new Map());
  });
});
