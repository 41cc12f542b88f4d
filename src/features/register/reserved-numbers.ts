import { type Kysely, sql } from 'kysely';
import { type Database, run } from '../../db/database.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import { buyers } from './buyers.ts';
import { relationOf } from './chosen.ts';
import { forgetCustomers, noteRecorded } from './customer-ids.ts';
import type { IncomingOrders } from './insert-orders.ts';
import { lastNumber } from './last-number.ts';

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
export async function countStrangers(db: Database, incoming: IncomingOrders): Promise<number> {
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

function strangers({ orders, refunds }: IncomingOrders): Expression {
  return sql`(select external_id from (select external_id from ${orders} as o union select external_id from ${refunds} as r) as named
    where not exists (select 1 from ${buyers} as known where known.external_id = named.external_id))`;
}

/**
 * Whom somebody else has added meanwhile is theirs, with what came of him here; `trx` sees them, the transaction of one's own does not, and
 * nobody else writes.
 */
export async function yieldToOthers(trx: Kysely<unknown>, own: Database, recordingId: bigint): Promise<void> {
  const since = sql`recorded_by > ${bigint(recordingId)}`;
  const { rows } = await sql<{
    id: bigint;
    external_id: string;
  }>`select customer_id as id, external_id from customer_names
    where external_id in (select external_id from customers where ${since} union select external_id from merged_names where ${since})`.execute(
    trx,
  );
  if (rows.length === 0) return;
  const names = relationOf(
    own.dialect,
    'text',
    rows.map(({ external_id }) => external_id),
  );
  const { rows: double } = await sql<{
    id: bigint;
    external_id: string;
  }>`select customer_id as id, external_id
    from customers where recorded_by = ${bigint(recordingId)} and external_id in (select value from ${names} as theirs)`.execute(
    own.kysely,
  );
  const theirs = new Map(rows.map(({ id, external_id }) => [external_id, id]));
  for (const { id, external_id } of double) {
    const [mine, kept] = [bigint(id), bigint(theirs.get(external_id) ?? id)];
    for (const table of ['orders', 'several_lines', 'refunds']) {
      await run(
        own,
        sql`update ${sql.table(table)} set customer_id = ${kept} where customer_id = ${mine} and recorded_by = ${bigint(recordingId)}`,
      );
    }
    await forgetCustomers(own.kysely, sql`customer_id = ${mine}`);
    await run(own, sql`delete from customers where customer_id = ${mine}`);
  }
}
