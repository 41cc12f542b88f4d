import { type Customer, everPaid, type Order, orderDay } from '../order.ts';
import type { Referral } from '../referral.ts';

interface Known {
  readonly customers: readonly Customer[];
  readonly orders: readonly Order[];
}

/** Whom the customers of a register name as having brought them. */
export function referralsOf({ customers, orders }: Known): Referral[] {
  return customers.flatMap(({ id, registeredDay, fields }) => {
    const { referred_by: referrer } = fields;
    if (typeof referrer !== 'string') return [];
    const bought = orders.filter(({ customer, status }) => customer === id && everPaid.includes(status));
    const [firstOrderDay = null] = bought.flatMap((order) => orderDay(order) ?? []).sort();
    return [{ referrer, referred: id, registeredDay, firstOrderDay }];
  });
}
