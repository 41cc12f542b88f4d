import { constants, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { run } from '../src/db/database.ts';
import { type EmbeddedDatabase, openEmbedded } from '../src/db/embedded.ts';
import { createTable, tableNames } from '../src/sql/tables.ts';
import type { Place } from './measurement.ts';

const file = 'register.duckdb';

/** Stores the sample in the tables that evaluations read, orders in the order of the file. */
export async function prepareRegister(sample: string, folder: string): Promise<void> {
  const db = await openRegister(folder);
  for (const name of tableNames) await run(db, createTable(name));
  await run(
    db,
    sql`insert into customers select row_number() over (order by customer_id), customer_id, cast(registered_at as date), cast(null as text)
      from read_csv(${sql.lit(join(sample, 'customers.csv'))})`,
  );
  await run(
    db,
    sql`create temp table read_orders as select customers.customer_id, row_number() over () as order_id, o.*,
      cast(coalesce(paid_at, ordered_at) as date) as day, cast(ordered_at as date) as ordered_day,
      cast(paid_at as date) as paid_day, cast(round(amount * 100) as bigint) as cents,
      cast(round(case when status = 'refunded' then coalesce(refunded, amount) else refunded end * 100) as bigint) as refunded_cents,
      cast(case when refunded > 0 or status = 'refunded' then coalesce(refunded_at, paid_at, ordered_at) end as date) as refund_day,
      quantity * 1000000 as millionths
      from (select * exclude (order_id) rename (customer_id as external) from read_csv(${sql.lit(join(sample, 'orders.csv'))})) as o
      join customers on external_id = external order by order_id`,
  );
  const facts = sql`day, ordered_day, paid_day, status, cents`;
  await run(
    db,
    sql`insert into orders select customer_id, order_id, ${facts}, refunded_cents, refund_day, null, null, millionths,
      null, channel, store from read_orders`,
  );
  await run(
    db,
    sql`insert into order_lines select customer_id, order_id, 1, ${facts}, refunded_cents, refund_day, null, null,
      channel, store, cents, millionths, null, category, product from read_orders`,
  );
  await db.close();
}

/** A copy of the prepared register for one side to write in. */
export async function copyRegister({ prepared, scratch }: Place): Promise<string> {
  const copy = join(scratch, file);
  await copyFile(join(prepared, file), copy, constants.COPYFILE_FICLONE);
  return copy;
}

/** Opens such a copy as the product does. */
export async function openCopy(place: Place): Promise<EmbeddedDatabase> {
  return await openEmbedded({ path: await copyRegister(place), spill: place.scratch });
}

/** Opens the prepared register itself. */
export async function openRegister(folder: string): Promise<EmbeddedDatabase> {
  return await openEmbedded({ path: join(folder, file), spill: folder });
}
