import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Database, type Queryable, run } from '../../db/database.ts';
import { type Day, dayOf } from '../../domain/calendar.ts';
import { refuse } from '../../domain/problem.ts';
import { noteChallenge } from '../challenges/note-challenge.ts';
import { dropTable } from '../ledger/decide-day.ts';
import { type Deciding, prepareEvaluated, showHeld } from '../ledger/decide-everybody.ts';
import { decideLate } from '../ledger/decide-late.ts';
import { decideMissed } from '../ledger/decide-missed.ts';
import { beginLedger, isBy, type LedgerDays, ledgerDays, readLedger } from '../ledger/ledger-state.ts';
import { heldOn, kept, listed } from '../ledger/timeline.ts';
import { warnOfDowngrades } from '../ledger/warn.ts';
import { countChanged, lastBatch } from '../ledger/write-entries.ts';
import { earnByAll } from '../points/orders-earn.ts';
import { noteShrinking } from '../radar/note-shrinking.ts';
import type { PublishedScheme } from '../schemes/published-schemes.ts';
import { currentScheme } from '../schemes/standard-in-force.ts';
import { catchUp, catchUpRest } from './catch-up.ts';
import { cutsInForce, type FixedCuts } from './cuts-in-force.ts';
import {
  currentGeneration,
  type Generation,
  generationTable,
  publishedEvaluation,
  tableOf,
} from './generation.ts';
import { dropGeneration } from './generation-tables.ts';
import { gradeDay } from './grade-day.ts';
import { inFolderTurn } from './one-at-a-time.ts';
import { endAbandoned, failEvaluation, publishEvaluation, startEvaluation } from './record-evaluation.ts';
import { recordedSoFar } from './touched.ts';

/** One run that computed everybody's tier as of a day. */
export interface Evaluation {
  readonly id: bigint;
  readonly schemeId: string;
  readonly version: number;
  readonly asOf: Day;
  readonly customers: number;
  /** Customers for whom another tier was entered by it, or their first; of a day looked at alone, whose tier is another than was shown. */
  readonly changed: number;
  readonly durationMs: number;
}

export interface EvaluationRequest {
  /** Null: today in the business's time zone. */
  readonly asOf: Day | null;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Who or what asked for it; without it a command on this machine. */
  readonly author?: string;
  /** Whether places among everybody are found by the cut points of the period; without it they are fixed anew. */
  readonly keepsCuts?: boolean;
  /** Told of a failure that changes nothing of the evaluation; without it such a one is thrown when all else is done. */
  readonly onFault?: ((error: unknown, what: string) => void) | undefined;
}

/**
 * Grades every customer into a new generation table and then shows that one instead of the last, so that
 * readers never see half an evaluation. However it ends, the outcome is stored. One at a time for each database.
 */
export async function evaluateAll(folder: DataFolder, request: EvaluationRequest): Promise<Evaluation> {
  // Whoever asks while another waits gets what that one will find: it has not looked at anything yet.
  return await inFolderTurn(folder, request.asOf ?? 'today', async () => {
    await endAbandoned(folder, request.clock());
    return await evaluate(folder, request);
  });
}

async function evaluate(
  folder: DataFolder,
  { asOf, clock, author = 'command line', keepsCuts = false, onFault = thrown }: EvaluationRequest,
): Promise<Evaluation> {
  const startedAt = clock();
  const current = await currentScheme(folder.database().reader, startedAt);
  if (current === null) return refuseWithoutScheme();
  const day = asOf ?? dayOf(startedAt, current.scheme.timeZone);
  const started = { scheme: current, asOf: day, at: startedAt, author };
  const work = await folder.database().separate();
  try {
    const id = await folder.writer.write(async (trx) => await startEvaluation(trx, started));
    const evaluation = await gradeEverybody(folder, work, current, {
      ...{ id, asOf: day, startedAt, clock, keepsCuts },
    }).catch(async (error: unknown) => {
      await folder.writer.write(async (trx) => await failEvaluation(trx, id, error, clock()));
      throw error;
    });
    await noteShrinking(folder, { id, asOf: day, standard: current }, clock()).catch((error: unknown) =>
      onFault(error, 'tier alerts'),
    );
    await noteChallenge(folder, { id, asOf: day, standard: current }, clock()).catch((error: unknown) =>
      onFault(error, 'challenger'),
    );
    return evaluation;
  } finally {
    await work.close();
  }
}

function thrown(error: unknown): never {
  throw error;
}

interface Started {
  readonly id: bigint;
  readonly asOf: Day;
  readonly startedAt: number;
  readonly clock: () => number;
  readonly keepsCuts: boolean;
}

async function gradeEverybody(
  folder: DataFolder,
  work: Database,
  current: PublishedScheme,
  { id, asOf, startedAt, clock, keepsCuts }: Started,
): Promise<Evaluation> {
  const { id: schemeId, version, scheme } = current;
  const table = generationTable(id);
  const deciding = { folder, work, evaluation: { id, table }, clock };
  await earnByAll(folder, current, asOf, startedAt);
  const { ledger, shown, fixed } = await ledgerOf(deciding, current, asOf, startedAt);
  const inForce = keepsCuts ? cutsInForce(fixed, current, asOf) : null;
  const before = await recordedSoFar(folder.database().reader);
  const { kind, graded, cuts, merge } = await gradeDay(work, current, {
    ...{ asOf, table, at: startedAt, keepsCuts, cuts: inForce },
    before: ledger?.decides
      ? { shown, decided: ledger.missed.length > 0 ? null : ledger.state.decided }
      : null,
  });
  const generation = { asOf, scheme, graded, cuts };
  const seen = await catchUp(work, generation, before, clock);
  const decide = ledger?.decides
    ? await prepareEvaluated(deciding, { scheme: current, day: asOf, graded, seen, isWhole: merge === null })
    : null;
  const changed = decide === null ? await countOthers(work, table) : 0;
  const durationMs = clock() - startedAt;
  const { last, ...counts } = await folder.writer.write(async (trx) => {
    const db = { kysely: trx, dialect: work.dialect };
    await catchUpRest(db, generation, seen, clock());
    await merge?.addSetByHand(db);
    const others = decide === null ? null : await decide.write(trx, clock());
    if (ledger !== null && others?.length !== 0 && isBy(await readLedger(trx), current)) {
      const numbers = others && listed(others);
      await showHeld(db, table, numbers, heldOn(kept, asOf, numbers));
    }
    const all = merge === null ? graded : await merge.bringIn(db);
    const everybody = await leaveOutTheGone(db, all.table);
    const moved = decide === null ? changed : await countChanged(db, ledger?.lastBatch ?? 0n);
    const finished = { kind, changed: moved, customers: everybody, durationMs, finishedAt: clock() };
    const published = { ...generation, graded: all, inLedger: decide !== null };
    return { ...finished, last: await publishEvaluation(trx, id, published, finished) };
  });
  if (decide !== null) await warnOfDowngrades(folder, work, generation, clock());
  // What cannot be dropped now goes when the folder is opened next.
  if (merge !== null) await dropTable(work.kysely, table).catch(() => undefined);
  if (last !== null) await dropGeneration(work.kysely, last).catch(() => undefined);
  return { id, schemeId, version, asOf, customers: counts.customers, changed: counts.changed, durationMs };
}

interface BroughtUp {
  readonly ledger: (LedgerDays & { readonly lastBatch: bigint }) | null;
  /** The evaluation that is shown. */
  readonly shown: Generation | null;
  /** The cut points that were fixed last. */
  readonly fixed: FixedCuts | null;
}

/** Brings the ledger up to the eve of the day: what became known late, and days that went by without a run. */
async function ledgerOf(
  deciding: Deciding,
  current: PublishedScheme,
  asOf: Day,
  now: number,
): Promise<BroughtUp> {
  const { folder, clock } = deciding;
  const shown = await currentGeneration(folder.database().reader);
  const ledger = await ledgerDays(folder.database().reader, current, asOf, now);
  if (ledger === null) return { ledger, shown, fixed: shown };
  const before = await lastBatch(folder.database().reader);
  if (!ledger.hasBegun) await folder.writer.write(async (trx) => await beginLedger(trx, ledger.state));
  await decideLate(folder, clock);
  const fixed = await decideMissed(deciding, ledger.missed, shown);
  return { ledger: { ...ledger, lastBatch: before }, shown, fixed };
}

/** Customers of an import that failed meanwhile are gone without a trace. Gives how many are left. */
async function leaveOutTheGone(db: Queryable, table: string): Promise<number> {
  const graded = sql.table(table);
  const counts = sql`select (select count(*) from ${graded}) as graded, (select count(*) from customers) as known`;
  const [{ graded: rows, known } = {}] = await run(db, counts);
  if (rows === known) return Number(rows);
  await run(db, sql`delete from ${graded} where customer_id not in (select customer_id from customers)`);
  const [left = {}] = await run(db, sql`select count(*) as n from ${graded}`);
  return Number(left.n);
}

/** How many have another tier than in the evaluation that is shown. */
async function countOthers(work: Database, table: string): Promise<number> {
  const last = await publishedEvaluation(work.kysely);
  const before =
    last === null
      ? sql`(select cast(0 as bigint) as customer_id, cast(0 as bigint) as tier where false)`
      : sql.table(await tableOf(work.kysely, last));
  const [moved = {}] = await run(
    work,
    sql`select count(*) as n from ${sql.table(table)} as now left join ${before} as before
      on before.customer_id = now.customer_id where before.tier is distinct from now.tier`,
  );
  return Number(moved.n);
}

function refuseWithoutScheme(): never {
  return refuse(
    'no-scheme',
    '',
    '还没有发布等级标准；先用 tierbook scheme publish 文件或模板 发布一个',
    'no scheme is published yet; publish one first with `tierbook scheme publish FILE|TEMPLATE`',
  );
}
