import { type Kysely, sql } from 'kysely';
import type { Queryable } from '../../db/database.ts';
import { addDays, type Day, day } from '../../domain/calendar.ts';
import type { Held } from '../../domain/lifecycle/held.ts';
import { begun } from '../../domain/lifecycle/held.ts';
import { keepBy } from '../../domain/lifecycle/keep-by.ts';
import { nextStateOfMerged } from '../../domain/lifecycle/merge.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { bigint, date } from '../../sql/expression.ts';
import type { Generation } from '../evaluations/generation.ts';
import { momentSql, nextNumber } from '../register/recording.ts';
import { decideByHand } from './decide-touched.ts';
import { endHolding } from './end-holding.ts';
import { enterLastWord } from './last-word.ts';
import { heldOn, kept as timeline } from './timeline.ts';

type Shown = Pick<Generation, 'id' | 'asOf' | 'scheme' | 'version' | 'graded'>;

/** What two customers held at the end of the ledger's last day but one, or on it where they are new. */
export interface BothHeld {
  readonly one: Held | null;
  readonly other: Held | null;
}

interface Merging extends BothHeld {
  readonly kept: bigint;
  readonly merged: bigint;
  readonly author: string;
  readonly at: number;
}

/** Words that stand as the reason of what a merge gives until the next decision day. */
const REASON = 'customers merged';

export async function readBothHeld(
  trx: Kysely<unknown>,
  { asOf }: Shown,
  { kept, merged }: Pick<Merging, 'kept' | 'merged'>,
): Promise<BothHeld> {
  return { one: await readHeld(trx, kept, asOf), other: await readHeld(trx, merged, asOf) };
}

async function readHeld(trx: Kysely<unknown>, customer: bigint, asOf: Day): Promise<Held | null> {
  for (const on of [addDays(asOf, -1), asOf]) {
    const { rows } = await sql<{
      tier: bigint;
      began: string;
      frozen: string | null;
    }>`select tier, cast(began as text) as began,
        cast(frozen_until as text) as frozen from ${heldOn(timeline, on, sql`(${bigint(customer)})`)} as held_then`.execute(
      trx,
    );
    const [row] = rows;
    if (row !== undefined)
      return begun(Number(row.tier), day(row.began), row.frozen === null ? null : day(row.frozen));
  }
  return null;
}

/**
 * After the joined history is graded: the tier shown is not below the higher of the two before the next decision day, which a floor until
 * then sees to; the ledger says that they were merged. What the one held ends with the eve. Gives the number of the floor, null without one.
 */
export async function settleMerge(
  db: Queryable,
  generation: Shown,
  { one, other, kept, merged, author, at }: Merging,
): Promise<bigint | null> {
  const { scheme, asOf } = generation;
  let floor: bigint | null = null;
  await endHolding(db, sql`customer_id = ${bigint(merged)}`, asOf);
  if (one !== null && other !== null) {
    const { state } = nextStateOfMerged(scheme.policy, one, other, asOf, await factsOf(db, generation, kept));
    const by = keepBy(scheme.policy, state, asOf);
    const until = by !== null && scheme.policy.downgrade === 'at-once' ? addDays(by, -1) : by;
    const falls = state.tier > 0 && (await heldTier(db, kept)) < state.tier;
    if (falls) {
      floor = await addFloor(db, scheme, { kept, tier: state.tier, from: asOf, until, author, at });
      await decideByHand(db, kept, at);
    }
  }
  await enterLastWord(db, generation, { kind: 'merge', customers: [kept], at });
  return floor;
}

async function factsOf({ kysely }: Queryable, { graded }: Shown, customer: bigint) {
  const { rows } = await sql<{
    computed: bigint;
    holds: string;
  }>`select computed, holds from ${sql.table(graded.table)}
    where customer_id = ${bigint(customer)}`.execute(kysely);
  const [row] = rows;
  return {
    computed: Number(row?.computed ?? 0n),
    holds: [...(row?.holds ?? '')].map((digit) => digit === '1'),
  };
}

async function heldTier({ kysely }: Queryable, customer: bigint): Promise<number> {
  const { rows } = await sql<{
    tier: bigint;
  }>`select tier from held where customer_id = ${bigint(customer)}`.execute(kysely);
  return Number(rows[0]?.tier ?? 0n);
}

interface Floor {
  readonly kept: bigint;
  readonly tier: number;
  readonly from: Day;
  readonly until: Day | null;
  readonly author: string;
  readonly at: number;
}

async function addFloor({ kysely }: Queryable, scheme: Scheme, floor: Floor): Promise<bigint | null> {
  const { kept, tier, until, author, at } = floor;
  const from = await floorFrom(kysely, scheme, floor);
  if (from === null || (until !== null && from > until)) return null;
  const id = await nextNumber(kysely, 'overrides', 'override_id');
  await sql`insert into overrides (override_id, customer_id, kind, tier, from_day, until_day, reason, author, given_at, approver, approved_at)
    values (${id}, ${bigint(kept)}, 'floor', ${scheme.tiers[tier]?.id ?? ''}, ${date(from)}, ${until === null ? sql`null` : date(until)}, ${REASON},
      ${author}, ${momentSql(at)}, ${author}, ${momentSql(at)})`.execute(kysely);
  return id;
}

/** The last floor given counts: where one is in force that is no lower, the day after it; null where that has no end. */
async function floorFrom(
  trx: Kysely<unknown>,
  { tiers }: Scheme,
  { kept, tier, from }: Floor,
): Promise<Day | null> {
  const { rows } = await sql<{
    tier: string;
    until: string | null;
  }>`select tier, cast(until_day as text) as until
    from overrides where customer_id = ${bigint(kept)} and kind = 'floor' and approved_at is not null and from_day <= ${date(from)}
      and (until_day is null or until_day >= ${date(from)}) and (last_day is null or last_day >= ${date(from)})
    order by override_id desc limit 1`.execute(trx);
  const [known] = rows;
  if (known === undefined || tiers.findIndex(({ id }) => id === known.tier) < tier) return from;
  return known.until === null ? null : addDays(day(known.until), 1);
}
