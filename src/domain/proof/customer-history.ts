import type { Day } from '../calendar.ts';
import type { Register } from '../evaluate/evaluate.ts';
import type { History } from '../evaluate/measure.ts';
import { type Purchase, purchasesUpTo } from '../evaluate/purchase.ts';
import type { Lookup, Value } from '../evaluate/value.ts';
import { fraction } from '../exact.ts';
import { type Customer, type Order, QUANTITY_SCALE } from '../order.ts';
import { referralEvents } from '../referral.ts';

/** An order with what people call it by: the number it came with. */
export interface RecordedOrder extends Order {
  readonly reference: string;
}

/** All that is recorded of one customer; whoever never registered has no registration day and no fields. */
export interface CustomerHistory extends Omit<Register, 'customers' | 'orders'> {
  readonly customer: Customer;
  readonly orders: readonly RecordedOrder[];
  /** The ids of those whom he brought who are not for the reader to see. */
  readonly unseen?: ReadonlySet<string>;
}

/** An order as the day sees it; no purchase where it does not exist by then or has no day at all. */
export interface SeenOrder {
  readonly order: RecordedOrder;
  readonly purchase: Purchase | null;
}

export function seenOrders({ orders }: CustomerHistory, asOf: Day): SeenOrder[] {
  return orders.map((order) => ({ order, purchase: purchasesUpTo([order], asOf)[0] ?? null }));
}

/** The history as the reference evaluator has it. */
export function asHistory(
  { customer, refunds, events, referrals = [] }: CustomerHistory,
  seen: readonly SeenOrder[],
  asOf: Day,
  currency: string,
): History {
  return {
    registeredDay: customer.registeredDay,
    tierBegan: customer.tierBegan ?? null,
    purchases: seen.flatMap(({ purchase }) => purchase ?? []),
    refunds: refunds.filter(({ day }) => day <= asOf),
    events: [...events.filter(({ day }) => day <= asOf), ...referralEvents(referrals, asOf)],
    asOf,
    currency,
  };
}

/** What the rules see of the customer. */
export function lookupOf({ fields, registeredDay }: Customer, values: ReadonlyMap<string, Value>): Lookup {
  const columns: Customer['fields'] = { registered_at: registeredDay, ...fields };
  return ({ kind, id, type, scale }) => {
    if (kind === 'metric') return values.get(id) ?? null;
    const value = Object.hasOwn(columns, id) ? (columns[id] ?? null) : null;
    if (typeof value !== 'bigint') return value;
    return fraction(value, 10n ** BigInt(type === 'number' ? QUANTITY_SCALE : scale));
  };
}
