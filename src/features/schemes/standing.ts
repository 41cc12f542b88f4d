import { addDays, type Day, dayOf, momentOf } from '../../domain/calendar.ts';

/** What becomes of those who would lose their tier by a new version: graded anew, kept until the period's end, kept for good. */
export const holderChoices = ['anew', 'until-period-end', 'for-good'] as const;
export type Holders = (typeof holderChoices)[number];

/** One version of a standard put in force, from a first day on; with a last day it is a season, after which the standard without it holds again. */
export interface Publication {
  readonly id: bigint;
  readonly scheme: string;
  readonly version: number;
  readonly timeZone: string;
  readonly startsOn: Day;
  /** As it was published; null: until another standard takes its place. */
  readonly endsOn: Day | null;
  readonly holders: Holders;
  /** What becomes of holders after a season; null without a last day. */
  readonly returnHolders: Holders | null;
  /** Milliseconds since 1970. */
  readonly publishedAt: number;
  readonly author: string;
  /** Where it was ended early: its last day. That of one that was called off lies before its first. */
  readonly lastDay: Day | null;
  readonly endedBy: string | null;
  readonly endedAt: number | null;
}

/** The publication by which customers are graded on a day, and what was chosen for the day from which it holds. */
export interface Standing {
  readonly publication: Publication;
  /** Since when it has held without a break. */
  readonly since: Day;
  readonly holders: Holders;
  /** Who chose that. */
  readonly author: string;
}

/** Each in its own time zone; all of a business that has orders are in one. */
type DayIn = (publication: Publication) => Day;

/**
 * What holds at a moment, in milliseconds since 1970; null before the first publication. What was put in force at once holds even
 * if the clock was ahead then.
 */
export function standingAt(all: readonly Publication[], now: number): Standing | null {
  return standing(all, ({ timeZone, publishedAt }) => dayOf(Math.max(now, publishedAt), timeZone));
}

/** What holds at the end of a day. */
export function standingOn(all: readonly Publication[], day: Day): Standing | null {
  return standing(all, () => day);
}

/** The season that the day lies in, otherwise what would hold without any: of those that have begun the one that did last. */
function standing(all: readonly Publication[], dayIn: DayIn): Standing | null {
  const season = all.findLast((one) => one.endsOn !== null && covers(one, dayIn(one)));
  if (season !== undefined) {
    const { startsOn, holders, author } = season;
    return { publication: season, since: startsOn, holders, author };
  }
  const lasting = all.filter((one) => one.endsOn === null && covers(one, dayIn(one)));
  const publication = lasting.toSorted((a, b) => beginning(a) - beginning(b) || Number(a.id - b.id)).at(-1);
  return publication === undefined ? null : returned(all, publication, dayIn(publication));
}

/** What would hold on a day without any season; null before the first publication. */
export function lastingOn(all: readonly Publication[], day: Day): Publication | null {
  const lasting = all.filter(({ endsOn }) => endsOn === null);
  return standingOn(lasting, day)?.publication ?? null;
}

/** The first day on which a publication of these days holds: one without an end that begins within a season waits for the season's. */
export function inForceFrom(
  all: readonly Publication[],
  { startsOn, endsOn }: Pick<Publication, 'startsOn' | 'endsOn'>,
): Day {
  if (endsOn !== null) return startsOn;
  let from = startsOn;
  for (;;) {
    const season = all.find((one) => one.endsOn !== null && covers(one, from));
    if (season === undefined) return from;
    from = addDays(lastDayOf(season), 1);
  }
}

/** What holds without seasons, with what was chosen by whoever brought it back last. */
function returned(all: readonly Publication[], publication: Publication, day: Day): Standing {
  const { startsOn, holders, author } = publication;
  const ended = all
    .filter((one) => one.endsOn !== null && lastDayOf(one) >= one.startsOn)
    .map((season) => ({ season, back: addDays(lastDayOf(season), 1) }))
    .filter(({ back }) => back > startsOn && back <= day)
    .toSorted((a, b) => compare(a.back, b.back))
    .at(-1);
  if (ended === undefined) return { publication, since: startsOn, holders, author };
  const { season, back } = ended;
  // One that began under the season brings its own choice.
  if (!beganBefore(publication, season)) return { publication, since: back, holders, author };
  return { publication, since: back, holders: season.returnHolders ?? 'anew', author: season.author };
}

/** The last day on which it holds; without one the last of all days. */
export function lastDayOf({ lastDay, endsOn }: Publication): Day {
  return lastDay ?? endsOn ?? ('9999-12-31' as Day);
}

/** Whether a standard is to come, or a season to end, after a day. */
export function comesYet(publication: Publication, today: Day): boolean {
  if (isCalledOff(publication)) return false;
  return publication.startsOn > today || (publication.endsOn !== null && lastDayOf(publication) >= today);
}

export function isCalledOff(publication: Publication): boolean {
  return lastDayOf(publication) < publication.startsOn;
}

/** On which days the standard changes as was planned before: customers are graded by the other one from their first minute on. */
export function plannedChanges(all: readonly Publication[]): ReadonlySet<Day> {
  return new Set(
    all.flatMap((one) => {
      if (isCalledOff(one)) return [];
      const { startsOn, endsOn, publishedAt, endedAt, timeZone } = one;
      const back = endsOn === null ? null : addDays(lastDayOf(one), 1);
      const isPlanned = startsOn > dayOf(publishedAt, timeZone);
      const returns = back !== null && (endedAt === null || back > dayOf(endedAt, timeZone));
      return [...(isPlanned ? [startsOn] : []), ...(returns ? [back] : [])];
    }),
  );
}

function covers(publication: Publication, day: Day): boolean {
  return publication.startsOn <= day && day <= lastDayOf(publication);
}

function beganBefore(a: Publication, b: Publication): boolean {
  const [first, second] = [beginning(a), beginning(b)];
  return first < second || (first === second && first === a.publishedAt && a.id < b.id);
}

/** When it takes force: when it was published, or as its first day begins. */
function beginning({ publishedAt, startsOn, timeZone }: Publication): number {
  return Math.max(publishedAt, momentOf(startsOn, '00:00', timeZone));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
