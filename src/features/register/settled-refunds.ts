import { type Kysely, sql } from 'kysely';
import { bigint, commas, type Expression } from '../../sql/expression.ts';

/** What settlements told, without what came with imports that were, or are just being, taken back. */
const standing: Expression = standingWithout([]);

/** The same without some recordings as well. */
export function standingWithout(recordings: readonly bigint[]): Expression {
  const besides =
    recordings.length === 0 ? sql`` : sql`and recorded_by not in (${commas(recordings.map(bigint))})`;
  return sql`(select * from settled_refunds where recorded_by not in (
    select undone.recording_id from imports as undo join recordings as undone on undone.import_id = undo.undoes
      where undo.status in ('recording', 'done')) ${besides}) as standing`;
}

/**
 * What was given back for orders by all that settlements told of them: `order_id, refunded, refund_day`. Statements of different kinds may tell of
 * the same refunds, so that the kind counts that tells of most.
 */
export function totalsOf(told: Expression): Expression {
  const sums = sql`select order_id, source, cast(sum(amount) as bigint) as refunded, max(day) as refund_day
    from ${told} group by order_id, source`;
  const placed = sql`select sums.*, row_number() over (partition by order_id order by refunded desc, source) as place from (${sums}) as sums`;
  return sql`(select order_id, refunded, refund_day from (${placed}) as placed where place = 1)`;
}

/** The one order of each number that refunds name, and how many have it: `order_ref, order_id, amount, orders`. */
function namedOrders(refunds: Expression): Expression {
  return sql`(select order_ref, min(order_id) as order_id, min(amount) as amount, count(*) as orders from orders
    where order_ref in (select order_ref from ${refunds}) group by order_ref)`;
}

/** Refunds as they come, `order_ref, source, refund_key, day, amount`, of which nothing was told before, with their orders. */
function freshOf(refunds: Expression): Expression {
  return sql`(select known.order_id, told.source, told.refund_key, told.day, told.amount
    from (select * from ${refunds}) as told join ${namedOrders(refunds)} as known on known.order_ref = told.order_ref and known.orders = 1
    left join ${standing} on standing.order_id = known.order_id and standing.source = told.source
      and standing.refund_key = told.refund_key where standing.order_id is null)`;
}

/** The numbers of orders to which refunds cannot be added, with the reason: `order_ref, reason`. */
export function refundsUnfit(refunds: Expression): Expression {
  const all = sql`(select order_id, source, day, amount from ${standing} union all
    select order_id, source, day, amount from ${freshOf(refunds)} as fresh) as together`;
  const beyond = sql`select known.order_ref, 'refund-beyond-order' as reason from ${namedOrders(refunds)} as known
    join ${totalsOf(all)} as total on total.order_id = known.order_id where known.orders = 1 and total.refunded > known.amount`;
  return sql`select distinct told.order_ref, 'refund-of-no-order' as reason from ${refunds} as told
      where not exists (select 1 from orders where orders.order_ref = told.order_ref)
    union all select order_ref, 'refund-of-several-orders' from ${namedOrders(refunds)} as several where orders > 1
    union all ${beyond}`;
}

/** Notes refunds that nobody told before; gives of how many known orders there were any, told before or not. */
export async function noteSettled(
  trx: Kysely<unknown>,
  refunds: Expression,
  recordingId: bigint,
): Promise<number> {
  await sql`insert into settled_refunds (order_id, source, refund_key, day, amount, recorded_by)
    select order_id, source, refund_key, day, amount, ${bigint(recordingId)} from ${freshOf(refunds)} as fresh`.execute(
    trx,
  );
  const { rows } = await sql<{
    n: bigint;
  }>`select count(*) as n from ${namedOrders(refunds)} as known where orders = 1`.execute(trx);
  return Number(rows[0]?.n ?? 0n);
}

/**
 * Orders of which settlements told that more was given back than they say: `order_id, refunded, refund_day` as it ought to be, never more than
 * their amount. `which` is a condition on `current`.
 */
export function ordersBehind(which: Expression): Expression {
  const refunded = sql`least(total.refunded, current.amount)`;
  return sql`(select current.order_id, ${refunded} as refunded, coalesce(total.refund_day, current.refund_day, current.day) as refund_day
    from orders as current join ${totalsOf(standing)} as total on total.order_id = current.order_id
    where ${which} and ${refunded} > coalesce(current.refunded, 0))`;
}

/**
 * Versions of orders that a recording has just brought take over what settlements told of them: lists of orders often lack refunds. Their digest
 * stays that of what they said themselves, so that the same again changes nothing. `which` chooses among them, a condition on `current`.
 */
export async function addSettled(
  trx: Kysely<unknown>,
  recordingId: bigint,
  which: Expression = sql`true`,
): Promise<void> {
  if (!(await isAnyTold(trx))) return;
  const behind = ordersBehind(sql`current.recorded_by = ${bigint(recordingId)} and ${which}`);
  await sql`update orders set refunded = behind.refunded, refund_day = behind.refund_day from ${behind} as behind
    where behind.order_id = orders.order_id`.execute(trx);
}

/** Orders on their way in with what they say will have been given back once they are kept, `given_back`. */
export async function withGivenBack(db: Kysely<unknown>, orders: Expression): Promise<Expression> {
  if (!(await isAnyTold(db))) return sql`(select own.*, refunded as given_back from ${orders} as own)`;
  const settled = sql`least(coalesce(total.refunded, 0), own.amount)`;
  return sql`(select own.*, greatest(coalesce(own.refunded, 0), ${settled}) as given_back from ${orders} as own
    left join ${totalsOf(standing)} as total on total.order_id = own.order_id)`;
}

/** How many refunds an import told of that nobody had told of; none where it was taken back. */
export async function countStanding(db: Kysely<unknown>, importId: bigint): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from settled_refunds
    where recorded_by in (select recording_id from recordings where import_id = ${importId})
      and not exists (select 1 from imports where undoes = ${importId} and status = 'done')`.execute(db);
  return Number(rows[0]?.n ?? 0n);
}

/** Whether settlements ever told of a refund. */
export async function isAnyTold(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql`select 1 from settled_refunds limit 1`.execute(db);
  return rows.length > 0;
}
