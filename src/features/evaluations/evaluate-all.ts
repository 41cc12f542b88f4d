import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Database, run } from '../../db/database.ts';
import { type Day, dayOf } from '../../domain/calendar.ts';
import { refuse } from '../../domain/problem.ts';
import { nextNumber, timestamp } from '../register/recording.ts';
import { currentScheme, type PublishedScheme } from '../schemes/published-schemes.ts';
import { type GradedTable, gradeAll } from '../tiers/grade-all.ts';
import { generationTable, noteColumns, publishedEvaluation } from './generation.ts';
import { gradeTouched, lastRecording, storedIds, touchedAfter } from './grade-touched.ts';
import { keptTables } from './kept-tables.ts';

/** One run that computed everybody's tier as of a day. */
export interface Evaluation {
  readonly id: bigint;
  readonly schemeId: string;
  readonly version: number;
  readonly asOf: Day;
  readonly customers: number;
  /** Customers whose tier is another than in the evaluation before. */
  readonly changed: number;
  readonly durationMs: number;
}

export interface EvaluationRequest {
  /** Null: today in the business's time zone. */
  readonly asOf: Day | null;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * Grades every customer into a new generation table and then shows that one instead of the last, so that
 * readers never see half an evaluation. However it ends, the outcome is stored.
 */
export async function evaluateAll(
  folder: DataFolder,
  { asOf, clock }: EvaluationRequest,
): Promise<Evaluation> {
  const startedAt = clock();
  const current = await currentScheme(folder.database().reader);
  if (current === null) return refuseWithoutScheme(folder.path);
  const day = asOf ?? dayOf(startedAt, current.scheme.timeZone);
  const id = await folder.writer.write(async (trx) => await start(trx, current, day, startedAt));
  const table = generationTable(id);
  const seen = await lastRecording(folder.database().reader);
  const work = await folder.database().separate();
  try {
    const graded = await gradeAll(work, current.scheme, day, {
      table,
      wanted: storedIds(current.scheme),
      keyed: true,
      from: keptTables(),
    });
    const counts = await count(work, folder, table);
    const durationMs = clock() - startedAt;
    const last = await folder.writer.write(async (trx) => {
      const db = { kysely: trx, dialect: work.dialect };
      // What was recorded while the table was being filled.
      if ((await lastRecording(trx)) > seen) {
        await gradeTouched(db, current.scheme, day, graded, touchedAfter(seen));
      }
      return await publish(trx, id, graded, { ...counts, durationMs, finishedAt: clock() });
    });
    if (last !== null) await run(work, sql`drop table if exists ${sql.table(generationTable(last))}`);
    return { id, schemeId: current.id, version: current.version, asOf: day, ...counts, durationMs };
  } catch (error) {
    await folder.writer.write(async (trx) => await fail(trx, id, table, error, clock()));
    throw error;
  } finally {
    await work.close();
  }
}

async function start(
  trx: Kysely<unknown>,
  { id, version }: PublishedScheme,
  asOf: Day,
  at: number,
): Promise<bigint> {
  const number = await nextNumber(trx, 'evaluations', 'evaluation_id');
  await sql`insert into evaluations (evaluation_id, kind, scheme_id, version, as_of, status, started_at)
    values (${number}, 'full', ${id}, cast(${version} as integer), cast(${asOf} as date), 'running',
      cast(${timestamp(at)} as timestamp))`.execute(trx);
  return number;
}

async function count(
  work: Database,
  folder: DataFolder,
  table: string,
): Promise<{ customers: number; changed: number }> {
  const last = await publishedEvaluation(folder.database().reader);
  const [all = {}] = await run(work, sql`select count(*) as n from ${sql.table(table)}`);
  if (last === null) return { customers: Number(all.n), changed: Number(all.n) };
  const [moved = {}] = await run(
    work,
    sql`select count(*) as n from ${sql.table(table)} as now left join ${sql.table(generationTable(last))} as before
      on before.customer_id = now.customer_id where before.tier is distinct from now.tier`,
  );
  return { customers: Number(all.n), changed: Number(moved.n) };
}

/** Clears away evaluations that a killed process left behind; for a folder that was just opened. */
export async function endEvaluations({ database, writer }: DataFolder, now: number): Promise<void> {
  const { rows } = await sql<{
    id: bigint;
  }>`select evaluation_id as id from evaluations where status = 'running'
      and evaluation_id not in (select evaluation_id from published)`.execute(database().reader);
  for (const { id } of rows) {
    await writer.write(async (trx) => await fail(trx, id, generationTable(id), 'interrupted', now));
  }
}

interface Finished {
  readonly customers: number;
  readonly changed: number;
  readonly durationMs: number;
  readonly finishedAt: number;
}

/** Turns readers to the new generation and gives the one before. */
async function publish(
  trx: Kysely<unknown>,
  id: bigint,
  graded: GradedTable,
  { customers, changed, durationMs, finishedAt }: Finished,
): Promise<bigint | null> {
  const last = await publishedEvaluation(trx);
  await sql`update evaluations set status = 'done', finished_at = cast(${timestamp(finishedAt)} as timestamp),
    customers = ${BigInt(customers)}, changed = ${BigInt(changed)}, duration_ms = ${BigInt(Math.round(durationMs))},
    columns = ${noteColumns(graded)} where evaluation_id = ${id}`.execute(trx);
  await sql`insert into published values (1, ${id})
    on conflict (only_row) do update set evaluation_id = excluded.evaluation_id`.execute(trx);
  return last;
}

async function fail(
  trx: Kysely<unknown>,
  id: bigint,
  table: string,
  error: unknown,
  at: number,
): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  await sql`drop table if exists ${sql.table(table)}`.execute(trx);
  await sql`update evaluations set status = 'failed', finished_at = cast(${timestamp(at)} as timestamp),
    message = ${message} where evaluation_id = ${id}`.execute(trx);
}

function refuseWithoutScheme(path: string): never {
  return refuse(
    'no-scheme',
    path,
    '还没有发布等级标准；先用 tierbook scheme publish 文件或模板 发布一个',
    'no scheme is published yet; publish one first with `tierbook scheme publish FILE|TEMPLATE`',
  );
}
