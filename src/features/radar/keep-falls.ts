import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import { planEvaluation } from '../../sql/evaluation.ts';
import { bigint, date } from '../../sql/expression.ts';
import { keptTables } from '../evaluations/kept-tables.ts';
import { dropTable } from '../ledger/decide-day.ts';
import type { Known } from '../ledger/set-by-hand-since.ts';
import { momentSql } from '../register/recording.ts';
import { withinWindow } from '../tiers/within-window.ts';
import type { Ahead } from './facts-ahead.ts';
import { writeKnown } from './kept-look.ts';
import { FOUND } from './simulate-days.ts';

/** Between two connections. */
const SPENT = 'radar_spent';

interface Kept {
  readonly evaluation: bigint;
  /** Before anything was read, in milliseconds since 1970. */
  readonly readAt: number;
  /** What was known then. */
  readonly known: Known;
  readonly isExact: boolean;
}

/**
 * Keeps what was found instead of what was known before, with what those who fall spent in the last twelve months; of whom something was
 * recorded meanwhile is for readers to see. Gives how many are kept.
 */
export async function keepFalls(folder: DataFolder, ahead: Ahead, kept: Kept): Promise<number> {
  try {
    await addSpend(ahead);
    return await folder.writer.write(async (trx) => await replaceFalls(trx, ahead, kept));
  } finally {
    await dropTable(ahead.work.kysely, SPENT);
  }
}

async function replaceFalls(
  trx: Kysely<unknown>,
  { generation, until }: Ahead,
  { evaluation, readAt, known, isExact }: Kept,
): Promise<number> {
  await sql`delete from radar_falls`.execute(trx);
  await sql`insert into radar_falls select * from ${sql.table(SPENT)}`.execute(trx);
  await sql`insert into radar values (1, ${bigint(evaluation)}, ${date(generation.asOf)}, ${date(until)},
      ${momentSql(readAt)}, ${sql.lit(isExact)}, ${writeKnown(known)})
    on conflict (only_row) do update set evaluation_id = excluded.evaluation_id, as_of = excluded.as_of, last_day = excluded.last_day,
      read_at = excluded.read_at, is_exact = excluded.is_exact, known = excluded.known`.execute(trx);
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from radar_falls`.execute(trx);
  return Number(rows[0]?.n ?? 0n);
}

/** What the standard counts of their orders in the twelve months up to the evaluation's day. */
async function addSpend(ahead: Ahead): Promise<void> {
  const { work, generation } = ahead;
  const scheme = withinWindow(generation.scheme, { kind: 'last', n: 12, unit: 'month' });
  const only = sql`customer_id in (select customer_id from ${sql.table(FOUND)})`;
  const plan = planEvaluation({
    ...{ scheme, asOf: generation.asOf, dialect: work.dialect, wanted: ['spend'] },
    from: keptTables(scheme, { only }),
  });
  const [spend] = plan.stored;
  if (spend === undefined) throw new RangeError('not planned: spend');
  const rows = plan.graded(sql`(${plan.measured.select}) as measured`, new Map());
  await dropTable(work.kysely, SPENT);
  await run(
    work,
    sql`create table ${sql.table(SPENT)} as select f.customer_id, falls_on, from_tier, to_tier, decided, coalesce(${sql.ref(`s.${spend.value.name}`)}, 0) as spend
      from ${sql.table(FOUND)} as f left join (${rows}) as s on s.customer_id = f.customer_id order by falls_on, f.customer_id`,
  );
}
