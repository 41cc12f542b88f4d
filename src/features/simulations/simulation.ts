import type { Day } from '../../domain/calendar.ts';
import { moneyText } from '../../domain/currency.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { TierRow } from '../grade/report.ts';

/** What a draft would do to everybody, beside what the standard in force does. */
export interface Simulation {
  readonly asOf: Day;
  readonly draft: Scheme;
  readonly current: { readonly scheme: Scheme; readonly version: number; readonly evaluation: bigint };
  /** The current standard was graded anew for the comparison: for another day, or as the register has changed since. */
  readonly anew: 'other-day' | 'changed-since' | null;
  /** Nobody was graded: the metrics that the evaluation stored told all. */
  readonly fast: boolean;
  /** By the draft. */
  readonly tiers: readonly TierRow[];
  readonly migrations: readonly Migration[];
  readonly moves: Moves;
}

/** How many customers with what revenue (the draft's, minor units) go from one tier to another, by tier ids. */
export interface Migration {
  readonly from: string;
  readonly to: string;
  readonly customers: number;
  readonly revenue: bigint;
}

export interface Moves {
  readonly moved: number;
  readonly stayed: number;
  /** Null where the tiers are others, so that nobody can say which is higher. */
  readonly up: number | null;
  readonly down: number | null;
}

/** Who moves at all, and in which direction if both have the same tiers. */
export function movesOf(current: Scheme, draft: Scheme, migrations: readonly Migration[]): Moves {
  const place = new Map(draft.tiers.map(({ id }, index) => [id, index]));
  const sameTiers =
    current.tiers.length === draft.tiers.length &&
    current.tiers.every(({ id }, index) => place.get(id) === index);
  const count = (which: (from: number, to: number, migration: Migration) => boolean): number =>
    migrations
      .filter((migration) => which(place.get(migration.from) ?? -1, place.get(migration.to) ?? -1, migration))
      .reduce((sum, { customers }) => sum + customers, 0);
  return {
    moved: count((_from, _to, { from, to }) => from !== to),
    stayed: count((_from, _to, { from, to }) => from === to),
    up: sameTiers ? count((from, to) => to > from) : null,
    down: sameTiers ? count((from, to) => to < from) : null,
  };
}

/** The simulation for programs. Money is a number of major units, shares are 0 to 1. */
export function simulationJson({
  asOf,
  draft,
  current,
  anew,
  fast,
  tiers,
  migrations,
  moves,
}: Simulation): object {
  const customers = tiers.reduce((sum, tier) => sum + tier.customers, 0);
  const revenue = tiers.reduce((sum, tier) => sum + tier.revenue, 0n);
  const money = (minor: bigint): number => Number(moneyText(minor, draft.currency));
  const { scheme, version, evaluation } = current;
  return {
    draft: { id: draft.id, name: draft.name },
    current: { id: scheme.id, version, evaluation: Number(evaluation), gradedAnew: anew },
    asOf,
    currency: draft.currency,
    customers,
    revenue: money(revenue),
    tiers: tiers.map((tier) => ({
      ...tier,
      share: customers === 0 ? 0 : tier.customers / customers,
      revenue: money(tier.revenue),
      revenueShare: revenue === 0n ? 0 : Number(tier.revenue) / Number(revenue),
    })),
    ...moves,
    fast,
    migrations: migrations.map((migration) => ({ ...migration, revenue: money(migration.revenue) })),
  };
}
