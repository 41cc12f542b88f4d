import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { addDays } from '../../domain/calendar.ts';
import { moneyText } from '../../domain/currency.ts';
import { date } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import type { Seal } from '../contacts/seal.ts';
import { readCursor, writeCursor } from '../customers/cursor.ts';
import { type Reading, readCustomers } from '../customers/reading.ts';
import type { TierName } from '../ledger/read-ledger.ts';
import type { KeptLook } from './kept-look.ts';
import { type Fall, placeOf, readFalls, withWords } from './list-falls.ts';
import { countTouched, fallsSql, type RadarQuery, type SeenLook, seeLook } from './radar-rows.ts';

/** How far ahead may be asked for, in days. */
export const horizons = [30, 60, 90] as const;
export type Horizon = (typeof horizons)[number];

interface Sum {
  readonly customers: number;
  /** What they spent in the twelve months up to the look, in major units. */
  readonly spend: number;
}

export interface Radar {
  /** Null before the first look ahead. */
  readonly look: (KeptLook & Pick<SeenLook, 'isCurrent' | 'isSameStandard'>) | null;
  /** Whether an evaluation is shown. */
  readonly isGraded: boolean;
  /** Customers of whom something was recorded, or set by hand, since the look: what becomes of them the next one tells. */
  readonly touched: number;
  /** Those who fall within each horizon, of the tier and owner asked for. */
  readonly horizons: readonly (Sum & { readonly days: Horizon })[];
  /** Within the horizon asked for, whatever tier is asked for; the highest first. */
  readonly tiers: readonly (Sum & { readonly tier: TierName })[];
  /** Within it, whatever owner is asked for. */
  readonly owners: readonly (Sum & { readonly owner: string | null })[];
  /** The earliest first, of a day those who spent most. */
  readonly falls: readonly Fall[];
  readonly next: string | null;
}

export interface RadarRequest extends RadarQuery {
  readonly days: Horizon;
  readonly limit: number;
  /** The cursor that the page before gave. */
  readonly after: string | null;
}

const nothing = { look: null, touched: 0, horizons: [], tiers: [], owners: [], falls: [], next: null };

/** Who falls within a horizon if nothing more is bought, what keeps them and what they spent. */
export async function readRadar(folder: DataFolder, seal: Seal, request: RadarRequest): Promise<Radar> {
  return await readCustomers(folder, async (reading) => {
    const { db, generation } = reading;
    const seen = generation === null ? null : await seeLook(db, generation);
    if (seen === null) return { isGraded: generation !== null, ...nothing };
    const { look, isCurrent, isSameStandard } = seen;
    return {
      look: { ...look, isCurrent, isSameStandard },
      isGraded: true,
      touched: await countTouched(db, seen, request.visibility),
      ...sumsOf(seen, await countFalls(db, seen, request.visibility), request),
      ...(await readPage(reading, seen, seal, request)),
    };
  });
}

/** Of those who fall within a horizon and no shorter one, of a tier and an owner. */
interface Counted {
  readonly days: number;
  readonly tier: string;
  readonly owner: string | null;
  readonly customers: number;
  /** In minor units. */
  readonly spend: bigint;
}

async function countFalls(
  db: Kysely<unknown>,
  seen: SeenLook,
  visibility: Visibility,
): Promise<readonly Counted[]> {
  const { look } = seen;
  const falls = fallsSql(seen, { visibility, tier: null, owner: null }, look.until);
  const cases = horizons.map(
    (days) => sql`when falls_on <= ${date(addDays(look.asOf, days))} then ${sql.lit(days)}`,
  );
  const { rows } = await sql<{
    days: number;
    tier: string;
    owner: string | null;
    n: bigint;
    spend: bigint;
  }>`select days, from_tier as tier, owner, count(*) as n, cast(sum(spend) as bigint) as spend
    from (select case ${sql.join(cases, sql` `)} end as days, from_tier, owner, spend from ${falls} as falls) as placed
    group by days, from_tier, owner order by owner`.execute(db);
  return rows.map(({ n, days, ...row }) => ({ ...row, days: Number(days), customers: Number(n) }));
}

function sumsOf(
  { generation: { scheme } }: SeenLook,
  all: readonly Counted[],
  { days, tier, owner }: RadarRequest,
): Pick<Radar, 'horizons' | 'tiers' | 'owners'> {
  const sum = (counted: readonly Counted[]): Sum => ({
    customers: counted.reduce((customers, each) => customers + each.customers, 0),
    spend: Number(
      moneyText(
        counted.reduce((spend, each) => spend + each.spend, 0n),
        scheme.currency,
      ),
    ),
  });
  const ofTier = all.filter((each) => tier === null || each.tier === tier);
  const isOwned = (each: Counted): boolean => owner === null || each.owner === owner;
  const within = (counted: readonly Counted[], most: Horizon): Counted[] =>
    counted.filter((each) => each.days <= most);
  const ofOwner = within(all, days).filter(isOwned);
  const ofAnybody = within(ofTier, days);
  const owners = [...new Set(ofAnybody.map((each) => each.owner))];
  return {
    horizons: horizons.map((most) => ({ days: most, ...sum(within(ofTier, most).filter(isOwned)) })),
    tiers: scheme.tiers
      .map(({ id, name }) => ({ tier: { id, name }, ...sum(ofOwner.filter((each) => each.tier === id)) }))
      .filter(({ customers }) => customers > 0)
      .toReversed(),
    owners: owners.map((name) => ({ owner: name, ...sum(ofAnybody.filter((each) => each.owner === name)) })),
  };
}

async function readPage(
  { db, dialect }: Reading,
  seen: SeenLook,
  seal: Seal,
  request: RadarRequest,
): Promise<Pick<Radar, 'falls' | 'next'>> {
  const { days, limit, after, visibility, tier, owner } = request;
  const query = ['radar', days, tier, owner, 'all' in visibility ? null : visibility.owner];
  const place = after === null ? null : readCursor(after, query, seal);
  const falls = fallsSql(seen, request, addDays(seen.look.asOf, days));
  const rows = await readFalls(db, falls, place, limit + 1);
  const listed = rows.slice(0, limit);
  const last = rows.length > limit ? listed.at(-1) : undefined;
  return {
    falls: await withWords({ kysely: db, dialect }, seen.generation, listed),
    next: last === undefined ? null : writeCursor(placeOf(last), query, seal),
  };
}
