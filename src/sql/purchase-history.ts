import { sql } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import type { CountPolicy } from '../domain/metric.ts';
import { bigint, type Dialect, date, type Expression, wide } from './expression.ts';
import { isSomebodys } from './nobody.ts';
import { countedAmountSql, countedSql } from './purchase.ts';
import type { Tables } from './tables.ts';

/** What is looked at of purchases, as of when, and whether their margin is. */
export interface HistoryChoice {
  readonly count: CountPolicy;
  readonly until: Day;
  readonly margin: boolean;
}

/**
 * Per customer with a counted order: `frequency`, the days he bought on after the first; `recency` and `age`, the days
 * from his first purchase to the last and to `until`; and of his purchases after the first day, in minor units, `earned`,
 * the margin of orders that tell it, and `sold`, what the others came to, where refunds count less what was given back
 * beside orders.
 */
export function purchaseHistories(choice: HistoryChoice, tables: Tables, dialect: Dialect): Expression {
  const { until } = choice;
  const days = sql`select customer_id, day, ${sum(sql`kept`)} as earned,
      ${sum(sql`case when kept is null then counted end`)} as sold
    from (${countedOrders(choice, tables, dialect)}) as counted_orders group by customer_id, day`;
  const dated = sql`select *, min(day) over (partition by customer_id) as first_day from (${days}) as days`;
  const after = (column: string): Expression =>
    sql`coalesce(cast(sum(${sql.ref(column)}) filter (where day > first_day) as bigint), ${bigint(0)})`;
  const customers = sql`select customer_id, first_day, cast(count(*) - 1 as bigint) as frequency,
      cast(max(day) - first_day as bigint) as recency, cast(${date(until)} - first_day as bigint) as age,
      ${after('earned')} as earned, ${after('sold')} as sold
    from (${dated}) as dated group by customer_id, first_day`;
  if (choice.count.amount === 'gross') {
    return sql`select customer_id, frequency, recency, age, earned, sold from (${customers}) as bought`;
  }
  const returned = sql`select customer_id, day as returned_day, amount as returned from ${tables.refunds} where day <= ${date(until)}`;
  return sql`select bought.customer_id, frequency, recency, age, earned,
      sold - coalesce(cast(sum(returned) as bigint), ${bigint(0)}) as sold
    from (${customers}) as bought
    left join (${returned}) as given_back on given_back.customer_id = bought.customer_id and returned_day > first_day
    group by bought.customer_id, frequency, recency, age, earned, sold`;
}

/** How many orders count, and of those that tell their margin how many there are, what they came to and earned. */
export function knownMargins(choice: HistoryChoice, tables: Tables, dialect: Dialect): Expression {
  const sold = sum(sql`case when kept is not null then counted end`);
  return sql`select count(*) as orders, count(kept) as telling, ${sum(sql`kept`)} as earned, ${sold} as sold
    from (${countedOrders({ ...choice, margin: true }, tables, dialect)}) as counted_orders`;
}

/** Every counted order of a customer with what it counts for and as much of its margin as of its amount was not given back. */
function countedOrders(
  { count, until, margin }: HistoryChoice,
  { orders }: Tables,
  dialect: Dialect,
): Expression {
  const share = dialect.quotient(sql`${wide(sql`margin`)} * stays`, sql`amount`);
  const kept = sql`case when stays = amount or amount <= 0 then margin else ${share} end`;
  const stays = countedAmountSql({ ...count, without: [] }, until, 'amount');
  return sql`select customer_id, day, counted, ${margin ? kept : sql`cast(null as bigint)`} as kept
    from (select customer_id, day, amount, margin, ${countedAmountSql(count, until, 'amount')} as counted, ${stays} as stays
      from ${orders} where ${isSomebodys()} and day <= ${date(until)} and ${countedSql(count, until)}) as worth`;
}

function sum(value: Expression): Expression {
  return sql`cast(sum(${value}) as bigint)`;
}
