import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { addDays, type Day } from '../../domain/calendar.ts';
import { date, type Expression } from '../../sql/expression.ts';
import { allColumns, columnsOf } from './timeline.ts';

/**
 * What customers held who are customers no more ends with the eve of a day, and nothing waits for them; `only` is a condition on `customer_id`.
 * Who began to hold something on that day has held it on none (`until` before `since`): that is there for when he comes back.
 */
export async function endHolding(db: Queryable, only: Expression, on: Day): Promise<void> {
  await run(
    db,
    sql`insert into held_history select ${columnsOf('h', allColumns)}, ${date(addDays(on, -1))} from held as h
      where ${only}`,
  );
  for (const table of ['held', 'to_decide_again', 'radar_falls']) {
    await run(db, sql`delete from ${sql.table(table)} where ${only}`);
  }
}
