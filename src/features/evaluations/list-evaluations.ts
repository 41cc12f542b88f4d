import { type Kysely, sql } from 'kysely';
import type { EvaluationKind } from './record-evaluation.ts';

/** An evaluation as it is noted; moments as databases write them, in UTC. */
export interface EvaluationListing {
  readonly id: bigint;
  readonly kind: EvaluationKind;
  readonly schemeId: string;
  readonly version: number;
  readonly asOf: string;
  readonly status: 'running' | 'done' | 'failed';
  readonly startedAt: string;
  /** Null while it runs. */
  readonly finishedAt: string | null;
  /** Null unless it is done, like the two that follow. */
  readonly customers: number | null;
  readonly changed: number | null;
  readonly durationMs: number | null;
  readonly author: string;
  /** Why it failed. */
  readonly message: string | null;
}

const MOST = 200;

/** The latest evaluations, the newest first. */
export async function listEvaluations(db: Kysely<unknown>): Promise<EvaluationListing[]> {
  return await readEvaluations(db, null);
}

/** One evaluation; null when there is none of this number. */
export async function findEvaluation(db: Kysely<unknown>, id: bigint): Promise<EvaluationListing | null> {
  const [found] = await readEvaluations(db, id);
  return found ?? null;
}

async function readEvaluations(db: Kysely<unknown>, id: bigint | null): Promise<EvaluationListing[]> {
  const { rows } = await sql<{
    id: bigint;
    kind: EvaluationKind;
    scheme_id: string;
    version: number;
    as_of: string;
    status: EvaluationListing['status'];
    started_at: string;
    finished_at: string | null;
    customers: bigint | null;
    changed: bigint | null;
    duration_ms: bigint | null;
    author: string;
    message: string | null;
  }>`select evaluation_id as id, kind, scheme_id, version, cast(as_of as text) as as_of, status,
      cast(started_at as text) as started_at, cast(finished_at as text) as finished_at, customers, changed, duration_ms,
      author, message
    from evaluations where ${id === null ? sql`true` : sql`evaluation_id = ${id}`}
    order by evaluation_id desc limit ${sql.lit(MOST)}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    schemeId: row.scheme_id,
    version: row.version,
    asOf: row.as_of,
    status: row.status,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    customers: numberOrNull(row.customers),
    changed: numberOrNull(row.changed),
    durationMs: numberOrNull(row.duration_ms),
    author: row.author,
    message: row.message,
  }));
}

function numberOrNull(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}
