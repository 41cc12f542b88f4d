import { sql } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { bigint, constantText, date, type Expression } from '../../sql/expression.ts';
import { tierIdSql } from './shown-tier.ts';

/** Where an override stands: `over` also where nobody answered until its last day, `withdrawn` by whoever set it. */
export const overrideStates = ['waiting', 'coming', 'in-force', 'over', 'rejected', 'withdrawn'] as const;
export type OverrideState = (typeof overrideStates)[number];

/** Sorts after every day: what has no end. */
export const ENDLESS = '9999-12-31';

/**
 * Everything set by hand, freezes too, as it stands at the end of a day. `last_day` is the last on which it counts, `ends` the same with a
 * day for what has no end; `source, customer_id, nth` name a row. A freeze has the tier that is held, and one that was changed is over.
 * Of a customer only where one is given.
 */
export function allSetByHand(scheme: Scheme, day: Day, customer: bigint | null = null): Expression {
  const only = customer === null ? sql`true` : sql`customer_id = ${bigint(customer)}`;
  return sql`(select s.*, coalesce(last_day, ${date(ENDLESS as Day)}) as ends,
      state = 'in-force' and nth < max(case when state = 'in-force' then nth end) over (partition by s.customer_id, kind) as is_replaced
    from (select placed.*, ${stateSql(day)} as state
      from (${overrides(only)} union all ${freezes(scheme, only)}) as placed) as s)`;
}

/** Without the API key that `authorName` writes behind the name. */
function person(column: string): Expression {
  return sql`split_part(${sql.ref(column)}, ' (', 1)`;
}

function stateSql(day: Day): Expression {
  const says = (state: OverrideState): Expression => constantText(state);
  return sql`case when ended_at is not null and approved_at is null
        then case when ${person('ended_by')} = ${person('author')} then ${says('withdrawn')} else ${says('rejected')} end
      when ended_at is not null or last_day < ${date(day)} then ${says('over')}
      when approved_at is null then ${says('waiting')}
      when from_day > ${date(day)} then ${says('coming')}
      else ${says('in-force')} end`;
}

function overrides(only: Expression): Expression {
  return sql`select ${constantText('override')} as source, override_id as nth, customer_id, kind, tier, from_day,
    least(coalesce(until_day, last_day), coalesce(last_day, until_day)) as last_day, reason, author, given_at, approver, approved_at, approval_word,
    ended_by, ended_at, end_word
  from overrides where ${only}`;
}

function freezes(scheme: Scheme, only: Expression): Expression {
  const following = (column: string): Expression =>
    sql`lead(${sql.ref(column)}) over (partition by customer_id order by recorded_at, given_on, frozen_until)`;
  const numbered = sql`select *, row_number() over (partition by customer_id order by recorded_at, given_on, frozen_until) as nth,
      ${following('given_on')} as next_on, ${following('author')} as next_author, ${following('recorded_at')} as next_at,
      ${following('reason')} as next_reason
    from freezes where ${only}`;
  const changed = sql`next_on is not null and next_on <= f.frozen_until`;
  return sql`select ${constantText('freeze')} as source, nth, f.customer_id, ${constantText('freeze')} as kind,
      ${tierIdSql(scheme, sql`h.tier`)} as tier, given_on as from_day, case when ${changed} then next_on - 1 else f.frozen_until end as last_day,
      reason, author, recorded_at as given_at, author as approver, recorded_at as approved_at, cast(null as text) as approval_word,
      case when ${changed} then next_author end as ended_by, case when ${changed} then next_at end as ended_at,
      case when ${changed} then next_reason end as end_word
    from (${numbered}) as f left join held as h on h.customer_id = f.customer_id
    where f.frozen_until >= f.given_on`;
}
