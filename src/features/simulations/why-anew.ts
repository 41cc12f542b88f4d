import { type Kysely, sql } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { isRelative } from '../evaluations/cuts-in-force.ts';
import type { Generation } from '../evaluations/generation.ts';
import type { Simulation } from './simulation.ts';

/**
 * Why the published evaluation cannot be compared with a draft as it stands; null where it can. It follows what is
 * typed and sent at once, but not imports; and places among all customers only move with the next evaluation.
 */
export async function whyAnew(
  db: Kysely<unknown>,
  { id, asOf, scheme }: Generation,
  draft: Scheme,
  day: Day,
): Promise<Simulation['anew']> {
  if (day !== asOf) return 'other-day';
  const { rows } = await sql<{
    any: bigint;
    imports: bigint;
  }>`select count(*) as "any", count(recordings.import_id) as imports
    from recordings left join imports on imports.import_id = recordings.import_id
    where coalesce(finished_at, recorded_at) >= (select started_at from evaluations where evaluation_id = ${id})
      or (recordings.import_id is not null and finished_at is null)`.execute(db);
  const { any = 0n, imports = 0n } = rows[0] ?? {};
  if (imports > 0n) return 'changed-since';
  return any > 0n && (isRelative(scheme) || isRelative(draft)) ? 'changed-since' : null;
}
