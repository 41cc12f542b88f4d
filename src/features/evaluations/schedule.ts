import { addDays, type Day, dayOf, momentOf } from '../../domain/calendar.ts';

/** When everybody is graded anew, day by day. */
export interface Schedule {
  /** `HH:MM` in the time zone. */
  readonly dailyRunAt: string;
  readonly timeZone: string;
  /** On which days another standard comes into force as was planned: they are graded as soon as they begin. */
  readonly changes: ReadonlySet<Day>;
  /** When there was something to grade by for the first time, in milliseconds since 1970. */
  readonly since: number;
}

/** As many missed days are told of; older ones are no news. */
const MOST_DAYS = 400;

/** When a day's run is due, in milliseconds since 1970. */
export function dueAt({ dailyRunAt, timeZone, changes }: Schedule, day: Day): number {
  return momentOf(day, changes.has(day) ? '00:00' : dailyRunAt, timeZone);
}

/** The day whose run fell due last; null before the first. */
export function latestDue(schedule: Schedule, now: number): Day | null {
  let day = dayOf(now, schedule.timeZone);
  while (dueAt(schedule, day) > now) day = addDays(day, -1);
  return dueAt(schedule, day) > schedule.since ? day : null;
}

/** When the next run falls due, in milliseconds since 1970. */
export function nextRunAt(schedule: Schedule, now: number): number {
  let day = dayOf(now, schedule.timeZone);
  while (dueAt(schedule, day) <= now) day = addDays(day, 1);
  return dueAt(schedule, day);
}

/** The days whose runs fell due after the run of one day, or else since the first, and before that of another. */
export function dueDaysBetween(schedule: Schedule, after: Day | null, before: Day): Day[] {
  const days: Day[] = [];
  for (let day = addDays(before, -1); days.length < MOST_DAYS; day = addDays(day, -1)) {
    if (after !== null && day <= after) break;
    if (dueAt(schedule, day) <= schedule.since) break;
    days.push(day);
  }
  return days.reverse();
}
