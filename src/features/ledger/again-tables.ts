import { type Kysely, sql } from 'kysely';
import { type Database, run } from '../../db/database.ts';
import { addDays, type Day, day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { commas, date, type Expression, or } from '../../sql/expression.ts';
import { positionColumns, renumbered } from './change-scheme.ts';
import { customersSince } from './customers-since.ts';
import { dropTable } from './decide-day.ts';
import type { Reign } from './reigns.ts';
import { allColumns, type Timeline } from './timeline.ts';

/** Tables of those who are decided again, from a day of their own on; made anew each time. */
export const again = {
  people: 'again_people',
  wanted: 'again_wanted',
  facts: 'again_facts',
  changes: 'again_changes',
  timeline: { held: 'again_held', history: 'again_history' } satisfies Timeline,
} as const;

/** Who is to be decided again: `customer_id, from_day`, not before a day. */
export type People = (since: Day, timeZone: string) => Expression;

/** Makes the tables with those who are to be decided again. Gives the first day; null for nobody. */
export async function choosePeople(
  work: Database,
  reigns: readonly Reign[],
  who: People,
  timeZone: string,
): Promise<Day | null> {
  const [earliest] = reigns;
  if (earliest === undefined) return null;
  const { people, wanted, timeline } = again;
  await run(work, sql`create table ${sql.table(people)} as ${who(earliest.from, timeZone)}`);
  // What they held on the eve is known in the places of the standard that came then: they begin a day before it came.
  for (const { from } of reigns.slice(1).toReversed()) {
    await run(
      work,
      sql`update ${sql.table(people)} set from_day = ${date(addDays(from, -1))} where from_day = ${date(from)}`,
    );
  }
  await beginAnew(work, reigns, timeZone);
  for (const [to, from] of [
    [timeline.held, 'held'],
    [timeline.history, 'held_history'],
  ] as const) {
    await run(work, sql`create table ${sql.table(to)} as select * from ${sql.table(from)} where false`);
  }
  await run(
    work,
    sql`create table ${sql.table(wanted)} (customer_id bigint, effective date, kind text, decided date, from_tier text, to_tier text,
      held_tier text, rises boolean, reason text)`,
  );
  const [found = {}] = await run(work, sql`select min(from_day) as first from ${sql.table(people)}`);
  return found.first == null ? null : day(String(found.first));
}

/** Of whom it cannot be told what they held on their eve, from the day they became customers. */
async function beginAnew(work: Database, reigns: readonly Reign[], timeZone: string): Promise<void> {
  const [earliest] = reigns;
  const lost = reigns.filter(({ isLost }) => isLost);
  if (earliest === undefined || lost.length === 0) return;
  const people = sql.table(again.people);
  const within = or(
    lost.map(({ from, to }) => sql`${people}.from_day between ${date(from)} and ${date(to)}`),
  );
  await run(
    work,
    sql`update ${people} set from_day = least(${people}.from_day, s.from_day) from (${customersSince(earliest.from, timeZone)}) as s
      where s.customer_id = ${people}.customer_id and ${within}`,
  );
}

/** Adds those whose day lies in a standard's, with what they held on its eve, by the places of that standard. */
export async function joinPeople(
  work: Database,
  { from, to, published }: Reign,
  current: Scheme,
): Promise<void> {
  const { people, timeline } = again;
  const columns = commas(allColumns.map((name) => sql.ref(name)));
  const cells = allColumns.map((name) => {
    const cell = sql.ref(`h.${name}`);
    return positionColumns.includes(name) ? renumbered(current, published.scheme, cell) : cell;
  });
  const joined = (
    table: string,
    further: Expression,
  ): Expression => sql`select ${commas(cells)} from ${sql.table(table)} as h
    join ${sql.table(people)} as p on p.customer_id = h.customer_id
    where p.from_day between ${date(from)} and ${date(to)} and h.since < p.from_day${further}`;
  await run(
    work,
    sql`insert into ${sql.table(timeline.held)} (${columns}) ${joined('held', sql``)}
      union all ${joined('held_history', sql` and h.until >= p.from_day - 1`)}`,
  );
}

export async function dropAgain(kysely: Kysely<unknown>): Promise<void> {
  const { people, wanted, facts, changes, timeline } = again;
  for (const table of [people, wanted, facts, changes, timeline.held, timeline.history])
    await dropTable(kysely, table);
}
