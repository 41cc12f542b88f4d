import { type Kysely, sql } from 'kysely';
import { bigint, type Expression } from '../../sql/expression.ts';
import { knownOrders, noteOrders } from './order-ids.ts';
import { endRows, insertInto, type Outcome } from './recording.ts';

/**
 * Relations of orders on their way in. `orders`: `external_id, order_id, order_ref, digest` and the order's columns, one
 * row per order; `lines`: `order_id, line_no` and the line's columns, of orders that have several; `refunds`: `external_id,
 * refund_id` and the refund's columns.
 */
export interface IncomingOrders {
  readonly orders: Expression;
  readonly lines: Expression;
  readonly refunds: Expression;
}

/** The same where it is known what there is none of. */
export interface FewerOrders extends Pick<IncomingOrders, 'orders'> {
  readonly lines: Expression | null;
  readonly refunds: Expression | null;
}

const orderColumns = [
  'order_id',
  'order_ref',
  'day',
  'ordered_day',
  'ordered_time',
  'paid_day',
  'paid_time',
  'status',
  'amount',
  'refunded',
  'refund_day',
  'shipping',
  'tax',
  'quantity',
  'margin',
  'channel',
  'store',
  'category',
  'product',
  'line_count',
  'digest',
];
/** As many orders are looked up as a list. */
const LISTED = 100;
const lineColumns = ['order_id', 'line_no', 'amount', 'quantity', 'margin', 'category', 'product'];
const refundColumns = ['refund_id', 'day', 'amount', 'channel', 'store', 'category', 'product'];

/**
 * Brings orders and refunds into the register: unknown customers are added, an order that differs from the
 * one kept becomes a new version, the same again changes nothing.
 */
export async function recordOrders(
  trx: Kysely<unknown>,
  incoming: FewerOrders,
  recordingId: bigint,
): Promise<Outcome> {
  const orders = await recordNewest(trx, incoming, recordingId);
  const refunds = await recordRefunds(trx, incoming.refunds, recordingId);
  return {
    added: orders.added + refunds.added,
    changed: orders.changed,
    unchanged: orders.unchanged + refunds.unchanged,
  };
}

async function recordRefunds(
  trx: Kysely<unknown>,
  refunds: Expression | null,
  recordingId: bigint,
): Promise<{ added: number; unchanged: number }> {
  if (refunds === null) return { added: 0, unchanged: 0 };
  await insertCustomers(trx, sql`(select distinct external_id from ${refunds} as r)`, recordingId);
  return await insertRefunds(trx, refunds, recordingId);
}

/** Adds those of a relation of external ids who are not known yet, numbered in the order of their ids. */
export async function insertCustomers(
  trx: Kysely<unknown>,
  named: Expression,
  recordingId: bigint,
): Promise<void> {
  await sql`insert into customers (customer_id, external_id, recorded_by)
    select (select coalesce(max(customer_id), 0) from customers) + row_number() over (order by external_id), external_id,
      cast(${recordingId} as bigint)
    from ${named} as named
    where not exists (select 1 from customers where customers.external_id = named.external_id)`.execute(trx);
}

async function recordNewest(
  trx: Kysely<unknown>,
  { orders, lines }: FewerOrders,
  recordingId: bigint,
): Promise<Outcome> {
  await sql`create temporary table incoming_orders as
    select incoming.*, customers.customer_id, cast(null as bigint) as kept_id, cast(null as text) as kept_digest
    from ${orders} as incoming left join customers on customers.external_id = incoming.external_id`.execute(
    trx,
  );
  const incoming = await sql<{
    id: bigint;
    stranger: boolean;
  }>`select order_id as id, customer_id is null as stranger
    from incoming_orders`.execute(trx);
  const ids = incoming.rows.map(({ id }) => id);
  const outcome = await compareKept(trx, ids);
  if (incoming.rows.some(({ stranger }) => stranger)) await addStrangers(trx, recordingId);
  if (outcome.changed > 0) {
    const replaced = sql`current.order_id in (select order_id from incoming_orders where kept_digest <> digest)`;
    await endRows(trx, 'orders', recordingId, replaced);
    await endRows(trx, 'several_lines', recordingId, replaced);
  }
  if (outcome.added + outcome.changed > 0) {
    await insertOrders(trx, sql`(select * from incoming_orders where ${news})`, recordingId);
    if (lines !== null) await insertLines(trx, lines, recordingId);
    if (outcome.added > 0) await noteOrders(trx, sql`(select * from incoming_orders where kept_id is null)`);
  }
  await sql`drop table incoming_orders`.execute(trx);
  return outcome;
}

/** Finds what is kept of the incoming orders. Most are new: then the orders themselves are not looked at. */
async function compareKept(trx: Kysely<unknown>, ids: readonly bigint[]): Promise<Outcome> {
  const known = await knownOrders(trx, ids, sql`incoming_orders`);
  if (known.length === 0) return { added: ids.length, changed: 0, unchanged: 0 };
  const among =
    known.length > LISTED
      ? sql`(select order_id from incoming_orders)`
      : sql`(${sql.join(known.map(bigint))})`;
  await sql`update incoming_orders set kept_id = kept.order_id, kept_digest = kept.digest
    from (select order_id, digest from orders where order_id in ${among}) as kept
    where kept.order_id = incoming_orders.order_id`.execute(trx);
  const { rows } = await sql<{ added: bigint; changed: bigint }>`select
    count(*) filter (where kept_id is null) as added, count(*) filter (where kept_digest <> digest) as changed
    from incoming_orders`.execute(trx);
  const [added, changed] = [Number(rows[0]?.added), Number(rows[0]?.changed)];
  return { added, changed, unchanged: ids.length - added - changed };
}

/** Customers that only their orders name. */
async function addStrangers(trx: Kysely<unknown>, recordingId: bigint): Promise<void> {
  const named = sql`(select distinct external_id from incoming_orders where customer_id is null)`;
  await insertCustomers(trx, named, recordingId);
  await sql`update incoming_orders set customer_id = customers.customer_id from customers
    where incoming_orders.customer_id is null and customers.external_id = incoming_orders.external_id`.execute(
    trx,
  );
}

/**
 * Inserts orders of which the customers' numbers are known, in the order of customers, which makes evaluations faster.
 */
export async function insertOrders(
  trx: Kysely<unknown>,
  orders: Expression,
  recordingId: bigint,
): Promise<void> {
  await insertInto(
    trx,
    'orders',
    [...of('i', ['customer_id', ...orderColumns]), recordedBy(recordingId)],
    sql`from ${orders} as i order by i.customer_id, i.day`,
  );
}

async function insertLines(trx: Kysely<unknown>, lines: Expression, recordingId: bigint): Promise<void> {
  await insertInto(
    trx,
    'several_lines',
    [...of('i', ['customer_id']), ...of('l', lineColumns), recordedBy(recordingId)],
    sql`from ${lines} as l join incoming_orders as i on i.order_id = l.order_id where ${news}
      order by i.customer_id, l.order_id, l.line_no`,
  );
}

const news = sql`(kept_id is null or kept_digest <> digest)`;

interface Valued {
  readonly name: string;
  readonly value: Expression;
}

function of(alias: string, names: readonly string[]): Valued[] {
  return names.map((name) => ({ name, value: sql.ref(`${alias}.${name}`) }));
}

function recordedBy(recordingId: bigint): Valued {
  return { name: 'recorded_by', value: sql`cast(${recordingId} as bigint)` };
}

/** A refund that names no order is known by all it says; a further one that says the same has another number. */
export async function insertRefunds(
  trx: Kysely<unknown>,
  refunds: Expression,
  recordingId: bigint,
): Promise<{ added: number; unchanged: number }> {
  const known = sql`exists (select 1 from refunds where refunds.refund_id = incoming.refund_id)`;
  const { rows } = await sql<{
    known: bigint;
    all: bigint;
  }>`select count(*) filter (where ${known}) as known, count(*) as all
    from ${refunds} as incoming`.execute(trx);
  const [all, unchanged] = [Number(rows[0]?.all), Number(rows[0]?.known)];
  if (all > unchanged) {
    await insertInto(
      trx,
      'refunds',
      [
        { name: 'customer_id', value: sql`customers.customer_id` },
        ...refundColumns.map((name) => ({ name, value: sql.ref(`incoming.${name}`) })),
        recordedBy(recordingId),
      ],
      sql`from ${refunds} as incoming join customers on customers.external_id = incoming.external_id where not ${known}`,
    );
  }
  return { added: all - unchanged, unchanged };
}
