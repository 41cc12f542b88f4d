import { moneyText } from '../domain/currency.ts';
import type { Scheme } from '../domain/scheme.ts';
import type { FileReport, GradeReport } from '../features/grade/report.ts';
import type { Finding } from '../features/imports/rejects.ts';

/** The report for programs. Money is a number of major units, shares are 0 to 1. */
export function gradeJson(report: GradeReport, scheme: Scheme): string {
  const customers = report.tiers.reduce((sum, tier) => sum + tier.customers, 0);
  const revenue = report.tiers.reduce((sum, tier) => sum + tier.revenue, 0n);
  const money = (minor: bigint): number => Number(moneyText(minor, scheme.currency));
  return `${JSON.stringify(
    {
      scheme: { id: scheme.id, name: scheme.name },
      asOf: report.asOf,
      currency: scheme.currency,
      customers,
      revenue: money(revenue),
      tiers: report.tiers.map((tier) => ({
        id: tier.id,
        name: tier.name,
        customers: tier.customers,
        share: customers === 0 ? 0 : tier.customers / customers,
        revenue: money(tier.revenue),
        revenueShare: revenue === 0n ? 0 : Number(tier.revenue) / Number(revenue),
      })),
      amounts: report.collapsed.mode,
      ordersWithSeveralRows: report.collapsed.multiRow,
      files: report.files.map(fileJson),
      repeatedFiles: report.repeatedFiles,
      repeatedCustomers: report.repeatedCustomers,
      negativeRows: report.collapsed.negativeRows,
      beforeAllOrders: report.beforeAll,
      remarks: report.remarks,
    },
    null,
    2,
  )}\n`;
}

function fileJson({ staged, counts }: FileReport): object {
  const { file, kind, fields, tidied } = staged;
  const reasons = new Map<string, number>();
  for (const { reason, rows } of counts.findings) reasons.set(reason, (reasons.get(reason) ?? 0) + rows);
  return {
    file: file.original,
    kind,
    encoding: file.encoding,
    delimiter: file.delimiter,
    preset: staged.preset?.id ?? null,
    columns: Object.fromEntries(fields.map(({ name, column }) => [name, file.columns[column]])),
    rows: counts.rows,
    rejected: counts.rejected,
    totals: counts.totals,
    reasons: Object.fromEntries(reasons),
    leftOut: counts.findings.map(findingJson),
    leftBlank: counts.blanked.map(findingJson),
    tidied: Object.fromEntries(tidied),
  };
}

function findingJson({ reason, column, rows, example }: Finding): object {
  return { reason, column: column || null, rows, example: example || null };
}
