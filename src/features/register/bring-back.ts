import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { bigint, commas, type Expression } from '../../sql/expression.ts';
import { carryNames, isNamed, type Named } from './named-rows.ts';

export interface BringingBack {
  /** Which rows of the history: a condition on its columns. */
  readonly which: Expression;
  /** The columns by which the rows are sorted. */
  readonly order: readonly string[];
  readonly recording: bigint;
}

/** Rows of the history stand again as versions of a recording, whatever the table's columns are. */
export async function bringBack(
  db: Queryable,
  table: Named | 'several_lines' | 'customers',
  { which, order, recording }: BringingBack,
): Promise<void> {
  await run(
    db,
    sql`create temporary table coming_back as select * from ${sql.table(`${table}_history`)} where ${which}`,
  );
  await run(db, sql`alter table coming_back drop column ended_by`);
  if (isNamed(table)) await carryNames(db, table, sql`coming_back`, recording);
  await run(db, sql`update coming_back set recorded_by = ${bigint(recording)}`);
  await run(
    db,
    sql`insert into ${sql.table(table)} select * from coming_back order by ${commas(order.map((name) => sql.ref(name)))}`,
  );
  await run(db, sql`drop table coming_back`);
}
