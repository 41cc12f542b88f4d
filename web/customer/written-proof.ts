import type { Proof, ProvenMetric, ProvenRule, ProvenTier } from '../../src/domain/proof/proof.ts';
import type { ProvenEvents } from '../../src/domain/proof/proven-events.ts';
import type { ProvenOrders } from '../../src/domain/proof/proven-orders.ts';

/** As JSON has it: integers of minor units are strings of digits. */
type Written<T> = T extends bigint
  ? string
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Written<Item>[]
      : { readonly [Key in keyof T]: Written<T[Key]> };

export type WrittenProof = Written<Proof>;
export type WrittenMetric = Written<ProvenMetric>;
export type WrittenTier = Written<ProvenTier>;
export type WrittenRule = Written<ProvenRule>;
export type WrittenOrders = Written<ProvenOrders>;
export type WrittenEvents = Written<ProvenEvents>;
