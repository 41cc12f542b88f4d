import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Database, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { type Lang, type Text, text } from '../../domain/text.ts';
import { shownMetrics } from '../../sql/needed.ts';
import { currentGeneration, type Generation } from '../evaluations/generation.ts';
import { keptTables } from '../evaluations/kept-tables.ts';
import { checkFormat } from '../exports/write-table.ts';
import { type Output, openOutput } from '../files/output.ts';
import { tierRows } from '../grade/tier-rows.ts';
import { readCustomFields } from '../register/custom-fields.ts';
import { type GradedTable, gradeAll } from '../tiers/grade-all.ts';
import { checkComparable, refuseWithoutEvaluation } from './comparable.ts';
import { type Migration, movesOf, type Simulation } from './simulation.ts';
import { writeMovers } from './write-movers.ts';

export interface SimulationRequest {
  readonly draft: Scheme;
  /** Null: the day of the published evaluation. */
  readonly asOf: Day | null;
  /** Where the movers are written to. */
  readonly out: string | null;
  readonly lang: Lang;
  readonly signal: AbortSignal;
  readonly step: (label: Text) => void;
}

/** All tables of a simulation begin so; what one that was killed left goes with the next. */
const PREFIX = 'simulation_';

/**
 * Grades everybody by a draft beside the published evaluation and keeps nothing. Where the evaluation is of
 * another day, or the register has changed since, its standard is graded anew too, so that only the standards differ.
 */
export async function simulate(folder: DataFolder, request: SimulationRequest): Promise<Simulation> {
  if (request.out !== null) checkFormat(request.out, ['.csv', '.xlsx', '.json']);
  const { reader } = folder.database();
  const generation = await currentGeneration(reader);
  if (generation === null) return refuseWithoutEvaluation(folder.path);
  checkComparable(request.draft, generation.scheme, await readCustomFields(reader));
  const output = request.out === null ? null : await openOutput(request.out);
  const work = await folder.database().separate();
  try {
    await dropTables(work);
    return await compare(folder, work, generation, request, output);
  } finally {
    // What cannot be dropped now goes with the next simulation.
    await dropTables(work).catch(() => undefined);
    await work.close();
    await output?.discard();
  }
}

async function compare(
  folder: DataFolder,
  work: Database,
  generation: Generation,
  { draft, asOf, lang, signal, step }: SimulationRequest,
  output: Output | null,
): Promise<Simulation> {
  const day = asOf ?? generation.asOf;
  step(text('按草案评级', 'grading by the draft'));
  const graded = await gradeInto(work, draft, day, `${PREFIX}draft`);
  signal.throwIfAborted();
  const anew = await whyAnew(work.kysely, generation, day);
  step(text('与现行标准比较', 'comparing with the current standard'));
  const before =
    anew === null ? generation.graded : await gradeInto(work, generation.scheme, day, `${PREFIX}current`);
  signal.throwIfAborted();
  const { scheme, version, id } = generation;
  const migrations = await countMigrations(work, [scheme, before], [draft, graded]);
  if (output !== null) {
    step(text('写出名单', 'writing the list'));
    await writeMovers(folder.database(), output, { draft, graded, current: scheme, before, lang, signal });
    await output.finish();
  }
  return {
    asOf: day,
    draft,
    current: { scheme, version, evaluation: id },
    anew,
    tiers: await tierRows(work, draft, graded),
    migrations,
    moves: movesOf(scheme, draft, migrations),
  };
}

async function gradeInto(work: Database, scheme: Scheme, day: Day, table: string): Promise<GradedTable> {
  const wanted = [...new Set([...shownMetrics(scheme), 'spend'])];
  return await gradeAll(work, scheme, day, { table, wanted, keyed: false, from: keptTables(scheme) });
}

async function whyAnew(db: Kysely<unknown>, { id, asOf }: Generation, day: Day): Promise<Simulation['anew']> {
  if (day !== asOf) return 'other-day';
  const { rows } = await sql<{ n: bigint }>`select count(*) as n
    from recordings left join imports on imports.import_id = recordings.import_id
    where coalesce(finished_at, recorded_at) >= (select started_at from evaluations where evaluation_id = ${id})`.execute(
    db,
  );
  return (rows[0]?.n ?? 0n) > 0n ? 'changed-since' : null;
}

type Side = readonly [Scheme, GradedTable];

async function countMigrations(
  work: Database,
  [current, before]: Side,
  [draft, graded]: Side,
): Promise<Migration[]> {
  const spend = graded.metrics.find(({ metric }) => metric.id === 'spend')?.value.name ?? '';
  const rows = await run(
    work,
    sql`select before.tier as from_tier, draft.tier as to_tier, count(*) as customers,
        cast(coalesce(sum(${sql.ref(`draft.${spend}`)}), 0) as bigint) as revenue
      from ${sql.table(graded.table)} as draft join ${sql.table(before.table)} as before
        on before.customer_id = draft.customer_id
      group by before.tier, draft.tier order by before.tier desc, draft.tier desc`,
  );
  return rows.map((row) => ({
    from: current.tiers[Number(row.from_tier)]?.id ?? '',
    to: draft.tiers[Number(row.to_tier)]?.id ?? '',
    customers: Number(row.customers),
    revenue: BigInt(row.revenue ?? 0),
  }));
}

async function dropTables(work: Database): Promise<void> {
  const rows = await run(
    work,
    sql`select table_name as name from information_schema.tables
      where table_schema = current_schema() and left(table_name, ${sql.lit(PREFIX.length)}) = ${PREFIX}`,
  );
  for (const { name } of rows) await run(work, sql`drop table ${sql.table(String(name))}`);
}
