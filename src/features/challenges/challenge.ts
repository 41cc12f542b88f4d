import { type Kysely, sql } from 'kysely';
import { type Day, day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { bigint } from '../../sql/expression.ts';
import { isoMoment } from '../register/recording.ts';
import { schemeOf } from '../schemes/scheme-versions.ts';

export const challengeOutcomes = ['ended', 'promoted'] as const;
export type ChallengeOutcome = (typeof challengeOutcomes)[number];

/** A standard that is graded by in the shadow of the one in force, and changes nothing that is shown. */
export interface Challenge {
  readonly id: bigint;
  readonly scheme: Scheme;
  /** The document as parsed JSON. */
  readonly document: unknown;
  /** Of one that was published before; null of a draft. */
  readonly version: number | null;
  /** Moments as ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly startedBy: string;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  /** Null while it goes on. */
  readonly outcome: ChallengeOutcome | null;
}

interface Row {
  readonly id: bigint;
  readonly version: number | null;
  readonly document: string;
  readonly started_at: string;
  readonly started_by: string;
  readonly ended_at: string | null;
  readonly ended_by: string | null;
  readonly outcome: ChallengeOutcome | null;
}

/** All challenges, the newest first. */
export async function readChallenges(db: Kysely<unknown>): Promise<Challenge[]> {
  const { rows } = await sql<Row>`select challenge_id as id, version, cast(document as text) as document,
      cast(started_at as text) as started_at, started_by, cast(ended_at as text) as ended_at, ended_by, outcome
    from challenges order by challenges.challenge_id desc`.execute(db);
  return rows.map((row) => {
    const document: unknown = JSON.parse(row.document);
    return {
      ...{ id: row.id, scheme: schemeOf(document), document, version: row.version },
      ...{ startedAt: isoMoment(row.started_at), startedBy: row.started_by },
      ...{ endedAt: row.ended_at === null ? null : isoMoment(row.ended_at), endedBy: row.ended_by },
      outcome: row.outcome,
    };
  });
}

/** The one that goes on; null for none. */
export async function runningChallenge(db: Kysely<unknown>): Promise<Challenge | null> {
  const { rows } = await sql`select 1 from challenges where ended_at is null limit 1`.execute(db);
  if (rows.length === 0) return null;
  return (await readChallenges(db)).find(({ endedAt }) => endedAt === null) ?? null;
}

/** A day on which everybody was evaluated while a challenge went on. Counts and what was foretold are as the API gives them. */
export interface ChallengeDay {
  readonly day: Day;
  readonly state: 'done' | 'failed';
  readonly counts: unknown;
  readonly foretold: unknown;
  /** Why it failed; null otherwise. */
  readonly message: { readonly zh: string; readonly en: string } | null;
}

/** The days of a challenge, in their order. */
export async function readChallengeDays(db: Kysely<unknown>, id: bigint): Promise<ChallengeDay[]> {
  const { rows } = await sql<{
    day: string;
    state: ChallengeDay['state'];
    counts: string | null;
    foretold: string | null;
    message: string | null;
  }>`select cast(challenge_days.day as text) as day, state, cast(counts as text) as counts, cast(foretold as text) as foretold,
      cast(message as text) as message
    from challenge_days where challenge_id = ${bigint(id)} order by challenge_days.day`.execute(db);
  const read = (written: string | null): unknown => (written === null ? null : JSON.parse(written));
  return rows.map((row) => ({
    ...{ day: day(row.day), state: row.state, counts: read(row.counts), foretold: read(row.foretold) },
    message: read(row.message) as ChallengeDay['message'],
  }));
}
