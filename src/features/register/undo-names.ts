import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { Expression } from '../../sql/expression.ts';
import { type Named, namedKeys } from './named-rows.ts';
import { goingCustomers } from './undo-rows.ts';
import { numbered, planned } from './undo-tables.ts';

/** The names that recordings gave to customers and under which nothing came that a plan leaves, as they stand after `in`. */
function goingNames(recordings: readonly bigint[]): Expression {
  const used = (Object.keys(namedKeys) as Named[]).map((what) => {
    const key = sql.ref(`current.${namedKeys[what]}`);
    return sql`select n.external_id from named_rows as n join ${sql.table(what)} as current
      on n.what = ${sql.lit(what)} and n.row_id = ${key} and n.recorded_by = current.recorded_by
      where ${key} not in (select id from ${planned(what)})`;
  });
  return sql`(select external_id from merged_names where recorded_by in ${numbered(recordings)}
    and external_id not in (${sql.join(used, sql` union all `)}))`;
}

/** How many those are, and the others, which stay. */
export async function plannedNames(
  db: Queryable,
  recordings: readonly bigint[],
): Promise<{ readonly going: number; readonly used: readonly string[] }> {
  const { rows } = await sql<{ name: string; goes: boolean }>`select external_id as name,
      external_id in ${goingNames(recordings)} or customer_id in ${goingCustomers} as goes
    from merged_names where recorded_by in ${numbered(recordings)} order by external_id`.execute(db.kysely);
  const used = rows.filter(({ goes }) => !goes).map(({ name }) => name);
  return { going: rows.length - used.length, used };
}

/** Takes them away, and whatever further names those have who go. */
export async function takeNamesBack(db: Queryable, recordings: readonly bigint[]): Promise<void> {
  const going = sql`select external_id, customer_id from merged_names
    where external_id in ${goingNames(recordings)} or customer_id in ${goingCustomers}`;
  await run(db, sql`create temporary table going_names as ${going}`);
  await run(
    db,
    sql`delete from customer_ids where customer_id in (select customer_id from going_names)
      and first_hash in (select ${db.dialect.hash(sql`external_id`)} from going_names)`,
  );
  await run(db, sql`delete from merged_names where external_id in (select external_id from going_names)`);
  await run(db, sql`drop table going_names`);
}
