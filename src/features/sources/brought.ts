import type { OrderStatus } from '../../domain/order.ts';
import type { Problem } from '../../domain/problem.ts';

/** An order as `POST /orders` takes it, without its refunds, which are noted one by one. */
export type WrittenOrder = Readonly<Record<string, unknown>> & { readonly status: OrderStatus };

/** A customer as `POST /customers` takes them. */
export type WrittenCustomer = Readonly<Record<string, string | null>> & { readonly externalId: string };

/** Money given back: minor units as digits, and when, as it was written. */
export interface NotedRefund {
  readonly amount: string;
  readonly at: string | null;
  /** It has no day of its own: `at` is when its order changed, with it or later. */
  readonly isByThen?: true;
}

/** By the number that the other system gave each. */
export type Refunds = Readonly<Record<string, NotedRefund>>;

/**
 * One thing that a delivery says. `ref` is how the other system knows the order; `version` rises with each version of it: milliseconds
 * since 1970, null where nothing says when it was.
 */
export type Brought =
  | {
      readonly what: 'order';
      readonly ref: string;
      readonly version: number | null;
      readonly order: WrittenOrder;
      readonly refunds: Refunds;
      /** Who bought, for whoever is not known yet. */
      readonly buyer: WrittenCustomer | null;
    }
  | {
      readonly what: 'status';
      readonly ref: string;
      readonly version: number | null;
      readonly status: OrderStatus;
    }
  | { readonly what: 'refunds'; readonly ref: string; readonly refunds: Refunds }
  | { readonly what: 'customer'; readonly version: number | null; readonly customer: WrittenCustomer };

/** All that a delivery says, and what of it cannot be understood. Neither: it is of no concern here. */
export interface BroughtAll {
  readonly brought: readonly Brought[];
  readonly problems: readonly Problem[];
}

export const nothingBrought: BroughtAll = { brought: [], problems: [] };
