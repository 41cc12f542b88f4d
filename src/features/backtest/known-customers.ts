import { sql } from 'kysely';
import { type Database, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { date } from '../../sql/expression.ts';
import { type Tables, tableNames } from '../../sql/tables.ts';
import { keptTables } from '../evaluations/kept-tables.ts';

/** The register's tables with a day of a customer in every row; lines have their order's. */
const dated = tableNames.filter((name) => name !== 'customers' && name !== 'order_lines');

/**
 * Notes since when each customer is known: the earliest day of a registration, an order of any status, a refund or an
 * event. Whoever has none of them is never known.
 */
export async function noteFirstDays(work: Database, table: string): Promise<void> {
  const registered = sql`select customer_id, registered_day as day from customers where registered_day is not null`;
  const others = dated.map(
    (name) => sql`select customer_id, min(day) as day from ${sql.table(name)} group by customer_id`,
  );
  const seen = sql.join([registered, ...others], sql` union all `);
  await run(work, sql`create table ${sql.table(table)} (customer_id bigint not null, since date not null)`);
  await run(
    work,
    sql`insert into ${sql.table(table)} select customer_id, min(day) from (${seen}) as seen group by customer_id`,
  );
}

/** The register's tables with the customers who were known by the end of a day. */
export function tablesKnownBy(scheme: Scheme, table: string, day: Day): Tables {
  const known = sql`customer_id in (select customer_id from ${sql.table(table)} where since <= ${date(day)})`;
  return { ...keptTables(scheme, {}), customers: keptTables(scheme, { only: known }).customers };
}
