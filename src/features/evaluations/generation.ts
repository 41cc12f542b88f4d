import { type Kysely, sql } from 'kysely';
import { type Day, day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { StoredColumn, StoredMetric } from '../../sql/stored.ts';
import { findScheme } from '../schemes/published-schemes.ts';
import type { CutPoints, GradedTable } from '../tiers/grade-all.ts';
import { readCuts } from './noted-cuts.ts';

/** A finished evaluation with the table that holds its results. */
export interface Generation {
  readonly id: bigint;
  readonly asOf: Day;
  readonly scheme: Scheme;
  readonly version: number;
  readonly graded: GradedTable;
  /** By which its customers are placed among everybody, also those who are graded anew. */
  readonly cuts: CutPoints;
  /** When everybody was graded last, as databases write moments; later of single customers. */
  readonly wholeAt: string;
  /** Whether its day is the ledger's last: then tiers are those that are held or given by hand, not the computed ones. */
  readonly inLedger: boolean;
}

/** How a metric's columns are noted beside the evaluation. */
interface NotedMetric {
  readonly metric: string;
  readonly value: StoredColumn;
  readonly den: StoredColumn | null;
}

/** The table of an evaluation's results: one row per customer with tier and metrics. */
export function generationTable(id: bigint): string {
  return `grades_${id}`;
}

/** The evaluation in whose table the grades of a finished one are: itself, or an earlier one whose grades it carried over. */
export async function gradedIn(db: Kysely<unknown>, id: bigint): Promise<bigint> {
  const { rows } = await sql<{
    graded_in: bigint | null;
  }>`select graded_in from evaluations where evaluation_id = ${id}`.execute(db);
  return rows[0]?.graded_in ?? id;
}

/** The table of a finished evaluation's grades. */
export async function tableOf(db: Kysely<unknown>, id: bigint): Promise<string> {
  return generationTable(await gradedIn(db, id));
}

/** The evaluation that readers look at; null before the first. */
export async function publishedEvaluation(db: Kysely<unknown>): Promise<bigint | null> {
  const { rows } = await sql<{ id: bigint }>`select evaluation_id as id from published`.execute(db);
  return rows[0]?.id ?? null;
}

/** What readers look at; null before the first evaluation. */
export async function currentGeneration(db: Kysely<unknown>): Promise<Generation | null> {
  const id = await publishedEvaluation(db);
  return id === null ? null : await readGeneration(db, id);
}

/** Gives the generation that readers look at, of which the id may be known already. */
export type Generations = (db: Kysely<unknown>, published?: bigint | null) => Promise<Generation | null>;

/** The same, read anew only when another is published; for one database. */
export function rememberedGeneration(): Generations {
  let last: Generation | null = null;
  return async (db, published) => {
    const id = published === undefined ? await publishedEvaluation(db) : published;
    if (id === null) return null;
    if (last?.id !== id) last = await readGeneration(db, id);
    return last;
  };
}

async function readGeneration(db: Kysely<unknown>, id: bigint): Promise<Generation> {
  const { rows } = await sql<{
    scheme_id: string;
    version: number;
    as_of: string;
    columns: string;
    cut_points: string;
    in_ledger: boolean | null;
    graded_in: bigint | null;
    whole_at: string;
  }>`select scheme_id, version, cast(as_of as text) as as_of, cast(columns as text) as columns,
      cast(cut_points as text) as cut_points, in_ledger, graded_in,
      (select cast(max(w.started_at) as text) from evaluations as w where w.kind = 'full' and w.status = 'done'
        and coalesce(w.graded_in, w.evaluation_id) = coalesce(e.graded_in, e.evaluation_id)) as whole_at
    from evaluations as e where evaluation_id = ${id}`.execute(db);
  const [row] = rows;
  const found = row === undefined ? null : await findScheme(db, row.scheme_id, row.version);
  if (row === undefined || found === null) throw new Error(`evaluation ${id} is not known`);
  const metrics = metricsOf(found.scheme, JSON.parse(row.columns) as NotedMetric[]);
  const table = generationTable(row.graded_in ?? id);
  return {
    id,
    asOf: day(row.as_of),
    scheme: found.scheme,
    version: row.version,
    graded: { table, metrics },
    cuts: readCuts(row.cut_points, table),
    wholeAt: row.whole_at,
    inLedger: row.in_ledger ?? false,
  };
}

/** Whether every customer has a row; while an import is under way some may wait for theirs. */
export async function hasEverybody(db: Kysely<unknown>, { graded }: Generation): Promise<boolean> {
  const { rows } = await sql<{ all: boolean }>`select (select count(*) from ${sql.table(graded.table)}) =
    (select count(*) from customers) as "all"`.execute(db);
  return rows[0]?.all ?? false;
}

/** The columns as they are noted beside an evaluation. */
export function noteColumns({ metrics }: GradedTable): string {
  const noted = metrics.map(({ metric, value, den }): NotedMetric => ({ metric: metric.id, value, den }));
  return JSON.stringify(noted);
}

function metricsOf(scheme: Scheme, noted: readonly NotedMetric[]): StoredMetric[] {
  return noted.flatMap(({ metric, value, den }) => {
    const found = scheme.metrics.get(metric);
    return found === undefined ? [] : [{ metric: found, value, den }];
  });
}
