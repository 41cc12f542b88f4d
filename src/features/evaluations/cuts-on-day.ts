import { type Kysely, sql } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import type { PublishedScheme } from '../schemes/published-schemes.ts';
import type { CutPoints } from '../tiers/grade-all.ts';
import { isRelative } from './cuts-in-force.ts';
import { type Generation, generationTable } from './generation.ts';
import { readCuts } from './noted-cuts.ts';

/** The cut points by which days of the ledger were graded. */
export type CutsOn = (day: Day) => CutPoints;

/**
 * The cut points by which a standard graded each day of the ledger: those that were fixed last by then, or else first after it. Distributions are
 * kept of the evaluation that is shown alone: they stand for all of its standard's; for others that have them it gives null.
 */
export async function readCutsOn(
  db: Kysely<unknown>,
  { id, version, scheme }: PublishedScheme,
  shown: Generation,
): Promise<CutsOn | null> {
  const isShown = shown.scheme.id === id && shown.version === version;
  if (!isRelative(scheme)) return () => none;
  const { rows } = await sql<{
    evaluation: bigint;
    noted: string;
  }>`select evaluation_id as evaluation, cast(cut_points as text) as noted from evaluations
    where status = 'done' and in_ledger and scheme_id = ${id} and version = cast(${sql.lit(version)} as integer)
    order by as_of, evaluation_id`.execute(db);
  const all = rows.map(({ evaluation, noted }) => readCuts(noted, generationTable(evaluation)));
  const [first = shown.cuts] = all;
  if (all.length === 0 && !isShown) return null;
  if (first.distributions.length > 0) return isShown ? () => shown.cuts : null;
  return (day) => all.findLast(({ fixedOn }) => fixedOn !== null && fixedOn <= day) ?? first;
}

const none: CutPoints = { fixedOn: null, scorings: new Map(), distributions: [] };
