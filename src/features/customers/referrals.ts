import { type Kysely, sql } from 'kysely';
import { type Day, day } from '../../domain/calendar.ts';
import { tablesOf } from '../../sql/tables.ts';

/** Somebody whom a customer brought. */
export interface Brought {
  /** Our number of him. */
  readonly id: bigint;
  /** His id of the business. */
  readonly referred: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly registeredDay: Day | null;
  /** The day of his first order that was ever paid. */
  readonly firstOrderDay: Day | null;
}

/** Whom a customer brought, in the order of their ids. */
export async function readReferrals(db: Kysely<unknown>, customer: bigint): Promise<Brought[]> {
  const { referrals } = tablesOf(sql`customer_id = ${customer}`);
  const { rows } = await sql<{
    id: bigint;
    referred: string;
    name: string | null;
    owner: string | null;
    registered: string | null;
    bought: string | null;
  }>`select referred_id as id, customer as referred, name, owner, cast(referrals.registered_day as text) as registered,
      cast(first_order_day as text) as bought
    from ${referrals} join customers on customers.customer_id = referred_id order by customer`.execute(db);
  return rows.map(({ registered, bought, ...row }) => ({
    ...row,
    registeredDay: registered === null ? null : day(registered),
    firstOrderDay: bought === null ? null : day(bought),
  }));
}
