import { describe, expect, it } from 'vitest';
import { gradeFiles } from '../support/grade-files.ts';

const metrics = {
  total: { of: 'orders', take: 'sum', what: 'amount' },
  purchases: { of: 'orders', take: 'count' },
  first: { of: 'orders', take: 'first-date' },
  last: { of: 'orders', take: 'last-date' },
  tea: { of: 'lines', take: 'sum', what: 'amount', where: { field: 'category', is: 'tea' } },
  kinds: { of: 'orders', take: 'distinct', what: 'category' },
  pieces: { of: 'orders', take: 'sum', what: 'quantity' },
};
const scheme = { metrics };

describe('rows with one order id are one order (R005–R008)', () => {
  it('with all its lines, and its time is the earliest', async () => {
    const { rows } = await gradeFiles({
      orders: `order_id,customer_id,ordered_at,amount,category,quantity
7,ada,2026-01-03 10:00,20,tea,1
7,ada,2026-01-02 10:00,30,nuts,2
7,ada,2026-01-04 10:00,5.50,tea,3
`,
      scheme,
    });
    expect(rows).toMatchObject([
      {
        total: '55.50',
        purchases: '1',
        first: '2026-01-02',
        last: '2026-01-02',
        tea: '25.50',
        kinds: '2',
      },
    ]);
    expect(Number(rows[0]?.pieces)).toBe(6);
  });

  it('even when other rows stand between them and the id is written differently', async () => {
    const { rows } = await gradeFiles({
      orders: `order_id,customer_id,ordered_at,amount
1001,ada,2026-01-01,1
1002,bob,2026-01-01,2
="1001",ada,2026-01-01,4
'1001,ada,2026-01-01,8
 1001 ,ada,2026-01-01,16
`,
      scheme,
    });
    expect(rows).toMatchObject([
      { customer_id: 'ada', total: '29.00', purchases: '1' },
      { customer_id: 'bob', total: '2.00', purchases: '1' },
    ]);
  });

  it('but 007 and 7 are two, as are 22-digit ids that differ in the last digit', async () => {
    const { rows } = await gradeFiles({
      orders: `order_id,customer_id,ordered_at,amount
7,ada,2026-01-01,1
007,ada,2026-01-01,2
1234567890123456789012,ada,2026-01-01,4
1234567890123456789013,ada,2026-01-01,8
9223372036854775807,ada,2026-01-01,16
9223372036854775808,ada,2026-01-01,32
`,
      scheme,
    });
    expect(rows).toMatchObject([{ total: '63.00', purchases: '6' }]);
  });

  it('of another channel are another order', async () => {
    const { rows } = await gradeFiles({
      orders: `order_id,customer_id,ordered_at,amount,channel
7,ada,2026-01-01,20,淘宝
7,ada,2026-01-05,30,门店
7,bob,2026-01-05,40,
7,ada,2026-01-02,3,淘宝
`,
      scheme,
    });
    expect(rows).toMatchObject([
      { customer_id: 'ada', total: '53.00', purchases: '2', first: '2026-01-01', last: '2026-01-05' },
      { customer_id: 'bob', total: '40.00', purchases: '1' },
    ]);
  });

  it('of another customer are left out: counted, listed and explained', async () => {
    const { rows, rejects, stderr, code } = await gradeFiles({
      orders: `order_id,customer_id,ordered_at,amount
7,ada,2026-01-01,20
8,bob,2026-01-01,5

7,bob,2026-01-02,30
7,ada,2026-01-02,3
`,
      scheme,
    });
    expect(code).toBe(0);
    expect(rows).toMatchObject([
      { customer_id: 'ada', total: '23.00', purchases: '1' },
      { customer_id: 'bob', total: '5.00', purchases: '1' },
    ]);
    expect(stderr).toMatch(/\b1 (?:row|×).*another customer/);
    expect(rejects).toMatchObject([{ row: '5', reason: expect.stringMatching(/another customer/) }]);
  });

  it('of another customer make him no customer', async () => {
    const { rows, report } = await gradeFiles({
      orders: 'order_id,customer_id,ordered_at,amount\n7,ada,2026-01-01,20\n7,bob,2026-01-01,30\n',
      scheme,
    });
    expect(rows.map(({ customer_id }) => customer_id)).toEqual(['ada']);
    expect(report.customers).toBe(1);
  });
});

describe('rows without an order id are orders of their own (R005–R008)', () => {
  it('two equal rows are two orders', async () => {
    const { rows } = await gradeFiles({
      orders: 'customer_id,ordered_at,amount\nada,2026-01-01,10\nada,2026-01-01,10\n',
      scheme,
    });
    expect(rows).toMatchObject([{ total: '20.00', purchases: '2' }]);
  });

  it('also where only some rows have one', async () => {
    const { rows } = await gradeFiles({
      orders: `order_id,customer_id,ordered_at,amount
,ada,2026-01-01,10
7,ada,2026-01-01,10
 ,ada,2026-01-01,10
7,ada,2026-01-01,5
`,
      scheme,
    });
    expect(rows).toMatchObject([{ total: '35.00', purchases: '3' }]);
  });
});

describe('amounts of an order with several rows (R005–R008)', () => {
  const repeated = `order_id,customer_id,ordered_at,amount,refunded,category
1,ada,2026-01-01,100,10,tea
1,ada,2026-01-01,100,10,nuts
2,bob,2026-01-01,60,,tea
2,bob,2026-01-01,60,,tea
2,bob,2026-01-01,60,,nuts
3,cleo,2026-01-01,30,,tea
`;
  const adding = `${repeated}4,dan,2026-01-01,10,,tea\n4,dan,2026-01-01,20,,tea\n`;

  it('are its total if every such order repeats one amount', async () => {
    const { row, stderr } = await gradeFiles({ orders: repeated, scheme });
    expect(row('ada')).toMatchObject({ total: '90.00', purchases: '1', tea: '45.00', kinds: '2' });
    expect(row('bob')).toMatchObject({ total: '60.00', tea: '40.00' });
    expect(row('cleo').total).toBe('30.00');
    expect(stderr).toMatch(/2 orders have several rows.*total.*--amount per-line/);
  });

  it('add up if a single one does not, equal lines too', async () => {
    const { row, stderr } = await gradeFiles({ orders: adding, scheme });
    expect(row('ada')).toMatchObject({ total: '180.00', purchases: '1', tea: '90.00' });
    expect(row('bob')).toMatchObject({ total: '180.00', tea: '120.00' });
    expect(row('dan').total).toBe('30.00');
    expect(stderr).toMatch(/3 orders have several rows.*added up.*--amount per-order/);
  });

  it('are what --amount says, and refunds follow', async () => {
    const lines = await gradeFiles({ orders: repeated, scheme, args: ['--amount', 'per-line'] });
    expect(lines.row('ada').total).toBe('180.00');
    expect(lines.report.amounts).toBe('per-line');
    const whole = await gradeFiles({ orders: adding, scheme, args: ['--amount', 'per-order'] });
    expect(whole.row('ada').total).toBe('90.00');
    expect(whole.row('bob').total).toBe('60.00');
  });

  it('leave shipping and tax to the same choice', async () => {
    const orders = `order_id,customer_id,ordered_at,amount,shipping,tax
1,ada,2026-01-01,100,5,2
1,ada,2026-01-01,100,5,2
`;
    const without = { ...scheme, count: { without: ['shipping', 'tax'] } };
    expect((await gradeFiles({ orders, scheme: without })).row('ada').total).toBe('93.00');
    const lines = await gradeFiles({ orders, scheme: without, args: ['--amount', 'per-line'] });
    expect(lines.row('ada').total).toBe('186.00');
  });

  it('share refund and leftover cents among the lines by amount, the rest to the last', async () => {
    const { row } = await gradeFiles({
      orders: `order_id,customer_id,ordered_at,amount,refunded,category
1,ada,2026-01-01,10,,tea
1,ada,2026-01-01,20,1,nuts
1,ada,2026-01-01,0.01,,tea
`,
      scheme,
    });
    // 1.00 over 10.00 : 20.00 : 0.01 is 0.33 and 0.66; the last line loses the other cent.
    expect(row('ada')).toMatchObject({ total: '29.01', tea: '9.67' });
  });

  it('of one row each need no choice', async () => {
    const { report, stderr } = await gradeFiles({
      orders: 'order_id,customer_id,ordered_at,amount\n1,ada,2026-01-01,5\n2,ada,2026-01-01,5\n',
      scheme,
    });
    expect(report.ordersWithSeveralRows).toBe(0);
    expect(stderr).not.toMatch(/--amount/);
  });
});
