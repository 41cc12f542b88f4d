import { type Kysely, sql } from 'kysely';
import { needsReferrals } from '../../domain/metric.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Dialect, Expression } from '../../sql/expression.ts';
import { chosen } from './chosen.ts';

/** The customers, and whoever brought one of them, now or by an earlier version: where a scheme counts referrals, theirs are others too. */
export async function withReferrers(
  trx: Kysely<unknown>,
  dialect: Dialect,
  { metrics }: Scheme,
  ids: readonly bigint[],
): Promise<readonly bigint[]> {
  if (ids.length === 0 || !countsReferrals({ metrics })) return ids;
  const { rows } = await sql<{
    id: bigint;
  }>`${referrersOf(sql`customer_id in ${chosen(dialect, 'bigint', ids)}`)}`.execute(trx);
  return [...new Set([...ids, ...rows.map(({ id }) => id)])];
}

export function countsReferrals({ metrics }: Pick<Scheme, 'metrics'>): boolean {
  return [...metrics.values()].some(({ definition }) => needsReferrals(definition));
}

/** A condition on `customer_id`: whom another one chooses, and whoever brought one of them. */
export function orReferrers(scheme: Scheme, touched: Expression): Expression {
  if (!countsReferrals(scheme)) return touched;
  return sql`(${touched} or customer_id in (${referrersOf(touched)}))`;
}

/**
 * `customer_id, day` of those who brought somebody of whom something was recorded, or replaced, since then, by the days on which
 * that one registered or bought; and of those into whom somebody who brought others was merged since then. `since` is a condition on the number of a recording in a column.
 */
export function broughtSince(since: (column: string) => Expression): Expression {
  const named = (table: string, number: string): Expression =>
    sql`select customer_id as referred_id, referred_by, registered_day from ${sql.table(table)}
      where referred_by is not null and ${since(number)}`;
  const renamed = sql`select external_id from merged_names
    where customer_id in (select kept_id from customer_merges where ${since('recorded_by')})`;
  const taken = sql`select customer_id as referred_id, referred_by, registered_day from customers
    where referred_by in (${renamed})`;
  const parts = [named('customers', 'recorded_by'), named('customers_history', 'ended_by'), taken];
  const changed = sql`(${sql.join(parts, sql` union all `)}) as changed`;
  const bought = (table: string, number: string): Expression =>
    sql`select referred_by, day from (select customer_id as buyer, day from ${sql.table(table)} where ${since(number)}) as bought
      join customers on customer_id = buyer where referred_by is not null`;
  const days = [
    sql`select referred_by, registered_day as day from ${changed} where registered_day is not null`,
    sql`select referred_by, day from ${changed} join orders on orders.customer_id = referred_id`,
    bought('orders', 'recorded_by'),
    bought('orders_history', 'ended_by'),
  ];
  return sql`select customer_id, day from customer_names
    join (${sql.join(days, sql` union all `)}) as brought on brought.referred_by = external_id`;
}

/** `select customer_id as id` of those who brought the customers that a condition on `customer_id` chooses, now or by an earlier version. */
function referrersOf(brought: Expression): Expression {
  return sql`select customer_id as id from customer_names where external_id in (
    select referred_by from customers where referred_by is not null and ${brought}
    union select referred_by from customers_history where referred_by is not null and ${brought})`;
}
