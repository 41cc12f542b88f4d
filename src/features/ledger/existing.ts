import { type Kysely, sql } from 'kysely';
import { addDays, type Day, momentOf } from '../../domain/calendar.ts';
import { bigint, date, type Expression } from '../../sql/expression.ts';
import { timestamp } from '../register/recording.ts';

/**
 * A condition on `customer_id`: whoever is a customer by the end of a day: was recorded, or as far as is known now had registered,
 * bought or got money back by then.
 */
export async function existingBy(db: Kysely<unknown>, day: Day, timeZone: string): Promise<Expression> {
  const end = timestamp(momentOf(addDays(day, 1), '00:00', timeZone));
  const { rows } = await sql<{ last: bigint | null }>`select max(recording_id) as last from recordings
    where recorded_at < cast(${end} as timestamp)`.execute(db);
  const last = bigint(rows[0]?.last ?? 0n);
  const recorded = (table: string): Expression =>
    sql`select customer_id from ${sql.table(table)} where recorded_by <= ${last}`;
  const bears = (table: string, column: string): Expression =>
    sql`select customer_id from ${sql.table(table)} where recorded_by > ${last} and ${sql.ref(column)} <= ${date(day)}`;
  const ways = [
    recorded('customers'),
    recorded('customers_history'),
    bears('customers', 'registered_day'),
    bears('orders', 'day'),
    bears('refunds', 'day'),
    bears('events', 'day'),
  ];
  return sql`customer_id in (${sql.join(ways, sql` union all `)})`;
}
