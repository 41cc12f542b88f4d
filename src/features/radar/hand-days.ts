import { sql } from 'kysely';
import { date } from '../../sql/expression.ts';
import { type Ahead, makeTable } from './facts-ahead.ts';

/** The days ahead on which something begins that was set by hand, or after which it ends: `customer_id, day`. */
export const HAND_DAYS = 'radar_hand_days';

export async function findHandDays(ahead: Ahead): Promise<void> {
  const approved = sql`from overrides where approved_at is not null`;
  await makeTable(
    ahead,
    HAND_DAYS,
    sql`select customer_id, day from (select customer_id, from_day as day ${approved}
        union select customer_id, until_day + 1 ${approved} union select customer_id, last_day + 1 ${approved}) as days
      where day > ${date(ahead.generation.asOf)} and day <= ${date(ahead.until)}`,
  );
}
