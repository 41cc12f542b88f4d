import { type Kysely, sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { addDays, type Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { and, as, commas, date, type Expression } from '../../sql/expression.ts';
import { nextStatesSql } from '../../sql/lifecycle.ts';
import { overridesOn, shownTierSql } from './shown-tier.ts';
import {
  allColumns,
  among,
  columnsOf,
  heldOn,
  heldOnTheEveOf,
  type Numbers,
  stateColumns,
  type Timeline,
} from './timeline.ts';

/** A day to decide, and what is known of it. */
export interface DayToDecide {
  readonly scheme: Scheme;
  readonly day: Day;
  /** `customer_id, computed, holds, reason` as of the day, of whoever is to be decided. */
  readonly facts: Expression;
  readonly timeline: Timeline;
  /** Of whom the facts are; without them of everybody. */
  readonly numbers?: Numbers;
  /** How the states at its end follow from the facts and those on its eve; by the lifecycle unless something else is said. */
  readonly next: ((facts: Expression, eve: Expression) => Expression) | undefined;
}

/**
 * What the day changes, a row for each customer of whom anything does: the state at its end; `was_shown` on its eve; `kind` and
 * `decided` of a tier that begins; `is_new`, `stays` (the same state as is known), `enters` (the tier held or shown is
 * another than is known: the ledger is to say so), `again` (it has said something of this day before).
 */
export function changesOfDay(toDecide: DayToDecide): Expression {
  const { scheme, day, facts, timeline, next: nextOf = byLifecycle(toDecide), numbers = null } = toDecide;
  const eve = heldOnTheEveOf(timeline, day, numbers);
  const computed = sql`(select customer_id, computed as tier, holds from ${facts} as given)`;
  const next = nextOf(computed, eve);
  const same = [
    'tier',
    'began',
    ...stateColumns.filter((name) => name !== 'tier' && name !== 'began'),
    'shown',
  ];
  const stays = and(
    same.map((name) => sql`${sql.ref(name)} is not distinct from ${sql.ref(`known_${name}`)}`),
  );
  const shown = sql`select next_states.*, ${as(shownTierSql(sql`tier`), 'shown')}
    from (${next}) as next_states left join ${overridesOn(scheme, day)} as set_by_hand on overridden = next_states.customer_id`;
  const known = sql`select ${commas(allColumns.map((name) => as(sql.ref(name), `known_${name}`)))}
    from ${sql.table(timeline.held)} where ${among('customer_id', numbers)}`;
  const joined = sql`select s.*, known.*, eve.shown as was_shown, f.computed || ':' || f.holds as facts, f.reason
    from (${shown}) as s join ${facts} as f on f.customer_id = s.customer_id
      left join (${known}) as known on known_customer_id = s.customer_id
      left join ${heldOn(timeline, addDays(day, -1), numbers)} as eve on eve.customer_id = s.customer_id`;
  const told = sql`select *, known_customer_id is null as is_new, ${stays} as stays from (${joined}) as joined`;
  return sql`select *, is_new or tier is distinct from known_tier or shown is distinct from known_shown as enters,
      coalesce(known_entered = ${date(day)}, false) as again
    from (${told}) as told where not stays or facts is distinct from known_facts`;
}

function byLifecycle({
  scheme: { policy },
  day,
}: Pick<DayToDecide, 'scheme' | 'day'>): NonNullable<DayToDecide['next']> {
  return (facts, held) => nextStatesSql({ policy, day, facts, held });
}

/** What a day changes: a relation of what `changesOfDay` gives, of these customers. */
export interface Changes {
  readonly rows: Expression;
  readonly day: Day;
  readonly numbers: Numbers;
}

/** Brings what is held to the end of a day. */
export async function keepChanges(db: Queryable, timeline: Timeline, changes: Changes): Promise<void> {
  await moveToHistory(db, timeline, changes);
  await changeHeld(db, timeline, changes);
  await beginHolding(db, timeline, changes);
}

/** Keeps the states that end on the eve. */
export async function moveToHistory(
  db: Queryable,
  { held, history }: Timeline,
  { rows, day, numbers }: Changes,
): Promise<void> {
  const known = sql`(select * from ${sql.table(held)} where ${among('customer_id', numbers)})`;
  await run(
    db,
    sql`insert into ${sql.table(history)} select ${columnsOf('h', allColumns)}, ${date(addDays(day, -1))}
      from ${known} as h join ${rows} as n on n.customer_id = h.customer_id where not n.stays and h.since < ${date(day)}`,
  );
}

const replaced = [...stateColumns, 'shown', 'facts'];

/** Changes the states of those who have one. */
export async function changeHeld(
  db: Queryable,
  { held }: Timeline,
  { rows, day, numbers }: Changes,
): Promise<void> {
  const to = sql.table(held);
  const sets = replaced.map((name) => sql`${sql.ref(name)} = ${sql.ref(`n.${name}`)}`);
  await run(
    db,
    sql`update ${to} set ${commas(sets)}, since = case when n.stays then ${to}.since else ${date(day)} end,
        entries = ${to}.entries + case when n.enters then 1 else 0 end,
        entered = case when n.enters then ${date(day)} else ${to}.entered end
      from ${rows} as n where n.customer_id = ${to}.customer_id and ${among(`${held}.customer_id`, numbers)}`,
  );
}

/** Adds the states of those who have none. */
export async function beginHolding(db: Queryable, { held }: Timeline, { rows, day }: Changes): Promise<void> {
  await run(
    db,
    sql`insert into ${sql.table(held)} (${commas(allColumns.map((name) => sql.ref(name)))})
      select customer_id, ${date(day)}, ${columnsOf('n', replaced)}, 1, ${date(day)} from ${rows} as n where is_new order by customer_id`,
  );
}

export async function dropTable(kysely: Kysely<unknown>, table: string): Promise<void> {
  await sql`drop table if exists ${sql.table(table)}`.execute(kysely);
}
