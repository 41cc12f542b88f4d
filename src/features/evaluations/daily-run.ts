import type { DataFolder } from '../../db/data-folder.ts';
import type { Day } from '../../domain/calendar.ts';
import { noteQuality } from '../quality/quality-days.ts';
import { lookAhead } from '../radar/look-ahead.ts';
import { forgetAnswers } from '../requests/answer-once.ts';
import { forgetWaiting } from '../sources/kept-deliveries.ts';
import { type DueRun, dueRun } from './due-run.ts';
import { evaluateAll } from './evaluate-all.ts';
import { type DailyRun, type DailyRunState, noteDailyRuns, noteMissedRuns } from './record-daily-run.ts';

/** Often enough to be on time after the machine slept or its clock was set. */
const WAKE_MS = 30_000;

export interface DailyRunOptions {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** A failure, to be logged; it is stored as well. */
  readonly onFault: (error: unknown, what: string) => void;
}

export interface DailyRuns {
  /** Looks at the clock now: does what is due, and resolves when it is done. Never rejects. */
  readonly tick: () => Promise<void>;
  /** Resolves when nothing is under way any more. */
  readonly stop: () => Promise<void>;
}

/**
 * Grades everybody once a day at the business's time, for as long as the process lives. What was missed before is made up
 * for at once, by one evaluation. The clock is compared again and again, so that sleep and changes of the clock do no harm.
 */
export function startDailyRuns(folder: DataFolder, options: DailyRunOptions): DailyRuns {
  let running: Promise<void> | null = null;
  let stopping = false;
  const tick = (): Promise<void> => {
    running ??= runIfDue(folder, options, () => stopping)
      .catch((error: unknown) => options.onFault(error, 'daily run'))
      .finally(() => {
        running = null;
      });
    return running;
  };
  const timer = setInterval(tick, WAKE_MS).unref();
  void tick();
  return {
    tick,
    stop: async () => {
      clearInterval(timer);
      stopping = true;
      await running;
    },
  };
}

/** Of several servers on one database the first to see that it is due does it. */
async function runIfDue(folder: DataFolder, options: DailyRunOptions, stops: () => boolean): Promise<void> {
  if ((await dueRun(folder.database().reader, options.clock())) === null) return;
  await folder.turns.unlessTaken('daily run', async () => await runDue(folder, options, stops));
}

async function runDue(
  folder: DataFolder,
  { clock, onFault }: DailyRunOptions,
  stops: () => boolean,
): Promise<void> {
  // Somebody else may have done it since it was looked.
  const due = await dueRun(folder.database().reader, clock());
  if (due === null) return;
  const note = async (runs: readonly DailyRun[]): Promise<void> =>
    await folder.writer.write(async (trx) => await noteDailyRuns(trx, runs));
  const missed = due.missed.map((day) => noted(day, 'missed', null, clock()));
  await folder.writer.write(async (trx) => await noteMissedRuns(trx, missed));
  try {
    const asked = { asOf: null, clock, author: 'daily run', keepsCuts: true, onFault };
    const id = due.evaluation ?? (await evaluateAll(folder, asked)).id;
    await note(doneBy(due, id, clock()));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await note([{ ...noted(due.day, 'failed', null, clock()), tries: due.tries + 1, message }]);
    onFault(error, 'daily run');
    return;
  }
  await forgetAnswers(folder, clock());
  await forgetWaiting(folder, clock());
  await lookFurther(folder, { clock, onFault }, stops);
  if (stops()) return;
  await noteQuality(folder, clock()).catch((error: unknown) => onFault(error, 'data quality'));
}

/** Looks ahead from the new day; that it failed, or was left off as the process ends, changes nothing of the run. */
async function lookFurther(
  folder: DataFolder,
  { clock, onFault }: DailyRunOptions,
  stops: () => boolean,
): Promise<void> {
  const tick = (): void => {
    if (stops()) throw new Error('the process ends');
  };
  await lookAhead(folder, { clock, tick }).catch((error: unknown) => {
    if (!stops()) onFault(error, 'radar');
  });
}

function doneBy({ day, missed, isLate, tries }: DueRun, evaluation: bigint, at: number): DailyRun[] {
  const own = { ...noted(day, isLate ? 'made-up' : 'done', evaluation, at), tries };
  return [...missed.map((each) => noted(each, 'made-up', evaluation, at)), own];
}

function noted(day: Day, state: DailyRunState, evaluation: bigint | null, notedAt: number): DailyRun {
  return { day, state, evaluation, tries: 0, notedAt, message: null };
}
