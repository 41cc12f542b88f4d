import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Database, run } from '../../db/database.ts';
import type { CalendarUnit, Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { text } from '../../domain/text.ts';
import type { Progress, TierRow } from '../grade/report.ts';
import { tierRows } from '../grade/tier-rows.ts';
import { withTables } from '../simulations/simulation-tables.ts';
import { type GradedTable, gradeAll } from '../tiers/grade-all.ts';
import { nextQuarter } from './backtest-days.ts';
import { countMoves, type Move } from './count-moves.ts';
import { type Foretold, foretell } from './foretold.ts';
import { noteFirstDays, tablesKnownBy } from './known-customers.ts';

/** A draft that can be graded by, and the days as of which it is. */
export interface BacktestPlan {
  readonly draft: Scheme;
  readonly from: Day;
  readonly to: Day;
  readonly every: CalendarUnit;
  readonly days: readonly Day[];
  /** The last one with orders, up to today. */
  readonly lastDay: Day;
}

export interface Backtest extends Omit<BacktestPlan, 'days'> {
  readonly periods: readonly Period[];
}

/** How everybody known by the end of a day would have been graded then. */
export interface Period {
  readonly day: Day;
  /** Lowest first; revenue is what was spent up to the day. */
  readonly tiers: readonly TierRow[];
  /** Since the period before; null for the first. */
  readonly moves: readonly Move[] | null;
  /** Null where the quarter after is not over. */
  readonly next: Foretold | null;
}

interface Watching {
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/**
 * Grades everybody by a draft as of each day, kept nowhere, and holds the tiers against what was spent in the quarter
 * after. All that is recorded today counts on the days it bears, however late it was recorded; customers' fields are
 * today's; tiers are the computed ones, without the policy of the lifecycle.
 */
export async function backtest(
  folder: DataFolder,
  { days, ...plan }: BacktestPlan,
  watching: Watching,
): Promise<Backtest> {
  const work = await folder.database().separate();
  try {
    const periods = await withTables(
      work,
      async (prefix) => await gradeDays({ work, prefix, plan, ...watching }, days),
    );
    return { ...plan, periods };
  } finally {
    await work.close();
  }
}

interface Grading extends Watching {
  readonly work: Database;
  readonly prefix: string;
  readonly plan: Omit<BacktestPlan, 'days'>;
}

async function gradeDays(grading: Grading, days: readonly Day[]): Promise<Period[]> {
  const { work, prefix, signal, progress } = grading;
  progress.step(text('按草案给过去评级', 'grading the past by the draft'));
  progress.at(0);
  const known = `${prefix}known`;
  await noteFirstDays(work, known);
  const periods: Period[] = [];
  let before: GradedTable | null = null;
  for (const [index, day] of days.entries()) {
    signal.throwIfAborted();
    const tables = { known, table: `${prefix}day${index}`, before };
    const [period, graded] = await gradeDay(grading, day, tables);
    periods.push(period);
    if (before !== null) await run(work, sql`drop table ${sql.table(before.table)}`);
    before = graded;
    progress.at((index + 1) / days.length);
  }
  return periods;
}

interface DayTables {
  readonly known: string;
  readonly table: string;
  readonly before: GradedTable | null;
}

async function gradeDay(
  { work, plan: { draft, lastDay }, signal }: Grading,
  day: Day,
  { known, table, before }: DayTables,
): Promise<readonly [Period, GradedTable]> {
  const from = tablesKnownBy(draft, known, day);
  const graded = await gradeAll(work, draft, day, { table, wanted: ['spend'], keyed: false, from });
  signal.throwIfAborted();
  const tiers = await tierRows(work, draft, graded);
  const moves = before === null ? null : await countMoves(work, before, graded);
  const quarter = nextQuarter(day);
  const isOver = day < lastDay && quarter.to <= lastDay;
  const next = isOver ? await foretell(work, draft, { ...quarter, known, day, graded }) : null;
  signal.throwIfAborted();
  return [{ day, tiers, moves, next }, graded];
}
