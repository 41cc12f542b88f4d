import type { Kysely } from 'kysely';
import { type Day, dayOf } from '../../domain/calendar.ts';
import type { Text } from '../../domain/text.ts';
import { readPublications } from './publications.ts';
import { listSchemes } from './published-schemes.ts';
import { isCalledOff, lastDayOf, lastingOn, type Publication, standingAt } from './standing.ts';

export const publicationStates = ['planned', 'in-force', 'under-season', 'over', 'called-off'] as const;

export interface ListedPublication extends Publication {
  readonly name: Text;
  /** `under-season`: what holds again when the season is over. */
  readonly state: (typeof publicationStates)[number];
}

/** All publications, the last one first. `now` in milliseconds since 1970. */
export async function listPublications(db: Kysely<unknown>, now: number): Promise<ListedPublication[]> {
  const all = await readPublications(db);
  const listed = await listSchemes(db, now);
  return all.toReversed().map((one) => ({
    ...one,
    name: listed.find(({ id, version }) => id === one.scheme && version === one.version)?.name ?? {
      zh: one.scheme,
      en: one.scheme,
    },
    state: stateOf(all, one, now),
  }));
}

function stateOf(all: readonly Publication[], one: Publication, now: number): ListedPublication['state'] {
  const today = dayOf(Math.max(now, one.publishedAt), one.timeZone);
  if (isCalledOff(one)) return 'called-off';
  if (one.startsOn > today) return 'planned';
  if (lastDayOf(one) < today) return 'over';
  if (standingAt(all, now)?.publication.id === one.id) return 'in-force';
  return holdsBelow(all, one, today) ? 'under-season' : 'over';
}

function holdsBelow(all: readonly Publication[], one: Publication, today: Day): boolean {
  return lastingOn(all, today)?.id === one.id;
}
