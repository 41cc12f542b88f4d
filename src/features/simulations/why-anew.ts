import { sql } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Reading } from '../customers/reading.ts';
import { isRelative } from '../evaluations/cuts-in-force.ts';
import type { Generation } from '../evaluations/generation.ts';

/** Why the current standard is graded anew for a comparison: for another day, or as the register has changed since. */
export type WhyAnew = 'other-day' | 'changed-since';

/**
 * Why the published evaluation cannot be compared with a draft as it stands; null where it can. It follows what is
 * typed and sent at once, but not imports; and places among all customers only move with the next evaluation.
 */
export async function whyAnew(
  { db, remember }: Reading,
  { id, asOf, scheme }: Generation,
  draft: Scheme,
  day: Day,
): Promise<WhyAnew | null> {
  if (day !== asOf) return 'other-day';
  const { any, imports } = await remember(['recorded since', String(id)], async () => {
    const { rows } = await sql<{
      any: bigint;
      imports: bigint;
    }>`select count(*) as "any", count(recordings.import_id) as imports
      from recordings left join imports on imports.import_id = recordings.import_id
      where coalesce(finished_at, recorded_at) >= (select started_at from evaluations where evaluation_id = ${id})
        or (recordings.import_id is not null and finished_at is null)`.execute(db);
    return rows[0] ?? { any: 0n, imports: 0n };
  });
  if (imports > 0n) return 'changed-since';
  return any > 0n && (isRelative(scheme) || isRelative(draft)) ? 'changed-since' : null;
}
