import { type Kysely, sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { addDays, type Day, periodStart } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { bigint, commas, date, type Expression } from '../../sql/expression.ts';
import type { PublishedScheme } from '../schemes/published-schemes.ts';
import type { Holders } from '../schemes/standing.ts';
import type { DayToDecide } from './decide-day.ts';
import { overridesOn, tierIdSql } from './shown-tier.ts';
import { heldOnTheEveOf, kept, stateColumns, type Timeline } from './timeline.ts';
import { SCHEME_CHANGE } from './write-entries.ts';

/** Words that stand as the reason of what a publication gives to holders. */
const REASON = 'scheme change';

/** Writes positions of one scheme's tiers as those of another: by their ids, a tier that is gone as the next lower one that is left. */
export async function renumberTiers(
  db: Queryable,
  from: Scheme,
  to: Scheme,
  { held, history }: Timeline,
): Promise<void> {
  const positions = from.tiers.map((_, index) => positionIn(from, to, index));
  const gone = from.tiers.flatMap(({ id }, index) =>
    to.tiers.some((tier) => tier.id === id) ? [] : [index],
  );
  if (gone.length > 0) {
    const positionsGone = commas(gone.map(bigint));
    await run(
      db,
      sql`update ${sql.table(held)} set facts = ${OF_A_TIER_GONE} where tier in (${positionsGone}) or shown in (${positionsGone})`,
    );
  }
  if (positions.every((position, index) => position === index)) return;
  for (const table of [held, history]) {
    const sets = positionColumns.map(
      (name) => sql`${sql.ref(name)} = ${renumbered(from, to, sql.ref(name))}`,
    );
    await run(db, sql`update ${sql.table(table)} set ${sql.join(sets)}`);
  }
}

/** The columns of held states that are positions of tiers. */
export const positionColumns: readonly string[] = ['tier', 'shown', 'upgrade_to', 'downgrade_to'];

/** A position of one scheme's tiers as that of another's. */
export function renumbered(from: Scheme, to: Scheme, position: Expression): Expression {
  const cases = from.tiers.map(
    (_, index) => sql`when ${bigint(index)} then ${bigint(positionIn(from, to, index))}`,
  );
  return sql`case ${position} ${sql.join(cases, sql` `)} end`;
}

/** Stands for the facts of whoever held, or was shown, a tier that the new standard does not have. */
const OF_A_TIER_GONE = '';

/**
 * Has the ledger name the tier that they hold now, though it is at the place theirs was given; `changes` is a table made by
 * `changesOfDay` after the tiers were renumbered.
 */
export async function enterTiersGone(db: Queryable, changes: string, day: Day): Promise<void> {
  await run(
    db,
    sql`update ${sql.table(changes)} set enters = true, kind = ${SCHEME_CHANGE}, decided = ${date(day)}, known_tier = null
      where known_facts = ${OF_A_TIER_GONE} and not enters`,
  );
}

function positionIn(from: Scheme, to: Scheme, index: number): number {
  for (let at = index; at > 0; at -= 1) {
    const found = to.tiers.findIndex(({ id }) => id === from.tiers[at]?.id);
    if (found >= 0) return found;
  }
  return 0;
}

/**
 * The states at the end of the day from which another standard holds. Who reaches a higher tier by it has it at once. Who
 * does not reach his own any more falls at once, keeps it until the period's end, or has it as a floor for good.
 */
export function byNewScheme(holders: Holders, day: Day): (facts: Expression, eve: Expression) => Expression {
  const falls = holders === 'until-period-end' ? sql`greatest(f.tier, h.tier)` : sql`f.tier`;
  return (facts, eve) => {
    const tier = sql`case when h.customer_id is null then f.tier else ${falls} end`;
    const nothing = stateColumns
      .filter((name) => !['tier', 'began', 'frozen_until'].includes(name))
      .map(
        (name) => sql`cast(null as ${sql.raw(name.endsWith('_to') ? 'bigint' : 'date')}) as ${sql.ref(name)}`,
      );
    return sql`select customer_id, tier, case when held is null or tier <> held then ${date(day)} else began end as began,
        ${sql.join(nothing)}, frozen_until,
        case when held is null then 'first grading' when tier <> held then ${sql.lit(SCHEME_CHANGE)} end as kind,
        case when held is null or tier <> held then ${date(day)} end as decided
      from (select f.customer_id, ${tier} as tier, h.tier as held, h.began, h.frozen_until
        from ${facts} as f left join ${eve} as h on h.customer_id = f.customer_id) as compared`;
  };
}

/**
 * How a day is decided by a standard: on the day from which it holds, by what was chosen for holders then; otherwise by the
 * lifecycle (undefined).
 */
export async function nextOfDay(
  db: Kysely<unknown>,
  { id, version, holders }: PublishedScheme,
  day: Day,
): Promise<DayToDecide['next']> {
  const { rows } = await sql<{ holders: Holders | null }>`select holders from ledger_batches
    where kind = 'scheme' and ledger_batches.day = ${date(day)}
      and scheme_id = ${id} and version = cast(${sql.lit(version)} as integer)
    order by ledger_batches.batch_id desc limit 1`.execute(db);
  const [brought] = rows;
  // The same version may come into force more than once; before that was so, it was by its own publication.
  return brought === undefined ? undefined : byNewScheme(brought.holders ?? holders, day);
}

interface Holding {
  readonly scheme: Scheme;
  readonly holders: Holders;
  readonly day: Day;
  /** `customer_id, computed` by the new standard. */
  readonly facts: Expression;
  readonly author: string;
  readonly at: Expression;
}

/** Gives those who would fall by the new standard what was promised at its publication. */
export async function keepHolders(
  db: Queryable,
  { scheme, holders, day, facts, author, at }: Holding,
): Promise<void> {
  // As the day itself is decided: also where another standard was brought in on it before, or a freeze was given.
  const eve = heldOnTheEveOf(kept, day, null);
  const losing = sql`from ${eve} as h join ${facts} as f on f.customer_id = h.customer_id where f.computed < h.tier`;
  if (holders === 'until-period-end') {
    const end = addDays(periodStart(day, scheme.policy.period ?? 'month', 1), -1);
    await run(
      db,
      sql`insert into freezes select h.customer_id, ${date(day)}, greatest(${date(end)}, coalesce(h.frozen_until, ${date(end)})), ${REASON}, ${author}, ${at} ${losing}`,
    );
  }
  if (holders === 'for-good') {
    // A floor from before that is higher stays, though the last one given counts.
    const floor = sql`greatest(h.tier, coalesce(o.floor, h.tier))`;
    const overridden = sql`left join ${overridesOn(scheme, day)} as o on o.overridden = h.customer_id`;
    await run(
      db,
      sql`insert into overrides (override_id, customer_id, kind, tier, from_day, reason, author, given_at, approver, approved_at)
        select (select coalesce(max(override_id), 0) from overrides) + row_number() over (order by h.customer_id), h.customer_id, 'floor',
          ${tierIdSql(scheme, floor)}, ${date(day)}, ${REASON}, ${author}, ${at}, ${author}, ${at}
        from ${eve} as h join ${facts} as f on f.customer_id = h.customer_id ${overridden} where f.computed < h.tier`,
    );
  }
}
