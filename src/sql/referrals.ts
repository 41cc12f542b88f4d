import { sql } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import { date, type Expression } from './expression.ts';
import { everPaidSql } from './order-status.ts';

/**
 * Who brought whom: `customer_id` of who brought somebody, and of who was brought `referred_id`, `customer` (his id of the business),
 * `registered_day` and `first_order_day`. `names` has every `external_id` and `customer_id` of everybody who may have brought somebody,
 * `only` is a condition on these.
 */
export function referralRows(names: Expression, only: Expression): Expression {
  const referrers = sql`select customer_id, external_id from ${names} where ${only}`;
  const brought = sql`select customer_id as referred_id, external_id as customer, registered_day, referred_by from customers
    where referred_by in (select external_id from ${names} where ${only})`;
  const paid = everPaidSql(sql`status`);
  const bought = sql`select customer_id as buyer, min(day) as first_order_day from orders
    where ${paid} and customer_id in (select referred_id from (${brought}) as buyers) group by customer_id`;
  return sql`(select referrers.customer_id, referred_id, customer, registered_day, first_order_day
    from (${brought}) as brought join (${referrers}) as referrers
      on referrers.external_id = referred_by and referrers.customer_id <> referred_id
    left join (${bought}) as bought on buyer = referred_id)`;
}

/** Referrals with the `day` on which they lie as of a day; of who has neither registered nor bought by then it is empty. */
export function referralsAsOf({ referrals }: { readonly referrals: Expression }, asOf: Day): Expression {
  const by = (day: Expression): Expression => sql`case when ${day} <= ${date(asOf)} then ${day} end`;
  return sql`(select customer_id, customer, first_order_day,
      coalesce(${by(sql`registered_day`)}, ${by(sql`first_order_day`)}) as day
    from ${referrals}) as referrals`;
}
