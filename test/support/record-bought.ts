import { type Kysely, sql } from 'kysely';
import { type IncomingOrders, recordOrders } from '../../src/features/register/record-orders.ts';
import { type Outcome, startRecording } from '../../src/features/register/recording.ts';

export interface Bought {
  readonly id: number;
  readonly customer: string;
  readonly day: string;
  readonly amount: number;
  readonly status?: string;
}

/** Records orders of one line each as an import would. */
export async function recordBought(
  trx: Kysely<unknown>,
  at: number,
  bought: readonly Bought[],
): Promise<Outcome> {
  const id = await startRecording(trx, { at, author: 'test', importId: null });
  return await recordOrders(trx, incomingBought(bought), id);
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
