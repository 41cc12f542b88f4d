import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { constantText } from '../../sql/expression.ts';
import { isAnyTold, standingWithout, totalsOf } from './settled-refunds.ts';
import { contents, walkDown } from './undo-stack.ts';
import { numbered, planned, stays } from './undo-tables.ts';

/**
 * The table of a plan with what orders that are about to stand again said themselves was given back: `id, refunded, refund_day`. The version that
 * comes back may be one that an undo made, with refunds that settlements told of by then.
 */
export const origins = sql.table('undo_origins');

/**
 * Adds to a plan the orders to which an undo gave refunds that the import, a settlement, told of beside others: they come back without those. To be
 * asked when it is known which orders are the import's and which stay.
 */
export async function planSettled(db: Queryable, recordings: readonly bigint[]): Promise<void> {
  await run(db, sql`create temporary table ${origins} (id bigint, refunded bigint, refund_day date)`);
  if (!(await isAnyTold(db.kysely))) return;
  const undos = sql`(select recording_id from recordings join imports on imports.import_id = recordings.import_id where undoes is not null)`;
  const told = sql`(select order_id from settled_refunds where recorded_by in ${numbered(recordings)})`;
  const known = sql`(select id from ${planned('orders')} union all select id from ${stays} where what = ${constantText('orders')})`;
  await walkDown(
    db,
    'orders',
    sql`(select id, before as version from ${planned('orders')}
        where before in ${undos} and id in (select order_id from settled_refunds)
      union all select order_id, recorded_by from orders
        where order_id in ${told} and recorded_by in ${undos} and order_id not in ${known})`,
    'origins',
  );
  await run(
    db,
    sql`insert into ${origins} select content.id, refunded, refund_day from ${contents('origins')} as content
      join orders_history as h on h.order_id = content.id and h.recorded_by = content.version`,
  );
  await run(
    db,
    sql`insert into ${planned('orders')} select current.order_id, current.customer_id, current.recorded_by, current.customer_id
      from orders as current join ${origins} as origin on origin.id = current.order_id
        left join ${totalsOf(standingWithout(recordings))} as total on total.order_id = current.order_id
      where current.order_id not in ${known}
        and current.refunded > greatest(coalesce(origin.refunded, 0), least(coalesce(total.refunded, 0), current.amount))`,
  );
}
