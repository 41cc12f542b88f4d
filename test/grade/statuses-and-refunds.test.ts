import { beforeAll, describe, expect, it } from 'vitest';
import { type Graded, gradeFiles } from '../support/grade-files.ts';

describe('an order’s status decides whether it counts (R005–R008, R009–R014)', () => {
  const words: readonly (readonly [word: string, counts: boolean])[] = [
    ['paid', true],
    ['shipped', true],
    ['completed', true],
    ['unpaid', false],
    ['cancelled', false],
    ['refunded', false],
    ['Completed', true],
    ['交易成功', true],
    ['等待买家付款', false],
    ['交易关闭', false],
    ['买家已付款，等待卖家发货', true],
  ];
  const unknown = ['退款中', '???', '已完成的样子', '-'];

  let graded: Graded;
  beforeAll(async () => {
    const rows = [...words.map(([word]) => word), ...unknown].map(
      (word, n) => `c${n},2026-01-01,10,${word}\n`,
    );
    graded = await gradeFiles({ orders: `customer_id,ordered_at,amount,status\n${rows.join('')}` });
  });

  it.each(words)('%s: counts is %s', (word, counts) => {
    const row = graded.row(`c${words.findIndex(([other]) => other === word)}`);
    expect(row).toMatchObject(
      counts ? { total: '10.00', purchases: '1' } : { total: '0.00', purchases: '0' },
    );
  });

  it('unknown words leave their rows out and are named', () => {
    expect(graded.rejects.map(({ column, value }) => [column, value])).toEqual(
      unknown.map((word) => ['status', word === '-' ? "'-" : word]),
    );
    expect(graded.rejects[0]?.reason).toMatch(/unknown order status/);
  });

  it('a scheme may count others', async () => {
    const { rows } = await gradeFiles({
      orders: 'customer_id,ordered_at,amount,status\nada,2026-01-01,10,unpaid\nada,2026-01-01,5,completed\n',
      scheme: { count: { statuses: ['unpaid'] } },
    });
    expect(rows).toMatchObject([{ total: '10.00', purchases: '1' }]);
  });
});

describe('a blank status (R005–R008)', () => {
  it('is completed in a file without a payment time', async () => {
    const { rows } = await gradeFiles({
      orders: 'customer_id,ordered_at,amount,status\nada,2026-01-01,10,\nada,2026-01-01,5,  \n',
    });
    expect(rows).toMatchObject([{ total: '15.00', purchases: '2' }]);
  });

  it('is unpaid where the file’s payment time is blank too, else completed', async () => {
    const { row } = await gradeFiles({
      orders: `customer_id,ordered_at,paid_at,amount,status
ada,2026-01-01,,10,
bob,2026-01-01,2026-01-02,20,
cleo,2026-01-01,,30,completed
dan,2026-01-01,0000-00-00 00:00:00,40,
`,
    });
    expect(row('ada')).toMatchObject({ total: '0.00', purchases: '0' });
    expect(row('bob')).toMatchObject({ total: '20.00', last: '2026-01-02' });
    expect(row('cleo')).toMatchObject({ total: '30.00', last: '2026-01-01' });
    expect(row('dan')).toMatchObject({ total: '0.00', purchases: '0' });
  });

  it('works so without a status column as well', async () => {
    const { row } = await gradeFiles({
      orders: 'customer_id,ordered_at,paid_at,amount\nada,2026-01-01,,10\nbob,2026-01-01,2026-01-02,20\n',
    });
    expect([row('ada').purchases, row('bob').purchases]).toEqual(['0', '1']);
  });
});

describe('refunds (R009–R014)', () => {
  const orders = `order_id,customer_id,ordered_at,amount,status,refunded,refunded_at
1,ada,2026-01-10,100,completed,30,2026-02-10
2,bob,2026-01-10,100,completed,30,
3,cleo,2026-01-10,100,refunded,,2026-02-10
4,dan,2026-01-10,100,refunded,,
5,eve,2026-01-10,100,refunded,40,2026-02-10
6,fay,2026-01-10,100,completed,130,
7,gus,2026-01-10,100,completed,100,
8,zoe,2026-03-01,1,completed,,
`;
  const seen = async (args: string[], scheme = {}): Promise<Record<string, string>> => {
    const { rows } = await gradeFiles({ orders, args, scheme });
    return Object.fromEntries(rows.map((row) => [row.customer_id ?? '', `${row.total} in ${row.purchases}`]));
  };

  it('are taken off on their own day: all are known at the end', async () => {
    expect(await seen([])).toEqual({
      ada: '70.00 in 1',
      bob: '70.00 in 1',
      cleo: '0.00 in 0',
      dan: '0.00 in 0',
      eve: '0.00 in 0',
      fay: '0.00 in 1',
      gus: '0.00 in 1',
      zoe: '1.00 in 1',
    });
  });

  it('do not exist the day before; a refund without a day was made with the order', async () => {
    expect(await seen(['--as-of', '2026-02-09'])).toEqual({
      ada: '100.00 in 1',
      bob: '70.00 in 1',
      cleo: '100.00 in 1',
      dan: '0.00 in 0',
      eve: '100.00 in 1',
      fay: '0.00 in 1',
      gus: '0.00 in 1',
    });
    expect(await seen(['--as-of', '2026-02-10'])).toMatchObject({ ada: '70.00 in 1', cleo: '0.00 in 0' });
  });

  it('are left alone where the scheme counts gross', async () => {
    expect(await seen([], { count: { amount: 'gross' } })).toMatchObject({
      ada: '100.00 in 1',
      bob: '100.00 in 1',
      dan: '0.00 in 0',
      fay: '100.00 in 1',
    });
  });

  it('after the latest order do not exist when no day is named', async () => {
    const { report, row } = await gradeFiles({
      orders: 'customer_id,ordered_at,amount,refunded,refunded_at\nada,2026-01-10,100,30,2026-02-10\n',
    });
    expect(report.asOf).toBe('2026-01-10');
    expect(row('ada').total).toBe('100.00');
  });

  it('of orders below zero leave the refund rate between 0 and 1', async () => {
    const tiers = [
      { id: 'base', name: 'Base' },
      {
        id: 'odd',
        name: 'Odd',
        when: {
          any: [
            { metric: 'refund_rate', under: 0 },
            { metric: 'refund_rate', over: 1 },
          ],
        },
      },
    ];
    const { row } = await gradeFiles({
      orders: `customer_id,ordered_at,amount,status,refunded
ada,2026-01-01,-50,refunded,
ada,2026-01-01,100,completed,
bob,2026-01-01,100,completed,130
cleo,2026-01-01,-50,refunded,
`,
      scheme: { tiers },
    });
    expect(row('ada')).toMatchObject({ tier: 'base', refund_rate: '0' });
    expect(row('bob')).toMatchObject({ tier: 'base', refund_rate: '1' });
    expect(row('cleo')).toMatchObject({ tier: 'base', refund_rate: '' });
  });

  it('below zero in an Online Retail file are the customer’s, on their day, and never orders', async () => {
    const { row, report } = await gradeFiles({
      orders: `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,A,MUG,6,2010-12-01 08:26:00,2.55,17850,UK
536365,B,CUP,1,2010-12-01 08:26:00,3.39,17850,UK
C536366,A,MUG,-2,2010-12-03 09:00:00,2.55,17850,UK
C536367,A,MUG,-1,2010-12-02 09:00:00,4,17851,UK
536368,A,MUG,1,2010-12-02 09:00:00,0,17852,UK
`,
      scheme: { currency: 'GBP' },
      args: ['--as-of', '2010-12-03'],
    });
    expect(report.files[0]?.preset).toBe('online-retail');
    expect(row('17850')).toMatchObject({ total: '13.59', purchases: '1', last: '2010-12-01' });
    expect(row('17851')).toMatchObject({ total: '-4.00', purchases: '0' });
    expect(row('17852')).toMatchObject({ total: '0.00', purchases: '1' });
    expect(report.revenue).toBe(9.59);
  });
});
