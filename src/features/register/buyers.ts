import { type Kysely, sql } from 'kysely';
import { bigint, type Expression } from '../../sql/expression.ts';
import { isSomebodys, NOBODY } from '../../sql/nobody.ts';

/** The external id of orders on their way in that name no buyer. */
export const NO_BUYER = '';

/** `external_id, customer_id`: whose every id of the business is, and that of nobody. */
export const buyers: Expression = sql`(select external_id, customer_id from customer_names
  union all select ${sql.lit(NO_BUYER)}, ${bigint(NOBODY)})`;

/** How many orders on their way in, a relation as `IncomingOrders` has it, name no buyer and are of nobody who is known by now. */
export async function countUnattributed(db: Kysely<unknown>, orders: Expression): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${orders} as i
    where i.external_id = ${sql.lit(NO_BUYER)} and not exists
      (select 1 from orders as kept where kept.order_id = i.order_id and ${isSomebodys('kept.customer_id')})`.execute(
    db,
  );
  return Number(rows[0]?.n ?? 0n);
}
