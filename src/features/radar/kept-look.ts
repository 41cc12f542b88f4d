import { type Kysely, sql } from 'kysely';
import { type Day, day } from '../../domain/calendar.ts';
import type { Known } from '../ledger/set-by-hand-since.ts';
import { isoMoment } from '../register/recording.ts';

/** The last look ahead. */
export interface KeptLook {
  readonly evaluation: bigint;
  /** The standard it looked ahead by. */
  readonly scheme: { readonly id: string; readonly version: number };
  readonly asOf: Day;
  /** The last day it looked at. */
  readonly until: Day;
  /** ISO 8601, UTC. */
  readonly readAt: string;
  /** Whether every fall is told to the day. */
  readonly isExact: boolean;
  /** What was known when it began. */
  readonly known: Known;
}

/** Null before the first. */
export async function readLook(db: Kysely<unknown>): Promise<KeptLook | null> {
  const { rows } = await sql<{
    evaluation: bigint;
    scheme_id: string;
    version: number;
    as_of: string;
    last_day: string;
    read_at: string;
    is_exact: boolean;
    known: string;
  }>`select r.evaluation_id as evaluation, scheme_id, version, cast(r.as_of as text) as as_of, cast(last_day as text) as last_day,
      cast(read_at as text) as read_at, is_exact, known
    from radar as r join evaluations as e on e.evaluation_id = r.evaluation_id`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  return {
    ...{ evaluation: row.evaluation, scheme: { id: row.scheme_id, version: row.version } },
    ...{ asOf: day(row.as_of), until: day(row.last_day), readAt: isoMoment(row.read_at) },
    ...{ isExact: row.is_exact, known: readKnown(row.known) },
  };
}

interface WrittenKnown {
  readonly last: string;
  readonly open: readonly string[];
  readonly byHand: Known['byHand'];
}

/** What was known, as it is kept beside what was found. */
export function writeKnown({ recorded: { last, open }, byHand }: Known): string {
  const written: WrittenKnown = { last: String(last), open: open.map(String), byHand };
  return JSON.stringify(written);
}

function readKnown(text: string): Known {
  const { last, open, byHand } = JSON.parse(text) as WrittenKnown;
  return { recorded: { last: BigInt(last), open: open.map(BigInt) }, byHand };
}
