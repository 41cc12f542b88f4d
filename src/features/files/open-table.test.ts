import { stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readBack, workplace } from '../../../test/support/files/workplace.ts';

describe('the delimiter', () => {
  it.each([',', '\t', ';', '|', '，'])('%j is found by the cells it makes', async (delimiter) => {
    const { openContent } = await workplace();
    const lines = [
      ['编号', '说明', '价'],
      ['A1', `"a${delimiter}b"`, '1.5'],
      ['A2', 'c', '2.5'],
    ];
    const table = await openContent('t.csv', lines.map((line) => line.join(delimiter)).join('\n'));
    expect(table).toMatchObject({ delimiter, columns: ['编号', '说明', '价'], rewritten: false });
    expect(await readBack(table)).toEqual([
      ['A1', `a${delimiter}b`, '1.5'],
      ['A2', 'c', '2.5'],
    ]);
  });

  it('is not misled by decimal commas', async () => {
    const { openContent } = await workplace();
    const table = await openContent('t.csv', 'ref;preis;rabatt\na;1,5;0,5\nb;2,5;1,5\n');
    expect(table).toMatchObject({ delimiter: ';', columns: ['ref', 'preis', 'rabatt'] });
  });

  it('is a comma for a file of one column', async () => {
    const { openContent } = await workplace();
    const table = await openContent('t.csv', '手机\n13800000000\n13900000000\n');
    expect(table).toMatchObject({ delimiter: ',', columns: ['手机'] });
    expect(await readBack(table)).toEqual([['13800000000'], ['13900000000']]);
  });

  it('is found below more title lines than rows', async () => {
    const { openContent } = await workplace();
    const table = await openContent('t.csv', '店铺订单\n导出人：王\n第一季度\n订单编号;金额\n1;2\n');
    expect(table).toMatchObject({ delimiter: ';', skipLines: 4, firstRow: 5 });
  });
});

describe('the header', () => {
  it('is the first of the records with most known names; titles above it are passed over', async () => {
    const { openContent } = await workplace();
    const text = '店铺：,"甲\n乙"\n\n金额 ,备注\n订单编号,金额\r\n1,2\n'.replace('\r', '');
    const table = await openContent('t.csv', text);
    expect(table).toMatchObject({ columns: ['订单编号', '金额'], skipLines: 4, firstRow: 5 });
    expect(await readBack(table)).toEqual([['1', '2']]);
  });

  it('may hold a line break in quotes: read_csv counts that as one line to skip', async () => {
    const { openContent } = await workplace();
    const table = await openContent('t.csv', '"订单编号","金额\r\n(元)"\r\n\r\n1,2\r\n3,4\r\n');
    expect(table).toMatchObject({ columns: ['订单编号', '金额 (元)'], skipLines: 2, firstRow: 3 });
    expect(await readBack(table)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('may have that line break in its first cell, right behind a byte-order mark', async () => {
    const { openContent } = await workplace();
    const table = await openContent('t.csv', '\ufeff"订单\n编号",金额\n1,2\n3,4\n');
    expect(table).toMatchObject({ columns: ['订单 编号', '金额'], firstRow: 2 });
    expect(await readBack(table)).toHaveLength(2);
  });

  it('is the first line without numbers and dates when no name is known', async () => {
    const { openContent } = await workplace();
    const named = await openContent('a.csv', 'foo,bar\n1,2024-01-01\n');
    expect(named).toMatchObject({ columns: ['foo', 'bar'], firstRow: 2 });
    const titled = await openContent('b.csv', '我的表\nfoo,bar\n1,2\n3,4\n');
    expect(titled).toMatchObject({ columns: ['foo', 'bar'], firstRow: 3 });
  });

  it.each(['x,2024-01-01', 'x,12.5', 'x,¥1,200.00'.replace('1,200', '1200'), 'x,2024年1月5日'])(
    'is missing when the first line is %s',
    async (line) => {
      const { openContent } = await workplace();
      const table = await openContent('t.csv', `${line}\n${line}\n`);
      expect(table).toMatchObject({ columns: ['column1', 'column2'], skipLines: 0, firstRow: 1 });
      expect(await readBack(table)).toHaveLength(2);
    },
  );

  it('stays as wide as it is when rows are shorter, and grows only when most are longer', async () => {
    const { openContent } = await workplace();
    const short = await openContent('a.csv', '订单编号,金额,\n1,2\n3\n');
    expect(short.columns).toEqual(['订单编号', '金额', '列3']);
    expect(await readBack(short)).toEqual([
      ['1', '2', null],
      ['3', null, null],
    ]);
    const long = await openContent('b.csv', '订单编号,金额\n1,2,x\n3,4,y\n5,6\n');
    expect(long.columns).toEqual(['订单编号', '金额', '列3']);
    const once = await openContent('c.csv', '订单编号,金额\n1,2,x\n3,4\n5,6\n');
    expect(once.columns).toEqual(['订单编号', '金额']);
  });

  it('is found after a line that tells Excel the separator', async () => {
    const { openContent } = await workplace();
    const table = await openContent('t.csv', 'sep=;\nfoo;bar\n1;2\n3;4\n');
    expect(table).toMatchObject({ delimiter: ';', columns: ['foo', 'bar'], skipLines: 2 });
  });

  it('gives names that DuckDB can tell apart', async () => {
    const { openContent } = await workplace();
    const table = await openContent('t.csv', 'Order ID,order id,,\n1,2,3,4\n');
    expect(await readBack(table)).toEqual([['1', '2', '3', '4']]);
  });
});

describe('a table set apart by spaces', () => {
  it('is rewritten with commas, one line per line', async () => {
    const { openContent, copies } = await workplace();
    const text = ' customer_id  date number_of_cds\r\n 00001 19970101  1\r\n\r\n 00002 19970112  12\r\n';
    const table = await openContent('cdnow.txt', text);
    expect(table).toMatchObject({ rewritten: true, delimiter: ',', skipLines: 1, firstRow: 2 });
    expect(table.columns).toEqual(['customer_id', 'date', 'number_of_cds']);
    expect(await readBack(table)).toEqual([
      ['00001', '19970101', '1'],
      [null, null, null],
      ['00002', '19970112', '12'],
    ]);
    expect(await copies()).toHaveLength(1);
  });

  it('keeps a date and its time together', async () => {
    const { openContent } = await workplace();
    const table = await openContent('t.txt', 'a  2024-01-01 10:00:00  5\nb  2024-01-02 11:00:00  6\n');
    expect(await readBack(table)).toEqual([
      ['a', '2024-01-01 10:00:00', '5'],
      ['b', '2024-01-02 11:00:00', '6'],
    ]);
  });

  it('is not seen in plain sentences', async () => {
    const { openContent } = await workplace();
    const table = await openContent('t.txt', 'comment\nall was well\nsize too small for me\n');
    expect(table).toMatchObject({ columns: ['comment'], rewritten: false });
  });
});

describe('a file', () => {
  it('is read as it is however its lines end', async () => {
    const { openContent } = await workplace();
    for (const end of ['\n', '\r\n', '\r']) {
      const table = await openContent('t.csv', ['订单编号,金额', '1,2', '3,4'].join(end));
      expect(await readBack(table)).toEqual([
        ['1', '2'],
        ['3', '4'],
      ]);
    }
  });

  it('may have a name that DuckDB would take for a pattern or a compressed file', async () => {
    const { save, open } = await workplace();
    await save('orders1.csv', '订单编号,金额\nwrong,0\n');
    for (const name of ['orders[1].csv', 'orders*.csv', 'orders.csv.gz']) {
      const table = await open(await save(name, '订单编号,金额\n1,2\n'));
      expect(table.rewritten).toBe(false);
      expect(await readBack(table)).toEqual([['1', '2']]);
    }
  });

  it('gives a sample of at most 50 rows, blank lines left out', async () => {
    const { openContent } = await workplace();
    const table = await openContent('t.csv', `订单编号,金额\n${'1,2\n\n'.repeat(80)}`);
    expect(table.sample).toHaveLength(50);
    expect(table.sample[1]).toEqual(['1', '2']);
  });

  it('is reported on while it is read', async () => {
    const { save, open } = await workplace();
    const file = await save('t.csv', `订单编号,金额\n${'1,2\n'.repeat(1_000_000)}`);
    const { size } = await stat(file);
    const steps: number[] = [];
    const table = await open(file, { onProgress: (done, total) => steps.push(done / total) });
    expect(table.bytes).toBe(size);
    expect(steps.length).toBeGreaterThan(2);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);
  });
});
