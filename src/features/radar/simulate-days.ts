import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import { addDays, type Day, daysBetween, periodStart } from '../../domain/calendar.ts';
import type { RisingRules } from '../../domain/lifecycle/rising-rules.ts';
import { as, commas, date, type Expression, or } from '../../sql/expression.ts';
import { heldColumns, nextStatesSql } from '../../sql/lifecycle.ts';
import { isDecisionDay, keptTierSql, movesSql } from '../../sql/lifecycle-days.ts';
import { overridesOn, shownTierSql, tierIdSql } from '../ledger/shown-tier.ts';
import { type Ahead, FOLLOWED, factsAhead, makeTable } from './facts-ahead.ts';
import { STIRS } from './find-stirs.ts';
import { HAND_DAYS } from './hand-days.ts';

/**
 * Whose tier as it is shown falls, on which day: `customer_id, falls_on, from_tier, to_tier, decided`, the last one null where it falls as
 * something that was set by hand begins or ends.
 */
export const FOUND = 'radar_found';

const STEP = 'radar_step';
const FACTS = 'radar_facts';
const NEXT = 'radar_next';

interface Pace {
  readonly rising: RisingRules;
  /** Every how many days the restless are looked at. */
  readonly restlessDays: number;
}

/**
 * Decides the days ahead one after the other, each for those alone of whom it can change anything, until they are seen to fall for the first
 * time: who falls behind what was set by hand is followed on. The table of those who are followed is used up.
 */
export async function simulateDays(ahead: Ahead, pace: Pace): Promise<void> {
  const { work, generation, until } = ahead;
  await run(work, sql`drop table if exists ${sql.table(FOUND)}`);
  await run(
    work,
    sql`create temporary table ${sql.table(FOUND)} (customer_id bigint not null, falls_on date not null, from_tier text not null,
      to_tier text not null, decided date)`,
  );
  const days = daysBetween(generation.asOf, until);
  for (let index = 1; index <= days; index += 1) {
    const day = addDays(generation.asOf, index);
    ahead.tick(index / days);
    const concerned = concernedOn(ahead, pace, day);
    const people = sql`select customer_id from ${sql.table(FOLLOWED)} where ${concerned}`;
    const [first] = await run(work, sql`${people} limit 1`);
    if (first === undefined) continue;
    await makeTable(ahead, STEP, people);
    await step(ahead, pace, day);
  }
}

/** Of whom a day can change anything, as what they hold and what holds of the rules were found last. */
function concernedOn({ generation: { scheme, asOf } }: Ahead, pace: Pace, day: Day): Expression {
  const { policy } = scheme;
  const { rising, restlessDays } = pace;
  if ([...rising.starts].some((unit) => periodStart(day, unit) === day)) return sql`true`;
  const isFirst = daysBetween(asOf, day) === 1;
  const parts = [
    movesSql(policy, day),
    ...(isFirst ? [sql`downgrade_on is not null`] : []),
    ...(daysBetween(asOf, day) % restlessDays === 0 ? [sql`restless`] : []),
    sql`customer_id in (select customer_id from ${sql.table(HAND_DAYS)} where day = ${date(day)})`,
  ];
  if (policy.downgrade !== 'at-once')
    return or([...parts, sql`(tier > 0 and ${isDecisionDay(policy, day)})`]);
  const stirs = sql`customer_id in (select customer_id from ${sql.table(STIRS)} where day = ${date(day)})`;
  const falling = sql`(downgrade_on is null and ${keptTierSql(sql`tier`, sql`holds`)} < tier)`;
  return or([...parts, stirs, ...(isFirst ? [falling] : [])]);
}

async function step(ahead: Ahead, { rising }: Pace, day: Day): Promise<void> {
  const { work, generation } = ahead;
  const { scheme } = generation;
  const [followed, next] = [sql.table(FOLLOWED), sql.table(NEXT)];
  await makeTable(ahead, FACTS, sql`select * from ${await factsAhead(ahead, day, STEP)} as facts`);
  const names = Object.keys(heldColumns);
  const held = sql`(select ${commas(names.map((name) => sql.ref(name)))} from ${followed}
    where customer_id in (select customer_id from ${sql.table(STEP)}))`;
  const states = nextStatesSql({ policy: scheme.policy, day, facts: sql.table(FACTS), held });
  const shown = sql`select n.*, f.shown as was_shown, ${as(shownTierSql(sql`n.tier`), 'shown')} from (${states}) as n
    join ${followed} as f on f.customer_id = n.customer_id left join ${overridesOn(scheme, day)} as set_by_hand on overridden = n.customer_id`;
  await makeTable(ahead, NEXT, shown);
  // Where the tier held falls from the one shown, or a higher one, to a lower: whoever keeps it is shown what he was.
  const isDecided = sql`kind = 'downgrade' and tier < was_shown and was_shown <= from_tier`;
  await run(
    work,
    sql`insert into ${sql.table(FOUND)} select customer_id, ${date(day)}, ${tierIdSql(scheme, sql`was_shown`)},
      ${tierIdSql(scheme, sql`shown`)}, case when ${isDecided} then decided end from ${next} where shown < was_shown`,
  );
  await run(
    work,
    sql`delete from ${followed} where customer_id in (select customer_id from ${next} where shown < was_shown)`,
  );
  const sets = [...names.slice(1), 'shown'].map((name) => sql`${sql.ref(name)} = ${sql.ref(`n.${name}`)}`);
  await run(
    work,
    sql`update ${followed} set ${commas(sets)}, computed = f.tier, holds = f.holds,
        restless = restless or ${rising.sinceTier ? sql`n.kind is not null` : sql`false`}
      from ${next} as n join ${sql.table(FACTS)} as f on f.customer_id = n.customer_id where n.customer_id = ${followed}.customer_id`,
  );
}
