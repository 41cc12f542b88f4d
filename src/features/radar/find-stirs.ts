import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import { addDays, type Day, daysBetween } from '../../domain/calendar.ts';
import { date, type Expression } from '../../sql/expression.ts';
import { type Ahead, countRows, factsAhead, makeTable } from './facts-ahead.ts';

export const STIRS = 'radar_stirs';
const ENDS = 'radar_ends';

/**
 * Finds the days on which customers' facts change, `customer_id, day` in a table, up to each of the given days from the one before:
 * by halves, as facts that are the same at both ends of days in which rules only cease to hold are the same on all of them.
 */
export async function findStirs(ahead: Ahead, people: string, ends: readonly Day[]): Promise<void> {
  const { work, generation } = ahead;
  await run(work, sql`drop table if exists ${sql.table(STIRS)}`);
  await run(
    work,
    sql`create temporary table ${sql.table(STIRS)} (customer_id bigint not null, day date not null)`,
  );
  await makeTable(
    ahead,
    `${ENDS}_now`,
    sql`select customer_id, computed || ':' || holds as facts from ${sql.table(generation.graded.table)}
      where customer_id in (select customer_id from ${sql.table(people)})`,
  );
  let left = generation.asOf;
  for (const right of ends) {
    tell(ahead, left);
    await makeTable(ahead, `${ENDS}_then`, await factsOn(ahead, right, `${ENDS}_now`));
    await makeTable(
      ahead,
      `${ENDS}_0`,
      sql`select customer_id, n.facts as first, t.facts as last from ${sql.table(`${ENDS}_now`)} as n
        join ${sql.table(`${ENDS}_then`)} as t using (customer_id) where n.facts <> t.facts`,
    );
    await halve(ahead, 0, left, right);
    await makeTable(ahead, `${ENDS}_now`, sql`select * from ${sql.table(`${ENDS}_then`)}`);
    left = right;
  }
  for (const table of [`${ENDS}_now`, `${ENDS}_then`])
    await run(work, sql`drop table if exists ${sql.table(table)}`);
}

function tell({ tick, generation: { asOf }, until }: Ahead, day: Day): void {
  tick(daysBetween(asOf, day) / daysBetween(asOf, until));
}

/** Of the customers of a depth's table the facts differ between two days. The table goes. */
async function halve(ahead: Ahead, depth: number, left: Day, right: Day): Promise<void> {
  const { work } = ahead;
  tell(ahead, left);
  const table = `${ENDS}_${depth}`;
  if ((await countRows(ahead, table)) > 0) {
    const between = daysBetween(left, right);
    if (between === 1) {
      await run(
        work,
        sql`insert into ${sql.table(STIRS)} select customer_id, ${date(right)} from ${sql.table(table)}`,
      );
    } else {
      const middle = addDays(left, Math.floor(between / 2));
      const midway = `${table}_midway`;
      await makeTable(ahead, midway, await factsOn(ahead, middle, table));
      const both = sql`${sql.table(table)} as e join ${sql.table(midway)} as m using (customer_id)`;
      const next = `${ENDS}_${depth + 1}`;
      await makeTable(
        ahead,
        next,
        sql`select customer_id, e.first, m.facts as last from ${both} where e.first <> m.facts`,
      );
      await halve(ahead, depth + 1, left, middle);
      await makeTable(
        ahead,
        next,
        sql`select customer_id, m.facts as first, e.last from ${both} where e.last <> m.facts`,
      );
      await halve(ahead, depth + 1, middle, right);
      await run(work, sql`drop table if exists ${sql.table(midway)}`);
    }
  }
  await run(work, sql`drop table if exists ${sql.table(table)}`);
}

async function factsOn(ahead: Ahead, day: Day, people: string): Promise<Expression> {
  return sql`select customer_id, tier || ':' || holds as facts from ${await factsAhead(ahead, day, people)} as facts`;
}
