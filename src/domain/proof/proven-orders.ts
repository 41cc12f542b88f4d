import type { Day } from '../calendar.ts';
import type { Value } from '../evaluate/value.ts';
import type { OrderStatus } from '../order.ts';
import type { Text } from '../text.ts';
import type { Listing, Tally } from './listing.ts';

/** The orders behind one metric. Every order is either counted or left out; newest first. */
export interface ProvenOrders {
  readonly counted: Listing<CountedOrder> & {
    /** The counted orders that were given back in part or whole, and how much that took off. */
    readonly refunded: Tally;
  };
  readonly leftOut: Listing<LeftOutOrder> & { readonly reasons: readonly LeftOutReason[] };
  /** Refunds that name no known order; null where they take nothing off the metric. */
  readonly refunds: ProvenRefunds | null;
}

/** All money in minor units. */
export interface CountedOrder {
  readonly reference: string;
  readonly day: Day;
  /** What it counts for; of a metric over lines, what its counted lines do. */
  readonly amount: bigint;
  /** As paid, before anything is taken off. */
  readonly paid: bigint;
  readonly takenOff: TakenOff;
  /** How many of its lines count, for metrics over lines. */
  readonly lines: { readonly counted: number; readonly all: number } | null;
  /** What the metric would be were this the only order. */
  readonly value: Value;
  readonly valueWords: Text;
  /** What was taken off it; null where nothing was. */
  readonly words: Text | null;
}

export interface TakenOff {
  readonly refunded: bigint;
  readonly shipping: bigint;
  readonly tax: bigint;
}

export type ReasonCode =
  | 'no-day'
  | 'after-day'
  | 'status'
  | 'refunded'
  | 'before-window'
  | 'after-window'
  | 'no-window'
  | 'where'
  | 'total-only'
  | 'blank';

/** Why an order is left out; `status` says which where that is why. */
export interface Reason {
  readonly code: ReasonCode;
  readonly status: OrderStatus | null;
}

export interface LeftOutOrder extends Reason {
  readonly reference: string;
  readonly day: Day | null;
  /** As paid, before refunds. */
  readonly amount: bigint;
  readonly words: Text;
}

export interface LeftOutReason extends Reason, Tally {
  readonly words: Text;
}

export interface ProvenRefunds {
  readonly takenOff: Listing<{ readonly day: Day; readonly amount: bigint }>;
  readonly leftOut: Tally & { readonly reasons: readonly LeftOutReason[] };
}
