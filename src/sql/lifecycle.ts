import { sql } from 'kysely';
import { addDays, type Day } from '../domain/calendar.ts';
import { isPeriodEnd } from '../domain/lifecycle/decision-day.ts';
import type { LifecyclePolicy } from '../domain/scheme.ts';
import { and, as, commas, constantText, date, type Expression, type NamedExpression } from './expression.ts';
import { isDecisionDay, keptTierSql, protectedUntilSql } from './lifecycle-days.ts';

/**
 * The columns of held states, one row per customer; null is none. An upgrade is scheduled for the next day only.
 * `Held` in `domain/lifecycle/held.ts` says what they mean.
 */
export const heldColumns = {
  customer_id: 'bigint',
  tier: 'bigint',
  began: 'date',
  upgrade_to: 'bigint',
  upgrade_on: 'date',
  downgrade_to: 'bigint',
  downgrade_due: 'date',
  downgrade_on: 'date',
  warned_for: 'date',
  frozen_until: 'date',
} as const;

interface Input {
  readonly policy: LifecyclePolicy;
  readonly day: Day;
  /** `customer_id`, `tier` (the computed one) and `holds` as `holdsSql` gives it: who is to be decided. */
  readonly facts: Expression;
  /** `heldColumns` at the end of the day before; whoever is missing is graded for the first time. */
  readonly held: Expression;
}

/**
 * `nextState` for everybody in the facts: `heldColumns` at the end of the day, and of those whose tier begins that day its
 * `kind`, `from_tier` and `decided` (else null). A select, to be kept as a table: the ledger takes the rows with a `kind`.
 */
export function nextStatesSql({ policy, day, facts, held }: Input): Expression {
  const soonest = date(soonestDay(policy, day));
  const kept = ['began', 'upgrade_to', 'upgrade_on', 'downgrade_to', 'downgrade_due', 'downgrade_on'];
  const columns = [...kept, 'warned_for', 'frozen_until'].map((name) => sql`h.${sql.ref(name)}`);
  const joined = sql`select f.customer_id, f.tier as computed, h.tier as held, ${commas(columns)},
      ${as(keptTierSql(sql`h.tier`, sql`f.holds`), 'kept')}
    from ${facts} as f left join ${held} as h on h.customer_id = f.customer_id`;
  const due = sql`greatest(coalesce(downgrade_due, ${soonest}), ${protectedUntilSql(policy)})`;
  // Months are counted only for those who may fall.
  const effective = sql`case when kept < held or downgrade_due is not null then ${due} + ${sql.lit(policy.graceDays ?? 0)} end`;
  const dated = sql`select *, ${as(effective, 'effective')} from (${joined}) as joined`;
  const placed = sql`select *, ${as(sql`greatest(effective, ${soonest})`, 'next_on')} from (${dated}) as dated`;
  const told = sql`select *, ${as(kindSql(policy, day), 'kind')} from (${placed}) as placed`;
  const decided = sql`select *, ${as(staysSql(policy, day), 'stays')} from (${told}) as told`;
  const outcome = [...heldAfter(policy, day), ...changeColumns(policy, day)];
  return sql`select customer_id, ${commas(outcome.map(({ name, expression }) => as(expression, name)))}
    from (${decided}) as decided`;
}

/** The first day on which a downgrade that is decided on a day can take effect. */
function soonestDay({ downgrade }: LifecyclePolicy, day: Day): Day {
  return downgrade === 'at-once' ? day : addDays(day, 1);
}

const target = { one: sql`held - 1`, all: sql`kept` } as const;

/** Why a tier begins on the day, null where none does. The branches stand in the order of `nextState`. */
function kindSql(policy: LifecyclePolicy, day: Day): Expression {
  const upgrade = constantText('upgrade');
  const rises = policy.upgrade === 'at-once' ? sql`when computed > held then ${upgrade}` : sql``;
  const today = date(day);
  const falls = {
    'at-once': sql`computed <= held and kept < held and next_on = ${today}`,
    'period-end': sql`downgrade_on = ${today} and effective <= ${today}`,
    anniversary: sql`downgrade_on = ${today} and effective <= ${today}`,
    never: sql`false`,
  }[policy.downgrade];
  return sql`case when held is null then ${constantText('first grading')}
    when upgrade_on = ${today} then ${upgrade} ${rises} when ${falls} then ${constantText('downgrade')} end`;
}

/** Whether a downgrade stands scheduled at the end of the day. */
function staysSql(policy: LifecyclePolicy, day: Day): Expression {
  const falls =
    policy.downgrade === 'at-once' ? sql`kept < held` : sql`(kept < held or not ${decidesSql(policy, day)})`;
  const starts = sql`(downgrade_due is not null or ${isDecisionDay(policy, day)})`;
  return policy.downgrade === 'never'
    ? sql`false`
    : and([sql`kind is null`, sql`computed <= held`, starts, falls]);
}

/** Whether the day decides a downgrade: a new one, or once more one held over until now. */
function decidesSql(policy: LifecyclePolicy, day: Day): Expression {
  return sql`(downgrade_due is null or next_on = ${date(soonestDay(policy, day))})`;
}

function heldAfter(policy: LifecyclePolicy, day: Day): NamedExpression[] {
  const to = target[policy.steps];
  const fallen = policy.downgrade === 'at-once' ? to : sql`downgrade_to`;
  const schedules =
    policy.upgrade === 'period-end' && isPeriodEnd(policy, day)
      ? sql`computed > held and (kind is null or kind = ${constantText('downgrade')})`
      : sql`false`;
  const begins = sql`case when kind is null then held when upgrade_on = ${date(day)} then upgrade_to
    when kind = ${constantText('downgrade')} then ${fallen} else computed end`;
  return [
    { name: 'tier', expression: begins },
    { name: 'began', expression: sql`case when kind is null then began else ${date(day)} end` },
    { name: 'upgrade_to', expression: sql`case when ${schedules} then computed end` },
    { name: 'upgrade_on', expression: sql`case when ${schedules} then ${date(addDays(day, 1))} end` },
    {
      name: 'downgrade_to',
      expression: sql`case when not stays then null when ${decidesSql(policy, day)} then ${to} else downgrade_to end`,
    },
    {
      name: 'downgrade_due',
      expression: sql`case when stays then coalesce(downgrade_due, ${date(soonestDay(policy, day))}) end`,
    },
    { name: 'downgrade_on', expression: sql`case when stays then next_on end` },
    { name: 'warned_for', expression: sql`case when kind is null then warned_for end` },
    { name: 'frozen_until', expression: sql`frozen_until` },
  ];
}

/** What the ledger enters beside the tier that begins. */
function changeColumns(policy: LifecyclePolicy, day: Day): NamedExpression[] {
  const [today, yesterday] = [date(day), date(addDays(day, -1))];
  const fell = policy.downgrade === 'at-once' ? today : yesterday;
  return [
    { name: 'kind', expression: sql`kind` },
    { name: 'from_tier', expression: sql`case when kind is not null then held end` },
    {
      name: 'decided',
      expression: sql`case when kind is null then null when upgrade_on = ${today} then ${yesterday}
        when kind = ${constantText('downgrade')} then ${fell} else ${today} end`,
    },
  ];
}
