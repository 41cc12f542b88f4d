import { beforeAll, describe, expect, it } from 'vitest';
import { type Graded, gradeFiles, refuseFiles } from '../support/grade-files.ts';
import { csvText } from '../support/write-csv.ts';

type Case = readonly [written: string, day: string];

const zones: Readonly<Record<string, readonly Case[]>> = {
  'Asia/Shanghai': [
    ['2026-01-01', '2026-01-01'],
    ['2026-01-01 00:00:00', '2026-01-01'],
    ['2026-01-01 23:59:59', '2026-01-01'],
    ['2026-01-01T15:59:59Z', '2026-01-01'],
    ['2026-01-01T16:00:00Z', '2026-01-02'],
    ['2026-01-01 16:00:00 +0000', '2026-01-02'],
    ['2026-01-01T23:59:59+08:00', '2026-01-01'],
    ['2026-01-02T00:00:00+09:00', '2026-01-01'],
    ['2025-12-31T11:00:00-05:00', '2026-01-01'],
    ['2026/1/2', '2026-01-02'],
    ['2026.01.02 9:05', '2026-01-02'],
    ['20260102', '2026-01-02'],
    ['2026年1月2日', '2026-01-02'],
    ['2026年1月2日 下午3点', '2026-01-02'],
    ['２０２６－０１－０２', '2026-01-02'],
    ['2 Jan 2026', '2026-01-02'],
    ['31/12/2026', '2026-12-31'],
    ['46023', '2026-01-01'],
    ['46023.9999', '2026-01-01'],
    ['1767283199', '2026-01-01'],
    ['1767283200', '2026-01-02'],
    ['1767283200000', '2026-01-02'],
    ['="2026-01-02"', '2026-01-02'],
    ['2024-02-29', '2024-02-29'],
  ],
  'America/New_York': [
    ['2026-01-01T04:59:59Z', '2025-12-31'],
    ['2026-01-01T05:00:00Z', '2026-01-01'],
    ['2026-07-01T03:59:59Z', '2026-06-30'],
    ['2026-07-01T04:00:00Z', '2026-07-01'],
    ['2026-01-01 23:59:59', '2026-01-01'],
    ['2026-01-01', '2026-01-01'],
  ],
};

const refused: readonly (readonly [written: string, reason: RegExp])[] = [
  ['2026-02-30', /no such date/],
  ['2026-13-01', /no such date/],
  ['2023-02-29', /no such date/],
  ['3/4/2026', /day and month could be either way round/],
  ['1/2/26', /two digits/],
  ['yesterday', /not a date/],
  ['1850-01-01', /1900 to 2200/],
  ['', /no date/],
];

describe.for(Object.entries(zones))('in %s a time lies on the local day (R005–R008)', ([timeZone, cases]) => {
  let graded: Graded;
  beforeAll(async () => {
    const rows = cases.map(([written], index) => [`c${index}`, written, '1']);
    graded = await gradeFiles({
      orders: csvText([['customer_id', 'ordered_at', 'amount'], ...rows]),
      scheme: { timeZone },
      args: ['--as-of', '2030-01-01'],
    });
  });

  it.for(cases.map((one, index) => [...one, index] as const))('%s is %s', ([, day, index]) => {
    expect(graded.row(`c${index}`)).toMatchObject({ first: day, last: day });
  });
});

describe('a date that cannot be read (R005–R008)', () => {
  it('leaves its row out and says why', async () => {
    const rows = refused.map(([written], index) => [`c${index}`, written, '1']);
    const { rejects } = await gradeFiles({
      orders: csvText([['customer_id', 'ordered_at', 'amount'], ...rows, ['ada', '2026-01-01', '1']]),
    });
    expect(rejects.map(({ row, value }) => [row, value])).toEqual(
      refused.map(([written], index) => [String(index + 2), written]),
    );
    for (const [index, [, reason]] of refused.entries()) expect(rejects[index]?.reason).toMatch(reason);
  });

  it.each([
    ['mdy', '2026-03-04', '2026-12-11'],
    ['dmy', '2026-04-03', '2026-11-12'],
  ])('3/4/2026 can be read with --dates %s', async (order, first, last) => {
    const { row } = await gradeFiles({
      orders: 'customer_id,ordered_at,amount\nada,3/4/2026,1\nada,12/11/2026 10:00,1\n',
      args: ['--dates', order],
    });
    expect(row('ada')).toMatchObject({ first, last });
  });
});

describe('an order lies on the day it was paid (R009–R014)', () => {
  it('else on the day it was made', async () => {
    const { row } = await gradeFiles({
      orders: `customer_id,ordered_at,paid_at,amount,status
ada,2026-01-31 23:50:00,2026-02-01 00:10:00,10,paid
bob,2026-01-31 23:50:00,,10,paid
cleo,,2026-02-01,10,paid
`,
    });
    expect([row('ada').last, row('bob').last, row('cleo').last]).toEqual([
      '2026-02-01',
      '2026-01-31',
      '2026-02-01',
    ]);
  });
});

const three = `order_id,customer_id,ordered_at,amount,status
1,ada,2026-01-31,500,completed
2,bob,2026-02-28,700,completed
3,ada,2026-03-15,600,unpaid
`;
const customers = 'customer_id\nada\nzoe\n';
const ids = ({ rows }: Graded): (string | undefined)[] => rows.map(({ customer_id }) => customer_id);

describe('the day grades are as of (R009–R014)', () => {
  it('is that of the latest order read, whatever became of it', async () => {
    const { report, stdout } = await gradeFiles({ orders: three });
    expect(report.asOf).toBe('2026-03-15');
    expect(stdout).toContain('2026-03-15');
  });

  it('is the earliest of the latest order’s lines', async () => {
    const { report } = await gradeFiles({
      orders: `order_id,customer_id,ordered_at,amount
1,ada,2026-01-01,10
1,ada,2026-01-10,5
2,ada,2026-01-05,1
`,
    });
    expect(report.asOf).toBe('2026-01-05');
  });

  it('may be named; later orders do not exist', async () => {
    const graded = await gradeFiles({ orders: three, args: ['--as-of', '2026-02-27'] });
    expect(graded.report).toMatchObject({ asOf: '2026-02-27', customers: 1, revenue: 500 });
    expect(ids(graded)).toEqual(['ada']);
  });

  it('includes the orders of the day itself', async () => {
    const graded = await gradeFiles({ orders: three, args: ['--as-of', '2026-02-28'] });
    expect(ids(graded)).toEqual(['ada', 'bob']);
  });

  it('before every order grades the listed customers as having none, says so, and succeeds', async () => {
    const graded = await gradeFiles({ orders: three, customers, args: ['--as-of', '2025-12-31'] });
    expect(graded.code).toBe(0);
    expect(ids(graded)).toEqual(['ada', 'zoe']);
    expect(graded.row('ada')).toMatchObject({ tier: 'base', total: '0.00', purchases: '0', first: '' });
    expect(graded.stderr).toMatch(/2025-12-31 is before every order/);
    const chinese = await gradeFiles({ orders: three, args: ['--as-of', '2025-12-31'], lang: 'zh' });
    expect(chinese.stderr).toMatch(/2025-12-31.*早于所有订单/);
    expect(chinese.rows).toEqual([]);
  });

  it('moves windows with it', async () => {
    const metrics = {
      month: { of: 'orders', take: 'sum', what: 'amount', window: { last: 1, unit: 'month' } },
      previous: { of: 'orders', take: 'sum', what: 'amount', window: { calendar: 'month', offset: -1 } },
    };
    const tiers = [
      { id: 'base', name: 'Base' },
      { id: 'top', name: 'Top', when: { metric: 'month', atLeast: 500 } },
    ];
    const asOf = async (day: string) =>
      await gradeFiles({ orders: three, scheme: { metrics, tiers }, args: ['--as-of', day] });
    expect((await asOf('2026-02-28')).row('ada')).toMatchObject({ month: '500.00', tier: 'top' });
    expect((await asOf('2026-03-01')).row('ada')).toMatchObject({ month: '0.00', tier: 'base' });
    expect((await asOf('2026-03-01')).row('bob')).toMatchObject({ month: '700.00', previous: '700.00' });
  });

  it.each(['2026-02-30', '2026-13-01', 'today', '', '46000'])('%j is refused', async (day) => {
    const { code, said, left } = await refuseFiles({ orders: three, args: ['--as-of', day] });
    expect([code, said.length, left]).toEqual([1, 1, []]);
    expect(said[0]).toMatch(/--as-of.*2026-01-31/);
  });
});
