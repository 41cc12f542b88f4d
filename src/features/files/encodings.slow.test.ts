import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAll, encodePairs, encodeUtf16 } from '../../../test/support/files/encode.ts';
import { readBack, refusalCode, workplace } from '../../../test/support/files/workplace.ts';

const TEXT = '订单编号,买家,金额\r\n0012,"张三，""阿三""",12.50\r\n0013,李四一,\r\n';
const ROWS = [
  ['0012', '张三，"阿三"', '12.50'],
  ['0013', '李四一', null],
];

describe('the encoding of a table', () => {
  it.each(Object.entries(encodeAll(TEXT)))('%s gives the same names and cells', async (encoding, bytes) => {
    const { openContent } = await workplace();
    const table = await openContent('orders.csv', bytes);
    expect(table).toMatchObject({ encoding, columns: ['订单编号', '买家', '金额'], firstRow: 2 });
    expect(table.rewritten).toBe(!encoding.startsWith('utf-8'));
    expect(table.path === table.original).toBe(!table.rewritten);
    expect(await readBack(table)).toEqual(ROWS);
  });

  it.each(['le', 'be'] as const)('is told from the zero bytes of UTF-16%s without a mark', async (order) => {
    const { openContent } = await workplace();
    const table = await openContent('orders.csv', encodeUtf16(TEXT, order, false));
    expect(table.encoding).toBe(`utf-16${order}`);
    expect(await readBack(table)).toEqual(ROWS);
  });

  it('makes no difference to any Chinese cells', async () => {
    const { openContent } = await workplace();
    const cell = fc.string({
      unit: fc.constantFrom(...'张三李四王五，。、；a1 "\',\n|;\t元￥镕一'),
      minLength: 1,
      maxLength: 8,
    });
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const lines = cells.map((row) => row.map((it) => `"${it.replaceAll('"', '""')}"`).join(','));
        const text = `订单编号,买家\n${lines.join('\n')}\n号,完\n`;
        for (const bytes of Object.values(encodeAll(text))) {
          const table = await openContent('orders.csv', bytes);
          expect(table.delimiter).toBe(',');
          expect(await readBack(table)).toEqual([...cells.map(([a, b]) => [a, b]), ['号', '完']]);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('is found in a file of many chunks whose characters cross their borders', async () => {
    const { openContent } = await workplace();
    const rows = Array.from({ length: 60_000 }, (_, i) => `${i},${'买家的名字'.slice(i % 5)}${i},1.5`);
    const text = `订单编号,买家,金额\n${rows.join('\n')}\n`;
    for (const encoding of ['utf-8', 'gb18030'] as const) {
      const table = await openContent(`${encoding}.csv`, encodeAll(text)[encoding] ?? '');
      expect(table.encoding).toBe(encoding);
      const back = await readBack(table);
      expect(back.map((row) => row.join())).toEqual(rows);
    }
  });

  it('is Big5 or Latin when the bytes do not read like GB18030', async () => {
    const { openContent } = await workplace();
    const big5 =
      '訂單編號,買家,備註\n1,陳小姐,請於週末送達門市\n2,許先生,謝謝您的訂購，期待再度光臨\n'.repeat(8);
    expect((await openContent('big5.csv', encodePairs('big5', big5))).encoding).toBe('big5');
    const latin = Buffer.from(
      'Order ID,Name\n1,José Muñoz\n2,Zoë Åkesson\n3,François Lefèvre\n'.repeat(8),
      'latin1',
    );
    const table = await openContent('latin.csv', latin);
    expect(table.encoding).toBe('windows-1252');
    expect((await readBack(table))[0]).toEqual(['1', 'José Muñoz']);
  });

  it('is refused with the line when UTF-8 is damaged in one place, far into the file', async () => {
    const { save, open, copies } = await workplace();
    const line = '1,张三的订单备注,2\n';
    const bytes = Buffer.from(`订单编号,买家,金额\n${line.repeat(100_000)}`);
    bytes[bytes.length - 7] = 0xff;
    const attempt = open(await save('orders.csv', bytes));
    expect(await refusalCode(attempt)).toBe('file-encoding');
    await expect(attempt).rejects.toThrow('line 100001 ');
    expect(await copies()).toEqual([]);
  });

  it('is refused when a UTF-8 file ends in the middle of a character', async () => {
    const { refusal } = await workplace();
    expect(await refusal('cut.csv', Buffer.from(TEXT.repeat(3)).subarray(0, -4))).toBe('file-encoding');
  });
});
