import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { chosen } from './chosen.ts';
import { knownOrders } from './order-ids.ts';
import type { NamedOrder } from './order-rows.ts';

interface Sent {
  readonly visibility: Visibility;
  readonly named: ReadonlyMap<number, NamedOrder>;
}

/** The orders that their sender may not write: of other people's customers, unknown ones, or kept as somebody else's. */
export async function foreignOrders(
  trx: Kysely<unknown>,
  dialect: Dialect,
  requests: readonly Sent[],
): Promise<ReadonlySet<NamedOrder>> {
  const refused = new Set<NamedOrder>();
  for (const { visibility, named } of requests) {
    if ('all' in visibility || named.size === 0) continue;
    const orders = [...named.values()];
    const own = await ownCustomers(trx, dialect, visibility.owner, orders);
    const taken = await othersOrders(trx, dialect, visibility.owner, orders);
    for (const order of orders) {
      if (!own.has(order.order.customer) || taken.has(order.identity.id)) refused.add(order);
    }
  }
  return refused;
}

async function ownCustomers(
  trx: Kysely<unknown>,
  dialect: Dialect,
  owner: string,
  orders: readonly NamedOrder[],
): Promise<ReadonlySet<string>> {
  const ids = new Set(orders.map(({ order }) => order.customer));
  const { rows } = await sql<{ id: string }>`select external_id as id from customers
    where owner = ${owner} and external_id in ${chosen(dialect, 'text', [...ids])}`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}

async function othersOrders(
  trx: Kysely<unknown>,
  dialect: Dialect,
  owner: string,
  orders: readonly NamedOrder[],
): Promise<ReadonlySet<bigint>> {
  const ids = orders.map(({ identity }) => identity.id);
  const known = await knownOrders(trx, dialect, ids);
  if (known.length === 0) return new Set();
  const { rows } = await sql<{ id: bigint }>`select order_id as id
    from orders join customers on customers.customer_id = orders.customer_id
    where order_id in ${chosen(dialect, 'bigint', known)} and owner is distinct from ${owner}`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}
