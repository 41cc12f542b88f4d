import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { bigint, commas, type Expression } from '../../sql/expression.ts';
import { bringBack } from './bring-back.ts';
import { forgetCustomers } from './customer-ids.ts';
import { saidColumns } from './fill-blanks.ts';
import { endRows } from './recording.ts';
import { addSettled } from './settled-refunds.ts';
import { origins } from './undo-settled.ts';
import { numbered, planned } from './undo-tables.ts';

export interface UndoneRecordings {
  /** The import's own. */
  readonly recordings: readonly bigint[];
  /** That of the undo. */
  readonly recording: bigint;
}

/** Ends the orders, refunds and events of a plan, and brings back what they were before as new versions. */
export async function takeRowsBack(db: Queryable, undone: UndoneRecordings): Promise<void> {
  const orders = sql`order_id in (select id from ${planned('orders')})`;
  const events = sql`event_id in (select id from ${planned('events')})`;
  const refunds = sql`refund_id in (select id from ${planned('refunds')})`;
  for (const [table, which, order] of [
    ['orders', orders, ['customer_id', 'day']],
    ['several_lines', orders, ['customer_id', 'order_id', 'line_no']],
    ['refunds', refunds, ['customer_id', 'day']],
    ['events', events, ['customer_id', 'day']],
  ] as const) {
    await endRows(db.kysely, table, undone.recording, which);
    const own = numbered(undone.recordings);
    const replaced = sql`ended_by in ${own} and recorded_by not in ${own}`;
    // Orders that lose refunds alone come back as they were a moment ago.
    const lessened = sql`ended_by = ${bigint(undone.recording)} and exists (select 1 from ${planned('orders')} as p
      where p.id = order_id and p.before = recorded_by)`;
    const before = which === orders ? sql`(${replaced} or ${lessened})` : replaced;
    await bringBack(db, table, {
      which: sql`${which} and ${before}`,
      order,
      recording: undone.recording,
    });
  }
  await run(
    db,
    sql`update orders set refunded = origin.refunded, refund_day = origin.refund_day from ${origins} as origin
      where origin.id = orders.order_id and orders.recorded_by = ${bigint(undone.recording)}`,
  );
  // Another settlement may have told of the same refunds.
  await addSettled(db.kysely, undone.recording);
}

/** The same for customers. Who goes keeps his number, which nobody else gets. */
export async function takeCustomersBack(
  db: Queryable,
  { recordings, recording }: UndoneRecordings,
): Promise<void> {
  const by = bigint(recording);
  await run(
    db,
    sql`insert into customers_history select customers.*, ${by} from customers where customer_id in ${changedCustomers}`,
  );
  const before = sql`select h.* from customers_history as h join ${planned('customers')} as p on p.id = h.customer_id and p.before = h.recorded_by
    where h.ended_by in ${numbered(recordings)}`;
  const sets = saidColumns.map((name) => sql`${sql.ref(name)} = ${sql.ref(`before.${name}`)}`);
  await run(
    db,
    sql`update customers set ${commas(sets)}, recorded_by = ${by} from (${before}) as before
      where before.customer_id = customers.customer_id`,
  );
  await run(
    db,
    sql`insert into gone_customers select customer_id, external_id, ${by} from customers where customer_id in ${goingCustomers}`,
  );
  await forgetCustomers(db.kysely, sql`customer_id in ${goingCustomers}`);
  await endRows(db.kysely, 'customers', recording, sql`current.customer_id in ${goingCustomers}`);
}

/** Of a plan, as they stand after `in`. */
export const goingCustomers: Expression = sql`(select id from ${planned('customers')} where before is null)`;
export const changedCustomers: Expression = sql`(select id from ${planned('customers')} where before is not null)`;
