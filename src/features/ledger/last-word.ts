import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { addDays } from '../../domain/calendar.ts';
import { bigint, constantText, date } from '../../sql/expression.ts';
import type { Generation } from '../evaluations/generation.ts';
import { momentSql } from '../register/recording.ts';
import { tierIdSql } from './shown-tier.ts';
import { heldOn, kept, listed } from './timeline.ts';
import { closeBatch, openBatch } from './write-entries.ts';

export interface LastWord {
  readonly kind: 'merge' | 'unmerge';
  readonly customers: readonly bigint[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The day's last word on customers: which tier is shown since two became one, or two again. */
export async function enterLastWord(
  db: Queryable,
  { id, asOf, scheme, version }: Pick<Generation, 'id' | 'asOf' | 'scheme' | 'version'>,
  { kind, customers, at }: LastWord,
): Promise<void> {
  const batch = await openBatch(db, {
    ...{ kind: 'touched', day: asOf, evaluation: id, scheme: { id: scheme.id, version, scheme } },
    ...{ isLate: false, at },
  });
  const them = listed(customers);
  const eve = sql`(select customer_id as before, shown as was_shown from ${heldOn(kept, addDays(asOf, -1), them)} as eve)`;
  await run(
    db,
    sql`insert into tier_ledger select customer_id, entries + 1, ${bigint(batch.id)}, ${date(asOf)}, ${momentSql(at)}, ${constantText(kind)}, null,
        ${tierIdSql(scheme, sql`was_shown`)}, ${tierIdSql(scheme, sql`shown`)}, ${tierIdSql(scheme, sql`tier`)},
        case when shown <> was_shown then shown > was_shown end, ${date(asOf)}, null
      from held left join ${eve} as before_it on before = customer_id where customer_id in ${them} order by customer_id`,
  );
  await run(
    db,
    sql`update held set entries = entries + 1, entered = ${date(asOf)} where customer_id in ${them}`,
  );
  await closeBatch(db, batch);
}
