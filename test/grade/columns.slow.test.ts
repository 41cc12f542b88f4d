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

describe('--map that cannot be meant (R005–R008)', () => {
  it.each([
    ['en', /^orders\.csv: there is no column “Wievil”\. Did you mean “Wieviel”\? The file has: Wer, Wann/],
    ['zh', /^orders\.csv：没有“Wievil”这一列。是不是“Wieviel”？文件里有：Wer, Wann/],
  ] as const)(
    'a column that is not there: the likest are named, and that alone is said (%s)',
    async (lang, says) => {
      const args = ['--map', 'customer_id=Wer,ordered_at=Wann,amount=Wievil'];
      const { code, said, left } = await refuseFiles({ orders: odd, args, lang });
      expect([code, left]).toEqual([1, []]);
      expect(said).toEqual([expect.stringMatching(says)]);
    },
  );

  it('a column unlike any: those there are are named', async () => {
    const args = ['--map', 'customer_id=Wer,ordered_at=Wann,amount=zzz'];
    const { said } = await refuseFiles({ orders: odd, args });
    expect(said).toEqual([
      'orders.csv: there is no column “zzz”. The file has: Wer, Wann, Wieviel, Zustand, Filiale',
    ]);
  });

  it.each([
    ['en', /^--map: “Wer=customer_id” is the wrong way round.* Write customer_id=Wer$/],
    ['zh', /^--map：“Wer=customer_id”写反了.*请写 customer_id=Wer$/],
  ] as const)('the field after the column: the right way round is proposed (%s)', async (lang, says) => {
    const args = ['--map', 'Wer=customer_id,ordered_at=Wann,amount=Wieviel'];
    const { said } = await refuseFiles({ orders: odd, args, lang });
    expect(said).toEqual([expect.stringMatching(says)]);
  });

  it('a mistyped field: the one that was meant is proposed', async () => {
    const args = ['--map', 'custmer_id=Wer,ordered_at=Wann,amount=Wieviel'];
    const { said } = await refuseFiles({ orders: odd, args });
    expect(said).toEqual([expect.stringMatching(/no field “custmer_id”\. Did you mean customer_id\?/)]);
  });

  it('a field of the customer list without a list', async () => {
    const { said } = await refuseFiles({
      orders: 'customer_id,ordered_at,amount\nada,2026-01-01,1\n',
      args: ['--map', 'birthday=amount'],
    });
    expect(said).toEqual([
      expect.stringMatching(/^--map: birthday is a field of the customer list.*--customers/),
    ]);
  });
});

describe('--map with several files (R005–R008)', () => {
  const usual = 'customer_id,ordered_at,amount\nada,2026-01-01,1\n';

  it('goes for those that have the column', async () => {
    const { rows } = await gradeFiles({
      orders: { 'odd.csv': odd, 'usual.csv': usual },
      args: ['--map', `${map},status=Zustand`],
    });
    expect(rows).toMatchObject([{ customer_id: 'ada', total: '11.00' }]);
  });

  it('is refused where none has it: the likest of all are named', async () => {
    const { said } = await refuseFiles({
      orders: { 'odd.csv': odd, 'usual.csv': usual },
      args: ['--map', `${map},status=Zustant`],
    });
    expect(said).toEqual([
      expect.stringMatching(
        /^--map: there is no column “Zustant”\. Did you mean “Zustand”\? The files have: Wer,.*amount$/,
      ),
    ]);
  });

  it('reaches the customer list, and what is said of it alone need not be in the orders', async () => {
    const scheme = {
      tiers: [
        { id: 'base', name: 'Base' },
        { id: 'near', name: 'Near', when: { field: 'region', is: 'Nord' } },
      ],
    };
    const customers = 'Kunde,Gegend\nada,Nord\n';
    const args = ['--map', 'customer_id=Kunde,region=Gegend'];
    const { row } = await gradeFiles({ orders: usual, customers, scheme, args });
    expect(row('ada').tier).toBe('near');
    const { said } = await refuseFiles({
      orders: usual,
      customers,
      scheme,
      args: ['--map', 'customer_id=Kunde,region=Gegent'],
    });
    expect(said).toEqual([expect.stringMatching(/^customers\.csv: .*“Gegent”.*“Gegend”/)]);
  });
});

describe('a column’s name (R005–R008)', () => {
  it('with commas, equals signs or quotes can be given with --map', async () => {
    const { rows, stderr } = await gradeFiles({
      orders: 'who,when,"paid, ""net""",a=b\nada,2026-01-01,7,paid\n',
      args: ['--map', 'customer_id=who,amount="paid, ""net""",ordered_at=when', '--map', 'status=a=b'],
    });
    expect(rows).toMatchObject([{ customer_id: 'ada', total: '7.00' }]);
    expect(stderr).toMatch(/amount ← paid, "net".*status ← a=b/);
  });

  it('is listed as --map takes it', async () => {
    const { said } = await refuseFiles({ orders: '"paid, net",when\n7,2026-01-01\n' });
    expect(said[0]).toMatch(/The file has: "paid, net", when\./);
  });

  it.each([
    ['a till', '流水号,会员卡号,消费时间,应收金额,实收金额', 'S1,007,2026-01-05 10:20:30,12,10'],
    ['an ERP', '单据号,客户编码,单据日期,价税合计', 'XS-1,007,2026-01-05,10'],
    ['a payment service', '商户订单号,会员手机,交易日期,交易时间,实收金额', '1,007,2026-01-05,10:20:30,10'],
    ['a restaurant', '账单号,会员手机号,营业日期,结账时间,顾客实付', '1,007,2026-01-05,2026-01-05 12:00,10'],
  ])('of %s is known', async (_, header, line) => {
    const { rows, stderr } = await gradeFiles({ orders: `${header}\n${line}\n` });
    expect(rows).toMatchObject([{ customer_id: '007', total: '10.00', last: '2026-01-05' }]);
    expect(stderr).not.toMatch(/no column with the order id/);
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
