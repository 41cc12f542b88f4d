import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { bigint, commas } from '../../sql/expression.ts';
import type { Generation } from '../evaluations/generation.ts';
import { customersSince } from './customers-since.ts';
import { showHeld } from './decide-everybody.ts';
import { enterLastWord } from './last-word.ts';
import { readLedger } from './ledger-state.ts';
import { allColumns, listed } from './timeline.ts';

/** Somebody who was merged away holds again what he held last, until his days since are decided. Nothing where he holds something. */
export async function holdAgain(db: Queryable, customer: bigint): Promise<void> {
  const is = sql`customer_id = ${bigint(customer)}`;
  const [held] = await run(db, sql`select 1 as one from held where ${is}`);
  if (held !== undefined) return;
  const columns = commas(allColumns.map((name) => sql.ref(name)));
  const last = sql`(select * from held_history where ${is} order by until desc, since desc limit 1)`;
  await run(db, sql`insert into held (${columns}) select ${columns} from ${last} as last_held`);
  await run(
    db,
    sql`delete from held_history where ${is} and until = (select max(until) from held_history where ${is})
      and since = (select since from held where ${is})`,
  );
  await run(
    db,
    sql`update held set entries = (select count(*) from tier_ledger where ${is}),
      entered = (select max(effective) from tier_ledger where ${is}) where ${is}`,
  );
}

/**
 * After two who were one are graded anew: the ledger says of both that they are two again, lists show what they hold, and all their days are
 * to be decided again on what belongs to each.
 */
export async function settleApart(
  db: Queryable,
  generation: Generation,
  customers: readonly bigint[],
  at: number,
): Promise<void> {
  const ledger = await readLedger(db.kysely);
  if (ledger === null) return;
  const them = listed(customers);
  await run(
    db,
    sql`insert into to_decide_again select customer_id, from_day from (${customersSince(ledger.began, generation.scheme.timeZone)}) as since
      where customer_id in ${them}`,
  );
  if (!generation.inLedger) return;
  await enterLastWord(db, generation, { kind: 'unmerge', customers, at });
  await showHeld(db, generation.graded.table, them);
}
