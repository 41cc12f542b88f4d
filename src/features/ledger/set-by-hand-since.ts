import { type Kysely, sql } from 'kysely';
import { type Expression, or } from '../../sql/expression.ts';
import { type Recorded, recordedSoFar, touchedSince } from '../evaluations/touched.ts';
import { momentSql } from '../register/recording.ts';

/** How much had been set by hand at some moment. */
export interface SetByHand {
  readonly counts: string;
  /** The latest of its moments, milliseconds since 1970. */
  readonly latest: number;
}

/** Whoever asked first may have waited longer for his turn to write. */
const MARGIN_MS = 3_600_000;

/** Overrides given, approved and ended, and freezes, so far. */
export async function setByHandSoFar(db: Kysely<unknown>): Promise<SetByHand> {
  const { rows } = await sql<{ counts: string; latest: string | null }>`select
      count(*) || ' ' || count(approved_at) || ' ' || count(ended_at) || ' ' || (select count(*) from freezes) as counts,
      cast(greatest(max(given_at), max(approved_at), max(ended_at), (select max(recorded_at) from freezes)) as text) as latest
    from overrides`.execute(db);
  const [{ counts, latest } = { counts: '', latest: null }] = rows;
  return { counts, latest: latest === null ? 0 : Date.parse(`${latest.replace(' ', 'T')}Z`) };
}

/** A condition on `customer_id`: whoever may have had something set by hand since then; null where nothing was. */
export async function setByHandSince(db: Kysely<unknown>, before: SetByHand): Promise<Expression | null> {
  const { counts } = await setByHandSoFar(db);
  if (counts === before.counts) return null;
  const since = momentSql(Math.max(0, before.latest - MARGIN_MS));
  return sql`customer_id in (select customer_id from overrides
      where given_at >= ${since} or approved_at >= ${since} or ended_at >= ${since}
    union select customer_id from freezes where recorded_at >= ${since})`;
}

/** What was known at some moment. */
export interface Known {
  readonly recorded: Recorded;
  readonly byHand: SetByHand;
}

/** A condition on `customer_id`: whoever may have something that was recorded, or set by hand, since then; null where nothing was. */
export async function changedSince(
  db: Kysely<unknown>,
  { recorded, byHand }: Known,
): Promise<Expression | null> {
  const now = await recordedSoFar(db);
  const isRecorded = now.last !== recorded.last || recorded.open.length > 0;
  const since = await setByHandSince(db, byHand);
  const ways = [...(isRecorded ? [touchedSince(recorded)] : []), ...(since === null ? [] : [since])];
  return ways.length === 0 ? null : or(ways);
}
