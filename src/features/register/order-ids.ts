import { type Kysely, sql } from 'kysely';
import type { Dialect, Expression } from '../../sql/expression.ts';
import { chosen, relationOf } from './chosen.ts';
import { FEW, insertValues } from './insert-values.ts';

/** Which orders, some thousand at most, were recorded before. */
export async function knownOrders(
  trx: Kysely<unknown>,
  dialect: Dialect,
  ids: readonly bigint[],
): Promise<readonly bigint[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: bigint }>`select order_id as id from order_ids
    where order_id in ${chosen(dialect, 'bigint', ids)}`.execute(trx);
  return [...new Set(rows.map(({ id }) => id))];
}

/** Notes the ids of orders that were recorded for the first time; a relation `order_id`. */
export async function noteOrders(trx: Kysely<unknown>, relation: Expression): Promise<void> {
  await sql`insert into order_ids select order_id from ${relation} as added order by order_id`.execute(trx);
}

/** The same, some thousand at most. */
export async function noteIds(trx: Kysely<unknown>, dialect: Dialect, ids: readonly bigint[]): Promise<void> {
  if (ids.length > FEW) {
    return await noteOrders(
      trx,
      sql`(select value as order_id from ${relationOf(dialect, 'bigint', ids)} as ids)`,
    );
  }
  const rows = ids.map((order_id) => ({ order_id })).toSorted((a, b) => (a.order_id < b.order_id ? -1 : 1));
  await insertValues(trx, 'order_ids', [{ name: 'order_id', type: 'bigint' }], rows);
}
