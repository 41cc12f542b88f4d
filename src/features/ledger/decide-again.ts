import { type Kysely, sql } from 'kysely';
import { type Database, run } from '../../db/database.ts';
import { addDays, type Day, day } from '../../domain/calendar.ts';
import { commas, date, type Expression } from '../../sql/expression.ts';
import { currentGeneration, type Generation } from '../evaluations/generation.ts';
import { gradedRows } from '../evaluations/grade-touched.ts';
import { keptTables } from '../evaluations/kept-tables.ts';
import { type Recorded, recordedSoFar } from '../evaluations/touched.ts';
import { findScheme, type PublishedScheme } from '../schemes/published-schemes.ts';
import { nextOfDay } from './change-scheme.ts';
import { changesOfDay, dropTable, keepChanges } from './decide-day.ts';
import { type LedgerState, readLedger } from './ledger-state.ts';
import { reasonSql } from './reason.ts';
import { type SetByHand, setByHandSoFar } from './set-by-hand-since.ts';
import { allColumns, type Timeline, tiersBegan } from './timeline.ts';

/** Tables of those who are decided again, from a day of their own on; made anew each time. */
export const again = {
  people: 'again_people',
  begun: 'again_begun',
  facts: 'again_facts',
  changes: 'again_changes',
  timeline: { held: 'again_held', history: 'again_history' } satisfies Timeline,
} as const;

/** What was decided again, in tables of its own. */
export interface Redone {
  readonly state: LedgerState & { readonly decided: Day };
  readonly scheme: PublishedScheme;
  readonly generation: Generation;
  readonly seen: Recorded;
  readonly byHand: SetByHand;
  /** The first day of all. */
  readonly first: Day;
}

/** Who is to be decided again: `customer_id, from_day`; not before the standard that is in force is. */
export type People = (since: Day, timeZone: string) => Expression;

/**
 * Decides people's days again, each from a day of his own to the ledger's last, on what is known now, beside reading and
 * writing and without changing anything. Null where there is nobody, or no evaluation whose standard is the ledger's.
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
  const scheme = await findScheme(reader, by.id, by.version);
  // What everybody is placed by comes with the evaluation that is shown.
  if (scheme === null || generation.scheme.id !== by.id || generation.version !== by.version) return null;
  const seen = await recordedSoFar(reader);
  const byHand = await setByHandSoFar(reader);
  const first = await copyPeople(work, who(by.since, scheme.scheme.timeZone));
  if (first === null) return null;
  for (let next = first; next <= decided; next = addDays(next, 1))
    await decideOne(work, generation, scheme, next);
  return { state: { ...state, decided }, scheme, generation, seen, byHand, first };
}

/** Those who are to be decided again, with what they held on the eve of their day. Gives the first day; null for nobody. */
async function copyPeople(work: Database, who: Expression): Promise<Day | null> {
  await dropAgain(work.kysely);
  const { people, begun, timeline } = again;
  await run(work, sql`create table ${sql.table(people)} as ${who}`);
  const columns = commas(allColumns.map((name) => sql.ref(`h.${name}`)));
  const of = (
    table: string,
    further: Expression,
  ): Expression => sql`select ${columns} from ${sql.table(table)} as h
    join ${sql.table(people)} as p on p.customer_id = h.customer_id where h.since < p.from_day${further}`;
  await run(
    work,
    sql`create table ${sql.table(timeline.held)} as ${of('held', sql``)}
      union all ${of('held_history', sql` and h.until >= p.from_day - 1`)}`,
  );
  await run(work, sql`create table ${sql.table(timeline.history)} as select * from held_history where false`);
  await run(
    work,
    sql`create table ${sql.table(begun)} (customer_id bigint, effective date, kind text, decided date, tier bigint, shown bigint,
      was_shown bigint, reason text)`,
  );
  const [found = {}] = await run(work, sql`select min(from_day) as first from ${sql.table(people)}`);
  return found.first == null ? null : day(String(found.first));
}

async function decideOne(
  work: Database,
  generation: Generation,
  published: PublishedScheme,
  at: Day,
): Promise<void> {
  const { scheme } = published;
  const { people, begun, facts, changes, timeline } = again;
  const only = sql`customer_id in (select customer_id from ${sql.table(people)} where from_day <= ${date(at)})`;
  const { rows } = gradedRows(
    work,
    { ...generation, asOf: at },
    keptTables(scheme, { only, grading: { asOf: at, at: 0 }, began: tiersBegan(timeline, at) }),
  );
  const reason = reasonSql(scheme, generation.graded.metrics);
  await run(
    work,
    sql`create table ${sql.table(facts)} as select customer_id, computed, holds, ${reason} as reason from (${rows}) as graded`,
  );
  const next = await nextOfDay(work.kysely, published, at);
  const toDecide = { scheme, day: at, facts: sql.table(facts), timeline, next };
  await run(work, sql`create table ${sql.table(changes)} as ${changesOfDay(toDecide)}`);
  await keepChanges(work, timeline, { rows: sql.table(changes), day: at, numbers: null });
  await run(
    work,
    sql`insert into ${sql.table(begun)} select customer_id, ${date(at)}, coalesce(kind, 'override'), coalesce(decided, ${date(at)}), tier, shown,
      was_shown, reason from ${sql.table(changes)} where enters`,
  );
  await dropTable(work.kysely, changes);
  await dropTable(work.kysely, facts);
}

export async function dropAgain(kysely: Kysely<unknown>): Promise<void> {
  const { people, begun, facts, changes, timeline } = again;
  for (const table of [people, begun, facts, changes, timeline.held, timeline.history])
    await dropTable(kysely, table);
}
