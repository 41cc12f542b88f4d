import { type Kysely, sql } from 'kysely';
import { type Day, day } from '../../domain/calendar.ts';
import { commas, type Expression } from '../../sql/expression.ts';
import { timestamp } from '../register/recording.ts';

/** What became of a day's run: on time, not at all, made up for by a later evaluation, or tried in vain so far. */
export type DailyRunState = 'done' | 'missed' | 'made-up' | 'failed';

export interface DailyRun {
  readonly day: Day;
  readonly state: DailyRunState;
  /** The evaluation that did it or made up for it. */
  readonly evaluation: bigint | null;
  /** Failures so far. */
  readonly tries: number;
  /** Milliseconds since 1970. */
  readonly notedAt: number;
  /** Why it failed. */
  readonly message: string | null;
}

/** The latest days' runs, the newest first. */
export async function listDailyRuns(db: Kysely<unknown>, limit: number): Promise<DailyRun[]> {
  const { rows } = await sql<{
    day: string;
    state: DailyRunState;
    evaluation: bigint | null;
    tries: number;
    noted_at: bigint;
    message: string | null;
  }>`select cast(day as text) as day, state, evaluation_id as evaluation, tries, message,
      cast(round(extract(epoch from noted_at) * 1000) as bigint) as noted_at
    from daily_runs order by daily_runs.day desc limit ${sql.lit(limit)}`.execute(db);
  return rows.map(({ noted_at, ...row }) => ({ ...row, day: day(row.day), notedAt: Number(noted_at) }));
}

/** Notes what became of the runs of days, over what was noted of them before. */
export async function noteDailyRuns(trx: Kysely<unknown>, runs: readonly DailyRun[]): Promise<void> {
  const sets = columns.map((name) => sql`${name} = excluded.${name}`);
  await insertRuns(trx, runs, sql`do update set ${commas(sets)}`);
}

/** Notes days that have gone by without a run; what is known of one that was tried in vain stays. */
export async function noteMissedRuns(trx: Kysely<unknown>, runs: readonly DailyRun[]): Promise<void> {
  await insertRuns(trx, runs, sql`do nothing`);
}

const columns = ['state', 'evaluation_id', 'tries', 'noted_at', 'message'].map((name) => sql.ref(name));

async function insertRuns(
  trx: Kysely<unknown>,
  runs: readonly DailyRun[],
  ifThere: Expression,
): Promise<void> {
  if (runs.length === 0) return;
  const rows = runs.map(
    ({
      day,
      state,
      evaluation,
      tries,
      notedAt,
      message,
    }) => sql`(cast(${day} as date), cast(${state} as text),
      cast(${evaluation} as bigint), cast(${tries} as integer), cast(${timestamp(notedAt)} as timestamp),
      cast(${message} as text))`,
  );
  await sql`insert into daily_runs (day, ${commas(columns)}) values ${commas(rows)}
    on conflict (day) ${ifThere}`.execute(trx);
}
