import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Database, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { type Lang, type Text, text } from '../../domain/text.ts';
import { shownMetrics } from '../../sql/needed.ts';
import { currentGeneration, type Generation, publishedEvaluation } from '../evaluations/generation.ts';
import { keptTables } from '../evaluations/kept-tables.ts';
import { checkFormat } from '../exports/write-table.ts';
import { type Output, openOutput } from '../files/output.ts';
import { tierRows } from '../grade/tier-rows.ts';
import { kept, tiersBegan } from '../ledger/timeline.ts';
import { readCustomFields } from '../register/custom-fields.ts';
import { type GradedTable, gradeAll } from '../tiers/grade-all.ts';
import type { Migration as StoredMigration } from '../tiers/what-if.ts';
import { checkComparable, refuseWithoutEvaluation } from './comparable.ts';
import { type Migration, movesOf, type Simulation } from './simulation.ts';
import { withTables } from './simulation-tables.ts';
import { storedMigrations } from './stored-migrations.ts';
import { whyAnew } from './why-anew.ts';
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

/**
 * What a draft would do to everybody, kept nowhere: from the published evaluation's metrics where the draft looks at
 * nothing else, otherwise by grading everybody beside it. Where the evaluation is of another day, or does not know all
 * that the register does, its standard is graded anew too, so that only the standards differ.
 */
export async function simulate(folder: DataFolder, request: SimulationRequest): Promise<Simulation> {
  const { draft, asOf, out } = request;
  if (out !== null) checkFormat(out, ['.csv', '.xlsx', '.json']);
  return await withGeneration(folder, async (generation) => {
    const { reader, dialect } = folder.database();
    checkComparable(draft, generation.scheme, await readCustomFields(reader));
    const day = asOf ?? generation.asOf;
    const compared = { generation, day, anew: await whyAnew(reader, generation, draft, day) };
    if (out === null && compared.anew === null) {
      const migrations = await storedMigrations({ kysely: reader, dialect }, generation, draft);
      if (migrations !== null) return fromStored(compared, draft, migrations);
    }
    return await gradeBeside(folder, compared, request);
  });
}

interface Compared {
  readonly generation: Generation;
  readonly day: Day;
  readonly anew: Simulation['anew'];
}

/** Works with the published evaluation; with the next one if it is published meanwhile and takes the tables away. */
export async function withGeneration<T>(
  folder: DataFolder,
  work: (generation: Generation) => Promise<T>,
): Promise<T> {
  for (;;) {
    const generation = await currentGeneration(folder.database().reader);
    if (generation === null) return refuseWithoutEvaluation('');
    try {
      return await work(generation);
    } catch (error) {
      if ((await publishedEvaluation(folder.database().reader)) === generation.id) throw error;
    }
  }
}

function fromStored(
  { generation, day, anew }: Compared,
  draft: Scheme,
  stored: readonly StoredMigration[],
): Simulation {
  const current = generation.scheme;
  const migrations = stored
    .toSorted((a, b) => b.from - a.from || b.to - a.to)
    .map(({ from, to, ...counted }) => ({
      from: current.tiers[from]?.id ?? '',
      to: draft.tiers[to]?.id ?? '',
      ...counted,
    }));
  const tiers = draft.tiers.map(({ id, name }) => {
    const inside = migrations.filter(({ to }) => to === id);
    return {
      id,
      name,
      customers: inside.reduce((sum, { customers }) => sum + customers, 0),
      revenue: inside.reduce((sum, { revenue }) => sum + revenue, 0n),
    };
  });
  return simulation({ generation, day, anew }, draft, { tiers, migrations, fast: true });
}

function simulation(
  { generation: { scheme, version, id }, day, anew }: Compared,
  draft: Scheme,
  found: Pick<Simulation, 'tiers' | 'migrations' | 'fast'>,
): Simulation {
  const current = { scheme, version, evaluation: id };
  return { asOf: day, draft, current, anew, ...found, moves: movesOf(scheme, draft, found.migrations) };
}

async function gradeBeside(
  folder: DataFolder,
  compared: Compared,
  request: SimulationRequest,
): Promise<Simulation> {
  const output = request.out === null ? null : await openOutput(request.out);
  const work = await folder.database().separate();
  try {
    return await withTables(
      work,
      async (prefix) => await compare(folder, { work, prefix, output }, compared, request),
    );
  } finally {
    await work.close();
    await output?.discard();
  }
}

interface Place {
  readonly work: Database;
  readonly prefix: string;
  readonly output: Output | null;
}

async function compare(
  folder: DataFolder,
  { work, prefix, output }: Place,
  compared: Compared,
  { draft, lang, signal, step }: SimulationRequest,
): Promise<Simulation> {
  const { generation, day, anew } = compared;
  step(text('按草案评级', 'grading by the draft'));
  const graded = await gradeInto(work, draft, day, `${prefix}draft`);
  signal.throwIfAborted();
  step(text('与现行标准比较', 'comparing with the current standard'));
  const before =
    anew === null ? generation.graded : await gradeInto(work, generation.scheme, day, `${prefix}current`);
  signal.throwIfAborted();
  const { scheme } = generation;
  const migrations = await countMigrations(work, [scheme, before], [draft, graded]);
  if (output !== null) {
    step(text('写出名单', 'writing the list'));
    await writeMovers(folder.database(), output, { draft, graded, current: scheme, before, lang, signal });
    await output.finish();
  }
  const tiers = await tierRows(work, draft, graded);
  return simulation(compared, draft, { tiers, migrations, fast: false });
}

/** Everybody graded by a standard as of a day, with what is shown and the spend. */
export async function gradeInto(
  work: Database,
  scheme: Scheme,
  day: Day,
  table: string,
): Promise<GradedTable> {
  const wanted = [...new Set([...shownMetrics(scheme), 'spend'])];
  const from = keptTables(scheme, { began: tiersBegan(kept, day) });
  return await gradeAll(work, scheme, day, { table, wanted, keyed: false, from });
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
