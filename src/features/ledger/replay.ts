import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import { type Day, momentOf } from '../../domain/calendar.ts';
import { date, type Expression } from '../../sql/expression.ts';
import { inFolderTurn } from '../evaluations/one-at-a-time.ts';
import { timestamp } from '../register/recording.ts';
import { again, decideAgain, dropAgain } from './decide-again.ts';
import { correctionsSql } from './enter-corrections.ts';

export interface Replay {
  /** The days that were decided again; null where there is no ledger of the current standard yet. */
  readonly days: { readonly from: string; readonly to: string } | null;
  readonly customers: number;
  /** Customers and days of whom the register says something else than the ledger. */
  readonly differences: number;
  /** One of them: the customer's number and the day. */
  readonly example: { readonly customer: string; readonly day: string } | null;
}

/**
 * Decides every day of the standard in force again, of everybody, from nothing but the register, and holds it against the
 * ledger. Changes nothing. What was recorded since the last evaluation and bears an earlier day is told as a difference.
 */
export async function replayLedger(folder: DataFolder): Promise<Replay> {
  return await inFolderTurn(folder, 'replay', async () => {
    const work = await folder.database().separate();
    try {
      const redone = await decideAgain(work, folder.database().reader, everybody);
      if (redone === null) return { days: null, customers: 0, differences: 0, example: null };
      const { scheme, state } = redone;
      const differing = correctionsSql({ scheme, day: state.decided });
      const [found = {}] = await run(
        work,
        sql`select count(*) as n, min(cast(customer_id as text) || ' ' || cast(effective as text)) as example from (${differing}) as differing`,
      );
      const [all = {}] = await run(work, sql`select count(*) as n from ${sql.table(again.people)}`);
      const [customer, on] = found.example == null ? [] : String(found.example).split(' ');
      return {
        days: { from: redone.first, to: state.decided },
        customers: Number(all.n),
        differences: Number(found.n),
        example: customer === undefined || on === undefined ? null : { customer, day: on },
      };
    } finally {
      await dropAgain(work.kysely);
      await work.close();
    }
  });
}

/** Everybody from the day he became a customer: was recorded, registered, bought, got money back or had to do with the business. */
function everybody(since: Day, timeZone: string): Expression {
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
