import { type Kysely, sql } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import { and, date, type Expression, literalText } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import type { Generation } from '../evaluations/generation.ts';
import { changedSince } from '../ledger/set-by-hand-since.ts';
import { tierIdSql } from '../ledger/shown-tier.ts';
import { type KeptLook, readLook } from './kept-look.ts';

/** The last look ahead, as readers see it beside the evaluation that is shown. */
export interface SeenLook {
  readonly look: KeptLook;
  readonly generation: Generation;
  /** Of the evaluation that is shown. */
  readonly isCurrent: boolean;
  /** By its standard; otherwise what was found means nothing any more. */
  readonly isSameStandard: boolean;
  /** A condition on `customer_id`: of whom something was recorded, or set by hand, since it began; null: of nobody. */
  readonly touched: Expression | null;
}

/** Null before the first. */
export async function seeLook(db: Kysely<unknown>, generation: Generation): Promise<SeenLook | null> {
  const look = await readLook(db);
  if (look === null) return null;
  const { scheme, version } = generation;
  return {
    ...{ look, generation },
    isCurrent: look.evaluation === generation.id,
    isSameStandard: look.scheme.id === scheme.id && look.scheme.version === version,
    touched: await changedSince(db, look.known),
  };
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
 * and the columns of the list. Of another evaluation than the one that is shown, those who are still shown the same tier; by another
 * standard nobody.
 */
export function fallsSql(seen: SeenLook, { visibility, tier, owner }: RadarQuery, until: Day): Expression {
  const { generation, isCurrent, isSameStandard, touched } = seen;
  const { scheme, asOf, graded } = generation;
  const untouched = sql`(select * from radar_falls where ${and([
    isSameStandard ? sql`falls_on > ${date(asOf)}` : sql`false`,
    sql`falls_on <= ${date(until)}`,
    ...(touched === null ? [] : [sql`not ${touched}`]),
    ...(tier === null ? [] : [sql`from_tier = ${literalText(tier)}`]),
  ])})`;
  return sql`(select f.customer_id, f.falls_on, f.from_tier, f.to_tier, f.decided, f.spend, g.external_id, g.name, g.owner
    from ${untouched} as f join ${sql.table(graded.table)} as g on g.customer_id = f.customer_id
      join held as h on h.customer_id = f.customer_id
    where ${and([
      isCurrent ? sql`true` : sql`${tierIdSql(scheme, sql`h.shown`)} is not distinct from f.from_tier`,
      visibleTo(visibility, sql`g.owner`) ?? sql`true`,
      ...(owner === null ? [] : [sql`g.owner = ${literalText(owner)}`]),
    ])})`;
}

/** Of how many customers something was recorded, or set by hand, since. */
export async function countTouched(
  db: Kysely<unknown>,
  { generation, touched }: SeenLook,
  visibility: Visibility,
): Promise<number> {
  if (touched === null) return 0;
  const { rows } = await sql<{
    n: bigint;
  }>`select count(*) as n from ${sql.table(generation.graded.table)} as g
    where ${touched} and ${visibleTo(visibility, sql`g.owner`) ?? sql`true`}`.execute(db);
  return Number(rows[0]?.n ?? 0n);
}
