import { describe, expect, it } from 'vitest';
import { gradeFiles, refuseFiles } from '../support/grade-files.ts';

const odd = `Wer,Wann,Wieviel,Zustand,Filiale
ada,2026-01-01,10,paid,Nord
ada,2026-01-02,5,unpaid,Süd
`;
const metrics = {
  total: { of: 'orders', take: 'sum', what: 'amount' },
  stores: { of: 'orders', take: 'distinct', what: 'store' },
};
const map = 'customer_id=Wer,ordered_at=Wann,amount=Wieviel';

describe('which column is what (R005–R008)', () => {
  it('is said with --map for a file in any words', async () => {
    const { rows, stderr } = await gradeFiles({
      orders: odd,
      scheme: { metrics },
      args: ['--map', `${map},status=Zustand,store=Filiale`],
    });
    expect(rows).toMatchObject([{ customer_id: 'ada', total: '10.00', stores: '1' }]);
    expect(stderr).toMatch(/customer_id ← Wer/);
  });

  it('may be said in several --map', async () => {
    const args = map.split(',').flatMap((pair) => ['--map', pair]);
    const { rows } = await gradeFiles({ orders: odd, scheme: { metrics }, args });
    expect(rows).toMatchObject([{ total: '15.00' }]);
  });

  it('--map goes before what a name means by itself', async () => {
    const { rows } = await gradeFiles({
      orders: 'customer_id,phone,ordered_at,amount,total\nada,138,2026-01-01,10,12\nbob,138,2026-01-01,1,2\n',
      args: ['--map', 'customer_id=phone,amount=total'],
    });
    expect(rows).toMatchObject([{ customer_id: '138', total: '14.00' }]);
  });

  it('blanks around the names, the case of letters and width of signs do not matter', async () => {
    const { rows } = await gradeFiles({
      orders: ' Customer ID ,ORDERED-AT,Amount（元）\nada,2026-01-01,10\n',
    });
    expect(rows).toMatchObject([{ customer_id: 'ada', total: '10.00' }]);
    const mapped = await gradeFiles({
      orders: odd,
      args: ['--map', ' customer_id = wer , ordered_at=WANN,amount=Wieviel'],
    });
    expect(mapped.rows).toMatchObject([{ customer_id: 'ada' }]);
  });

  it('is known for the canonical names of COMMANDS.md', async () => {
    const { report, row } = await gradeFiles({
      orders: `order_id,customer_id,ordered_at,paid_at,amount,refunded,refunded_at,status,category,product,quantity,margin,channel,store,shipping,tax,currency
1,ada,2026-01-01,2026-01-01,10,1,2026-01-01,completed,tea,Tea 1,2,3,web,North,1,1,CNY
`,
      scheme: {
        metrics: {
          total: { of: 'orders', take: 'sum', what: 'amount', count: { without: ['shipping', 'tax'] } },
          ...Object.fromEntries(
            ['category', 'product', 'channel', 'store'].map((what) => [
              what,
              { of: 'orders', take: 'distinct', what },
            ]),
          ),
          quantity: { of: 'orders', take: 'sum', what: 'quantity' },
          margin: { of: 'orders', take: 'sum', what: 'margin' },
        },
      },
    });
    const columns = report.files[0]?.columns ?? {};
    expect(Object.entries(columns).filter(([field, column]) => field !== column)).toEqual([]);
    expect(Object.keys(columns)).toHaveLength(17);
    expect(row('ada')).toMatchObject({ total: '7.00', margin: '3.00' });
    expect(Number(row('ada').quantity)).toBe(2);
  });

  it.each([
    ['customer_id', /customer/],
    ['customer_id=', /customer_id=/],
    ['=Wer', /=Wer/],
  ])('--map %s is refused with the form it should have', async (written, named) => {
    const { code, said } = await refuseFiles({ orders: odd, args: ['--map', written] });
    expect([code, said.length]).toEqual([1, 1]);
    expect(said[0]).toMatch(/field=column/);
    expect(said[0]).toMatch(named);
  });

  it('an unknown field and an unknown column are named with the known ones, both at once', async () => {
    const { code, said } = await refuseFiles({
      orders: odd,
      args: ['--map', 'customer_id=Wer,ordered_at=When,amount=Wieviel,colour=Filiale'],
    });
    expect(code).toBe(1);
    expect(said.join('\n')).toMatch(/“colour”.*customer_id/);
    expect(said.join('\n')).toMatch(/“When”.*Wer, Wann, Wieviel, Zustand, Filiale/);
  });

  it('everything that a file lacks is said at once', async () => {
    const { code, said, left } = await refuseFiles({ orders: 'colour,shape\nred,round\n' });
    expect([code, left]).toEqual([1, []]);
    expect(said).toEqual([
      expect.stringMatching(/customer.*colour, shape/),
      expect.stringMatching(/date.*colour, shape/),
      expect.stringMatching(/amount.*colour, shape/),
    ]);
  });

  it('two files that lack something are both named', async () => {
    const { said } = await refuseFiles({
      orders: {
        'a.csv': 'customer_id,amount\nada,1\n',
        'b.csv': 'customer_id,ordered_at\nada,2026-01-01\n',
        'c.csv': 'customer_id,ordered_at,amount\nada,2026-01-01,1\n',
      },
    });
    expect(said).toEqual([
      expect.stringMatching(/a\.csv: .*date/),
      expect.stringMatching(/b\.csv: .*amount/),
    ]);
  });
});

describe('a preset (R005–R008)', () => {
  const lines = `order_id,customer_id,ordered_at,amount
1,ada,2026-01-01,10
2,ada,2026-01-01,-4
`;

  it('is used and named where the header is its own', async () => {
    const { stderr, report } = await gradeFiles({
      orders: '订单编号,买家会员名,总金额,买家实际支付金额,订单付款时间\n1,ada,10,10,2026-01-01\n',
    });
    expect(report.files[0]?.preset).toBe('taobao');
    expect(stderr).toMatch(/Taobao/);
  });

  it('is none for other files', async () => {
    expect((await gradeFiles({ orders: lines })).report.files[0]?.preset).toBeNull();
  });

  it('can be forced: then rows below zero are refunds', async () => {
    const forced = await gradeFiles({ orders: lines, args: ['--preset', 'online-retail'] });
    expect(forced.row('ada')).toMatchObject({ total: '6.00', purchases: '1' });
    expect((await gradeFiles({ orders: lines })).row('ada')).toMatchObject({
      total: '10.00',
      purchases: '2',
    });
  });

  it.each(['en', 'zh'] as const)('that does not exist is refused with those that do (%s)', async (lang) => {
    const { code, said, left } = await refuseFiles({ orders: lines, args: ['--preset', 'amazon'], lang });
    expect([code, said.length, left]).toEqual([1, 1, []]);
    expect(said[0]).toMatch(/--preset.*taobao, online-retail, cdnow/);
  });
});
