import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { date, type Expression } from '../../sql/expression.ts';
import { again } from './again-tables.ts';
import type { Reign } from './reigns.ts';
import { tierIdSql } from './shown-tier.ts';
import { risesSql } from './write-entries.ts';

/** Notes the entries that a day decided again begins with. */
export async function wantBegun(db: Queryable, scheme: Scheme, at: Day): Promise<void> {
  const { wanted, changes } = again;
  const id = (position: string): Expression => tierIdSql(scheme, sql.ref(position));
  await run(
    db,
    sql`insert into ${sql.table(wanted)} select customer_id, ${date(at)}, coalesce(kind, 'override'), coalesce(decided, ${date(at)}),
      ${id('was_shown')}, ${id('shown')}, ${id('tier')}, ${risesSql}, reason from ${sql.table(changes)} where enters`,
  );
}

/** On days of a standard that begin nothing any more though the ledger says so: from the tier that is held to the same. */
export async function wantEnded(db: Queryable, { from, to, published }: Reign): Promise<void> {
  const { wanted, timeline } = again;
  const id = (position: string): Expression => tierIdSql(published.scheme, sql.ref(position));
  const states = sql`select customer_id, since, cast(null as date) as until, tier, shown from ${sql.table(timeline.held)}
    union all select customer_id, since, until, tier, shown from ${sql.table(timeline.history)}`;
  await run(
    db,
    sql`insert into ${sql.table(wanted)} select s.customer_id, s.effective, cast(null as text), s.effective, ${id('t.shown')}, ${id('t.shown')},
        ${id('t.tier')}, cast(null as boolean), cast(null as text)
      from (${said(from, to)}) as s join (${states}) as t on t.customer_id = s.customer_id and t.since <= s.effective
        and (t.until is null or t.until >= s.effective)
      where not exists (select 1 from ${sql.table(wanted)} as w where w.customer_id = s.customer_id and w.effective = s.effective)`,
  );
}

/** `customer_id, effective, kind, decided, from_tier, to_tier, held_tier, rises, reason` of what the ledger does not say yet of some days, both inclusive. */
export function correctionsSql(from: Day, to: Day): Expression {
  return sql`select w.* from ${sql.table(again.wanted)} as w join ${sql.table(again.people)} as p on p.customer_id = w.customer_id
      left join (${said(from, to)}) as s on s.customer_id = w.customer_id and s.effective = w.effective
    where w.effective between ${date(from)} and ${date(to)}
      and (s.customer_id is null or s.to_tier <> w.to_tier or s.held_tier <> w.held_tier or s.from_tier is distinct from w.from_tier)`;
}

/** What the ledger says of days, the last entry of each. */
function said(from: Day, to: Day): Expression {
  return sql`select distinct on (l.customer_id, l.effective) l.customer_id, l.effective, l.from_tier, l.to_tier, l.held_tier
    from tier_ledger as l join ${sql.table(again.people)} as p on p.customer_id = l.customer_id
    where l.effective >= p.from_day and l.effective between ${date(from)} and ${date(to)} order by l.customer_id, l.effective, l.entry_no desc`;
}
