import { sql } from 'kysely';
import { type Day, momentOf } from '../../domain/calendar.ts';
import { date, type Expression } from '../../sql/expression.ts';
import { timestamp } from '../register/recording.ts';

/** `customer_id, from_day`: everybody from the day he became a customer: was recorded, registered, bought, got money back or had to do with the business. */
export function customersSince(since: Day, timeZone: string): Expression {
  const began = timestamp(momentOf(since, '00:00', timeZone));
  const recorded = (table: string): Expression =>
    sql`select c.customer_id, case when r.recorded_at < cast(${began} as timestamp) then ${date(since)}
        else cast(r.recorded_at at time zone 'UTC' at time zone ${timeZone} as date) end as day
      from ${sql.table(table)} as c join recordings as r on r.recording_id = c.recorded_by`;
  const ways = [
    recorded('customers'),
    recorded('customers_history'),
    sql`select customer_id, registered_day from customers where registered_day is not null`,
    sql`select customer_id, min(day) from orders group by customer_id`,
    sql`select customer_id, min(day) from refunds group by customer_id`,
    sql`select customer_id, min(day) from events group by customer_id`,
  ];
  return sql`select customer_id, greatest(min(day), ${date(since)}) as from_day from (${sql.join(ways, sql` union all `)}) as ways(customer_id, day)
    where customer_id in (select customer_id from customers) group by customer_id`;
}
