import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Database, run } from '../../db/database.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import { carryNames } from './named-rows.ts';
import type { WholeRecording } from './record-whole.ts';
import { endRows, type Outcome } from './recording.ts';
import { noteSettled, ordersBehind } from './settled-refunds.ts';
import { inOneTurn, inOwnTransaction } from './whole-transaction.ts';

const behind = sql.table('orders_behind');

/**
 * Adds refunds that settlements told, a relation `order_ref, source, refund_key, day, amount`, to the orders they are of: all of them or none. An order of
 * which they come to more than it says becomes a new version; whoever and whatever is unknown is passed over.
 */
export async function recordSettled(
  folder: DataFolder,
  refunds: Expression,
  { recordingId, signal, onProgress, ended }: WholeRecording,
): Promise<Outcome> {
  const outcome = await inOwnTransaction(folder, async (own) => {
    const found = await findBehind(own.kysely, refunds, recordingId);
    onProgress(0.5);
    signal.throwIfAborted();
    return await inOneTurn(folder, async (trx) => {
      await bringUp(own, 'orders', recordingId);
      await bringUp(own, 'several_lines', recordingId);
      await ended(own.kysely, trx, found);
      await run(own, sql`commit`);
      return found;
    });
  });
  onProgress(1);
  return outcome;
}

/** Notes refunds and lists the orders that they change, as `ordersBehind` has them, in the temporary table `orders_behind`. */
export async function findBehind(
  trx: Kysely<unknown>,
  refunds: Expression,
  recordingId: bigint,
): Promise<Outcome> {
  const orders = await noteSettled(trx, refunds, recordingId);
  const named = sql`current.order_ref in (select order_ref from ${refunds})`;
  await sql`create temporary table ${behind} as select * from ${ordersBehind(named)} as found`.execute(trx);
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${behind}`.execute(trx);
  const changed = Number(rows[0]?.n ?? 0n);
  return { added: 0, changed, unchanged: orders - changed };
}

/** Ends the rows of these orders and begins them anew, whatever their columns are. */
async function bringUp(db: Database, table: 'orders' | 'several_lines', recordingId: bigint): Promise<void> {
  const next = sql.table(`next_${table}`);
  const which = sql`current.order_id in (select order_id from ${behind})`;
  await run(
    db,
    sql`create temporary table ${next} as select current.* from ${sql.table(table)} as current where ${which}`,
  );
  if (table === 'orders') await carryNames(db, 'orders', next, recordingId);
  await endRows(db.kysely, table, recordingId, which);
  await run(db, sql`update ${next} set recorded_by = ${bigint(recordingId)}`);
  if (table === 'orders') {
    await run(
      db,
      sql`update ${next} set refunded = found.refunded, refund_day = found.refund_day
        from ${behind} as found where found.order_id = ${next}.order_id`,
    );
  }
  const order = sql.raw(table === 'orders' ? 'customer_id, day' : 'customer_id, order_id, line_no');
  await run(db, sql`insert into ${sql.table(table)} select * from ${next} order by ${order}`);
}
