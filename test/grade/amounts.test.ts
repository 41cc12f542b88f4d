import { beforeAll, describe, expect, it } from 'vitest';
import { type Graded, gradeFiles } from '../support/grade-files.ts';
import { csvText } from '../support/write-csv.ts';

const readable: readonly (readonly [written: string, total: string])[] = [
  ['1234.5', '1234.50'],
  ['1,234.50', '1234.50'],
  ['1，234.50', '1234.50'],
  ['1,234,567', '1234567.00'],
  ['￥1,234.50', '1234.50'],
  ['¥ 1234.5', '1234.50'],
  ['1234.5元', '1234.50'],
  ['1234.5 元', '1234.50'],
  ['RMB 1234.50', '1234.50'],
  ['CNY1,234.5', '1234.50'],
  ['１２３４．５', '1234.50'],
  ['1.2万', '12000.00'],
  ['1.2万元', '12000.00'],
  ['3千', '3000.00'],
  ['0.01亿', '1000000.00'],
  ['1.5E3', '1500.00'],
  ['.5', '0.50'],
  ['5.', '5.00'],
  ['+5', '5.00'],
  [' 12 ', '12.00'],
  ['\u300012', '12.00'],
  ['\t12', '12.00'],
  ["'12.5", '12.50'],
  ['="12.5"', '12.50'],
  ['0', '0.00'],
  ['0.00', '0.00'],
  ['99999999999.99', '99999999999.99'],
];

const rounded: readonly (readonly [written: string, total: string])[] = [
  ['12.345', '12.35'],
  ['12.344999', '12.34'],
  ['0.005', '0.01'],
  ['0.0049999999999', '0.00'],
  ['1.005', '1.01'],
  ['2.675', '2.68'],
  ['10.123456789012345678', '10.12'],
];

const negative = ['-50', '(50)', '−50', '-¥50', '－50', '-0.01'];

const refused: readonly (readonly [written: string, reason: RegExp])[] = [
  ['abc', /not a number/],
  ['12元5角', /not a number/],
  ['=1+1', /not a number/],
  ['#VALUE!', /not a number/],
  ['1,5', /comma/],
  ['1234,567', /comma/],
  ['5%', /percentage/],
  ['$5', /not in the standard's currency/],
  ['5 EUR', /not in the standard's currency/],
  ['100000000001', /too large/],
  ['', /blank/],
  ['-', /blank/],
  ['无', /blank/],
  ['N/A', /blank/],
];

const written = [
  ...readable.map(([amount]) => amount),
  ...rounded.map(([amount]) => amount),
  ...negative,
  ...refused.map(([amount]) => amount),
];
const header = ['customer_id', 'ordered_at', 'amount'];

let graded: Graded;
beforeAll(async () => {
  const rows = written.map((amount, index) => [`c${index}`, '2026-01-01', amount]);
  graded = await gradeFiles({ orders: csvText([header, ...rows]) });
});
const customer = (amount: string): string => `c${written.indexOf(amount)}`;

describe('amounts are read as shops write them (R005–R008)', () => {
  it.each([...readable, ...rounded])('%j is %s', (amount, total) => {
    expect(graded.row(customer(amount))).toMatchObject({ total, purchases: '1' });
  });

  it('those with more decimals than the currency are rounded half away from zero, and counted as tidied', () => {
    expect(graded.report.files[0]?.tidied.rounded).toBe(rounded.length);
    expect(graded.stderr).toMatch(new RegExp(`rounded\\D+${rounded.length}\\b`));
  });

  it.each(negative)('an order of %j counts as an order of nothing', (amount) => {
    expect(graded.row(customer(amount))).toMatchObject({ total: '0.00', purchases: '1' });
  });

  it('amounts below zero are pointed out, as they may be returns', () => {
    expect(graded.stderr).toMatch(new RegExp(`^${negative.length} rows have a negative amount`, 'm'));
  });

  it.each(refused)('%j leaves its row out and says why', (amount, reason) => {
    const row = String(written.indexOf(amount) + 2);
    const rejects = graded.rejects.filter((reject) => reject.row === row);
    expect(rejects).toMatchObject([{ column: 'amount', reason: expect.stringMatching(reason) }]);
    expect(graded.rows.map(({ customer_id }) => customer_id)).not.toContain(customer(amount));
  });

  it('rejected rows are counted on stderr, reason by reason, and the run succeeds', () => {
    expect(graded.code).toBe(0);
    expect(graded.report.files[0]).toMatchObject({ rows: written.length, rejected: refused.length });
    expect(graded.stderr).toMatch(new RegExp(`\\b${refused.length} rows left out`));
    expect(graded.stderr).toMatch(/4 × .*blank/);
  });
});

describe('an amount made of quantity and unit price (R005–R008)', () => {
  const cases: readonly (readonly [quantity: string, price: string, total: string])[] = [
    ['3', '0.335', '1.01'],
    ['1', '0.005', '0.01'],
    ['1', '0.0049', '0.00'],
    ['2.5', '0.33', '0.83'],
    ['0.5', '0.01', '0.01'],
    ['3', '0.1234', '0.37'],
    ['7', '￥1,000.10', '7000.70'],
    ['2件', '10元', '20.00'],
    ['1000000', '99999.99', '99999990000.00'],
    ['3', '0.333333', '1.00'],
    ['0', '5', '0.00'],
  ];

  it('is rounded to the minor unit, half away from zero', async () => {
    const rows = cases.map(([quantity, price], index) => [`c${index}`, '2026-01-01', quantity, price]);
    const { row } = await gradeFiles({
      orders: csvText([['customer_id', 'ordered_at', 'quantity', 'unit_price'], ...rows]),
    });
    const totals = cases.map(([quantity, price], index) => [quantity, price, row(`c${index}`).total]);
    expect(totals).toEqual(cases);
  });

  it('is rounded line by line, not once per order', async () => {
    const { row } = await gradeFiles({
      orders: `order_id,customer_id,ordered_at,quantity,unit_price
1,ada,2026-01-01,1,0.335
1,ada,2026-01-01,3,0.335
1,ada,2026-01-01,-1,0.335
`,
    });
    expect(row('ada')).toMatchObject({ total: '1.01', purchases: '1' });
  });

  it('stands back where the file has amounts', async () => {
    const { row } = await gradeFiles({
      orders: 'customer_id,ordered_at,quantity,unit_price,amount\nada,2026-01-01,2,10,15\n',
    });
    expect(row('ada').total).toBe('15.00');
  });

  it('without a price leaves the row out and names what is blank', async () => {
    const { rejects, rows } = await gradeFiles({
      orders: 'customer_id,ordered_at,quantity,unit_price\nada,2026-01-01,2,\nbob,2026-01-01,1,1\n',
    });
    expect(rejects).toMatchObject([{ row: '2', column: expect.stringContaining('unit_price') }]);
    expect(rows).toHaveLength(1);
  });
});

describe('an amount in another currency (R005–R008)', () => {
  it('leaves its row out, whether a column says so or a sign', async () => {
    const { rows, rejects, report } = await gradeFiles({
      orders: `customer_id,ordered_at,amount,currency
ada,2026-01-01,10,CNY
ada,2026-01-01,10,RMB
ada,2026-01-01,10,人民币
ada,2026-01-01,10,
ada,2026-01-01,10,USD
ada,2026-01-01,10,港币
ada,2026-01-01,€10,CNY
ada,2026-01-01,10,doubloons
`,
    });
    expect(rows).toMatchObject([{ total: '40.00', purchases: '4' }]);
    expect(rejects.map(({ row, column, value }) => [row, column, value])).toEqual([
      ['6', 'currency', 'USD'],
      ['7', 'currency', '港币'],
      ['8', 'amount', '€10'],
      ['9', 'currency', 'doubloons'],
    ]);
    expect(report.files[0]?.rejected).toBe(4);
  });

  it('is the scheme’s own where the scheme says so', async () => {
    const { rows } = await gradeFiles({
      orders: 'customer_id,ordered_at,amount,currency\nada,2026-01-01,$10,USD\nada,2026-01-02,5,CNY\n',
      scheme: { currency: 'USD' },
    });
    expect(rows).toMatchObject([{ total: '10.00', purchases: '1' }]);
  });
});
