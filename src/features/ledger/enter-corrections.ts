import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { bigint, date, type Expression } from '../../sql/expression.ts';
import { again } from './decide-again.ts';
import { tierIdSql } from './shown-tier.ts';
import { type Batch, recordedAt, risesSql } from './write-entries.ts';

/**
 * Enters where what was decided again differs from what the ledger says: another tier from a day on, or on a day that
 * began one before the tier that is held anyway. The tables of those decided again count their entries on.
 */
export async function enterCorrections(db: Queryable, batch: Batch): Promise<void> {
  const { people, timeline } = again;
  const numbered = sql`select c.*, k.entries + row_number() over (partition by c.customer_id order by c.effective) as entry_no
    from (${correctionsSql(batch)}) as c left join (${knownEntries()}) as k on k.customer_id = c.customer_id`;
  await run(
    db,
    sql`insert into tier_ledger select customer_id, coalesce(entry_no, 1), ${bigint(batch.id)}, effective, ${recordedAt(batch)}, 'correction',
        kind, from_tier, to_tier, held_tier, rises, decided, reason
      from (${numbered}) as numbered order by customer_id, effective`,
  );
  await run(
    db,
    sql`update ${sql.table(timeline.held)} set entries = l.n, entered = l.latest
      from (select customer_id, count(*) as n, max(effective) as latest from tier_ledger
        where customer_id in (select customer_id from ${sql.table(people)}) group by customer_id) as l
      where l.customer_id = ${sql.table(timeline.held)}.customer_id`,
  );
}

function knownEntries(): Expression {
  return sql`select p.customer_id, count(l.customer_id) as entries from ${sql.table(again.people)} as p
    left join tier_ledger as l on l.customer_id = p.customer_id group by p.customer_id`;
}

/** `customer_id, effective, kind, decided, from_tier, to_tier, held_tier, reason` of what the ledger does not say yet. */
export function correctionsSql({ scheme: { scheme }, day }: Pick<Batch, 'scheme' | 'day'>): Expression {
  const { people, begun, timeline } = again;
  const said = sql`select distinct on (l.customer_id, l.effective) l.customer_id, l.effective, l.from_tier, l.to_tier, l.held_tier
    from tier_ledger as l join ${sql.table(people)} as p on p.customer_id = l.customer_id
    where l.effective >= p.from_day and l.effective <= ${date(day)} order by l.customer_id, l.effective, l.entry_no desc`;
  const id = (position: string): Expression => tierIdSql(scheme, sql.ref(position));
  const begins = sql`select b.customer_id, b.effective, b.kind, b.decided, ${id('b.was_shown')} as from_tier, ${id('b.shown')} as to_tier,
      ${id('b.tier')} as held_tier, ${risesSql} as rises, b.reason from ${sql.table(begun)} as b join ${sql.table(people)} as p on p.customer_id = b.customer_id`;
  const states = sql`select customer_id, since, cast(null as date) as until, tier, shown from ${sql.table(timeline.held)}
    union all select customer_id, since, until, tier, shown from ${sql.table(timeline.history)}`;
  // On a day that begins nothing any more, from the tier that is held to the same.
  const ends = sql`select s.customer_id, s.effective, cast(null as text) as kind, s.effective as decided, ${id('t.shown')} as from_tier,
      ${id('t.shown')} as to_tier, ${id('t.tier')} as held_tier, cast(null as boolean) as rises, cast(null as text) as reason
    from said as s join (${states}) as t on t.customer_id = s.customer_id and t.since <= s.effective
      and (t.until is null or t.until >= s.effective)
    where not exists (select 1 from begins as b where b.customer_id = s.customer_id and b.effective = s.effective)`;
  return sql`with said as (${said}), begins as (${begins}), wanted as (select * from begins union all ${ends})
    select w.* from wanted as w left join said as s on s.customer_id = w.customer_id and s.effective = w.effective
    where s.customer_id is null or s.to_tier <> w.to_tier or s.held_tier <> w.held_tier or s.from_tier is distinct from w.from_tier`;
}
