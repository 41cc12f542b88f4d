import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { commas } from '../../sql/expression.ts';
import { movesSql } from '../../sql/lifecycle-days.ts';
import { type Recorded, touchedSince } from '../evaluations/touched.ts';
import type { GradedTable } from '../tiers/grade-all.ts';
import { columnsOf, heldOnTheEveOf, kept, stateColumns } from './timeline.ts';

interface Concerned {
  /** `customer_id` of those whose facts may be others than on the eve. */
  readonly table: string;
  readonly recorded: Recorded;
  readonly scheme: Scheme;
  readonly day: Day;
  readonly graded: GradedTable;
}

/**
 * Adds to those whose facts the day changes whoever else it may change anything of: a step of the lifecycle is due, something was set by
 * hand, they are new, or something was recorded since.
 */
export async function addConcerned(
  work: Queryable,
  { table, recorded, scheme, day, graded }: Concerned,
): Promise<void> {
  const eve = heldOnTheEveOf(kept, day, null);
  const held = sql`select ${commas([columnsOf('h', ['customer_id', ...stateColumns]), sql`g.computed`, sql`g.holds`])}
    from ${eve} as h join ${sql.table(graded.table)} as g on g.customer_id = h.customer_id`;
  const ways = [
    sql`select customer_id from (${held}) as held_then where ${movesSql(scheme.policy, day)}`,
    sql`select customer_id from overrides`,
    sql`select customer_id from freezes`,
    sql`select customer_id from customers where customer_id not in (select customer_id from held)`,
    sql`select customer_id from customers where ${touchedSince(recorded)}`,
  ];
  await run(
    work,
    sql`insert into ${sql.table(table)} select distinct customer_id from (${sql.join(ways, sql` union all `)}) as concerned
      where customer_id not in (select customer_id from ${sql.table(table)})`,
  );
}
