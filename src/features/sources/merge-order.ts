import type { OrderStatus } from '../../domain/order.ts';
import type { Brought, Refunds, WrittenOrder } from './brought.ts';

/** What a source said of an order so far: its newest version, a status that came by itself, and every refund. */
export interface OrderState {
  readonly order: {
    readonly version: number;
    /** By the number and channel that it came under first, whatever it or the source's settings say since. */
    readonly written: WrittenOrder;
    /** Of the newest version that names one; undefined: none does. */
    readonly buyer?: { readonly version: number; readonly customerId: unknown } | undefined;
  } | null;
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
    case 'order':
      return withOrder(state, brought, brought.version ?? at);
    case 'status': {
      const version = brought.version ?? at;
      const isOld = state.status !== null && version < state.status.version;
      return isOld ? state : { ...state, status: { version, status: brought.status } };
    }
    case 'refunds':
      return { ...state, refunds: joined(state.refunds, brought.refunds) };
  }
}

function withOrder(
  state: OrderState,
  { order: told, refunds }: Extract<OfOrder, { readonly what: 'order' }>,
  version: number,
): OrderState {
  const { order: known } = state;
  const { customerId } = told;
  const names = customerId === undefined ? undefined : { version, customerId };
  if (known === null) {
    return {
      ...state,
      order: { version, written: told, buyer: names },
      refunds: joined(state.refunds, refunds),
    };
  }
  const isKnownNewer = known.buyer !== undefined && (names === undefined || known.buyer.version > version);
  const buyer = isKnownNewer ? known.buyer : names;
  if (version < known.version) {
    return { ...state, order: { ...known, buyer }, refunds: joined(refunds, state.refunds) };
  }
  const { orderId, channel } = known.written;
  const written = { ...told, orderId, channel };
  return { ...state, order: { version, written, buyer }, refunds: joined(state.refunds, refunds) };
}

/** Both, the newer word of one that both tell of; a day that is not its own is at the latest the earliest told. */
function joined(older: Refunds, newer: Refunds): Refunds {
  const both = Object.entries(newer).map(([id, told]) => {
    const before = Object.hasOwn(older, id) ? older[id]?.at : null;
    if (before === null || before === undefined) return [id, told] as const;
    const isBefore = told.isByThen === true && told.at !== null && Date.parse(before) < Date.parse(told.at);
    return [id, told.at === null || isBefore ? { ...told, at: before } : told] as const;
  });
  return { ...older, ...Object.fromEntries(both) };
}

/** The order as it stands, for `POST /orders`; `money` writes minor units in major ones. Null before the order itself came. */
export function orderOf(
  { order, status, refunds }: OrderState,
  money: (minor: bigint) => string,
): Readonly<Record<string, unknown>> | null {
  if (order === null) return null;
  const { version, buyer } = order;
  const written = { ...order.written, ...(buyer !== undefined && { customerId: buyer.customerId }) };
  const now = status !== null && status.version >= version ? status.status : written.status;
  const given = Object.values(refunds).filter(({ amount }) => amount !== '0');
  if (given.length === 0) return { ...written, status: now };
  const refunded = money(given.reduce((sum, { amount }) => sum + BigInt(amount), 0n));
  const moments = given.flatMap(({ at }) => at ?? []).toSorted((a, b) => Date.parse(a) - Date.parse(b));
  // Whoever paid and got the money back has bought; a cancelled order was never paid.
  const end = now === 'cancelled' ? 'refunded' : now;
  return { ...written, status: end, refunded, ...(moments.length > 0 && { refundedAt: moments.at(-1) }) };
}
