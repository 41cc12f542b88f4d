import { type Kysely, sql } from 'kysely';
import { type Day, day } from '../../domain/calendar.ts';
import type { Recorded } from '../evaluations/touched.ts';

/** How far orders have been looked at for the points that they earn. */
export interface PointsState {
  /** From which day on orders earn points; null while no standard gives any. */
  readonly since: Day | null;
  /** The day on which everybody's orders were looked at last. */
  readonly lookedOn: Day;
  /** What had been recorded then. */
  readonly seen: Recorded;
}

/** Null before the first evaluation. */
export async function readPointsState(db: Kysely<unknown>): Promise<PointsState | null> {
  const { rows } = await sql<{
    since: string | null;
    looked: string;
    seen: string;
  }>`select cast(since as text) as since, cast(looked_on as text) as looked, cast(seen as text) as seen
    from points_state`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const { last, open } = JSON.parse(row.seen) as { last: string; open: string[] };
  return {
    since: row.since === null ? null : day(row.since),
    lookedOn: day(row.looked),
    seen: { last: BigInt(last), open: open.map(BigInt) },
  };
}

export async function notePointsState(
  trx: Kysely<unknown>,
  { since, lookedOn, seen }: PointsState,
): Promise<void> {
  const recorded = JSON.stringify({ last: String(seen.last), open: seen.open.map(String) });
  await sql`insert into points_state values (1, cast(${since} as date), cast(${lookedOn} as date), ${recorded})
    on conflict (only_row) do update set since = excluded.since, looked_on = excluded.looked_on, seen = excluded.seen`.execute(
    trx,
  );
}
