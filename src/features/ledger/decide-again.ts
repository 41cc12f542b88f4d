import { type Kysely, sql } from 'kysely';
import { type Database, run } from '../../db/database.ts';
import { addDays, type Day } from '../../domain/calendar.ts';
import { planEvaluation } from '../../sql/evaluation.ts';
import { date } from '../../sql/expression.ts';
import type { StoredMetric } from '../../sql/stored.ts';
import { currentGeneration, type Generation } from '../evaluations/generation.ts';
import { gradedRows } from '../evaluations/grade-touched.ts';
import { keptTables, storedIds } from '../evaluations/kept-tables.ts';
import { predictTouched } from '../evaluations/predict-touched.ts';
import { type Recorded, recordedSoFar } from '../evaluations/touched.ts';
import type { PublishedScheme } from '../schemes/published-schemes.ts';
import { again, choosePeople, dropAgain, joinPeople, type People } from './again-tables.ts';
import { enterTiersGone, nextOfDay, renumberTiers } from './change-scheme.ts';
import { changesOfDay, dropTable, keepChanges } from './decide-day.ts';
import { type LedgerState, readLedger } from './ledger-state.ts';
import { reasonSql } from './reason.ts';
import { type Reign, readReigns } from './reigns.ts';
import { type SetByHand, setByHandSoFar } from './set-by-hand-since.ts';
import { tiersBegan } from './timeline.ts';
import { wantBegun, wantEnded } from './wanted-entries.ts';

/** What was decided again, in tables of its own. */
export interface Redone {
  readonly state: LedgerState & { readonly decided: Day };
  readonly reigns: readonly Reign[];
  readonly generation: Generation;
  readonly seen: Recorded;
  readonly byHand: SetByHand;
  /** The first day of all. */
  readonly first: Day;
}

/**
 * Decides people's days again, each from a day of his own to the ledger's last, by the standards that decided them, on what is known now,
 * beside reading and writing and without changing anything. Null where there is nobody, or no evaluation whose standard is the ledger's.
 */
export async function decideAgain(
  work: Database,
  reader: Kysely<unknown>,
  who: People,
): Promise<Redone | null> {
  const state = await readLedger(reader);
  const generation = await currentGeneration(reader);
  if (state?.scheme == null || state.decided === null || generation === null) return null;
  const { scheme: by, decided } = state;
  // What everybody is placed by comes with the evaluation that is shown.
  if (generation.scheme.id !== by.id || generation.version !== by.version) return null;
  const reigns = await readReigns(reader, decided, generation);
  const seen = await recordedSoFar(reader);
  const byHand = await setByHandSoFar(reader);
  await dropAgain(work.kysely);
  const first = await choosePeople(work, reigns, who, generation.scheme.timeZone);
  if (first === null) return null;
  for (const [index, reign] of reigns.entries()) {
    if (reign.to < first) continue;
    const before = reigns[index - 1];
    if (before) await renumberTiers(work, before.published.scheme, reign.published.scheme, again.timeline);
    await joinPeople(work, reign, generation.scheme);
    await decideReign(work, generation, reign, before === undefined);
  }
  return { state: { ...state, decided }, reigns, generation, seen, byHand, first };
}

async function decideReign(
  work: Database,
  generation: Generation,
  reign: Reign,
  isFirst: boolean,
): Promise<void> {
  const { from, to, published } = reign;
  for (let at = from; at <= to; at = addDays(at, 1)) {
    const changes = await decideOne(work, generation, reign, at);
    if (changes === null) continue;
    if (at === from && !isFirst) await enterTiersGone(work, changes, at);
    await keepChanges(work, again.timeline, { rows: sql.table(changes), day: at, numbers: null });
    await wantBegun(work, published.scheme, at);
    await dropTable(work.kysely, changes);
  }
  await wantEnded(work, reign);
}

/** Makes the table of what a day changes; null for a day before anybody's first. */
async function decideOne(
  work: Database,
  shown: Generation,
  { published, cutsOn }: Reign,
  at: Day,
): Promise<string | null> {
  const { scheme } = published;
  const { people, facts, changes, timeline } = again;
  const only = sql`customer_id in (select customer_id from ${sql.table(people)} where from_day <= ${date(at)})`;
  const [some] = await run(
    work,
    sql`select 1 as one from ${sql.table(people)} where from_day <= ${date(at)} limit 1`,
  );
  if (some === undefined) return null;
  const metrics = storedBy(work, shown, published, at);
  const onDay = { scheme, asOf: at, graded: { table: facts, metrics }, cuts: cutsOn(at) };
  const tables = keptTables(scheme, { only, grading: { asOf: at, at: 0 }, began: tiersBegan(timeline, at) });
  const { predictions } = await predictTouched(work, onDay, tables);
  const { rows } = gradedRows(work, onDay, tables, { predictions });
  await run(
    work,
    sql`create table ${sql.table(facts)} as select customer_id, computed, holds, ${reasonSql(scheme, metrics)} as reason from (${rows}) as graded`,
  );
  const next = await nextOfDay(work.kysely, published, at);
  const toDecide = { scheme, day: at, facts: sql.table(facts), timeline, next };
  await run(work, sql`create table ${sql.table(changes)} as ${changesOfDay(toDecide)}`);
  await dropTable(work.kysely, facts);
  return changes;
}

/** The metrics that evaluations by a standard store; of the one that is shown, those that it did. */
function storedBy(
  { dialect }: Database,
  shown: Generation,
  { id, version, scheme }: PublishedScheme,
  asOf: Day,
): readonly StoredMetric[] {
  if (shown.scheme.id === id && shown.version === version) return shown.graded.metrics;
  return planEvaluation({ scheme, asOf, dialect, wanted: storedIds(scheme) }).stored;
}
