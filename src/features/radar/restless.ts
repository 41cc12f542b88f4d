import { sql } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import { needsReferrals } from '../../domain/metric.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { date, type Expression } from '../../sql/expression.ts';
import { tablesOf } from '../../sql/tables.ts';

/**
 * Customers for whom a rule may begin to hold on any day though nothing more is recorded: they have rows of days to come, or
 * amounts below 0, whose leaving a window makes a sum rise.
 */
export function restlessCustomers(scheme: Scheme, day: Day): Expression {
  const after = (column: string): Expression => sql`${sql.ref(column)} > ${date(day)}`;
  const counts = [scheme.count, ...[...scheme.metrics.values()].flatMap(countOf)];
  // What is taken off an order is spread over its lines to the cent, of which one may go below 0.
  const takenOff = counts.some(({ without }) => without.length > 0) ? sql`true` : sql`refunded is not null`;
  const parts = [
    sql`select customer_id from orders where ${after('day')} or ${after('refund_day')} or amount < 0 or quantity < 0
      or (line_count > 1 and ${takenOff})`,
    sql`select customer_id from several_lines where amount < 0 or quantity < 0`,
    sql`select customer_id from refunds`,
    sql`select customer_id from events where ${after('day')} or quantity < 0 or rating < 0`,
    sql`select customer_id from customers where ${after('registered_day')}`,
  ];
  if ([...scheme.metrics.values()].some(({ definition }) => needsReferrals(definition))) {
    parts.push(
      sql`select customer_id from ${tablesOf(sql`true`).referrals} where ${after('registered_day')} or ${after('first_order_day')}`,
    );
  }
  return sql`(${sql.join(parts, sql` union `)})`;
}

function countOf({ definition }: Scheme['metrics'] extends ReadonlyMap<string, infer M> ? M : never) {
  return 'count' in definition ? [definition.count] : [];
}
