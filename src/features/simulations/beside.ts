import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { as, commas, date, type Expression } from '../../sql/expression.ts';
import { overridesOn, shownTierSql } from '../ledger/shown-tier.ts';
import { boughtColumns, tiersBeside } from '../tiers/what-if.ts';
import type { Ground } from './ground.ts';
import { storedRows } from './stored-migrations.ts';

/** What is compared: the tiers that are shown, or those that the rules alone give. */
export const comparisons = ['shown', 'computed'] as const;
export type Comparison = (typeof comparisons)[number];

/** A column of the ground's rows, and its name beside the tiers. */
export type Further = readonly [name: string, as: string];

/**
 * Everybody's tier now and by a draft as a relation: `customer_id, from_tier, to_tier, spend`, what was bought, and further columns. Where shown
 * tiers are compared, what was set by hand lies on top of both.
 */
export async function besideOn(
  ground: Ground,
  draft: Scheme,
  comparison: Comparison,
  further: readonly Further[] = [],
): Promise<Expression> {
  const { db, day, rows, published, bought } = ground;
  const stored = storedRows(rows, draft);
  // Beside the tier that is held, or else for it.
  const tier = comparison === 'computed' && rows.inLedger ? 'computed' : 'tier';
  const named: Further[] = [
    ['customer_id', 'customer_id'],
    ...(bought === null
      ? []
      : (['orders', 'spend'] as const).map((id): Further => [bought[id].value.name, boughtColumns[id]])),
    ...further,
  ];
  const beside = tiersBeside(
    draft,
    rows.graded,
    { ...stored, column: (name) => stored.column(name === 'tier' ? tier : name) },
    named,
  );
  if (comparison === 'computed' || !(await hasOverrides(db, day))) return beside;
  const names = ['from_tier', 'to_tier', 'spend', ...named.map(([, name]) => name)];
  const then = overridden(beside, 'to_tier', names, overridesOn(draft, day));
  return rows.inLedger ? then : overridden(then, 'from_tier', names, overridesOn(published.scheme, day));
}

/** Whether anything set by hand is in force on a day. */
async function hasOverrides(db: Queryable, day: Day): Promise<boolean> {
  const found = await run(
    db,
    sql`select 1 from overrides where from_day <= ${date(day)} and (until_day is null or until_day >= ${date(day)})
      and (last_day is null or last_day >= ${date(day)}) and approved_at is not null limit 1`,
  );
  return found.length > 0;
}

/** The relation with the shown tiers instead of those that are held or computed. */
function overridden(
  beside: Expression,
  position: 'from_tier' | 'to_tier',
  names: readonly string[],
  overrides: Expression,
): Expression {
  const columns = names.map((name) => {
    const column = sql.ref(`beside.${name}`);
    return name === position ? as(shownTierSql(column), name) : column;
  });
  return sql`(select ${commas(columns)} from ${beside} as beside
    left join ${overrides} as by_hand on overridden = beside.customer_id)`;
}
