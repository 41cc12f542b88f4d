import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Database, run } from '../../db/database.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import { NOBODY } from '../../sql/nobody.ts';
import { buyers, NO_BUYER } from './buyers.ts';
import { chosen } from './chosen.ts';
import { type IncomingOrders, insertLines, insertOrders, insertRefunds } from './insert-orders.ts';
import { carryNames, noteNames } from './named-rows.ts';
import { noteOrders } from './order-ids.ts';
import { endRows, type Outcome } from './recording.ts';
import { addStrangers, yieldToOthers } from './reserved-numbers.ts';
import { addSettled } from './settled-refunds.ts';
import { inOneTurn, inOwnTransaction } from './whole-transaction.ts';

export interface WholeRecording {
  readonly recordingId: bigint;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
  /** The last thing of the same transaction; `latest` sees what others have written since it began, and nobody writes. */
  readonly ended: (trx: Kysely<unknown>, latest: Kysely<unknown>, outcome: Outcome) => Promise<void>;
}

interface WholeOrders extends WholeRecording {
  /** After which number of `reserveNumbers` customers are numbered whom nobody knows yet. */
  readonly numbersAfter: bigint;
}

/** As many changed orders are moved to the history while others wait. */
const FEW = 20_000;

/**
 * Brings very many orders, and the customers whom nobody knew before, into the register: all of them or none, in one transaction
 * on a connection of its own, so that only its commit waits for others and makes them wait.
 */
export async function recordWhole(
  folder: DataFolder,
  incoming: IncomingOrders,
  recording: WholeOrders,
): Promise<Outcome> {
  return await inOwnTransaction(folder, async (work) => await recordAll(folder, work, incoming, recording));
}

async function recordAll(
  folder: DataFolder,
  work: Database,
  incoming: IncomingOrders,
  { recordingId, numbersAfter, signal, onProgress, ended }: WholeOrders,
): Promise<Outcome> {
  const done = (fraction: number): void => {
    signal.throwIfAborted();
    onProgress(fraction);
  };
  const { kysely } = work;
  await addStrangers(work, incoming, recordingId, numbersAfter);
  const changed = await findKept(kysely, incoming.orders, recordingId);
  // Whoever changes one of these rows meanwhile is refused, so that few of them are left to the last moment.
  if (changed > FEW) await endChanged(kysely, recordingId);
  done(0.2);
  // Who was known to have bought stays known where a file does not say it.
  const buyer = sql`case when i.external_id = ${sql.lit(NO_BUYER)} then coalesce(was.customer_id, ${bigint(NOBODY)}) else named.customer_id end`;
  const news = sql`(select ${buyer} as customer_id, i.* from ${incoming.orders} as i
    join ${buyers} as named on named.external_id = i.external_id
    left join kept_orders as was on was.order_id = i.order_id where was.stays is not true)`;
  await insertOrders(kysely, news, recordingId);
  await noteOrders(
    kysely,
    sql`(select order_id from orders where recorded_by = ${bigint(recordingId)}
    and order_id not in (select order_id from kept_orders))`,
  );
  await addSettled(kysely, recordingId);
  await noteNames(kysely, 'orders', incoming.orders, recordingId);
  const unnamed = sql`(select was.order_id, was.recorded_by from ${changedOrders} as was
    join ${incoming.orders} as i on i.order_id = was.order_id where i.external_id = ${sql.lit(NO_BUYER)})`;
  await carryNames(work, 'orders', unnamed, recordingId);
  done(0.7);
  const lines = sql`(select o.customer_id, l.* from ${incoming.lines} as l join orders as o on o.order_id = l.order_id
    where o.recorded_by = ${bigint(recordingId)})`;
  await insertLines(kysely, lines, recordingId);
  const refunds = await insertRefunds(kysely, incoming.refunds, recordingId);
  await noteNames(kysely, 'refunds', incoming.refunds, recordingId);
  done(0.8);
  const all = await count(kysely, sql`${incoming.orders} as i`);
  const inserted = await count(kysely, sql`orders where recorded_by = ${bigint(recordingId)}`);
  const outcome = {
    added: inserted - changed + refunds.added,
    changed,
    unchanged: all - inserted + refunds.unchanged,
  };
  const final = await inOneTurn(folder, async (trx) => {
    if (changed > 0 && changed <= FEW) await endChanged(kysely, recordingId);
    const left = await leaveToOthers(trx, work, recordingId);
    await yieldToOthers(trx, work, recordingId);
    const told = { ...outcome, added: outcome.added - left, unchanged: outcome.unchanged + left };
    await ended(kysely, trx, told);
    await run(work, sql`commit`);
    return told;
  });
  onProgress(1);
  return final;
}

/** The orders that are kept in another version, with whose they are. */
const changedOrders = sql`(select order_id, customer_id, recorded_by from kept_orders where not stays)`;

/**
 * Lists the orders that are kept already, and whether they stay as they are; gives how many do not. By their ids alone, so that no
 * join has to hold whole orders.
 */
async function findKept(trx: Kysely<unknown>, orders: Expression, recordingId: bigint): Promise<number> {
  await sql`create temporary table kept_orders as select kept.order_id, kept.customer_id, kept.recorded_by,
      kept.digest = i.digest or kept.recorded_by > ${bigint(recordingId)} as stays
    from ${orders} as i join orders as kept on kept.order_id = i.order_id`.execute(trx);
  return await count(trx, sql`${changedOrders} as changed`);
}

async function endChanged(trx: Kysely<unknown>, recordingId: bigint): Promise<void> {
  const which = sql`current.order_id in (select order_id from ${changedOrders} as changed)
    and current.recorded_by < ${bigint(recordingId)}`;
  await endRows(trx, 'orders', recordingId, which);
  await endRows(trx, 'several_lines', recordingId, which);
}

/** An order that somebody else has added meanwhile is left to them: theirs is the later word. Gives how many. */
async function leaveToOthers(trx: Kysely<unknown>, own: Database, recordingId: bigint): Promise<number> {
  const { rows } = await sql<{ id: bigint }>`select order_id as id from orders
    where recorded_by > ${bigint(recordingId)}`.execute(trx);
  if (rows.length === 0) return 0;
  const theirs = chosen(
    own.dialect,
    'bigint',
    rows.map(({ id }) => id),
  );
  const both = sql`recorded_by = ${bigint(recordingId)} and order_id in ${theirs}`;
  const left = await run(own, sql`delete from orders where ${both} returning order_id`);
  await run(own, sql`delete from several_lines where ${both}`);
  return left.length;
}

async function count(trx: Kysely<unknown>, from: Expression): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${from}`.execute(trx);
  return Number(rows[0]?.n ?? 0n);
}
