import type { OrderStatus } from '../../domain/order.ts';
import type { Brought, Refunds, WrittenOrder } from './brought.ts';

/** What a source said of an order so far: its newest version, a status that came by itself, and every refund. */
export interface OrderState {
  readonly order: { readonly version: number; readonly written: WrittenOrder } | null;
  readonly status: { readonly version: number; readonly status: OrderStatus } | null;
  readonly refunds: Refunds;
}

export const unknownOrder: OrderState = { order: null, status: null, refunds: {} };

type OfOrder = Exclude<Brought, { readonly what: 'customer' }>;

/**
 * The state with what a delivery says. In whatever order deliveries of different versions come, the end is the same; of one version
 * the later stands. `at` stands for a version that is not told.
 */
export function withBrought(state: OrderState, brought: OfOrder, at: number): OrderState {
  switch (brought.what) {
    case 'order': {
      const version = brought.version ?? at;
      const isOld = state.order !== null && version < state.order.version;
      if (isOld) return { ...state, refunds: { ...brought.refunds, ...state.refunds } };
      const refunds = { ...state.refunds, ...brought.refunds };
      return { ...state, order: { version, written: brought.order }, refunds };
    }
    case 'status': {
      const version = brought.version ?? at;
      const isOld = state.status !== null && version < state.status.version;
      return isOld ? state : { ...state, status: { version, status: brought.status } };
    }
    case 'refunds':
      return { ...state, refunds: { ...state.refunds, ...brought.refunds } };
  }
}

/** The order as it stands, for `POST /orders`; `money` writes minor units in major ones. Null before the order itself came. */
export function orderOf(
  { order, status, refunds }: OrderState,
  money: (minor: bigint) => string,
): Readonly<Record<string, unknown>> | null {
  if (order === null) return null;
  const { written, version } = order;
  const now = status !== null && status.version >= version ? status.status : written.status;
  const given = Object.values(refunds).filter(({ amount }) => amount !== '0');
  if (given.length === 0) return { ...written, status: now };
  const refunded = money(given.reduce((sum, { amount }) => sum + BigInt(amount), 0n));
  const moments = given.flatMap(({ at }) => at ?? []).toSorted((a, b) => Date.parse(a) - Date.parse(b));
  // Whoever paid and got the money back has bought; a cancelled order was never paid.
  const end = now === 'cancelled' ? 'refunded' : now;
  return { ...written, status: end, refunded, ...(moments.length > 0 && { refundedAt: moments.at(-1) }) };
}
