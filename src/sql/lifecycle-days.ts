import { sql } from 'kysely';
import { addDays, type Day } from '../domain/calendar.ts';
import { isPeriodEnd } from '../domain/lifecycle/decision-day.ts';
import type { LifecyclePolicy, Scheme } from '../domain/scheme.ts';
import { type ColumnOf, conditionSql } from './condition.ts';
import { constantText, date, type Expression, or } from './expression.ts';

/** For each tier, lowest first, `1` where its `when` or `keep` holds, else `0`; the base tier's is `1`. One text. */
export function holdsSql({ tiers }: Scheme, columnOf: ColumnOf): Expression {
  const [yes, no] = [constantText('1'), constantText('0')];
  const digits = tiers.map(({ when, keep }) => {
    const rules = [when, keep].filter((rule) => rule !== null);
    if (when === null) return yes;
    return sql`case when ${or(rules.map((rule) => conditionSql(rule, columnOf)))} then ${yes} else ${no} end`;
  });
  return sql`(${sql.join(digits, sql` || `)})`;
}

/** The highest tier not above the held one that holds: the last `1` in the text up to it. */
export function keptTierSql(held: Expression, holds: Expression): Expression {
  const upToHeld = sql`substr(${holds}, 1, cast(${held} as integer) + 1)`;
  return sql`${held} + 1 - cast(strpos(reverse(${upToHeld}), '1') as bigint)`;
}

/** Whether a day is a decision day for downgrades; may look at `began`. */
export function isDecisionDay(policy: LifecyclePolicy, day: Day): Expression {
  const next = addDays(day, 1);
  switch (policy.downgrade) {
    case 'at-once':
      return sql`true`;
    case 'period-end':
      return sql.lit(isPeriodEnd(policy, day));
    case 'anniversary':
      return isAnniversary(next);
    case 'never':
      return sql`false`;
  }
}

/**
 * Of whom the lifecycle can change anything on a day though their facts are those of the eve and nothing was set by hand: of a relation
 * with `heldColumns` on the eve, `computed` and `holds`.
 */
export function movesSql(policy: LifecyclePolicy, day: Day): Expression {
  const [eve, today, next] = [date(addDays(day, -1)), date(day), date(addDays(day, 1))];
  const parts = [
    // A day on which something took effect decides nothing else: the next does.
    sql`began = ${eve}`,
    sql`coalesce(upgrade_on = ${today}, false)`,
    sql`coalesce(downgrade_on in (${today}, ${next}), false)`,
  ];
  if (policy.upgrade === 'at-once' || isPeriodEnd(policy, day)) parts.push(sql`computed > tier`);
  if (policy.downgrade !== 'never') {
    // At once it is decided on the day it is due, but for one on which another standard was brought in.
    const undecided = policy.downgrade === 'at-once' ? sql`downgrade_on is null` : isDecisionDay(policy, day);
    parts.push(sql`(${undecided} and ${keptTierSql(sql`tier`, sql`holds`)} < tier)`);
  }
  return or(parts);
}

/** Whether a day is a yearly return of `began`: of 29 February, 28 February in common years. */
function isAnniversary(at: Day): Expression {
  const [month = 0, day = 0] = at.split('-').slice(-2).map(Number);
  const clamped = month === 2 && day === 28 && addDays(at, 1).endsWith('-03-01');
  return sql`(extract(month from began) = ${sql.lit(month)}
    and extract(day from began) between ${sql.lit(day)} and ${sql.lit(clamped ? 29 : day)})`;
}

/** The earliest day of a downgrade before grace; the tier's beginning where nothing protects. Of a relation with `heldColumns`. */
export function protectedUntilSql({ validityMonths }: LifecyclePolicy): Expression {
  const thawed = sql`coalesce(frozen_until + 1, began)`;
  if (!validityMonths) return thawed;
  return sql`greatest(cast(began + ${sql.lit(validityMonths)} * interval '1 month' as date), ${thawed})`;
}
