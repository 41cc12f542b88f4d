import { type Kysely, sql } from 'kysely';
import { bigint, type Expression } from '../../sql/expression.ts';
import { buyers } from './buyers.ts';
import type { NotedCustomer } from './customer-ids.ts';
import { lastNumber } from './last-number.ts';
import { insertInto } from './recording.ts';

/**
 * Relations of orders on their way in. `orders`: `external_id, order_id, order_ref, digest` and the order's columns, one
 * row per order, `external_id` empty where nobody knows whose it is; `lines`: `order_id, line_no` and the line's columns, of orders that have several; `refunds`: `external_id,
 * refund_id` and the refund's columns.
 */
export interface IncomingOrders {
  readonly orders: Expression;
  readonly lines: Expression;
  readonly refunds: Expression;
}

const orderColumns = [
  'customer_id',
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
const lineColumns = [
  'customer_id',
  'order_id',
  'line_no',
  'amount',
  'quantity',
  'margin',
  'category',
  'product',
];
const refundColumns = ['refund_id', 'day', 'amount', 'channel', 'store', 'category', 'product'];

/** Adds customers whom nobody knows, a relation of external ids, numbered in the order of their ids; gives their numbers. */
export async function insertStrangers(
  trx: Kysely<unknown>,
  named: Expression,
  recordingId: bigint,
): Promise<NotedCustomer[]> {
  const { rows } = await sql<{
    id: bigint;
    external_id: string;
  }>`insert into customers (customer_id, external_id, recorded_by)
    select ${lastNumber} + row_number() over (order by external_id), external_id,
      ${bigint(recordingId)}
    from ${named} as named returning customer_id as id, external_id`.execute(trx);
  return rows.map(({ id, external_id }) => ({ id, externalId: external_id }));
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
    [...of('i', orderColumns), recordedBy(recordingId)],
    sql`from ${orders} as i order by i.customer_id, i.day`,
  );
}

/** The same for the lines of orders. */
export async function insertLines(
  trx: Kysely<unknown>,
  lines: Expression,
  recordingId: bigint,
): Promise<void> {
  await insertInto(
    trx,
    'several_lines',
    [...of('i', lineColumns), recordedBy(recordingId)],
    sql`from ${lines} as i order by i.customer_id, i.order_id, i.line_no`,
  );
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
        ...of('incoming', refundColumns),
        recordedBy(recordingId),
      ],
      sql`from ${refunds} as incoming join ${buyers} as customers on customers.external_id = incoming.external_id where not ${known}`,
    );
  }
  return { added: all - unchanged, unchanged };
}

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
