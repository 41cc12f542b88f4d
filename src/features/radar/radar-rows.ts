import { type Kysely, sql } from 'kysely';
import { type Day, day } from '../../domain/calendar.ts';
import { and, date, type Expression, literalText } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import type { Generation } from '../evaluations/generation.ts';
import { tierIdSql } from '../ledger/shown-tier.ts';
import { isoMoment, timestamp } from '../register/recording.ts';

/** The last look ahead. */
export interface KeptLook {
  readonly evaluation: bigint;
  readonly asOf: Day;
  /** The last day it looked at. */
  readonly until: Day;
  /** ISO 8601, UTC. */
  readonly readAt: string;
  /** Whether every fall is told to the day. */
  readonly isExact: boolean;
}

/** Null before the first. */
export async function readLook(db: Kysely<unknown>): Promise<KeptLook | null> {
  const { rows } = await sql<{
    evaluation: bigint;
    as_of: string;
    last_day: string;
    read_at: string;
    is_exact: boolean;
  }>`select evaluation_id as evaluation, cast(as_of as text) as as_of, cast(last_day as text) as last_day,
      cast(read_at as text) as read_at, is_exact from radar`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const { evaluation, as_of, last_day, read_at, is_exact: isExact } = row;
  return { evaluation, asOf: day(as_of), until: day(last_day), readAt: isoMoment(read_at), isExact };
}

/** Which of those who fall are asked for. */
export interface RadarQuery {
  readonly visibility: Visibility;
  /** The tier they fall from. */
  readonly tier: string | null;
  readonly owner: string | null;
}

/**
 * Those who fall up to a day and have not been touched since it was looked: `customer_id, falls_on, from_tier, to_tier, decided, spend`
 * and the columns of the list. Of another evaluation than the one that is shown, those who still hold the same tier.
 */
export function fallsSql(look: KeptLook, generation: Generation, query: RadarQuery, until: Day): Expression {
  const { tier, owner } = query;
  return sql`(select f.customer_id, f.falls_on, f.from_tier, f.to_tier, f.decided, f.spend, g.external_id, g.name, g.owner
    from ${joined(generation)} where ${and([
      sql`not f.by_hand`,
      sql`f.falls_on > ${date(generation.asOf)}`,
      sql`f.falls_on <= ${date(until)}`,
      isSame(look, generation),
      visibleTo(query.visibility, sql`g.owner`) ?? sql`true`,
      ...(tier === null ? [] : [sql`f.from_tier = ${literalText(tier)}`]),
      ...(owner === null ? [] : [sql`g.owner = ${literalText(owner)}`]),
    ])})`;
}

/** How many are left out as something was recorded of them, or set by hand, since. */
export async function countTouched(
  db: Kysely<unknown>,
  look: KeptLook,
  generation: Generation,
  { visibility }: RadarQuery,
): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${joined(generation)}
    where not f.by_hand and not ${isSame(look, generation)} and ${visibleTo(visibility, sql`g.owner`) ?? sql`true`}`.execute(
    db,
  );
  return Number(rows[0]?.n ?? 0n);
}

function joined({ graded }: Generation): Expression {
  return sql`radar_falls as f join ${sql.table(graded.table)} as g on g.customer_id = f.customer_id
    join held as h on h.customer_id = f.customer_id`;
}

function isSame({ evaluation, asOf, readAt }: KeptLook, { id, scheme }: Generation): Expression {
  const at = sql`cast(${sql.lit(timestamp(Date.parse(readAt)))} as timestamp)`;
  const later = (column: string): Expression => sql`${sql.ref(column)} > ${at}`;
  const byHand = sql`(select customer_id from freezes where ${later('recorded_at')} union select customer_id from overrides
    where ${later('given_at')} or ${later('approved_at')} or ${later('ended_at')})`;
  const untouched =
    evaluation === id
      ? sql`g.graded_at <= ${at}`
      : sql`(h.began <= ${date(asOf)} and ${tierIdSql(scheme, sql`h.tier`)} is not distinct from f.from_tier)`;
  return sql`(coalesce(${untouched}, false) and f.customer_id not in ${byHand})`;
}
