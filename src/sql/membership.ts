import { sql } from 'kysely';
import { type Day, firstDay } from '../domain/calendar.ts';
import type { CountPolicy } from '../domain/metric.ts';
import { date, type Expression } from './expression.ts';
import { countedSql } from './purchase.ts';
import type { Tables } from './tables.ts';

/** The day a customer's membership is counted from: registration by the day, else the first counted order. */
export function originSql(firstCounted: Expression, asOf: Day): Expression {
  const registered = sql`case when registered_day <= ${date(asOf)} then registered_day end`;
  return sql`coalesce(${registered}, ${firstCounted})`;
}

/** The latest yearly return of a day on or before another; 29 February falls on 28 February in common years. */
export function lastAnniversarySql(origin: Expression, asOf: Day): Expression {
  const years = sql`(${yearOf(date(asOf))} - ${yearOf(origin)})`;
  const after = (count: Expression): Expression =>
    sql`cast(${origin} + ${count} * interval '1 year' as date)`;
  const thisYear = after(years);
  return sql`case when ${thisYear} <= ${date(asOf)} then ${thisYear} else ${after(sql`(${years} - 1)`)} end`;
}

function yearOf(day: Expression): Expression {
  return sql`cast(extract(year from ${day}) as integer)`;
}

/** The first day of every customer's current membership year: `(start_customer, <name>)`. */
export function membershipStarts(
  count: CountPolicy,
  asOf: Day,
  name: string,
  { orders, customers }: Tables,
): Expression {
  const first = sql`select customer_id as first_customer, min(day) as first_day from ${orders}
    where day <= ${date(asOf)} and ${countedSql(count, asOf)} group by customer_id`;
  const origin = sql`select customer_id, ${originSql(sql`first_day`, asOf)} as origin_day
    from ${customers} left join (${first}) as f on first_customer = customer_id`;
  return sql`select customer_id as start_customer, ${lastAnniversarySql(sql`origin_day`, asOf)} as ${sql.ref(name)}
    from (${origin}) as origins`;
}

/** The same of the day on which a customer's tier began; of whom holds none the first of all days. */
export function tierStarts(began: Expression, name: string, { customers }: Tables): Expression {
  return sql`select customer_id as start_customer, coalesce(began, ${date(firstDay)}) as ${sql.ref(name)}
    from ${customers} left join (select customer_id as holder, began from ${began} as tiers) as held on holder = customer_id`;
}
