import type { Kysely } from 'kysely';
import type { Dialect, Expression, JsonColumn } from '../../sql/expression.ts';
import { insertLines, insertOrders } from './insert-orders.ts';
import { FEW, insertValues, type ValueRow } from './insert-values.ts';
import {
  type BuyerOf,
  lineColumns,
  lineRows,
  type NamedOrder,
  orderColumns,
  orderRows,
} from './order-rows.ts';

/** Inserts orders that were sent, and the lines of those that have several. */
export async function insertSent(
  trx: Kysely<unknown>,
  dialect: Dialect,
  named: readonly NamedOrder[],
  buyerOf: BuyerOf,
  recordingId: bigint,
): Promise<void> {
  const insert = async (table: Table, columns: readonly JsonColumn[], rows: readonly ValueRow[]) => {
    if (rows.length > FEW) {
      return await many[table](trx, dialect.rowsOfJson(JSON.stringify(rows), columns), recordingId);
    }
    const recorded = rows.toSorted(byCustomer).map((row) => ({ ...row, recorded_by: recordingId }));
    await insertValues(trx, table, [...columns, { name: 'recorded_by', type: 'bigint' }], recorded);
  };
  await insert('orders', orderColumns, orderRows(named, buyerOf));
  const lines = lineRows(named, buyerOf);
  if (lines.length > 0) await insert('several_lines', lineColumns, lines);
}

type Table = 'orders' | 'several_lines';

const many: Readonly<
  Record<Table, (trx: Kysely<unknown>, rows: Expression, recordingId: bigint) => Promise<void>>
> = { orders: insertOrders, several_lines: insertLines };

/** The lines of an order stay in their order. */
function byCustomer(a: ValueRow, b: ValueRow): number {
  return Number(BigInt(a.customer_id ?? 0) - BigInt(b.customer_id ?? 0));
}
