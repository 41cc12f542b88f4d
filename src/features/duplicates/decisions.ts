import { type Kysely, sql } from 'kysely';
import { presentNumber } from '../register/present-number.ts';
import { isoMoment } from '../register/recording.ts';

/** What becomes of a pair that is not merged: it comes back with a new fact only, it waits, or it is open after all. */
export const pairStates = ['open', 'later', 'not-same'] as const;
export type PairState = (typeof pairStates)[number];

/** What somebody decided of a pair. */
export interface Decision {
  readonly id: bigint;
  readonly one: bigint;
  readonly other: bigint;
  readonly decision: PairState;
  /** What spoke for the pair then. */
  readonly facts: string;
  readonly reason: string;
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly decidedAt: string;
}

/** The decisions, the last one of each pair, by `pairKey`; of who was merged since, they are of the one who was kept. */
export async function readDecisions(db: Kysely<unknown>): Promise<ReadonlyMap<string, Decision>> {
  const current = (id: string) => presentNumber(sql.ref(id));
  const { rows } = await sql<
    Omit<Decision, 'decidedAt'> & { readonly at: string }
  >`select decision_id as id, ${current('d.one_id')} as one, ${current('d.other_id')} as other, decision, facts, reason, author,
      cast(decided_at as text) as at
    from duplicate_decisions as d order by decision_id`.execute(db);
  return new Map(
    rows.map(({ at, ...row }) => [pairKey(row.one, row.other), { ...row, decidedAt: isoMoment(at) }]),
  );
}

/** The same for a pair in either order. */
export function pairKey(one: bigint, other: bigint): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

/** What holds of a pair now: what was decided, unless something speaks for it that did not then. */
export function stateOf(decision: Decision | undefined, facts: string): PairState {
  if (decision === undefined) return 'open';
  const known = new Set(decision.facts.split(' '));
  return facts.split(' ').every((fact) => known.has(fact)) ? decision.decision : 'open';
}
