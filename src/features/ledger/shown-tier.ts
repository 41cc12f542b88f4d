import { sql } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { as, bigint, date, type Expression, literalText } from '../../sql/expression.ts';

/** The id of a tier by its position. */
export function tierIdSql({ tiers }: Scheme, position: Expression): Expression {
  const cases = tiers.map(({ id }, index) => sql`when ${bigint(index)} then ${literalText(id)}`);
  return sql`case ${position} ${sql.join(cases, sql` `)} end`;
}

/** The position of a tier by its id; null where the scheme has none of the id. */
function tierPositionSql({ tiers }: Scheme, id: Expression): Expression {
  const cases = tiers.map((tier, index) => sql`when ${literalText(tier.id)} then ${bigint(index)}`);
  return sql`case ${id} ${sql.join(cases, sql` `)} end`;
}

/** The overrides in force on a day: `overridden` (the customer), `pin`, `floor` and `ceiling`, of several of a kind the last. */
export function overridesOn(scheme: Scheme, day: Day): Expression {
  const of = (kind: 'pin' | 'floor' | 'ceiling'): Expression =>
    as(sql`max(position) filter (where kind = ${sql.lit(kind)})`, kind);
  return sql`(select customer_id as overridden, ${of('pin')}, ${of('floor')}, ${of('ceiling')}
    from (select distinct on (customer_id, kind) customer_id, kind, ${as(tierPositionSql(scheme, sql`tier`), 'position')} from overrides
      where from_day <= ${date(day)} and (until_day is null or until_day >= ${date(day)})
        and (last_day is null or last_day >= ${date(day)}) and approved_at is not null
      order by customer_id, kind, override_id desc) as last_given
    group by customer_id)`;
}

/** The tier shown: the pin, else the held tier raised to the floor, then lowered to the ceiling. Of a relation with `overridesOn`. */
export function shownTierSql(held: Expression): Expression {
  const raised = sql`greatest(${held}, coalesce(floor, ${held}))`;
  return sql`coalesce(pin, least(${raised}, coalesce(ceiling, ${raised})))`;
}
