import { sql } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { commas, type Expression } from '../../sql/expression.ts';
import { movesSql } from '../../sql/lifecycle-days.ts';
import type { GradedTable } from '../tiers/grade-all.ts';
import { columnsOf, heldOnTheEveOf, kept, stateColumns } from './timeline.ts';

interface Passed {
  readonly scheme: Scheme;
  readonly day: Day;
  /** Facts that are still those of the eve. */
  readonly graded: GradedTable;
}

/** `customer_id` of those of whom a day may change anything though their facts are the same: a step of the lifecycle is due, or something was set by hand. */
export function concernedBy({ scheme, day, graded }: Passed): Expression {
  const eve = heldOnTheEveOf(kept, day, null);
  const held = sql`select ${commas([columnsOf('h', ['customer_id', ...stateColumns]), sql`g.computed`, sql`g.holds`])}
    from ${eve} as h join ${sql.table(graded.table)} as g on g.customer_id = h.customer_id`;
  return sql`select customer_id from (${held}) as held_then where ${movesSql(scheme.policy, day)}
    union all ${setByHand} union all select customer_id from customers where customer_id not in (select customer_id from held)`;
}

/** `customer_id` of those of whom anything was ever set by hand. */
export const setByHand = sql`select customer_id from overrides union all select customer_id from freezes`;
