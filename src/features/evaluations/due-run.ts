import { type Kysely, sql } from 'kysely';
import { type Day, day } from '../../domain/calendar.ts';
import { readDailyRunAt } from '../business/daily-run-at.ts';
import { timestamp } from '../register/recording.ts';
import { businessOf } from '../schemes/business.ts';
import { readPublications } from '../schemes/publications.ts';
import { firstPublication } from '../schemes/published-schemes.ts';
import { plannedChanges } from '../schemes/standing.ts';
import { type DailyRun, listDailyRuns } from './record-daily-run.ts';
import { dueAt, dueDaysBetween, latestDue, type Schedule } from './schedule.ts';

const MINUTE_MS = 60_000;
/** A run that begins so much later than it was due is one that was missed. */
const LATE_MS = 10 * MINUTE_MS;
/** After a failure, doubled with each further one. */
const PAUSE_MS = 5 * MINUTE_MS;
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;

/** A day's run that has to be done now. */
export interface DueRun {
  readonly day: Day;
  /** Earlier days without a run, which it makes up for. */
  readonly missed: readonly Day[];
  readonly isLate: boolean;
  /** Failures so far. */
  readonly tries: number;
  /** An evaluation that somebody asked for since and that will do; null: none. */
  readonly evaluation: bigint | null;
}

/** When runs are due; null before the first standard is published. */
export async function readSchedule(db: Kysely<unknown>): Promise<Schedule | null> {
  const since = await firstPublication(db);
  if (since === null) return null;
  const { timeZone } = await businessOf(db);
  const changes = plannedChanges(await readPublications(db));
  return { dailyRunAt: await readDailyRunAt(db), timeZone, since, changes };
}

/** The run that has to be done now; null for none, or when it failed only a while ago. */
export async function dueRun(db: Kysely<unknown>, now: number): Promise<DueRun | null> {
  const schedule = await readSchedule(db);
  const latest = schedule === null ? null : latestDue(schedule, now);
  if (schedule === null || latest === null) return null;
  const noted = await notedBy(db, now);
  const settled = lastSettled(noted);
  if (settled !== null && settled >= latest) return null;
  const tried = noted.find((run) => run.day === latest && run.state === 'failed');
  const tries = tried?.tries ?? 0;
  if (tried !== undefined && now < tried.notedAt + pauseAfter(tries)) return null;
  const { lastDay, sinceDue } = await evaluationsBy(db, latest, dueAt(schedule, latest), now);
  return {
    day: latest,
    missed: dueDaysBetween(schedule, later(settled, lastDay), latest),
    isLate: tries > 0 || now - dueAt(schedule, latest) > LATE_MS,
    tries,
    evaluation: sinceDue,
  };
}

/** Days that have gone by without a run since everybody was graded last. */
export async function missedRuns(db: Kysely<unknown>, now: number): Promise<Day[]> {
  const schedule = await readSchedule(db);
  const latest = schedule === null ? null : latestDue(schedule, now);
  if (schedule === null || latest === null) return [];
  const due = dueAt(schedule, latest);
  const { lastDay } = await evaluationsBy(db, latest, due, now);
  const graded = later(lastSettled(await notedBy(db, now)), lastDay);
  const missed = dueDaysBetween(schedule, graded, latest);
  const isMissed = now - due > LATE_MS && (graded === null || graded < latest);
  return isMissed ? [...missed, latest] : missed;
}

/** What was noted by now: a clock that was ahead for a while has noted days that have not come yet. */
async function notedBy(db: Kysely<unknown>, now: number): Promise<DailyRun[]> {
  return (await listDailyRuns(db, 1000)).filter(({ notedAt }) => notedAt <= now);
}

function lastSettled(noted: readonly DailyRun[]): Day | null {
  return noted.find(({ state }) => state === 'done' || state === 'made-up')?.day ?? null;
}

function pauseAfter(tries: number): number {
  return Math.min(PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
}

function later(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

interface Evaluated {
  /** The latest day as of which everybody was graded, at most the given one. */
  readonly lastDay: Day | null;
  /** An evaluation as of the day that began when its run was due or later. */
  readonly sinceDue: bigint | null;
}

async function evaluationsBy(db: Kysely<unknown>, latest: Day, due: number, now: number): Promise<Evaluated> {
  const { rows } = await sql<{
    last_day: string | null;
    since_due: bigint | null;
  }>`select cast(least(max(as_of), cast(${latest} as date)) as text) as last_day,
      max(evaluation_id) filter (where as_of >= cast(${latest} as date)
        and started_at >= cast(${timestamp(due)} as timestamp)) as since_due
    from evaluations where status = 'done' and finished_at <= cast(${timestamp(now)} as timestamp)`.execute(
    db,
  );
  const [row] = rows;
  return {
    lastDay: row?.last_day == null ? null : day(row.last_day),
    sinceDue: row?.since_due ?? null,
  };
}
