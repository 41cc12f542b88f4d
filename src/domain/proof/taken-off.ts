import { formatMoney } from '../currency.ts';
import { joined } from '../describe/joining.ts';
import type { Purchase } from '../evaluate/purchase.ts';
import type { CountPolicy } from '../metric.ts';
import { type Text, text } from '../text.ts';
import type { TakenOff } from './proven-orders.ts';

/** What the policy takes off an order, in minor units; a refund not above what was paid. */
export function takenOff({ order, refunded }: Purchase, { amount, without }: CountPolicy): TakenOff {
  const paid = order.amount > 0n ? order.amount : 0n;
  return {
    refunded: amount === 'gross' ? 0n : refunded < paid ? refunded : paid,
    shipping: without.includes('shipping') ? (order.shipping ?? 0n) : 0n,
    tax: without.includes('tax') ? (order.tax ?? 0n) : 0n,
  };
}

/** What was taken off an order, in words; null for nothing. */
export function takenOffWords(
  { refunded, shipping, tax }: TakenOff,
  paid: bigint,
  currency: string,
): Text | null {
  const money = (minor: bigint): string => formatMoney(minor, currency);
  const said: Text[] = [];
  if (refunded > 0n) {
    said.push(
      refunded === paid
        ? text(`已全额退款 ${money(refunded)}`, `refunded in full, ${money(refunded)}`)
        : text(`扣除退款 ${money(refunded)}`, `less ${money(refunded)} refunded`),
    );
  }
  if (shipping > 0n) said.push(text(`不含运费 ${money(shipping)}`, `without ${money(shipping)} of shipping`));
  if (tax > 0n) said.push(text(`不含税费 ${money(tax)}`, `without ${money(tax)} of tax`));
  return said.length === 0 ? null : joined(said, text('，', ', '));
}
