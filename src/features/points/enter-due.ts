import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { bigint, constantText } from '../../sql/expression.ts';
import { SEPARATOR } from '../register/order-identity.ts';

/**
 * Enters what is due of orders' points and drops the table that says so, `points_due`: `customer_id, order_id, entries` (those of the
 * order so far)`, kind, day, quantity, text, rate, expires_on`. Gives the customers.
 */
export async function enterDue(db: Queryable, recording: () => Promise<bigint>): Promise<bigint[]> {
  const due = sql.table('points_due');
  const rows = await run(db, sql`select distinct customer_id from ${due}`);
  if (rows.length > 0) {
    const recordingId = await recording();
    const separator = constantText(SEPARATOR);
    const said = sql`${constantText('points')} || ${separator} || cast(customer_id as text) || ${separator} || cast(order_id as text) || ${separator} || cast(entries as text)`;
    const id = db.dialect.hash(said);
    await run(
      db,
      sql`insert into events (customer_id, event_id, source, day, kind, text, quantity, recorded_by)
        select customer_id, ${id}, ${constantText('points')}, day, kind, text, quantity, ${bigint(recordingId)} from ${due} order by customer_id, day`,
    );
    await run(
      db,
      sql`insert into order_points (customer_id, order_id, event_id, rate, expires_on, recorded_by)
        select customer_id, order_id, ${id}, rate, expires_on, ${bigint(recordingId)} from ${due} order by customer_id`,
    );
  }
  await run(db, sql`drop table ${due}`);
  return rows.map((row) => BigInt(row.customer_id ?? 0));
}
