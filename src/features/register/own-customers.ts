import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { chosen } from './chosen.ts';
import type { Looked } from './look-up.ts';
import type { NamedOrder } from './order-rows.ts';

interface Sent {
  readonly visibility: Visibility;
  readonly named: ReadonlyMap<number, NamedOrder>;
}

/** The orders that their sender may not write: of other people's customers, unknown ones, or kept as somebody else's or nobody's. */
export async function foreignOrders(
  trx: Kysely<unknown>,
  dialect: Dialect,
  requests: readonly Sent[],
  looked: Pick<Looked, 'orders' | 'customers'>,
): Promise<ReadonlySet<NamedOrder>> {
  const refused = new Set<NamedOrder>();
  for (const { visibility, named } of requests) {
    if ('all' in visibility || named.size === 0) continue;
    const orders = [...named.values()];
    const own = await ownCustomers(trx, dialect, visibility.owner, orders, looked.customers);
    const taken = await othersOrders(trx, dialect, visibility.owner, orders, looked.orders);
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
  known: Looked['customers'],
): Promise<ReadonlySet<string>> {
  const ids = new Set(orders.flatMap(({ order }) => known.get(order.customer) ?? []));
  if (ids.size === 0) return new Set();
  const { rows } = await sql<{ id: bigint }>`select customer_id as id from customers
    where owner = ${owner} and customer_id in ${chosen(dialect, 'bigint', [...ids])}`.execute(trx);
  const own = new Set(rows.map(({ id }) => id));
  return new Set([...known].flatMap(([name, id]) => (own.has(id) ? [name] : [])));
}

async function othersOrders(
  trx: Kysely<unknown>,
  dialect: Dialect,
  owner: string,
  orders: readonly NamedOrder[],
  noted: Looked['orders'],
): Promise<ReadonlySet<bigint>> {
  const known = orders.map(({ identity }) => identity.id).filter((id) => noted.has(id));
  if (known.length === 0) return new Set();
  const { rows } = await sql<{ id: bigint }>`select order_id as id
    from orders left join customers on customers.customer_id = orders.customer_id
    where order_id in ${chosen(dialect, 'bigint', known)} and owner is distinct from ${owner}`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}
