import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../../sql/expression.ts';
import { chosen, relationOf } from './chosen.ts';
import { insertCustomers, insertLines, insertOrders } from './insert-orders.ts';
import { knownOrders, noteOrders } from './order-ids.ts';
import { lineRelation, type NamedOrder, orderRelation } from './order-rows.ts';
import { endRows } from './recording.ts';

export interface RecordedOrders {
  /** What became of orders, by their ids; what is not in it was kept already and says the same. */
  readonly outcomes: ReadonlyMap<bigint, 'added' | 'changed'>;
  /** Whose orders are others now, also who had one of them before. */
  readonly customers: ReadonlySet<bigint>;
}

/**
 * Brings orders, each once and some thousand at most, into the register: unknown customers are added, an order that
 * differs from the one kept becomes a new version, the same again changes nothing.
 */
export async function recordOrders(
  trx: Kysely<unknown>,
  dialect: Dialect,
  named: readonly NamedOrder[],
  recordingId: bigint,
): Promise<RecordedOrders> {
  const kept = await keptOrders(trx, dialect, named);
  const news = named.filter(({ identity }) => kept.get(identity.id)?.digest !== identity.digest);
  if (news.length === 0) return { outcomes: new Map(), customers: new Set() };
  const customers = await customersOf(trx, dialect, news, recordingId);
  const changed = news.flatMap(({ identity }) => kept.get(identity.id) ?? []);
  if (changed.length > 0) {
    const ids = changed.map(({ id }) => id);
    const replaced = sql`current.order_id in ${chosen(dialect, 'bigint', ids)}`;
    await endRows(trx, 'orders', recordingId, replaced);
    await endRows(trx, 'several_lines', recordingId, replaced);
  }
  await insertOrders(trx, orderRelation(news, customers, dialect), recordingId);
  const severalLines = news.filter(({ order }) => order.lines.length > 0);
  if (severalLines.length > 0) {
    await insertLines(trx, lineRelation(severalLines, customers, dialect), recordingId);
  }
  const outcomes = new Map(
    news.map(({ identity: { id } }) => [id, kept.has(id) ? ('changed' as const) : ('added' as const)]),
  );
  const added = [...outcomes.keys()].filter((id) => !kept.has(id));
  if (added.length > 0) {
    await noteOrders(
      trx,
      sql`(select value as order_id from ${relationOf(dialect, 'bigint', added)} as ids)`,
    );
  }
  return {
    outcomes,
    customers: new Set([...customers.values(), ...changed.map(({ customer_id }) => customer_id)]),
  };
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
): Promise<ReadonlyMap<bigint, KeptOrder>> {
  const ids = named.map(({ identity }) => identity.id);
  const known = await knownOrders(trx, dialect, ids);
  if (known.length === 0) return new Map();
  const { rows } = await sql<KeptOrder>`select order_id as id, customer_id, digest from orders
    where order_id in ${chosen(dialect, 'bigint', known)}`.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The numbers of the orders' customers by their external ids; who is unknown is added. */
async function customersOf(
  trx: Kysely<unknown>,
  dialect: Dialect,
  named: readonly NamedOrder[],
  recordingId: bigint,
): Promise<ReadonlyMap<string, bigint>> {
  const all = [...new Set(named.map(({ order }) => order.customer))];
  const found = await findCustomers(trx, dialect, all);
  const strangers = all.filter((id) => !found.has(id));
  if (strangers.length === 0) return found;
  const unknown = sql`(select value as external_id from ${relationOf(dialect, 'text', strangers)} as strangers)`;
  await insertCustomers(trx, unknown, recordingId);
  return new Map([...found, ...(await findCustomers(trx, dialect, strangers))]);
}

async function findCustomers(
  trx: Kysely<unknown>,
  dialect: Dialect,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await sql<{ id: bigint; external_id: string }>`select customer_id as id, external_id
    from customers where external_id in ${chosen(dialect, 'text', externalIds)}`.execute(trx);
  return new Map(rows.map(({ id, external_id }) => [external_id, id]));
}
