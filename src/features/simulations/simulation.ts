import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Comparison } from './beside.ts';
import type { Priced } from './price-tiers.ts';
import type { WhyAnew } from './why-anew.ts';

/** What a draft would do to everybody, beside what the standard in force does. */
export interface Simulation {
  readonly asOf: Day;
  readonly draft: Scheme;
  readonly current: { readonly scheme: Scheme; readonly version: number; readonly evaluation: bigint };
  readonly compared: Compared;
  /** The current standard was graded anew for the comparison. */
  readonly anew: WhyAnew | null;
  /** Nobody was graded: the metrics that the evaluation stored told all. */
  readonly fast: boolean;
  /** When rows that were made for it were read, milliseconds since 1970; null: what it tells is of now. */
  readonly readAt: number | null;
  /** By the current standard. */
  readonly before: Priced;
  /** By the draft. */
  readonly after: Priced;
  readonly migrations: readonly Migration[];
  readonly moves: Moves;
}

/** What stands beside what. */
export interface Compared {
  readonly what: Comparison;
  /** Tiers now are those that are held by the standard's policy; otherwise those that its rules give that day. */
  readonly lifecycle: boolean;
  /** What was set by hand lies on top of both. */
  readonly overrides: boolean;
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
