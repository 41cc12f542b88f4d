import type { Kysely } from 'kysely';
import { type Day, dayOf } from '../../domain/calendar.ts';
import { findScheme, listSchemes, type PublishedScheme } from '../schemes/published-schemes.ts';

/** The scheme that is in force at the end of a day: the one published last by then. */
export async function schemeOn(db: Kysely<unknown>, day: Day): Promise<PublishedScheme | null> {
  for (const { id, version, publishedAt } of await listSchemes(db)) {
    const found = await findScheme(db, id, version);
    const at = Date.parse(`${publishedAt.replace(' ', 'T')}Z`);
    if (found !== null && dayOf(at, found.scheme.timeZone) <= day) return found;
  }
  return null;
}
