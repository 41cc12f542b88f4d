import { type Kysely, sql } from 'kysely';
import { type Day, daysBetween } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Expression } from '../../sql/expression.ts';
import type { Place } from '../customers/cursor.ts';
import { isoMoment } from '../register/recording.ts';
import { ENDLESS, type OverrideState } from './all-overrides.ts';

import type { TierName } from './read-ledger.ts';

export const listedKinds = ['pin', 'floor', 'ceiling', 'freeze'] as const;

/** By what it is said where things stand. */
export interface Standing {
  /** What `allSetByHand` gives, each with its customer's names and owner. */
  readonly all: Expression;
  readonly today: Day;
  readonly tiers: readonly TierName[];
}

export function standingOf({ tiers }: Scheme, setByHand: Expression, today: Day): Standing {
  const all = sql`(select placed.*, c.external_id, c.name, c.owner from ${setByHand} as placed
    join customers as c on c.customer_id = placed.customer_id)`;
  return { all, today, tiers: tiers.map(({ id, name }) => ({ id, name })) };
}

/** Something set by hand, with whose it is. */
export interface ListedOverride {
  /** Of an override its number; of a freeze which of the customer's it is. */
  readonly id: string;
  readonly customer: bigint;
  readonly externalId: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly kind: (typeof listedKinds)[number];
  /** Of a freeze the tier that is held now; null where none is. */
  readonly tier: TierName | null;
  readonly from: string;
  /** The last day on which it counts; null: until it is ended. */
  readonly until: string | null;
  /** Days from today to that day, 0 for today; null of what has no end, or does not count now. */
  readonly endsIn: number | null;
  readonly state: OverrideState;
  /** A later one of its kind counts in its place. */
  readonly isReplaced: boolean;
  /** The standard in force has no such tier, so that it decides nothing. */
  readonly isTierGone: boolean;
  readonly reason: string;
  readonly author: string;
  readonly givenAt: string;
  readonly approver: string | null;
  readonly approvedAt: string | null;
  readonly approvalWord: string | null;
  readonly endedBy: string | null;
  readonly endedAt: string | null;
  readonly endWord: string | null;
  /** Where the rows after it begin. */
  readonly place: Place;
}

interface Row {
  readonly source: string;
  readonly nth: bigint;
  readonly customer: bigint;
  readonly external_id: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly kind: ListedOverride['kind'];
  readonly tier: string | null;
  readonly from_day: string;
  readonly ends: string;
  readonly state: OverrideState;
  readonly is_replaced: boolean;
  readonly reason: string;
  readonly author: string;
  readonly given_at: string;
  readonly approver: string | null;
  readonly approved_at: string | null;
  readonly approval_word: string | null;
  readonly ended_by: string | null;
  readonly ended_at: string | null;
  readonly end_word: string | null;
}

interface Wanted {
  readonly standing: Standing;
  readonly which: Expression;
  readonly latestFirst: boolean;
  readonly limit: number;
}

/** Those of a condition, by the day they end. */
export async function readListed(db: Kysely<unknown>, wanted: Wanted): Promise<ListedOverride[]> {
  const { standing, which, latestFirst, limit } = wanted;
  const texts = ['from_day', 'ends', 'given_at', 'approved_at', 'ended_at'].map(
    (name) => sql`cast(${sql.ref(name)} as text) as ${sql.ref(name)}`,
  );
  const { rows } =
    await sql<Row>`select source, nth, customer_id as customer, external_id, name, owner, kind, tier, state, is_replaced, reason, author,
      approver, approval_word, ended_by, end_word, ${sql.join(texts)}
    from ${standing.all} as placed where ${which}
    order by placed.ends ${latestFirst ? sql`desc` : sql`asc`}, placed.customer_id, placed.source, placed.nth limit ${sql.lit(limit)}`.execute(
      db,
    );
  return rows.map((row) => listed(row, standing));
}

function listed(row: Row, { today, tiers }: Standing): ListedOverride {
  const until = row.ends === ENDLESS ? null : row.ends;
  const { id, name } = { id: row.tier ?? '', name: { zh: row.tier ?? '', en: row.tier ?? '' } };
  const known = tiers.find((tier) => tier.id === id);
  return {
    ...{ id: String(row.nth), customer: row.customer, externalId: row.external_id, name: row.name },
    ...{ owner: row.owner, kind: row.kind, state: row.state, isReplaced: row.is_replaced },
    tier: row.tier === null ? null : (known ?? { id, name }),
    isTierGone: row.tier !== null && known === undefined,
    ...{ from: row.from_day, until },
    endsIn: row.state === 'in-force' && until !== null ? Math.max(0, daysBetween(today, until as Day)) : null,
    ...{ reason: row.reason, author: row.author, givenAt: isoMoment(row.given_at) },
    ...{ approver: row.approver, approvedAt: isoMoment(row.approved_at), approvalWord: row.approval_word },
    ...{ endedBy: row.ended_by, endedAt: isoMoment(row.ended_at), endWord: row.end_word },
    place: { value: `${row.ends} ${row.source} ${row.nth}`, number: String(row.customer) },
  };
}
