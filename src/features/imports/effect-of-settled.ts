import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Expression } from '../../sql/expression.ts';
import { findBehind } from '../register/record-settled.ts';
import { withoutTrace } from '../register/whole-transaction.ts';
import { counted, type Effect, netTotal, one } from './effect.ts';

/** What the refunds of settlements, a Parquet file, would come to. */
export async function effectOfSettled(folder: DataFolder, path: string): Promise<Effect> {
  return await folder.database().withFiles([path], async (relations) => {
    const [refunds] = relations as readonly [Expression];
    return await withoutTrace(folder, async (own) => {
      const outcome = await findBehind(own.kysely, refunds, 0n);
      const told = await one<{ refunds: bigint; first: Day | null; last: Day | null }>(
        own,
        sql`select cast(coalesce(sum(amount), 0) as bigint) as refunds, cast(min(day) as text) as first,
          cast(max(day) as text) as last from ${refunds} as told`,
      );
      const { more } = await one<{ more: bigint }>(
        own,
        sql`select cast(coalesce(sum(found.refunded - coalesce(kept.refunded, 0)), 0) as bigint) as more
          from orders_behind as found join orders as kept on kept.order_id = found.order_id where ${counted('kept')}`,
      );
      const { settled } = await one<{ settled: bigint }>(
        own,
        sql`select count(*) as settled from settled_refunds where recorded_by = 0`,
      );
      const before = await netTotal(own);
      const { refunds: back, first, last } = told;
      return {
        outcome,
        newCustomers: 0,
        unattributed: 0,
        settled: Number(settled),
        days: first === null || last === null ? null : { first, last },
        money: { orders: 0n, refunds: back, before, after: before - more },
      };
    });
  });
}
