import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gradeFiles, plainScheme, runHere, testFolder } from '../support/grade-files.ts';

const orders = `order_id,customer_id,ordered_at,amount,status,refunded
1,ada,2026-01-05,1234.50,completed,
2,bob,2026-01-06,150,paid,50
3,bob,2026-01-07,0.25,shipped,
4,cleo,2026-01-08,900,unpaid,
5,dan,2026-01-09,80,refunded,
6,"eve 😀 ""q""",2026-01-09,999.99,completed,
`;

async function table(lang: 'zh' | 'en', ...args: string[]) {
  const folder = await mkdtemp(join(await testFolder(), 'table-'));
  await writeFile(join(folder, 'orders.csv'), orders);
  await writeFile(join(folder, 'scheme.json'), JSON.stringify(plainScheme));
  return await runHere(
    ['grade', join(folder, 'orders.csv'), '--scheme', join(folder, 'scheme.json'), ...args],
    lang,
  );
}

/** The cells of the table's rows. */
function cells(stdout: string): string[][] {
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .map((line) =>
      line
        .split('│')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe('the tier table, highest tier first (R009–R014)', () => {
  const rows = [
    ['1', '20.0%', '¥1,234.50', '52.9%'],
    ['2', '40.0%', '¥1,100.24', '47.1%'],
    ['2', '40.0%', '¥0', '0.0%'],
  ];

  it('has customers, their share, the revenue of counted orders and its share', async () => {
    const { code, stdout } = await table('en');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Standard, as of 2026-01-09\n/);
    expect(cells(stdout)).toEqual([
      ['Tier', 'Customers', 'Share', 'Revenue', 'Share'],
      ['Gold (gold)', ...(rows[0] ?? [])],
      ['Silver (silver)', ...(rows[1] ?? [])],
      ['Base (base)', ...(rows[2] ?? [])],
      ['Total', '5', '', '¥2,334.74', ''],
    ]);
  });

  it('is in Chinese for Chinese readers', async () => {
    const { stdout } = await table('zh');
    expect(stdout).toMatch(/^标准，截至 2026-01-09\n/);
    expect(cells(stdout)).toEqual([
      ['等级', '客户数', '占比', '销售额', '占比'],
      ['金卡 (gold)', ...(rows[0] ?? [])],
      ['银卡 (silver)', ...(rows[1] ?? [])],
      ['普通 (base)', ...(rows[2] ?? [])],
      ['合计', '5', '', '¥2,334.74', ''],
    ]);
  });

  it('stands alone on stdout; what was read and how stands on stderr, without bars or colours', async () => {
    const { stdout, stderr } = await table('en');
    expect(stdout).not.toContain('orders.csv');
    expect(stderr).toMatch(/orders\.csv \(utf-8\): 6 order rows/);
    for (const sign of ['\u001b', '\r', '█']) expect(stdout + stderr).not.toContain(sign);
  });

  it('as JSON has the same numbers', async () => {
    const { stdout } = await table('en', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      asOf: '2026-01-09',
      currency: 'CNY',
      customers: 5,
      revenue: 2334.74,
      tiers: [
        { id: 'base', customers: 2, share: 0.4, revenue: 0 },
        { id: 'silver', customers: 2, share: 0.4, revenue: 1100.24 },
        { id: 'gold', customers: 1, share: 0.2, revenue: 1234.5 },
      ],
    });
  });

  it('is the same whether a result file is written or not', async () => {
    const plain = await table('en', '--json');
    const { report } = await gradeFiles({ orders });
    expect(report.tiers).toEqual((JSON.parse(plain.stdout) as { tiers: unknown }).tiers);
  });

  it('reads the standards the product ships', async () => {
    const { report, row } = await gradeFiles({ orders, scheme: 'supermarket' });
    expect(report.tiers.map(({ id, customers }) => `${id} ${customers}`)).toEqual([
      'normal 4',
      'silver 1',
      'gold 0',
      'diamond 0',
    ]);
    expect(row('ada')).toMatchObject({ tier: 'silver', spend: '1234.50', next_tier: 'gold' });
  });
});
