import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { GradedTable } from '../tiers/grade-all.ts';

/** How many customers moved between two days, by positions in the draft's tiers. */
export interface Move {
  /** Null: was not known before. */
  readonly from: number | null;
  readonly to: number;
  readonly customers: number;
}

/** Everybody graded as of a day, by the tier before: the moves to one tier add up to its customers. */
export async function countMoves(work: Queryable, before: GradedTable, now: GradedTable): Promise<Move[]> {
  const rows = await run(
    work,
    sql`select earlier.tier as from_tier, later.tier as to_tier, count(*) as customers
      from ${sql.table(now.table)} as later left join ${sql.table(before.table)} as earlier
        on earlier.customer_id = later.customer_id
      group by earlier.tier, later.tier order by earlier.tier nulls first, later.tier`,
  );
  return rows.map(({ from_tier, to_tier, customers }) => ({
    from: from_tier === null ? null : Number(from_tier),
    to: Number(to_tier),
    customers: Number(customers),
  }));
}

/** The column of a metric that a graded table stores. */
export function storedColumn({ metrics }: GradedTable, id: string): string {
  const found = metrics.find(({ metric }) => metric.id === id);
  if (found === undefined) throw new RangeError(`not stored: ${id}`);
  return found.value.name;
}
