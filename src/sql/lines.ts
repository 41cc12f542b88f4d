import { sql } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import type { CountPolicy } from '../domain/metric.ts';
import { as, bigint, commas, type Dialect, type Expression, wide } from './expression.ts';
import { countedAmountSql } from './purchase.ts';
import type { Tables } from './tables.ts';

/** A line's counted amount under one policy, as the column `name`. */
export interface LineAmount {
  readonly name: string;
  readonly count: CountPolicy;
}

/**
 * `order_lines` with counted amounts. What an order loses (refund, shipping, tax) is spread over its lines
 * by amount, truncated, the remainder to the last, so that the lines add up to the order's counted amount.
 */
export function linesWithAmounts(
  amounts: readonly LineAmount[],
  asOf: Day,
  dialect: Dialect,
  { order_lines }: Tables,
): Expression {
  if (amounts.length === 0) return order_lines;
  const lost = amounts.map(({ name, count }) =>
    as(sql`order_amount - ${countedAmountSql(count, asOf, 'order_amount')}`, `${name}_lost`),
  );
  const shares = amounts.map(({ name }) => {
    const share = dialect.quotient(sql`${wide(sql.ref(`${name}_lost`))} * amount`, sql`order_amount`);
    return as(sql`case when order_amount = 0 then ${bigint(0)} else ${share} end`, `${name}_share`);
  });
  const counted = amounts.map(({ name }) => {
    const [all, own] = [sql.ref(`${name}_lost`), sql.ref(`${name}_share`)];
    const last = sql`${all} - cast(sum(${own}) over this_order as bigint) + ${own}`;
    const part = sql`case when line_no = max(line_no) over this_order then ${last} else ${own} end`;
    return as(sql`amount - (${part})`, name);
  });
  return sql`(select *, ${commas(counted)}
    from (select *, ${commas(shares)} from (select *, ${commas(lost)} from ${order_lines}) as with_lost) as with_shares
    window this_order as (partition by customer_id, order_id)) as lines`;
}

/** Facts of an order that its lines decide: `(flag_customer, flag_order, flags…)`, true if any line says so. */
export function orderFlags(
  flags: readonly { readonly name: string; readonly condition: Expression }[],
  { order_lines }: Tables,
): Expression {
  const columns = flags.map(({ name, condition }) => as(sql`bool_or(${condition})`, name));
  return sql`select customer_id as flag_customer, order_id as flag_order, ${commas(columns)}
    from ${order_lines} group by customer_id, order_id`;
}
