import { type Kysely, sql } from 'kysely';
import { type Database, run } from '../../db/database.ts';
import { bigint, constantText, type Expression } from '../../sql/expression.ts';
import { buyers } from './buyers.ts';
import { forgetCustomers, noteRecorded } from './customer-ids.ts';
import type { IncomingOrders } from './insert-orders.ts';
import { lastNumber } from './last-number.ts';
import { namedKeys } from './named-rows.ts';

/** Takes so many numbers of customers for an import; gives the one before the first. What it had taken before is free again. */
export async function reserveNumbers(trx: Kysely<unknown>, importId: bigint, many: number): Promise<bigint> {
  await forgetNumbers(trx, importId);
  const { rows } = await sql<{ last: bigint }>`select ${lastNumber} as last`.execute(trx);
  const last = rows[0]?.last ?? 0n;
  if (many > 0) {
    await sql`insert into reserved_numbers values (${importId}, ${last + BigInt(many)})`.execute(trx);
  }
  return last;
}

export async function forgetNumbers(trx: Kysely<unknown>, importId: bigint): Promise<void> {
  await sql`delete from reserved_numbers where import_id = ${importId}`.execute(trx);
}

/** How many customers orders name whom nobody knows yet. */
export async function countStrangers(db: Database, incoming: Naming): Promise<number> {
  const [{ n } = {}] = await run(db, sql`select count(*) as n from ${strangers(incoming)} as strangers`);
  return Number(n);
}

/** Adds them in a transaction of one's own, numbered in the order of their ids after a number. */
export async function addStrangers(
  own: Database,
  incoming: IncomingOrders,
  recordingId: bigint,
  after: bigint,
): Promise<void> {
  await run(
    own,
    sql`insert into customers (customer_id, external_id, recorded_by)
      select ${bigint(after)} + row_number() over (order by external_id), external_id, ${bigint(recordingId)}
      from ${strangers(incoming)} as strangers order by 1`,
  );
  await noteRecorded(own.kysely, own.dialect, recordingId);
}

type Naming = Pick<IncomingOrders, 'orders' | 'refunds'>;

function strangers({ orders, refunds }: Naming): Expression {
  return sql`(select external_id from (select external_id from ${orders} as o union select external_id from ${refunds} as r) as named
    where not exists (select 1 from ${buyers} as known where known.external_id = named.external_id))`;
}

/**
 * Whom somebody else has added meanwhile is theirs, with what came of him here, noted under his name where that is a further one of somebody; `trx` sees
 * them, the transaction of one's own does not, and nobody else writes.
 */
export async function yieldToOthers(trx: Kysely<unknown>, own: Database, recordingId: bigint): Promise<void> {
  const since = sql`recorded_by > ${bigint(recordingId)}`;
  const { rows } = await sql<{
    kept: bigint;
    name: string;
    further: string | null;
  }>`select customer_id as kept,
      external_id as name, cast(null as text) as further from customers where ${since}
    union all select customer_id, external_id, external_id from merged_names where ${since}`.execute(trx);
  if (rows.length === 0) return;
  const theirs = own.dialect.rowsOfJson(
    JSON.stringify(rows.map((row) => ({ ...row, kept: String(row.kept) }))),
    [
      { name: 'kept', type: 'bigint' },
      { name: 'name', type: 'text' },
      { name: 'further', type: 'text' },
    ],
  );
  const mine = bigint(recordingId);
  await run(
    own,
    sql`create temporary table yielded as select c.customer_id, theirs.kept, theirs.further from customers as c
      join ${theirs} as theirs on theirs.name = c.external_id where c.recorded_by = ${mine}`,
  );
  for (const what of ['orders', 'refunds'] as const) {
    const key = sql.ref(`came.${namedKeys[what]}`);
    await run(
      own,
      sql`insert into named_rows select ${constantText(what)}, ${key}, y.further, ${mine} from ${sql.table(what)} as came
        join yielded as y on y.customer_id = came.customer_id where came.recorded_by = ${mine} and y.further is not null`,
    );
  }
  for (const table of ['orders', 'several_lines', 'refunds'].map((name) => sql.table(name))) {
    await run(
      own,
      sql`update ${table} set customer_id = y.kept from yielded as y
        where y.customer_id = ${table}.customer_id and ${table}.recorded_by = ${mine}`,
    );
  }
  const gone = sql`customer_id in (select customer_id from yielded)`;
  await forgetCustomers(own.kysely, gone);
  await run(own, sql`delete from customers where ${gone}`);
  await run(own, sql`drop table yielded`);
}
