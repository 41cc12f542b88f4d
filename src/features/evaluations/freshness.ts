import { type Kysely, sql } from 'kysely';
import { type Day, day } from '../../domain/calendar.ts';
import { date } from '../../sql/expression.ts';
import { missedRuns, readSchedule } from './due-run.ts';
import { publishedEvaluation, tableOf } from './generation.ts';
import { latestDue, nextRunAt, type Schedule } from './schedule.ts';

/** How current the grades are (R017). */
export interface Freshness {
  /** The day as of which everybody is graded; null before the first evaluation. */
  readonly asOf: Day | null;
  /** As databases write moments, in UTC. */
  readonly evaluatedAt: string | null;
  /** Milliseconds since 1970; null before the first standard is published. */
  readonly nextRunAt: number | null;
  /** Days that have gone by without a run since everybody was graded last. */
  readonly missedRuns: readonly Day[];
  /** Customers without a grade, or whose grade is as of an earlier day than that of the run that was due last. */
  readonly staleCustomers: number;
}

/** How current what readers look at is. */
export async function readFreshness(db: Kysely<unknown>, now: number): Promise<Freshness> {
  const schedule = await readSchedule(db);
  const missed = await missedRuns(db, now);
  const published = await readState(db, schedule, now);
  return { ...published, nextRunAt: schedule === null ? null : nextRunAt(schedule, now), missedRuns: missed };
}

/** One state of the data. The table is dropped when the next evaluation is published: what failed then is read again. */
async function readState(db: Kysely<unknown>, schedule: Schedule | null, now: number): Promise<Published> {
  for (;;) {
    const before = await publishedEvaluation(db);
    try {
      return await db.transaction().execute(async (trx) => await readPublished(trx, schedule, now));
    } catch (error) {
      if ((await publishedEvaluation(db)) === before) throw error;
    }
  }
}

type Published = Pick<Freshness, 'asOf' | 'evaluatedAt' | 'staleCustomers'>;

async function readPublished(
  db: Kysely<unknown>,
  schedule: Schedule | null,
  now: number,
): Promise<Published> {
  const id = await publishedEvaluation(db);
  const all = sql`(select count(*) from customers)`;
  if (id === null) {
    const { rows } = await sql<{ n: bigint }>`select ${all} as n`.execute(db);
    return { asOf: null, evaluatedAt: null, staleCustomers: Number(rows[0]?.n ?? 0n) };
  }
  const due = schedule === null ? null : latestDue(schedule, now);
  const current =
    due === null
      ? sql`true`
      : sql`greatest(as_of, (select e.as_of from evaluations as e where e.evaluation_id = ${id})) >= ${date(due)}`;
  const { rows } = await sql<{ as_of: string; evaluated_at: string; stale: bigint }>`select
      cast(as_of as text) as as_of, cast(finished_at as text) as evaluated_at,
      ${all} - (select count(*) from ${sql.table(await tableOf(db, id))} where ${current}) as stale
    from evaluations where evaluation_id = ${id}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error(`evaluation ${id} is not known`);
  return { asOf: day(row.as_of), evaluatedAt: row.evaluated_at, staleCustomers: Number(row.stale) };
}
