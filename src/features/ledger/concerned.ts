import { sql } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Expression } from '../../sql/expression.ts';
import { movesSql } from '../../sql/lifecycle-days.ts';

/**
 * `customer_id` of those of whom the day after the ledger's last may change anything though their facts are the same: a step of the
 * lifecycle is due, something was set by hand, or they hold nothing yet.
 */
export function concernedBy({ policy }: Scheme, day: Day): Expression {
  const held = sql`select *, cast(nullif(split_part(facts, ':', 1), '') as bigint) as computed, split_part(facts, ':', 2) as holds from held`;
  return sql`select customer_id from (${held}) as held_then where ${movesSql(policy, day)}
    union all ${setByHand} union all select customer_id from customers where customer_id not in (select customer_id from held)`;
}

/** `customer_id` of those of whom anything was ever set by hand. */
export const setByHand = sql`select customer_id from overrides union all select customer_id from freezes`;
