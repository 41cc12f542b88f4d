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
 * The cut points by which a standard graded each day of the ledger: those that were fixed last by then, or else first after it. Where their
 * distributions are not kept, those of the evaluation that is shown stand for them, if it is by the same standard; else it gives null.
 */
export async function readCutsOn(
  db: Kysely<unknown>,
  { id, version, scheme }: PublishedScheme,
  shown: Generation,
): Promise<CutsOn | null> {
  const isShown = shown.scheme.id === id && shown.version === version;
  if (!isRelative(scheme)) return () => (isShown ? shown.cuts : none);
  const tables = await existing(db);
  const { rows } = await sql<{
    evaluation: bigint;
    noted: string;
  }>`select evaluation_id as evaluation, cast(cut_points as text) as noted from evaluations
    where status = 'done' and in_ledger and scheme_id = ${id} and version = cast(${sql.lit(version)} as integer)
    order by as_of, evaluation_id`.execute(db);
  const noted = rows.map(({ evaluation, noted: text }) => readCuts(text, generationTable(evaluation)));
  const whole = noted.filter(({ distributions }) => distributions.every(({ table }) => tables.has(table)));
  const days = new Set(whole.map(({ fixedOn }) => fixedOn));
  const others = noted.filter(({ fixedOn }) => !days.has(fixedOn));
  if (others.length > 0 && !isShown) return null;
  const { distributions } = shown.cuts;
  const all = [...whole, ...others.map((cuts) => ({ ...cuts, distributions }))].toSorted(byFixing);
  const first = all[0] ?? (isShown ? shown.cuts : null);
  if (first === null) return null;
  return (day) => all.findLast(({ fixedOn }) => fixedOn !== null && fixedOn <= day) ?? first;
}

function byFixing(a: CutPoints, b: CutPoints): number {
  return (a.fixedOn ?? '') < (b.fixedOn ?? '') ? -1 : a.fixedOn === b.fixedOn ? 0 : 1;
}

async function existing(db: Kysely<unknown>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = current_schema()`.execute(db);
  return new Set(rows.map(({ name }) => name));
}

const none: CutPoints = { fixedOn: null, scorings: new Map(), distributions: [], models: new Map() };
