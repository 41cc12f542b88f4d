import { formatMoney } from '../domain/currency.ts';
import { describeTier } from '../domain/describe/describe-tier.ts';
import type { Scheme } from '../domain/scheme.ts';
import type { Lang } from '../domain/text.ts';
import type { GradeReport } from '../features/grade/report.ts';
import { denseTable, grouped } from './dense-table.ts';

/** The tier table for people, highest tier first: customers and revenue with their shares. */
export function tierTable(
  { tiers, asOf }: Pick<GradeReport, 'tiers' | 'asOf'>,
  scheme: Scheme,
  lang: Lang,
): string {
  const customers = tiers.reduce((sum, tier) => sum + tier.customers, 0);
  const revenue = tiers.reduce((sum, tier) => sum + tier.revenue, 0n);
  const head =
    lang === 'zh'
      ? ['等级', '客户数', '占比', '销售额', '占比']
      : ['Tier', 'Customers', 'Share', 'Revenue', 'Share'];
  const table = denseTable({
    head,
    colAligns: ['left', 'right', 'right', 'right', 'right'],
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
  const rules = scheme.tiers
    .toReversed()
    .map((tier) => `  ${tier.name[lang]}${lang === 'zh' ? '：' : ': '}${describeTier(tier, scheme)[lang]}\n`);
  return `${title}\n${ruled(table.toString())}\n${rules.join('')}`;
}

/** One decimal, `–` of nothing. */
function percent(part: bigint, whole: bigint): string {
  if (whole === 0n) return '–';
  return `${(Number((part * 100_000n) / whole) / 1000).toFixed(1)}%`;
}

/** A line under the head and one above the total. */
function ruled(table: string): string {
  const [top = '', head = '', ...rows] = table.split('\n');
  const line = top.replace('┌', '├').replaceAll('┬', '┼').replace('┐', '┤');
  return [top, head, line, ...rows.slice(0, -2), line, ...rows.slice(-2)].join('\n');
}
