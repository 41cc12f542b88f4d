import Table from 'cli-table3';
import { formatMoney } from '../domain/currency.ts';
import type { Scheme } from '../domain/scheme.ts';
import type { Lang } from '../domain/text.ts';
import type { GradeReport } from '../features/grade/report.ts';

/** The tier table for people, highest tier first: customers and revenue with their shares. */
export function tierTable({ tiers, asOf }: GradeReport, scheme: Scheme, lang: Lang): string {
  const customers = tiers.reduce((sum, tier) => sum + tier.customers, 0);
  const revenue = tiers.reduce((sum, tier) => sum + tier.revenue, 0n);
  const head =
    lang === 'zh'
      ? ['等级', '客户数', '占比', '销售额', '占比']
      : ['Tier', 'Customers', 'Share', 'Revenue', 'Share'];
  const table = new Table({
    head,
    colAligns: ['left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const tier of tiers.toReversed()) {
    table.push([
      `${tier.name[lang]} (${tier.id})`,
      grouped(tier.customers),
      percent(BigInt(tier.customers), BigInt(customers)),
      formatMoney(tier.revenue, scheme.currency),
      percent(tier.revenue, revenue),
    ]);
  }
  const total = lang === 'zh' ? '合计' : 'Total';
  table.push([total, grouped(customers), '', formatMoney(revenue, scheme.currency), '']);
  const title = lang === 'zh' ? `${scheme.name.zh}，截至 ${asOf}` : `${scheme.name.en}, as of ${asOf}`;
  return `${title}\n${table.toString()}\n`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** One decimal, `–` of nothing. */
function percent(part: bigint, whole: bigint): string {
  if (whole === 0n) return '–';
  return `${(Number((part * 100_000n) / whole) / 1000).toFixed(1)}%`;
}
