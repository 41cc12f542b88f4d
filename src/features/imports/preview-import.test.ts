import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { encodePairs } from '../../../test/support/files/encode.ts';
import { referencePath } from '../../../test/support/reference-data.ts';
import { xlsxFile } from '../../../test/support/write-xlsx.ts';
import type { Field } from '../../domain/field.ts';
import { type FilePreview, type PreviewRequest, previewImport } from './preview-import.ts';

async function workplace(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tierbook-preview-'));
  onTestFinished(async () => await rm(folder, { recursive: true }));
  return folder;
}

async function preview(path: string, given: Partial<PreviewRequest> = {}): Promise<FilePreview> {
  const [found] = await previewImport({
    kind: 'orders',
    files: [{ path, name: basename(path) }],
    settled: new Map(),
    preset: undefined,
    custom: [],
    context: { currency: 'CNY', decimals: 2, timeZone: 'Asia/Shanghai', dayOrder: undefined, sign: 'point' },
    lang: 'zh',
    scratch: await workplace(),
    signal: new AbortController().signal,
    ...given,
  });
  if (found === undefined) throw new Error('nothing was previewed');
  return found;
}

/** Column by field. */
function mapped({ columns }: FilePreview): Record<string, string> {
  return Object.fromEntries(
    columns.flatMap(({ column, field }) => (field === null ? [] : [[field, column]])),
  );
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(await workplace(), name);
  await writeFile(path, content);
  return path;
}

describe('a preview', () => {
  it.each([
    ['orders', '订单编号,买家,下单时间,金额\n1,合计,2026-01-02,5\n合计,,,5\n,小计,,5\n', [2]],
    ['customers', '客户编号,姓名,消费\nc1,合计,5\n合计,,5\n', [2]],
    ['settlements', '订单号,交易时间,退款金额\n1,2026-01-02,5\n#导出,,\n合计,,5\n', [2]],
  ] as const)('R006 of %s leaves out lines that add up others', async (kind, content, rows) => {
    const found = await preview(await file('表.csv', content), { kind });
    expect(found.rows.map(({ row }) => row)).toEqual(rows);
  });

  it('R006 tells encoding, delimiter, columns and samples before anything is read', async () => {
    const text = '订单编号;买家;下单时间;备注\n1;ada;2026-01-02;\n2;ada;2026-01-03;急\n';
    const found = await preview(await file('订单.csv', encodePairs('gb18030', text)));
    expect(found).toMatchObject({
      name: '订单.csv',
      kind: 'csv',
      encoding: 'gb18030',
      delimiter: ';',
      preset: null,
    });
    expect(found.columns).toEqual([
      { column: '订单编号', field: 'order_id', guess: null, alsoGives: [], samples: ['1', '2'] },
      { column: '买家', field: 'customer_id', guess: null, alsoGives: [], samples: ['ada'] },
      {
        column: '下单时间',
        field: 'ordered_at',
        guess: null,
        alsoGives: [],
        samples: ['2026-01-02', '2026-01-03'],
      },
      { column: '备注', field: null, guess: null, alsoGives: [], samples: ['急'] },
    ]);
    expect(found.missing).toEqual(['amount']);
  });

  it('R006 follows what was settled, and reads workbooks', async () => {
    const book = await xlsxFile([
      ['谁', '何时', '多少'],
      ['ada', '2026-01-02', 5],
    ]);
    const path = await file('orders.xlsx', book);
    const nothing = await preview(path);
    expect(nothing).toMatchObject({
      kind: 'xlsx',
      sheet: 'Sheet1',
      missing: ['customer_id', 'ordered_at', 'amount'],
    });
    const settled = new Map([
      ['customer_id', '谁'],
      ['ordered_at', '何时'],
      ['amount', '多少'],
    ]);
    expect(await preview(path, { settled })).toMatchObject({ missing: [] });
  });

  it('R006 leaves a column alone that it would have found, for another that is known too', async () => {
    const path = await file('订单.csv', '买家会员名,日期,实付金额,金额\nada,2026-01-02,5,6\n');
    expect(mapped(await preview(path))).toMatchObject({ amount: '实付金额' });
    const left = await preview(path, { leave: ['实付金额', '日期'] });
    expect(mapped(left)).toEqual({ customer_id: '买家会员名', amount: '金额' });
    expect(left.missing).toEqual(['ordered_at']);
    // Whoever says what a column is means it.
    const settled = new Map([['amount', '实付金额']]);
    expect(mapped(await preview(path, { leave: ['实付金额'], settled }))).toMatchObject({
      amount: '实付金额',
    });
  });

  it('R002 leaves columns of a customer list alone, known and new ones', async () => {
    const path = await file('customers.csv', '会员号,姓名,肤质\n1,艾达,干性\n');
    const left = await preview(path, { kind: 'customers', leave: ['姓名', '肤质'] });
    expect(mapped(left)).toEqual({ customer_id: '会员号' });
  });

  it('R002 shows the further columns of a customer list as custom fields, known and new ones', async () => {
    const skin: Field = {
      id: 'skin',
      type: 'choice',
      name: { zh: '肤质', en: 'Skin' },
      choices: [],
      sealed: false,
    };
    const path = await file(
      'customers.csv',
      '会员号,姓名,肤质,宝宝 生日,备用手机\n1,艾达,干性,2024-01-01,13800138000\n',
    );
    const found = await preview(path, { kind: 'customers', custom: [skin] });
    expect(mapped(found)).toEqual({
      customer_id: '会员号',
      name: '姓名',
      skin: '肤质',
      宝宝_生日: '宝宝 生日',
      备用手机: '备用手机',
    });
  });

  it('says of a file that is no table what is wrong with it, by the name it was sent under', async () => {
    const path = await file('x.csv', '\u0000\u0001\u0002PDF');
    await expect(preview(path, { files: [{ path, name: '合同.pdf' }] })).rejects.toThrow(/^合同\.pdf/);
  });

  const taobao = referencePath('layouts', 'tmall_8col_fixture.csv');
  it.skipIf(taobao === undefined)('R006 knows a Taobao report (needs reference data)', async () => {
    const found = await preview(taobao ?? '');
    expect(found).toMatchObject({ preset: 'taobao' });
    expect(mapped(found)).toMatchObject({ order_id: '订单编号', amount: expect.stringMatching(/金额/) });
  });

  const shopify = referencePath('layouts', 'shopify_customers_20col_fixture.csv');
  it.skipIf(shopify === undefined)(
    'R006 keeps all columns of a Shopify customer list (needs reference data)',
    async () => {
      const found = await preview(shopify ?? '', { kind: 'customers' });
      expect(found.missing).toEqual([]);
      expect(found.columns).toHaveLength(20);
      expect(found.columns.every(({ field }) => field !== null)).toBe(true);
      expect(mapped(found)).toMatchObject({ customer_id: 'Customer ID', email: 'Email' });
    },
  );
});

it('R006 shows what a packed address will be taken apart into, masked, where the list has no columns of it', async () => {
  const list = (columns: string): string =>
    `${columns}\n1,"张三，86-13800001234，浙江省杭州市西湖区1号",\n2,"李四，86-13900001234，上海市黄浦区2号",\n`;
  const given = { kind: 'customers' } as const;
  const found = await preview(await file('a.csv', list('会员编号,收货地址,备注')), given);
  expect(found.columns.map(({ alsoGives }) => alsoGives)).toEqual([[], ['name', 'phone'], []]);
  expect(found.rows[0]?.cells[1]).toMatchObject({
    raw: '张三，***',
    value: '张三 · 138****1234 · 浙江省***',
  });
  const named = await preview(await file('b.csv', list('会员编号,收货地址,姓名')), given);
  expect(named.columns[1]?.alsoGives).toEqual(['phone']);
});

describe('the best guess of a column that is not known', () => {
  const guesses = async (lines: readonly string[], given: Partial<PreviewRequest> = {}): Promise<unknown> => {
    const found = await preview(await file('a.csv', `${lines.join('\n')}\n`), given);
    const guessed = found.columns.flatMap(({ column, guess }) =>
      guess === null ? [] : [[column, `${guess.field} ${guess.confidence}`]],
    );
    return Object.fromEntries(guessed);
  };

  it('R006 is told by name and values, by values alone, and not where nothing speaks for it', async () => {
    const lines = [
      '注文番号,顧客名,日付,備考,いくら',
      'A1,山田,2026-03-01,急,12.50',
      'A2,田中,2026-03-02,,8.00',
    ];
    expect(await guesses(lines)).toEqual({
      顧客名: 'customer_id high',
      日付: 'ordered_at middle',
      いくら: 'amount middle',
    });
  });

  it('R006 says where other columns look the same, and takes no name whose values do not fit', async () => {
    const lines = [
      '谁,手机甲,手机乙,预计发货时间,开始,应收',
      '甲,13800138000,13900139000,明天,2026/3/1,很多',
      '乙,13800138001,,后天,2026/3/2,更多',
    ];
    expect(await guesses(lines)).toEqual({ 手机甲: 'customer_id low', 开始: 'ordered_at middle' });
  });

  it('R006 reads nothing until it is settled, and leaves alone what is not wanted', async () => {
    const lines = ['会员编号,主要手机号,网店昵称', '7,13800138000,a', '8,13900139000,b'];
    const customers = { kind: 'customers' } as const;
    expect(await guesses(lines, customers)).toEqual({ 主要手机号: 'phone high' });
    expect(await guesses(lines, { ...customers, leave: ['主要手机号'] })).toEqual({});
    expect(await guesses(lines, { ...customers, settled: new Map([['phone', '主要手机号']]) })).toEqual({});
  });
});
