import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import { bigint, constantText, date } from '../../sql/expression.ts';
import type { Recorded } from '../evaluations/touched.ts';
import { enterDue } from './enter-due.ts';

export interface Expiring {
  /** The day on which it was looked last, and today. */
  readonly from: Day;
  readonly to: Day;
  readonly seen: Recorded;
  /** As `Earning` has it. */
  readonly recording: () => Promise<bigint>;
}

/**
 * Enters as expired what is left of orders' points whose validity has ended: what customers spent, or had taken off, is taken
 * from their oldest points. Points that were entered by hand or imported count among these and do not expire.
 */
export async function expirePoints(
  db: Queryable,
  { from, to, seen, recording }: Expiring,
): Promise<bigint[]> {
  const ended = sql`select events.customer_id from order_points as p join events on events.event_id = p.event_id
    where expires_on <= ${date(to)} and (expires_on > ${date(from)} or p.recorded_by > ${bigint(seen.last)})`;
  const entries = sql`select e.customer_id, e.event_id, e.day, e.text, e.quantity, p.order_id, p.rate, p.expires_on
    from (select * from events where source = ${constantText('points')} and quantity is not null and customer_id in (${ended})) as e
    left join order_points as p on p.event_id = e.event_id`;
  const ofOrders = sql`select customer_id, order_id, min(event_id) as lot, min(day) as day, min(text) as text, cast(sum(quantity) as bigint) as quantity,
      min(rate) as rate, min(expires_on) as expires_on, count(*) as entries
    from (${entries}) as entries where order_id is not null group by customer_id, order_id`;
  const others = sql`select customer_id, cast(null as bigint), event_id, day, text, quantity, cast(null as bigint), cast(null as date), cast(0 as bigint)
    from (${entries}) as entries where order_id is null and quantity > 0`;
  const taken = sql`select customer_id as taker, cast(-sum(quantity) as bigint) as taken
    from (${entries}) as entries where order_id is null and quantity < 0 group by customer_id`;
  const lots = sql`select lots.*, cast(sum(quantity) over (partition by customer_id order by day, lot rows unbounded preceding) as bigint)
      - coalesce(taken, ${bigint(0)}) as over_taken
    from (${ofOrders} union all ${others}) as lots left join (${taken}) as takers on taker = customer_id`;
  const left = sql`least(quantity, greatest(over_taken, ${bigint(0)}))`;
  await run(
    db,
    sql`create temporary table points_due as select customer_id, order_id, entries, rate, expires_on, text, -${left} as quantity,
        ${constantText('expired')} as kind, case when expires_on > ${date(from)} then expires_on else ${date(to)} end as day
      from (${lots}) as lots where expires_on <= ${date(to)} and ${left} > 0`,
  );
  return await enterDue(db, recording);
}
