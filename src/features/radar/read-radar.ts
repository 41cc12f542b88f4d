import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { addDays, type Day } from '../../domain/calendar.ts';
import { moneyText } from '../../domain/currency.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Expression } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import { readCursor, writeCursor } from '../customers/cursor.ts';
import { type Reading, readCustomers } from '../customers/reading.ts';
import type { Generation } from '../evaluations/generation.ts';
import type { TierName } from '../ledger/read-ledger.ts';
import { type Fall, placeOf, readFalls, withWords } from './list-falls.ts';
import { countTouched, fallsSql, type KeptLook, type RadarQuery, readLook } from './radar-rows.ts';

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
  readonly look: (KeptLook & { readonly isCurrent: boolean }) | null;
  /** Of whom something was recorded since the look: they are left out until the next. */
  readonly touched: number;
  /** Those who fall within each horizon. */
  readonly horizons: readonly (Sum & { readonly days: Horizon })[];
  /** Within the horizon asked for, the highest tier first. */
  readonly tiers: readonly (Sum & { readonly tier: TierName })[];
  /** Within it, whatever tier and owner are asked for. */
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

const nothing = { touched: 0, horizons: [], tiers: [], owners: [], falls: [], next: null };

/** Who falls within a horizon if nothing more is bought, what keeps them and what they spent. */
export async function readRadar(folder: DataFolder, seal: Seal, request: RadarRequest): Promise<Radar> {
  return await readCustomers(folder, async (reading) => {
    const { db, generation } = reading;
    const look = await readLook(db);
    if (look === null || generation === null) return { look: null, ...nothing };
    const { scheme } = generation;
    const until = (days: Horizon): Day => addDays(look.asOf, days);
    const everybody = { visibility: request.visibility, tier: null, owner: null };
    const all = await sumsBy(db, scheme, sql`falls_on`, fallsSql(look, generation, everybody, look.until));
    const asked = fallsSql(look, generation, request, until(request.days));
    const own = { ...request, tier: null };
    return {
      look: { ...look, isCurrent: look.evaluation === generation.id },
      touched: await countTouched(db, look, generation, request),
      horizons: horizons.map((days) => ({
        days,
        ...added(all.filter(({ key }) => (key ?? '') <= until(days))),
      })),
      tiers: tiersOf(
        scheme,
        await sumsBy(db, scheme, sql`from_tier`, fallsSql(look, generation, own, until(request.days))),
      ),
      owners: (
        await sumsBy(db, scheme, sql`owner`, fallsSql(look, generation, everybody, until(request.days)))
      ).map(({ key, ...sum }) => ({ owner: key, ...sum })),
      ...(await readPage(reading, generation, seal, request, asked)),
    };
  });
}

interface KeyedSum extends Sum {
  readonly key: string | null;
}

async function sumsBy(
  db: Kysely<unknown>,
  { currency }: Scheme,
  key: Expression,
  falls: Expression,
): Promise<KeyedSum[]> {
  const { rows } = await sql<{
    key: string | null;
    n: bigint;
    spend: bigint;
  }>`select cast(${key} as text) as "key", count(*) as n,
      cast(sum(spend) as bigint) as spend from ${falls} as falls group by 1 order by 1`.execute(db);
  return rows.map(({ key, n, spend }) => ({
    ...{ key, customers: Number(n), spend: Number(moneyText(spend, currency)) },
  }));
}

function added(sums: readonly Sum[]): Sum {
  return {
    customers: sums.reduce((sum, { customers }) => sum + customers, 0),
    // Of sums in major units the cents are kept.
    spend: Math.round(sums.reduce((sum, { spend }) => sum + spend, 0) * 1000) / 1000,
  };
}

function tiersOf(scheme: Scheme, sums: readonly KeyedSum[]): Radar['tiers'] {
  return scheme.tiers.toReversed().flatMap(({ id, name }) => {
    const found = sums.find(({ key }) => key === id);
    return found === undefined
      ? []
      : [{ tier: { id, name }, customers: found.customers, spend: found.spend }];
  });
}

async function readPage(
  { db, dialect }: Reading,
  generation: Generation,
  seal: Seal,
  { days, limit, after, visibility, tier, owner }: RadarRequest,
  falls: Expression,
): Promise<Pick<Radar, 'falls' | 'next'>> {
  const query = ['radar', days, tier, owner, 'all' in visibility ? null : visibility.owner];
  const place = after === null ? null : readCursor(after, query, seal);
  const rows = await readFalls(db, falls, place, limit + 1);
  const listed = rows.slice(0, limit);
  const last = rows.length > limit ? listed.at(-1) : undefined;
  return {
    falls: await withWords({ kysely: db, dialect }, generation, listed),
    next: last === undefined ? null : writeCursor(placeOf(last), query, seal),
  };
}
