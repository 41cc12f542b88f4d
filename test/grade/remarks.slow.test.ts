import { describe, expect, it } from 'vitest';
import { gradeFiles } from '../support/grade-files.ts';
import { xlsxFile } from '../support/write-xlsx.ts';

const header = 'order_id,customer_id,paid_at,amount';

type Given = Parameters<typeof gradeFiles>[0];
type Orders = NonNullable<Given['orders']>;

async function said(orders: Orders, more: Omit<Given, 'orders' | 'lang'> = {}) {
  const given = { orders, ...more };
  const [en, zh] = [await gradeFiles(given), await gradeFiles({ ...given, lang: 'zh' })];
  return { en: en.stderr, zh: zh.stderr, row: en.row, rows: en.rows };
}

describe('what the summary remarks', () => {
  it('of a latest order that is still to come', async () => {
    const { en, zh } = await said(`${header}\n1,ada,2062-04-11,5\n2,bob,2026-04-11,5\n`);
    expect(en).toMatch(/⚠ the latest order is of 2062-04-11, which is still to come/);
    expect(zh).toMatch(/⚠ 最后一笔订单在 2062-04-11，还没到/);
    expect((await said(`${header}\n2,bob,2026-04-11,5\n`)).en).not.toMatch(/still to come/);
  });

  it('of orders and refunds after the day', async () => {
    const orders = `${header},refunded,refunded_at\n1,ada,2026-01-01,100,30,2026-02-01\n2,bob,2026-01-05,80,,\n3,bob,2026-03-05,80,,\n`;
    const { en, zh, row } = await said(orders, { args: ['--as-of', '2026-01-05'] });
    expect(en).toMatch(/^1 order and 1 refund after 2026-01-05 are not counted/m);
    expect(zh).toMatch(/^2026-01-05 之后的 1 笔订单、1 笔退款没有计入/m);
    expect(row('ada')).toMatchObject({ total: '100.00' });
    expect((await said(orders, { args: ['--as-of', '2026-04-01'] })).en).not.toMatch(/not counted/);
  });

  it('of refunds beyond what was paid', async () => {
    const orders = `${header},refunded\n1,ada,2026-01-01,100,150\n2,bob,2026-01-05,80,80\n`;
    const { en, zh } = await said(orders);
    expect(en).toMatch(/^1 order had more given back than was paid/m);
    expect(zh).toMatch(/^1 笔订单退款多于付款/m);
  });

  it('of rows that stand twice, and of exports that overlap', async () => {
    const twice = `${header}\n1,ada,2026-01-01,100\n1,ada,2026-01-01,50\n1,ada,2026-01-01,50\n2,bob,2026-01-05,600\n`;
    const one = await said(twice);
    expect(one.en).toMatch(/^⚠ 1 row says exactly what another row of the order says/m);
    expect(one.zh).toMatch(/^⚠ 1 行和同一订单的另一行完全相同/m);
    expect(one.row('ada')).toMatchObject({ total: '200.00' });

    const [first, second] = [
      `${header}\n1,ada,2026-01-01,100\n1,ada,2026-01-01,50\n2,bob,2026-01-05,600\n3,bob,2026-01-06,10\n`,
      `${header}\n2,bob,2026-01-05,500\n3,bob,2026-01-06,10\n4,bob,2026-02-01,1\n`,
    ];
    for (const files of [
      { 'january.csv': first, 'february.csv': second },
      { 'february.csv': second, 'january.csv': first },
    ]) {
      const { en, zh, row } = await said(files);
      expect(en).toMatch(/^2 orders stand in several files: each counts once/m);
      expect(zh).toMatch(/^2 个订单在几个文件里都有/m);
      expect(en).not.toMatch(/exactly/);
      // As the file with the later days has it.
      expect(row('bob')).toMatchObject({ total: '511.00' });
      expect(row('ada')).toMatchObject({ total: '150.00' });
    }
  });

  it('of nothing where an order goes on from the end of a file at the beginning of the next', async () => {
    const goods = `${header},product`;
    const { en, row } = await said({
      'one.csv': `${goods}\n1,ada,2026-01-01,100,tea\n2,bob,2026-01-05,600,salt\n2,bob,2026-01-05,60,rice\n`,
      'two.csv': `${goods}\n2,bob,2026-01-05,6,oil\n3,bob,2026-01-06,10,tea\n`,
    });
    expect(en).not.toMatch(/several files/);
    expect(row('bob')).toMatchObject({ total: '676.00' });
  });

  it('of a list whose customers have no orders', async () => {
    const orders = `${header}\n1,ada,2026-01-01,100\n`;
    const { en, zh } = await said(orders, { customers: 'customer_id\n13800138000\n' });
    expect(en).toMatch(/^⚠ none of the 1 customer of the list has an order/m);
    expect(zh).toMatch(/^⚠ 客户名单里的 1 位客户没有一位下过单/m);
    expect((await said(orders, { customers: 'customer_id\nada\nbob\n' })).en).not.toMatch(/none of the/);
  });

  it('of metrics since the tier began, which are those of the whole history', async () => {
    const scheme = {
      metrics: { fresh: { of: 'orders', take: 'sum', window: { since: 'tier-start' } } },
      tiers: [{ id: 'base', name: 'Base' }],
    };
    const { en, zh } = await said(`${header}\n1,ada,2026-01-01,100\n`, { scheme });
    expect(en).toMatch(/“since the tier began” is the whole history here: fresh/);
    expect(zh).toMatch(/“升级以来”按全部历史计算：fresh/);
  });
});

describe('what names no customer', () => {
  it.each(['散客', '匿名', '-', 'N/A', 'Guest'])('“%s” makes none', async (word) => {
    const { en, zh, rows } = await said(`${header}\n1,${word},2026-01-01,100\n2,ada,2026-01-01,5\n`);
    expect(rows.map(({ customer_id }) => customer_id)).toEqual(['ada']);
    expect(en).toContain('it names no customer in particular');
    expect(zh).toContain('没有写明是哪一位客户');
  });

  it.each(['合计', '本页合计：', '小计', '平均', 'Subtotal'])(
    'nor does the line of a sum, “%s”',
    async (word) => {
      const { en, rows } = await said(`${header}\n1,ada,2026-01-01,5\n,${word},2026-01-31,130\n`);
      expect(rows.map(({ customer_id }) => customer_id)).toEqual(['ada']);
      expect(en).toContain('1 total row left out');
    },
  );

  it('R006 ids that a workbook cut off are refused instead of becoming one', async () => {
    const orders = await xlsxFile([
      ['订单号', '买家', '付款时间', '金额'],
      [2100029571809510000, '老王', '2026-01-01', 300],
      [2100029571809510000, '老王', '2026-01-02', 300],
    ]);
    const { rejects } = await gradeFiles({ orders });
    expect(rejects).toHaveLength(2);
  });
});
