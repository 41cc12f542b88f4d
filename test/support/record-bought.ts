import { type Kysely, sql } from 'kysely';
import type { OrderStatus } from '../../src/domain/order.ts';
import type { IncomingOrders } from '../../src/features/register/insert-orders.ts';
import { lookUp } from '../../src/features/register/look-up.ts';
import type { NamedOrder } from '../../src/features/register/order-rows.ts';
import { recordOrders } from '../../src/features/register/record-orders.ts';
import { type Outcome, startRecording } from '../../src/features/register/recording.ts';
import { testDialect } from './postgres-database.ts';

export interface Bought {
  readonly id: number;
  readonly customer: string;
  readonly day: string;
  readonly amount: number;
  readonly status?: OrderStatus;
}

/** Records orders of one line each as the API does. */
export async function recordBought(
  trx: Kysely<unknown>,
  at: number,
  bought: readonly Bought[],
): Promise<Outcome> {
  const id = await startRecording(trx, { at, author: 'test', importId: null });
  const named = bought.map(namedBought);
  const looked = await lookUp(trx, testDialect, named);
  const { outcomes } = await recordOrders(trx, testDialect, named, id, looked);
  const added = [...outcomes.values()].filter((outcome) => outcome === 'added').length;
  return { added, changed: outcomes.size - added, unchanged: bought.length - outcomes.size };
}

function namedBought({ id, customer, day, amount, status = 'completed' }: Bought): NamedOrder {
  const nothing = { refunded: null, refundDay: null, shipping: null, tax: null, channel: null, store: null };
  const goods = { quantity: null, margin: null, category: null, product: null, lines: [] };
  const days = { ordered: { day, time: null }, paid: null };
  return {
    order: { ...nothing, ...goods, ...days, customer, number: String(id), status, amount: BigInt(amount) },
    identity: { id: BigInt(id), ref: String(id), digest: `${customer} ${day} ${amount} ${status}` },
  };
}

/** Orders of one line each on their way in. */
export function incomingBought(bought: readonly Bought[]): IncomingOrders {
  const rows = bought.map(
    ({
      id,
      customer,
      day,
      amount,
      status = 'completed',
    }) => sql`(${customer}, cast(${BigInt(id)} as bigint), ${String(id)}, cast(${day} as date),
      cast(${BigInt(amount)} as bigint), ${status}, ${`${customer} ${day} ${amount} ${status}`})`,
  );
  const orders = sql`(select external_id, order_id, order_ref, day, day as ordered_day, null as ordered_time, cast(null as date) as paid_day,
    null as paid_time, status, amount, cast(null as bigint) as refunded, cast(null as date) as refund_day, cast(null as bigint) as shipping,
    cast(null as bigint) as tax, cast(null as bigint) as quantity, cast(null as bigint) as margin, null as channel, null as store,
    null as category, null as product, 1 as line_count, digest
    from (values ${sql.join(rows)}) as v(external_id, order_id, order_ref, day, amount, status, digest))`;
  const lines = sql`(select cast(0 as bigint) as order_id, 1 as line_no, cast(0 as bigint) as amount, cast(0 as bigint) as quantity,
    cast(0 as bigint) as margin, '' as category, '' as product where false)`;
  const refunds = sql`(select '' as external_id, cast(0 as bigint) as refund_id, cast(null as date) as day, cast(0 as bigint) as amount,
    '' as channel, '' as store, '' as category, '' as product where false)`;
  return { orders, lines, refunds };
}
