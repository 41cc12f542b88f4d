import type { Kysely } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import { readPublications } from './publications.ts';
import { findScheme, type PublishedScheme } from './published-schemes.ts';
import { lastDayOf, type Standing, standingAt, standingOn } from './standing.ts';

/** The standard by which customers are graded, with what was chosen for holders when it came, or came back, into force. */
export interface StandardInForce extends PublishedScheme {
  /** Since when it has held without a break. */
  readonly since: Day;
  /** The last day of a season; null: until another is published. */
  readonly until: Day | null;
}

/** The standard that customers are graded by, as of a moment in milliseconds since 1970. Null before the first. */
export async function currentScheme(db: Kysely<unknown>, now: number): Promise<StandardInForce | null> {
  return await inForce(db, standingAt(await readPublications(db), now));
}

/** The standard that is in force at the end of a day. Null before the first. */
export async function schemeOn(db: Kysely<unknown>, day: Day): Promise<StandardInForce | null> {
  return await inForce(db, standingOn(await readPublications(db), day));
}

async function inForce(db: Kysely<unknown>, standing: Standing | null): Promise<StandardInForce | null> {
  if (standing === null) return null;
  const { publication, since, holders, author } = standing;
  const found = await findScheme(db, publication.scheme, publication.version);
  if (found === null) throw new Error(`no scheme ${publication.scheme} ${publication.version}`);
  const until = publication.endsOn === null ? null : lastDayOf(publication);
  return { ...found, since, until, holders, author };
}
