import { type Kysely, sql } from 'kysely';
import { addDays, type Day, day } from '../../domain/calendar.ts';
import type { Subject } from '../../domain/condition.ts';
import type { CustomerEvent } from '../../domain/event.ts';
import type { LooseRefund, OrderLine, OrderStatus } from '../../domain/order.ts';
import type { CustomerHistory, RecordedOrder } from '../../domain/proof/customer-history.ts';
import { as, commas, type Expression } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { keptFields } from '../evaluations/kept-tables.ts';
import { heldOn, kept, listed } from '../ledger/timeline.ts';
import { customValue } from '../register/custom-value.ts';
import { readReferrals } from './referrals.ts';

/** A customer as the register has them, by our number and by the id that the business knows. */
export interface KeptCustomer {
  readonly id: bigint;
  readonly externalId: string;
}

/** The customer of an id of the business; null when there is none. */
export async function findCustomer(db: Kysely<unknown>, externalId: string): Promise<KeptCustomer | null> {
  const { rows } = await sql<{ id: bigint }>`select customer_id as id from customers
    where external_id = ${externalId}`.execute(db);
  return rows[0] === undefined ? null : { id: rows[0].id, externalId };
}

/**
 * All that is known of one customer now, with these custom fields, and since when he holds the tier of a day's eve. `visibility` says
 * whom of those he brought the reader may see.
 */
export async function readHistory(
  db: Kysely<unknown>,
  { id, externalId }: KeptCustomer,
  custom: readonly Subject[],
  asOf: Day,
  visibility: Visibility,
): Promise<CustomerHistory> {
  const [customer, tierBegan, orders, lines, refunds, events, referrals] = await Promise.all([
    readCustomer(db, id, custom),
    readTierBegan(db, id, asOf),
    readOrders(db, id, externalId),
    readLines(db, id),
    readRefunds(db, id, externalId),
    readEvents(db, id, externalId),
    readReferrals(db, id),
  ]);
  const brought = referrals.map(({ owner: _, ...referral }) => ({ ...referral, referrer: externalId }));
  const others = referrals.filter(({ owner }) => !('all' in visibility || owner === visibility.owner));
  return {
    customer: { id: externalId, tierBegan, ...customer },
    orders: orders.map(({ order_id, ...order }) => ({ ...order, lines: lines.get(order_id) ?? [] })),
    refunds,
    events,
    referrals: brought,
    unseen: new Set(others.map(({ referred }) => referred)),
  };
}

async function readCustomer(
  db: Kysely<unknown>,
  id: bigint,
  custom: readonly Subject[],
): Promise<Omit<CustomerHistory['customer'], 'id'>> {
  const own = Object.entries(keptFields).map(([field, column]) => as(asText(sql.ref(column)), field));
  const further = custom.map((field) => as(customText(field), field.id));
  const { rows } = await sql<
    Record<string, string | bigint | null>
  >`select ${commas([...own, ...further])} from customers where customer_id = ${id}`.execute(db);
  const fields = rows[0] ?? {};
  const { registered_at: registered = null } = fields;
  return { registeredDay: dayOrNull(registered === null ? null : String(registered)), fields };
}

async function readTierBegan(db: Kysely<unknown>, id: bigint, asOf: Day): Promise<Day | null> {
  const { rows } = await sql<{ began: string }>`select cast(began as text) as began
    from ${heldOn(kept, addDays(asOf, -1), listed([id]))} as eve`.execute(db);
  return dayOrNull(rows[0]?.began ?? null);
}

function asText(expression: Expression): Expression {
  return sql`cast(${expression} as text)`;
}

/** Numbers stay whole numbers of their smallest unit. */
function customText(field: Subject): Expression {
  const value = customValue(sql`custom`, field);
  return field.type === 'date' ? asText(value) : value;
}

type OrderRow = Omit<RecordedOrder, 'lines'> & { readonly order_id: bigint };

async function readOrders(db: Kysely<unknown>, id: bigint, customer: string): Promise<OrderRow[]> {
  const { rows } = await sql<{
    order_id: bigint;
    order_ref: string;
    ordered: string | null;
    paid: string | null;
    status: OrderStatus;
    amount: bigint;
    refunded: bigint | null;
    refund: string | null;
    shipping: bigint | null;
    tax: bigint | null;
    quantity: bigint | null;
    margin: bigint | null;
    channel: string | null;
    store: string | null;
    category: string | null;
    product: string | null;
  }>`select order_id, order_ref, cast(ordered_day as text) as ordered, cast(paid_day as text) as paid, status, amount, refunded,
      cast(refund_day as text) as refund, shipping, tax, quantity, margin, channel, store, category, product
    from orders where customer_id = ${id} order by day, order_id`.execute(db);
  return rows.map(({ order_ref, ordered, paid, refund, ...rest }) => ({
    ...rest,
    customer,
    reference: order_ref,
    orderedDay: dayOrNull(ordered),
    paidDay: dayOrNull(paid),
    refundDay: dayOrNull(refund),
  }));
}

/** The lines of the orders that have several. */
async function readLines(db: Kysely<unknown>, id: bigint): Promise<Map<bigint, OrderLine[]>> {
  const { rows } = await sql<
    OrderLine & { order_id: bigint }
  >`select order_id, amount, quantity, margin, category, product
    from several_lines where customer_id = ${id} order by order_id, line_no`.execute(db);
  const lines = new Map<bigint, OrderLine[]>();
  for (const { order_id, ...line } of rows) {
    const known = lines.get(order_id);
    if (known === undefined) lines.set(order_id, [line]);
    else known.push(line);
  }
  return lines;
}

async function readRefunds(db: Kysely<unknown>, id: bigint, customer: string): Promise<LooseRefund[]> {
  const { rows } = await sql<
    Omit<LooseRefund, 'customer' | 'day'> & { day: string }
  >`select cast(day as text) as day, amount, channel,
    store, category, product from refunds where customer_id = ${id} order by day, refund_id`.execute(db);
  return rows.map((row) => ({ ...row, customer, day: day(row.day) }));
}

async function readEvents(db: Kysely<unknown>, id: bigint, customer: string): Promise<CustomerEvent[]> {
  const { rows } = await sql<
    Omit<CustomerEvent, 'customer' | 'day' | 'resolvedDay'> & { day: string; resolved: string | null }
  >`select source, cast(day as text) as day, kind, aspect, product, rating, text, measure, quantity,
    cast(resolved_day as text) as resolved from events where customer_id = ${id} order by day, event_id`.execute(
    db,
  );
  return rows.map(({ resolved, ...row }) => ({
    ...row,
    customer,
    day: day(row.day),
    resolvedDay: dayOrNull(resolved),
  }));
}

function dayOrNull(written: string | null): Day | null {
  return written === null ? null : day(written);
}
