import { sql } from 'kysely';
import { addDays, type Day, periodStart } from '../domain/calendar.ts';
import type { LifecyclePolicy } from '../domain/scheme.ts';
import { and, as, date, type Expression, or } from './expression.ts';
import { keptTierSql, protectedUntilSql } from './lifecycle-days.ts';
import { lastAnniversarySql } from './membership.ts';

/**
 * `prospect` for everybody held at the end of a day: `customer_id`, `as_of` and `effective` of the downgrades to warn of, if the
 * facts as of that day bear them out. Null where the policy warns of nothing.
 */
export function prospectsSql(policy: LifecyclePolicy, day: Day, held: Expression): Expression | null {
  if (policy.warnDays === null || policy.downgrade === 'never') return null;
  const horizon = addDays(day, policy.warnDays);
  const ahead = policy.downgrade === 'at-once' ? 0 : 1;
  const guarded = sql`select h.*, ${as(protectedUntilSql(policy), 'guard')} from ${held} as h`;
  const beforeGrace = addDays(horizon, -(policy.graceDays ?? 0));
  const last = addDays(beforeGrace, -ahead);
  const found = sql`select customer_id, guard, warned_for, downgrade_on,
      case when downgrade_on is null then ${decisionDay(policy, last)} else downgrade_on - ${sql.lit(ahead)} end as as_of,
      coalesce(downgrade_on, ${date(horizon)}) as effective
    from (${guarded}) as guarded`;
  const unscheduled = and([
    sql`as_of > ${date(day)}`,
    sql`guard <= ${date(beforeGrace)}`,
    or([sql`as_of = ${date(last)}`, sql`guard = ${date(beforeGrace)}`]),
  ]);
  const fresh = sql`(warned_for is null or warned_for <> effective)`;
  return sql`select customer_id, as_of, effective from (${found}) as found
    where ${fresh} and effective <= ${date(horizon)} and (downgrade_on is not null or ${unscheduled})`;
}

/** The latest decision day on or before a day to come; before the tier's beginning if there is none. */
function decisionDay({ downgrade, period }: LifecyclePolicy, at: Day): Expression {
  const next = addDays(at, 1);
  if (downgrade === 'anniversary') return sql`${lastAnniversarySql(sql`began`, next)} - 1`;
  return date(downgrade === 'period-end' && period !== null ? addDays(periodStart(next, period), -1) : at);
}

interface Input {
  readonly day: Day;
  /** `heldColumns` at the end of the day. */
  readonly held: Expression;
  /** As `prospectsSql` gives them. */
  readonly prospects: Expression;
  /** `customer_id`, `tier` and `holds` as of each prospect's day, computed on what is known today. */
  readonly facts: Expression;
}

/**
 * `warn` for everybody with a prospect: `customer_id`, the new `warned_for`, and `warning`, null where nobody is warned today; the tier
 * `held`, the one that is `kept` on the day, and `downgrade_to` where a downgrade is scheduled.
 */
export function warningsSql({ day, held, prospects, facts }: Input): Expression {
  const kept = keptTierSql(sql`h.tier`, sql`f.holds`);
  const falls = sql`f.tier <= h.tier and ${kept} < h.tier`;
  const warned = sql`h.downgrade_on is null and h.warned_for is not null and h.warned_for > ${date(day)}`;
  const told = sql`select h.customer_id, h.warned_for as before, p.effective, ${falls} as falls, ${warned} as warned,
      h.tier as held, ${kept} as kept, h.downgrade_to
    from ${prospects} as p join ${held} as h on h.customer_id = p.customer_id
      join ${facts} as f on f.customer_id = p.customer_id`;
  return sql`select customer_id, case when not falls then null when warned then before else effective end as warned_for,
      case when falls and not warned then effective end as warning, held, kept, downgrade_to
    from (${told}) as told`;
}
