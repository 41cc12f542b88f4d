import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { GradedTable } from '../tiers/grade-all.ts';
import type { TierRow } from './report.ts';

/** Customers and revenue of each tier, in the scheme's order. The table must hold `spend`. */
export async function tierRows(
  db: Queryable,
  scheme: Scheme,
  { table, metrics }: GradedTable,
): Promise<TierRow[]> {
  const spend = metrics.find(({ metric }) => metric.id === 'spend');
  const revenue = sql`cast(sum(${sql.ref(spend?.value.name ?? '')}) as bigint)`;
  const rows = await run(
    db,
    sql`select tier, count(*) as n, ${revenue} as revenue from ${sql.table(table)} group by tier`,
  );
  const byTier = new Map(rows.map((row) => [Number(row.tier), row]));
  return scheme.tiers.map(({ id, name }, index) => {
    const row = byTier.get(index);
    return { id, name, customers: Number(row?.n ?? 0), revenue: BigInt(row?.revenue ?? 0) };
  });
}
