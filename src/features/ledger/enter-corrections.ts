import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import { again } from './again-tables.ts';
import type { Redone } from './decide-again.ts';
import { correctionsSql } from './wanted-entries.ts';
import { type Batch, closeBatch, openBatch, recordedAt } from './write-entries.ts';

/**
 * Enters where what was decided again differs from what the ledger says: another tier from a day on, or on a day that
 * began one before the tier that is held anyway; a batch for each standard's days. The tables of those decided again count their entries on.
 */
export async function enterCorrections(
  db: Queryable,
  { reigns, generation }: Redone,
  at: number,
): Promise<void> {
  for (const { published, from, to } of reigns) {
    const batch = await openBatch(db, {
      ...{ kind: 'late', day: to, evaluation: generation.id, scheme: published, isLate: true, at },
    });
    await enter(db, batch, correctionsSql(from, to));
    await closeBatch(db, batch);
  }
  const { people, timeline } = again;
  await run(
    db,
    sql`update ${sql.table(timeline.held)} set entries = l.n, entered = l.latest
      from (select customer_id, count(*) as n, max(effective) as latest from tier_ledger
        where customer_id in (select customer_id from ${sql.table(people)}) group by customer_id) as l
      where l.customer_id = ${sql.table(timeline.held)}.customer_id`,
  );
}

async function enter(db: Queryable, batch: Batch, corrections: Expression): Promise<void> {
  const numbered = sql`select c.*, k.entries + row_number() over (partition by c.customer_id order by c.effective) as entry_no
    from (${corrections}) as c left join (${knownEntries()}) as k on k.customer_id = c.customer_id`;
  await run(
    db,
    sql`insert into tier_ledger select customer_id, coalesce(entry_no, 1), ${bigint(batch.id)}, effective, ${recordedAt(batch)}, 'correction',
        kind, from_tier, to_tier, held_tier, rises, decided, reason
      from (${numbered}) as numbered order by customer_id, effective`,
  );
}

function knownEntries(): Expression {
  return sql`select p.customer_id, count(l.customer_id) as entries from ${sql.table(again.people)} as p
    left join tier_ledger as l on l.customer_id = p.customer_id group by p.customer_id`;
}
