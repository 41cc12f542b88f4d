import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { gradeFiles, refuseFiles } from '../support/grade-files.ts';
import { referencePath } from '../support/reference-data.ts';

const absent = 'the reference data is not beside the checkout';

async function linesOf(file: string): Promise<string[]> {
  return (await readFile(file, 'utf8')).trimEnd().split(/\r?\n/);
}

/** Cents as money, per customer, in the order of the customers' ids. */
function sums(purchases: readonly (readonly [customer: string, cents: number])[]): string[][] {
  const cents = new Map<string, { total: number; count: number }>();
  for (const [customer, amount] of purchases) {
    const sum = cents.get(customer) ?? { total: 0, count: 0 };
    cents.set(customer, { total: sum.total + amount, count: sum.count + 1 });
  }
  return [...cents]
    .map(([customer, { total, count }]) => [customer, (total / 100).toFixed(2), String(count)])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}

describe('28,010 real Tmall orders (R005–R008, R039)', () => {
  it('are refused while nobody knows which column is the buyer, and the way out is said', async ({
    skip,
  }) => {
    const file = referencePath('tmall', 'tmall_order_report.csv') ?? skip(absent);
    const { code, said, stdout, left } = await refuseFiles({ files: [file] });
    expect(code).toBe(1);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/no column names the customer \(buyer\).*--map customer_id=收货地址/);
    expect([stdout, left]).toEqual(['', []]);
    const chinese = await refuseFiles({ files: [file], lang: 'zh' });
    expect(chinese.said.join()).toMatch(/买家.*--map customer_id=收货地址/);
  });

  it('are graded by address once that is settled, net of refunds', async ({ skip }) => {
    const file = referencePath('tmall', 'tmall_order_report.csv') ?? skip(absent);
    const { report, rows, rejects } = await gradeFiles({
      files: [file],
      args: ['--map', 'customer_id=收货地址'],
    });
    expect(report.files).toMatchObject([{ preset: 'taobao', rows: 28_010, rejected: 0 }]);
    expect(rejects).toEqual([]);
    expect(report.revenue).toBe(1_902_487.15);
    const paid = (await linesOf(file)).slice(1).flatMap((line): [string, number][] => {
      const [, , net = '', address = '', , paidAt = ''] = line.split(',');
      return paidAt === '' ? [] : [[address, Math.round(Number(net) * 100)]];
    });
    const bought = rows.filter(({ purchases }) => purchases !== '0');
    expect(bought.map((row) => [row.customer_id, row.total, row.purchases])).toEqual(sums(paid));
  });
});

describe('the CDNOW purchases, a file without a header or commas (R005–R008, R039)', () => {
  it.for([
    ['CDNOW_master.txt', 69_659, 23_570, 2_500_315.63],
    ['CDNOW_sample.txt', 6_919, 2_357, null],
  ] as const)('%s: %d purchases of %d customers', async ([name, purchases, customers, revenue], { skip }) => {
    const file = referencePath('cdnow', name) ?? skip(absent);
    const { report, rows } = await gradeFiles({ files: [file], scheme: { currency: 'USD' } });
    const lines = (await linesOf(file)).filter((line) => /\d/.test(line));
    const bought = lines.map((line): [string, number] => {
      const cells = line.trim().split(/\s+/);
      return [cells[0] ?? '', Math.round(Number(cells.at(-1)) * 100)];
    });
    expect(bought).toHaveLength(purchases);
    const total = bought.reduce((sum, [, cents]) => sum + cents, 0) / 100;
    if (revenue !== null) expect(total).toBe(revenue);
    expect(report).toMatchObject({
      customers,
      revenue: total,
      files: [{ preset: 'cdnow', rejected: 0 }],
    });
    expect(rows.map((row) => [row.customer_id, row.total, row.purchases])).toEqual(sums(bought));
  });
});
