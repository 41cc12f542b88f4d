import { sql } from 'kysely';
import { type Database, run } from '../../db/database.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { tierSql } from '../../sql/evaluation.ts';
import type { GradedTable } from './grade-all.ts';

/** How many customers with what revenue move from one tier to another; positions in the schemes' tiers. */
export interface Migration {
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  /** Minor units. */
  readonly revenue: bigint;
}

/**
 * What a draft that looks at the same metrics would do to everybody, from the stored metrics alone. The
 * rows of one `to` add up to the draft's tier histogram. The table must hold `spend`.
 */
export async function whatIf(
  db: Database,
  draft: Scheme,
  { table, metrics }: GradedTable,
): Promise<Migration[]> {
  const stored = new Map(metrics.map((metric) => [metric.metric.id, metric]));
  const column = (id: string): { value: string; den: string | null } => {
    const found = stored.get(id);
    if (found === undefined) throw new RangeError(`not stored: ${id}`);
    return { value: found.value.name, den: found.den?.name ?? null };
  };
  const tier = tierSql(draft, ({ kind, id }) => {
    if (kind === 'field') throw new RangeError(`fields are not stored: ${id}`);
    const { value, den } = column(id);
    return { value: sql.ref(value), ...(den === null ? {} : { den: sql.ref(den) }) };
  });
  const revenue = sql`cast(sum(${sql.ref(column('spend').value)}) as bigint)`;
  const rows = await run(
    db,
    sql`select tier as from_tier, to_tier, count(*) as customers, ${revenue} as revenue
      from (select *, ${tier} as to_tier from ${sql.table(table)}) as graded group by tier, to_tier order by tier, to_tier`,
  );
  return rows.map((row) => ({
    from: Number(row.from_tier),
    to: Number(row.to_tier),
    customers: Number(row.customers),
    revenue: BigInt(row.revenue ?? 0),
  }));
}
