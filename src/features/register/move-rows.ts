import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import { carryNames, isNamed, type Named } from './named-rows.ts';
import { endRows } from './recording.ts';

export interface Moving {
  readonly from: bigint;
  readonly to: bigint;
  readonly recording: bigint;
  /** Which of his rows go: a condition on `current`. */
  readonly which?: Expression;
  /** Under which name they stand from now on: an expression on `n.external_id`; null is the customer's own. */
  readonly name: Expression;
}

/** Rows of the one end and begin as the other's, whatever their columns are. Gives how many. */
export async function moveRows(
  db: Queryable,
  table: Named | 'several_lines',
  { from, to, recording, which = sql`true`, name }: Moving,
): Promise<number> {
  const going = sql.table('going_over');
  const theirs = sql`current.customer_id = ${bigint(from)} and ${which}`;
  await run(
    db,
    sql`create temporary table ${going} as select current.* from ${sql.table(table)} as current where ${theirs}`,
  );
  const rows = await run(db, sql`select count(*) as n from ${going}`);
  const count = Number(rows[0]?.n);
  if (count > 0) {
    if (isNamed(table)) await carryNames(db, table, going, recording, name);
    await endRows(db.kysely, table, recording, theirs);
    await run(db, sql`update ${going} set customer_id = ${bigint(to)}, recorded_by = ${bigint(recording)}`);
    await run(db, sql`insert into ${sql.table(table)} select * from ${going}`);
  }
  await run(db, sql`drop table ${going}`);
  return count;
}
