import { type Kysely, sql } from 'kysely';
import { bigint, type Dialect } from '../../sql/expression.ts';
import { NOBODY } from '../../sql/nobody.ts';
import { NO_BUYER } from './buyers.ts';
import { chosen, relationOf } from './chosen.ts';
import { noteCustomers } from './customer-ids.ts';
import { insertStrangers } from './insert-orders.ts';
import { insertSent } from './insert-sent.ts';
import type { Looked } from './look-up.ts';
import { carryNames, noteFewNames } from './named-rows.ts';
import { noteIds } from './order-ids.ts';
import type { BuyerOf, NamedOrder } from './order-rows.ts';
import { endRows } from './recording.ts';
import { addSettled } from './settled-refunds.ts';

export interface RecordedOrders {
  /** What became of orders, by their ids; what is not in it was kept already and says the same. */
  readonly outcomes: ReadonlyMap<bigint, 'added' | 'changed'>;
  /** Whose orders are others now, also who had one of them before. */
  readonly customers: ReadonlySet<bigint>;
  /** The numbers of the customers who are known by now, by their external ids. */
  readonly numbers: Looked['customers'];
}

/**
 * Brings orders, each once and some thousand at most, into the register: unknown customers are added, an order that
 * differs from the one kept becomes a new version, the same again changes nothing. One that names no buyer stays whose it was, or is
 * nobody's. `looked` is what was known of them.
 */
export async function recordOrders(
  trx: Kysely<unknown>,
  dialect: Dialect,
  named: readonly NamedOrder[],
  recordingId: bigint,
  looked: Pick<Looked, 'orders' | 'customers' | 'anyFurtherNames' | 'anySettled'>,
): Promise<RecordedOrders> {
  const kept = await keptOrders(trx, dialect, named, looked.orders);
  const news = named.filter(({ identity }) => kept.get(identity.id)?.digest !== identity.digest);
  if (news.length === 0) return { outcomes: new Map(), customers: new Set(), numbers: looked.customers };
  const numbers = await withStrangers(trx, dialect, news, recordingId, looked.customers);
  const changed = news.flatMap(({ identity }) => kept.get(identity.id) ?? []);
  if (changed.length > 0) {
    const ids = changed.map(({ id }) => id);
    const replaced = sql`current.order_id in ${chosen(dialect, 'bigint', ids)}`;
    await endRows(trx, 'orders', recordingId, replaced);
    await endRows(trx, 'several_lines', recordingId, replaced);
  }
  // Who was known to have bought stays known where an order does not say it.
  const buyerOf: BuyerOf = ({ order, identity }) =>
    order.customer === NO_BUYER
      ? (kept.get(identity.id)?.customer_id ?? NOBODY)
      : numbers.get(order.customer);
  await insertSent(trx, dialect, news, buyerOf, recordingId);
  if (looked.anySettled) {
    const ids = chosen(dialect, 'bigint', [...new Set(news.map(({ identity }) => identity.id))]);
    await addSettled(trx, recordingId, sql`current.order_id in ${ids}`);
  }
  if (looked.anyFurtherNames) await noteSent(trx, dialect, news, recordingId);
  const outcomes = new Map(
    news.map(({ identity: { id } }) => [id, kept.has(id) ? ('changed' as const) : ('added' as const)]),
  );
  const added = [...outcomes.keys()].filter((id) => !kept.has(id));
  if (added.length > 0) await noteIds(trx, dialect, added);
  const touched = [...news.map(buyerOf), ...changed.map(({ customer_id }) => customer_id)];
  const customers = new Set(touched.filter((id) => id !== undefined && id !== NOBODY) as bigint[]);
  return { outcomes, customers, numbers };
}

async function noteSent(
  trx: Kysely<unknown>,
  dialect: Dialect,
  named: readonly NamedOrder[],
  recordingId: bigint,
): Promise<void> {
  const rows = named.map(({ order, identity }) => ({ id: identity.id, name: order.customer }));
  await noteFewNames(trx, dialect, 'orders', rows, recordingId);
  const unnamed = named.filter(({ order }) => order.customer === NO_BUYER).map(({ identity }) => identity.id);
  if (unnamed.length === 0) return;
  const before = sql`(select order_id, recorded_by from orders_history
    where ended_by = ${bigint(recordingId)} and order_id in ${chosen(dialect, 'bigint', unnamed)})`;
  await carryNames({ kysely: trx, dialect }, 'orders', before, recordingId);
}

interface KeptOrder {
  readonly id: bigint;
  readonly customer_id: bigint;
  readonly digest: string;
}

/** What is kept of orders. Most are new: then the orders themselves are not looked at. */
async function keptOrders(
  trx: Kysely<unknown>,
  dialect: Dialect,
  named: readonly NamedOrder[],
  noted: Looked['orders'],
): Promise<ReadonlyMap<bigint, KeptOrder>> {
  const known = named.map(({ identity }) => identity.id).filter((id) => noted.has(id));
  if (known.length === 0) return new Map();
  const { rows } = await sql<KeptOrder>`select order_id as id, customer_id, digest from orders
    where order_id in ${chosen(dialect, 'bigint', known)}`.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The customers known, and those of the orders who are not: they are added. */
async function withStrangers(
  trx: Kysely<unknown>,
  dialect: Dialect,
  named: readonly NamedOrder[],
  recordingId: bigint,
  known: Looked['customers'],
): Promise<Looked['customers']> {
  const all = new Set(named.map(({ order }) => order.customer));
  const strangers = [...all].filter((id) => id !== NO_BUYER && !known.has(id));
  if (strangers.length === 0) return known;
  const unknown = sql`(select value as external_id from ${relationOf(dialect, 'text', strangers)} as strangers)`;
  const added = await insertStrangers(trx, unknown, recordingId);
  await noteCustomers(trx, dialect, added, recordingId);
  return new Map([...known, ...added.map(({ id, externalId }) => [externalId, id] as const)]);
}
