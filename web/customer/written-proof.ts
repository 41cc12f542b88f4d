import type { Proof, ProvenMetric, ProvenRule, ProvenTier } from '../../src/domain/proof/proof.ts';
import type { ProvenEvents } from '../../src/domain/proof/proven-events.ts';
import type { ProvenOrders } from '../../src/domain/proof/proven-orders.ts';
import type { Way, WayCondition } from '../../src/domain/proof/way.ts';
import type { HeldTier } from '../api/contract.ts';

/** As JSON has it: integers of minor units are strings of digits. */
type Written<T> = T extends bigint
  ? string
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Written<Item>[]
      : { readonly [Key in keyof T]: Written<T[Key]> };

/** With the tier that is held, if the day is the ledger's last. */
export type WrittenProof = Written<Proof> & { readonly standing: { readonly held: HeldTier | null } };
export type WrittenWay = Written<Way>;
export type WrittenCondition = Written<WayCondition>;
export type WrittenMetric = Written<ProvenMetric>;
export type WrittenTier = Written<ProvenTier>;
export type WrittenRule = Written<ProvenRule>;
export type WrittenOrders = Written<ProvenOrders>;
export type WrittenEvents = Written<ProvenEvents>;
