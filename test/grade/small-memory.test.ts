import { describe, expect, it } from 'vitest';
import { gradeFiles } from '../support/grade-files.ts';
import { csvText } from '../support/write-csv.ts';

const header =
  'order_id customer_id ordered_at paid_at amount refunded refunded_at status channel category'.split(' ');

/** Orders of two lines each, no value in its usual form. */
function messyFile(first: number): string {
  const rows = Array.from({ length: 50 }, (_, index) => {
    const n = first + Math.floor(index / 2);
    return [
      `="A-${n}"`,
      `'c${n % 7}`,
      `2026年1月${1 + (n % 28)}日`,
      `2026/1/${1 + (n % 28)} 10:00`,
      `¥${index},000.50`,
      `${index}元`,
      `2026.1.${1 + (n % 28)}`,
      '交易成功',
      ` 渠道${n % 3}`,
      `品类${index % 4} `,
    ];
  });
  return csvText([header, ...rows]);
}

describe('a hundred rows in two files are graded by any standard, however they are written (R039)', () => {
  it('with metrics over the membership year, kinds and shares', async () => {
    const { report } = await gradeFiles({
      orders: { 'a.csv': messyFile(0), 'b.csv': messyFile(100) },
      scheme: {
        metrics: {
          year: { of: 'orders', take: 'count', window: { membership: 'year' } },
          kinds: { of: 'orders', take: 'distinct', what: 'category' },
          tea: { of: 'orders', take: 'share', where: { field: 'category', is: '品类1' } },
          channels: { of: 'orders', take: 'distinct', what: 'channel' },
          average: { of: 'orders', take: 'average' },
          gap: { of: 'orders', take: 'average-gap-days' },
          code: { rfm: 'code' },
        },
        tiers: [
          { id: 'base', name: 'Base' },
          { id: 'top', name: 'Top', when: { metric: 'kinds', atLeast: 1 } },
        ],
      },
    });
    expect(report.customers).toBe(7);
  });
});
