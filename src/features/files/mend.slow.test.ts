import { stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { encodePairs } from '../../../test/support/files/encode.ts';
import { readStrictly, readTable } from '../../../test/support/files/read-table.ts';
import { refusalCode, type Workplace, workplace } from '../../../test/support/files/workplace.ts';
import { runTierbook } from '../../../test/support/run-tierbook.ts';
import { mendTable } from './mend.ts';
import type { ReadableTable } from './open-table.ts';
import { structureText } from './structure-reasons.ts';

const HEADER = '订单编号,买家,金额';

async function mend(table: ReadableTable, { folder }: Workplace) {
  const { table: mended, rejected } = await mendTable(table, { scratch: `${folder}/scratch` });
  return { mended, rejected, rows: await readTable(mended) };
}

/** Mends a file that the strict reader must refuse. */
async function mendRefused(content: string | Uint8Array) {
  const place = await workplace();
  const table = await place.openContent('t.csv', content);
  expect(await readStrictly(table)).toBeUndefined();
  return { table, ...(await mend(table, place)) };
}

describe('mending a table that the strict reader refuses', () => {
  it('fills short rows and cuts blank surplus cells', async () => {
    const { table, mended, rows, rejected } = await mendRefused(
      `${HEADER}\n1,a\n2\n\n3,c,5, ,\n4,d,6\n5,e,7\n`,
    );
    expect(rows).toEqual([
      ['1', 'a', null],
      ['2', null, null],
      [null, null, null],
      ['3', 'c', '5'],
      ['4', 'd', '6'],
      ['5', 'e', '7'],
    ]);
    expect(rejected).toEqual([]);
    expect(mended).toEqual({ ...table, path: mended.path, given: ',', rewritten: true, skipLines: 0 });
  });

  it('lists rows with too many cells by their number, and keeps the numbers of the others', async () => {
    const { rows, rejected } = await mendRefused(`本店\n\n${HEADER}\n1,a,5\n\n2,b,x,6\r\n3,c,7\n`);
    expect(rows).toEqual([
      ['1', 'a', '5'],
      [null, null, null],
      [null, null, null],
      ['3', 'c', '7'],
    ]);
    expect(rejected).toEqual([{ row: 6, reason: 'too-many-cells', value: '2,b,x,6' }]);
  });

  it('reads a Youzan export, whose header has two cells more than its rows', async () => {
    const { table, rows, rejected } = await mendRefused(YOUZAN);
    const named = rows.map((row) => Object.fromEntries(row.map((cell, i) => [table.columns[i], cell])));
    expect(named).toMatchObject([
      {
        客户姓名: 'Alice',
        权益卡: ' ',
        客户积分: '200',
        成为客户时间: '2024-01-01 10:00:00',
        微信地域: '朝阳区',
      },
      { 客户姓名: null, 客户生日: ' ', 客户积分: '10', 成为客户时间: '2026-04-15 12:21:29', 列35: null },
      { 客户姓名: 'Foo', 客户手机号: '186******05', 微信地域: '天河区', 指定时间消费金额: null },
    ]);
    expect(rejected).toEqual([]);
  });

  it('takes mixed line ends', async () => {
    const { rows } = await mendRefused(`${HEADER}\r\n1,a,5\n2,"b\r\nB\nb",6\r3,c,7\r\n\n4,d,8`);
    expect(rows).toEqual([
      ['1', 'a', '5'],
      ['2', 'b\u2028B\u2028b', '6'],
      ['3', 'c', '7'],
      [null, null, null],
      ['4', 'd', '8'],
    ]);
  });

  it('keeps text behind a closing quote and quotes inside unquoted cells', async () => {
    const { rows, rejected } = await mendRefused(`${HEADER}\n"1"x,5" pipe,="0012"\n2,"a "b" c",3 \n`);
    expect(rows).toEqual([
      ['1x', '5" pipe', '="0012"'],
      ['2', 'a b" c"', '3 '],
    ]);
    expect(rejected).toEqual([]);
  });

  it.each(['\t', ';', '|', '，'])('writes commas for %j', async (delimiter) => {
    const lines = ['订单编号|买家|金额', '1|"a|b"|5', '2|"x|"', '3|"y, z"|7', '4|w|8'];
    const { mended, rows } = await mendRefused(lines.join('\n').replaceAll('|', delimiter));
    expect(mended.delimiter).toBe(',');
    expect(rows).toEqual([
      ['1', `a${delimiter}b`, '5'],
      ['2', `x${delimiter}`, null],
      ['3', 'y, z', '7'],
      ['4', 'w', '8'],
    ]);
  });

  it('mends the converted copy of a file in another encoding', async () => {
    const place = await workplace();
    const content = `${HEADER}\n1,王\n2,李,6,多\n3,张,7\n4,陈,8\n`;
    const table = await place.openContent('t.csv', encodePairs('gb18030', content));
    const { mended, rows, rejected } = await mend(table, place);
    expect(rows[0]).toEqual(['1', '王', null]);
    expect(rejected).toEqual([{ row: 3, reason: 'too-many-cells', value: '2,李,6,多' }]);
    expect(mended).toMatchObject({ original: table.original, encoding: 'gb18030', bytes: table.bytes });
  });

  it('does not take a byte-order mark for text, and skips records where read_csv skips lines', async () => {
    const { table, rows } = await mendRefused('\ufeff"订单\n编号",金额,\n"1",2\n3\n');
    expect(table).toMatchObject({ firstRow: 2, skipLines: 2 });
    expect(rows).toEqual([
      ['1', '2', null],
      ['3', null, null],
    ]);
  });
});

describe('a quote that is never closed', () => {
  const many = (quote: string, broken: string) =>
    Array.from({ length: 10_000 }, (_, i) => (i === 5000 ? broken : `${quote}${i}${quote},"王,${i}",${i}`));

  it.each([
    ['among unquoted cells', '', '5000,"王'],
    ['among quoted cells', '"', '"5000","王,5'],
    ['at the start of a line', '', '"5000,王,5'],
    ['behind a cell with a line break', '"', '"50\n00","王'],
  ])('%s costs only its own row of 10,000', async (_, quote, broken) => {
    const lines = many(quote, broken);
    const { rows, rejected } = await mendRefused(`${HEADER}\n${lines.join('\n')}\n`);
    expect(rejected).toEqual([{ row: 5002, reason: 'quote-unclosed', value: broken }]);
    expect(rows).toHaveLength(10_000);
    expect(rows.filter((row, i) => row.join('|') === `${i}|王,${i}|${i}`)).toHaveLength(9999);
    expect(rows[5000]).toEqual([null, null, null]);
  });

  it('is known when 64 kB of lines follow without any quote, and at the end of the file', async () => {
    const plain = Array.from({ length: 9000 }, (_, i) => `${i},王,5`);
    const content = [HEADER, '1,"x', ...plain, '2,y"', '3,"z', '4,z,6'].join('\n');
    const { rows, rejected } = await mendRefused(content);
    expect(rejected.map(({ row, value }) => [row, value])).toEqual([
      [2, '1,"x'],
      [9004, '3,"z'],
    ]);
    expect(rows.slice(1, 9001)).toEqual(plain.map((line) => line.split(',')));
    expect(rows.slice(9001)).toEqual([
      ['2', 'y"', null],
      [null, null, null],
      ['4', 'z', '6'],
    ]);
  });

  it('is told from a long cell with line breaks', async () => {
    const long = '很长\n'.repeat(20_000);
    const { rows, rejected } = await mendRefused(`${HEADER}\n1,"${long}",5\n2,b\n`);
    expect(rejected).toEqual([]);
    expect(rows[0]).toEqual(['1', long.replaceAll('\n', '\u2028'), '5']);
  });
});

describe('what is too long', () => {
  const limit = 1_000_000;

  it('is a cell of more than a million characters, or a row that read_csv would not take', async () => {
    const cell = '字'.repeat(limit);
    const rows = [`1,${cell},5`, `2,${cell}x,5`, `3,"${cell}x",5`, `4,${cell},${cell}`, '5,b'];
    const mended = await mendRefused([HEADER, ...rows].join('\n'));
    expect(mended.rejected.map(({ row, reason }) => [row, reason])).toEqual([
      [3, 'cell-too-long'],
      [4, 'cell-too-long'],
      [5, 'cell-too-long'],
    ]);
    expect(mended.rows[0]?.[1]).toBe(cell);
    expect(mended.rows[4]).toEqual(['5', 'b', null]);
  });

  it('is one of a million cells, however few there are: it makes no columns', async () => {
    const cells = 'x,'.repeat(1_000_000);
    const { table, rejected } = await mendRefused(`${HEADER}\n${cells}\n`);
    expect(table.columns).toEqual(HEADER.split(','));
    expect(rejected).toMatchObject([{ row: 2, reason: 'too-many-cells' }]);
    const headless = await mendRefused(`1001,2026-01-02,5\n${cells}\n`);
    expect(headless.table.columns).toHaveLength(3);
    expect(headless.rejected).toMatchObject([{ row: 2, reason: 'too-many-cells' }]);
  });

  it('is a line of many megabytes; the next line is read again', async () => {
    const line = 'x'.repeat(9_999_999);
    for (const [start, end] of [
      ['', '\r\n'],
      ['"', '\r'],
      ['"x",', '\n'],
    ] as const) {
      const { rows, rejected } = await mendRefused(`${HEADER}${end}1,a${end}${start}${line}${end}3,c`);
      expect(rejected).toEqual([{ row: 3, reason: 'cell-too-long', value: `${start}${line}`.slice(0, 200) }]);
      expect(rows.map(([first]) => first)).toEqual(['1', null, '3']);
    }
  });
});

describe('many megabytes behind an unclosed quote', () => {
  const quoted = (header: string, unit: string, megabytes: number): string =>
    `${header}\n1,"${unit.repeat(Math.ceil((megabytes * 1_000_000) / Buffer.byteLength(unit)))}`;

  it.each([
    ['lines', '2,王小二,5\n', 6, 'not refused'],
    ['other lines', '王小二\n', 2, 'quote-open'],
    ['one line', '王', 6, 'quote-open'],
    ['doubled quotes', '""', 6, 'quote-open'],
    ['quotes that seem to close', 'x",a"b,"c\n', 3, 'quote-open'],
  ])('of %s are worked through', async (_, unit, megabytes, code) => {
    const place = await workplace();
    const file = await place.save('t.csv', quoted(HEADER, unit, megabytes));
    const work = async (): Promise<void> => {
      const table = await place.open(file);
      expect(table.columns).toEqual(HEADER.split(','));
      await mendTable(table, { scratch: `${place.folder}/scratch` });
    };
    expect(await refusalCode(work())).toBe(code);
  });

  it.each([
    ['doubled quotes', '""', 20],
    ['quotes that seem to close', 'x",a"b,"c\n', 8],
  ])('of %s are refused in little memory', async (_, unit, megabytes) => {
    const place = await workplace();
    const file = await place.save('t.csv', quoted('订单编号,买家,付款时间,金额', unit, megabytes));
    const tellPeak = 'process.on("exit", () => console.error("peak", process.resourceUsage().maxRSS))';
    const { stderr } = await runTierbook(['grade', '--scheme', 'fmcg', file], {
      env: { NODE_OPTIONS: `--max-old-space-size=160 --import data:text/javascript,${encodeURI(tellPeak)}` },
    });
    expect(stderr).toMatch(/double quote opened on line \d+ is never closed|only order row was left out/);
    expect(Number(/^peak (\d+)$/m.exec(stderr)?.[1])).toBeLessThan(700_000);
  });
});

it('a long cell with line breaks swallows nothing if its quote is closed', async () => {
  const { openContent } = await workplace();
  for (const lines of [20_000, 400_000]) {
    const content = `${HEADER}\n9,"${'x\ny\n'.repeat(lines)}",1\n2,b,3\n`;
    expect((await openContent('a.csv', content)).columns).toHaveLength(3);
  }
});

describe('the list of rejected rows', () => {
  it('holds the first 200 characters of each, none cut in two', async () => {
    const { rejected } = await mendRefused(`${HEADER}\n1,2,3\n${'😀'.repeat(250)},2,3,4\n2,3,4\n`);
    expect(rejected.map(({ value }) => value)).toEqual(['😀'.repeat(200)]);
  });

  it('ends with the refusal of the file after a million, and no copy is left', async () => {
    const place = await workplace();
    const content = `${HEADER}\n${'1,2,3\n'.repeat(50)}${'1,2,3,4\n'.repeat(1_000_001)}`;
    const table = await place.openContent('t.csv', content);
    expect(await refusalCode(mendTable(table, { scratch: `${place.folder}/scratch` }))).toBe('file-broken');
    expect(await place.copies()).toEqual([]);
  });

  it('has a sentence for every reason in both languages', () => {
    for (const { zh, en } of Object.values(structureText)) {
      expect(zh).toMatch(/请/);
      expect(en).toMatch(/;|:/);
    }
  });
});

describe('mending', () => {
  it('reports how far it is, and can be called off without leaving a copy', async () => {
    const place = await workplace();
    const table = await place.openContent('t.csv', `${HEADER}\n${'1,2\n'.repeat(1_000_000)}`);
    const { size } = await stat(table.path);
    const steps: number[] = [];
    const stop = new AbortController();
    const attempt = mendTable(table, {
      scratch: `${place.folder}/scratch`,
      signal: stop.signal,
      onProgress: (done, total) => {
        steps.push(done);
        expect(total).toBe(size);
        if (steps.length === 2) stop.abort();
      },
    });
    await expect(attempt).rejects.toMatchObject({ name: 'AbortError' });
    expect(steps).toEqual([1 << 20, 2 << 20]);
    expect(await place.copies()).toEqual([]);
  });

  it('is not misled by where the file is cut into chunks', async () => {
    const place = await workplace();
    const head = `${HEADER}\r\n0,${'x'.repeat(1 << 19)}\r\n1,`;
    const tail = '\r\n"2","b""\r\n,","6"\r\n"3" ,"王"\r\n\r\n4,王\r\n';
    const table = await place.openContent('t.csv', `${HEADER}\r\n1,a,5\r\n`);
    for (let shift = 0; shift <= Buffer.byteLength(tail); shift++) {
      const filling = 'x'.repeat((1 << 20) - Buffer.byteLength(head) - shift);
      await place.save('t.csv', head + filling + tail);
      const { rejected, rows } = await mend(table, place);
      expect(rejected).toEqual([]);
      expect(rows[1]?.[1]).toBe(filling);
      expect(rows.slice(2)).toEqual([
        ['2', 'b"\u2028,', '6'],
        ['3', '王', null],
        [null, null, null],
        ['4', '王', null],
      ]);
    }
  });
});

const YOUZAN = `客户姓名,客户昵称,客户手机号,客户生日,客户性别,标签,是否会员,成长值,免费等级,付费等级,权益卡,客户积分,客户储值余额,消费次数,消费金额,累计退款金额,累计退款订单数,笔单价,上次消费时间,分销员,导购员,企微好友,来源渠道,来源方式,成为客户时间,成为会员时间,成为会员店铺,公众号,公众号关注时间,最近浏览时间,微信地域,所属区域,指定时间消费次数,指定时间消费金额,
Alice,Alice,13800138000,1990-01-01,女,生日蛋糕,是,12,,, ,200,10.00,2,300.00,0.00,0,150.00,2026-06-18 10:00:00,,,否,有赞后台,外部导入,2024-01-01 10:00:00,,,,,北京,朝阳区,,
,沙拉,, ,其他,,否,2,,, ,10,0.00,0,0.00,0.00,0,0.00,,,,否,微信小程序,登录创建客户,2026-04-15 12:21:29,,,,,北京,朝阳区,,
Foo,Foo,186******05,,其他,,否,1,,, ,0,0.00,0,0.00,0.00,0,0.00,,,,否,有赞后台,外部导入,2023-09-21 21:09:35,,,,,广州,天河区,,
`;
