import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { isConflict, isOutOfReach } from '../../db/engine-errors.ts';
import type { Day } from '../../domain/calendar.ts';
import { outOfReach } from '../../domain/mishaps.ts';
import { nextNumber, timestamp } from '../register/recording.ts';
import type { PublishedScheme } from '../schemes/published-schemes.ts';
import {
  type Generation,
  generationTable,
  gradedIn,
  noteColumns,
  publishedEvaluation,
} from './generation.ts';
import { dropGeneration, dropUnpublished } from './generation-tables.ts';
import { noteCuts } from './noted-cuts.ts';

/** Whether everybody was graded, or most grades carried over from an earlier day (`carryOver`). */
export const evaluationKinds = ['full', 'carried'] as const;
export type EvaluationKind = (typeof evaluationKinds)[number];

interface Started {
  readonly scheme: PublishedScheme;
  readonly asOf: Day;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly author: string;
}

/** Notes an evaluation before it begins, and gives its number. */
export async function startEvaluation(
  trx: Kysely<unknown>,
  { scheme: { id, version }, asOf, at, author }: Started,
): Promise<bigint> {
  const number = await nextNumber(trx, 'evaluations', 'evaluation_id');
  await sql`insert into evaluations (evaluation_id, kind, scheme_id, version, as_of, status, started_at, author)
    values (${number}, 'full', ${id}, cast(${version} as integer), cast(${asOf} as date), 'running',
      cast(${timestamp(at)} as timestamp), ${author})`.execute(trx);
  return number;
}

interface Finished {
  readonly kind: EvaluationKind;
  readonly customers: number;
  readonly changed: number;
  readonly durationMs: number;
  readonly finishedAt: number;
}

/** Turns readers to the new generation and gives the table of the one before, unless it is the same. */
export async function publishEvaluation(
  trx: Kysely<unknown>,
  id: bigint,
  { graded, cuts, inLedger }: Pick<Generation, 'graded' | 'cuts' | 'inLedger'>,
  { kind, customers, changed, durationMs, finishedAt }: Finished,
): Promise<string | null> {
  const last = await publishedEvaluation(trx);
  const before = last === null ? null : await gradedIn(trx, last);
  const carried = before !== null && generationTable(before) === graded.table ? before : null;
  await sql`update evaluations set status = 'done', kind = ${kind}, finished_at = cast(${timestamp(finishedAt)} as timestamp),
    customers = ${BigInt(customers)}, changed = ${BigInt(changed)}, duration_ms = ${BigInt(Math.round(durationMs))},
    in_ledger = ${sql.lit(inLedger)}, graded_in = cast(${carried} as bigint), columns = ${noteColumns(graded)}, cut_points = ${noteCuts(cuts)} where evaluation_id = ${id}`.execute(
    trx,
  );
  await sql`insert into published values (1, ${id})
    on conflict (only_row) do update set evaluation_id = excluded.evaluation_id`.execute(trx);
  return before === null || carried !== null ? null : generationTable(before);
}

/** Stores that an evaluation failed, and why, and takes its tables away; what is shown already stays. */
export async function failEvaluation(
  trx: Kysely<unknown>,
  id: bigint,
  error: unknown,
  at: number,
): Promise<void> {
  if ((await publishedEvaluation(trx)) === id) return;
  const message = messageOf(error);
  await dropGeneration(trx, generationTable(id));
  await sql`update evaluations set status = 'failed', finished_at = cast(${timestamp(at)} as timestamp),
    message = ${message} where evaluation_id = ${id}`.execute(trx);
}

function messageOf(error: unknown): string {
  if (isOutOfReach(error)) return outOfReach.message.en;
  return error instanceof Error ? error.message : String(error);
}

/** Clears away what evaluations of a killed process left behind, unless another server evaluates now. */
export async function endEvaluations(folder: DataFolder, now: number): Promise<void> {
  await folder.turns.unlessTaken('evaluation', async () => await endAbandoned(folder, now));
}

/** The same for whoever has the turn to evaluate: then nobody else does. */
export async function endAbandoned({ database, writer }: DataFolder, now: number): Promise<void> {
  const { rows } = await sql<{
    id: bigint;
  }>`select evaluation_id as id from evaluations where status = 'running'
      and evaluation_id not in (select evaluation_id from published)`.execute(database().reader);
  for (const { id } of rows) {
    await writer.write(async (trx) => await failEvaluation(trx, id, 'interrupted', now));
  }
  // Somebody may still be reading one; then it goes the next time.
  await writer.write(dropUnpublished).catch((error: unknown) => {
    if (!isConflict(error)) throw error;
  });
}
