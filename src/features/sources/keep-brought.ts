import { type Kysely, sql } from 'kysely';
import type { Problem } from '../../domain/problem.ts';
import { bigint, type Dialect } from '../../sql/expression.ts';
import { authorName } from '../access/author-name.ts';
import { authorise } from '../access/authorise.ts';
import { chosen } from '../register/chosen.ts';
import { findByText } from '../register/customer-ids.ts';
import { keepTogether, readRequest } from '../register/keep-orders.ts';
import type { Brought, WrittenCustomer } from './brought.ts';
import { keepCustomers, readCustomers, recordCustomers } from './keep-pushed-customers.ts';
import type { KeepingBrought } from './keeping-brought.ts';
import { type OrderState, orderOf, unknownOrder, withBrought } from './merge-order.ts';
import { moneyOf } from './reader.ts';

/** Somebody published another standard since the business's money and clock were read: all of it is to be read again. */
export class Outdated extends Error {}

/**
 * Brings what a delivery said into the register, the way of `POST /orders` and `/customers`. Gives what of it could not be kept. Throws
 * `Outdated`, upon which nothing may be kept.
 */
export async function keepBrought(
  trx: Kysely<unknown>,
  dialect: Dialect,
  brought: readonly Brought[],
  keeping: KeepingBrought,
): Promise<readonly Problem[]> {
  const customers = brought.filter((each) => each.what === 'customer');
  const orders = brought.filter((each) => each.what !== 'customer');
  return [
    ...(await keepCustomers(trx, dialect, customers, keeping)),
    ...(await keepOrders(trx, dialect, orders, keeping)),
  ];
}

type OfOrder = Exclude<Brought, { readonly what: 'customer' }>;

async function keepOrders(
  trx: Kysely<unknown>,
  dialect: Dialect,
  brought: readonly OfOrder[],
  keeping: KeepingBrought,
): Promise<readonly Problem[]> {
  if (brought.length === 0) return [];
  const { source, form, toldAt, actor } = keeping;
  const before = await statesOf(trx, dialect, source, [...new Set(brought.map(({ ref }) => ref))]);
  const after = new Map<string, OrderState>();
  for (const each of brought) {
    const state = after.get(each.ref) ?? before.get(each.ref) ?? unknownOrder;
    after.set(each.ref, withBrought(state, each, toldAt));
  }
  const changed = [...after].filter(([ref, state]) => !isSame(before.get(ref), state));
  const money = moneyOf(form);
  const written = changed.flatMap(([ref, state]) => {
    const order = orderOf(state, money);
    return order === null ? [] : [{ ref, order }];
  });
  const orders = written.map(({ order }) => order);
  const visibility = authorise(actor, 'orders:write');
  const read = readRequest(
    { orders, visibility, author: authorName(actor), withoutBuyer: true },
    form,
    keeping.at,
  );
  const refused = new Set(written.filter((_, index) => isRefused(read.results[index])).map(({ ref }) => ref));
  const keptStates = changed.filter(([ref]) => !refused.has(ref));
  await keepStates(trx, dialect, source, keptStates);
  if (written.length === 0) return [];
  const buyers = brought.flatMap((each) =>
    each.what === 'order' && each.buyer !== null && !refused.has(each.ref) ? [each.buyer] : [],
  );
  const strangers = readCustomers(await unknownOf(trx, dialect, buyers), form);
  await recordCustomers(trx, dialect, strangers.good, keeping);
  const kept = await keepTogether(trx, dialect, [read], keeping);
  if (kept === null) throw new Outdated();
  const results = kept.flatMap((each) => each.results);
  const problems = results.flatMap((result) => ('problems' in result ? result.problems : []));
  // By the number that the other system knows the order by.
  const named = problems.map((each) => ({
    ...each,
    path: each.path.replace(/^orders\[(\d+)\]\.?/, (_, index) => `${written[index]?.ref} `),
  }));
  return [...strangers.problems, ...named];
}

function isRefused(result: object | null | undefined): boolean {
  return result !== null && result !== undefined && 'problems' in result;
}

function isSame(before: OrderState | undefined, after: OrderState): boolean {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(after);
}

/** Buyers who are not known yet, each once: of others their own deliveries tell. */
async function unknownOf(
  trx: Kysely<unknown>,
  dialect: Dialect,
  buyers: readonly WrittenCustomer[],
): Promise<readonly WrittenCustomer[]> {
  const each = new Map(buyers.map((buyer) => [buyer.externalId, buyer]));
  const known = await findByText(trx, dialect, [...each.keys()]);
  return [...each.values()].filter(({ externalId }) => !known.has(externalId));
}

async function statesOf(
  trx: Kysely<unknown>,
  dialect: Dialect,
  source: bigint,
  refs: readonly string[],
): Promise<ReadonlyMap<string, OrderState>> {
  const { rows } = await sql<{ ref: string; state: string }>`select order_ref as ref, state from source_orders
    where source_id = ${bigint(source)} and order_ref in ${chosen(dialect, 'text', refs)}`.execute(trx);
  return new Map(rows.map(({ ref, state }) => [ref, JSON.parse(state) as OrderState]));
}

async function keepStates(
  trx: Kysely<unknown>,
  dialect: Dialect,
  source: bigint,
  states: readonly (readonly [ref: string, state: OrderState])[],
): Promise<void> {
  if (states.length === 0) return;
  const rows = states.map(([ref, state]) => ({
    ref,
    state: JSON.stringify(state),
    whole: state.order === null ? 0 : 1,
  }));
  const columns = [
    { name: 'ref', type: 'text' },
    { name: 'state', type: 'text' },
    { name: 'whole', type: 'integer' },
  ] as const;
  await sql`insert into source_orders (source_id, order_ref, state, is_whole)
    select ${bigint(source)}, ref, state, whole = 1 from ${dialect.rowsOfJson(JSON.stringify(rows), columns)} as given
    on conflict (source_id, order_ref) do update set state = excluded.state, is_whole = excluded.is_whole`.execute(
    trx,
  );
}
