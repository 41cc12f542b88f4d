import type { Day } from '../calendar.ts';
import { missingFor } from '../describe/missing.ts';
import { holds, type Lookup, type Value } from '../evaluate/value.ts';
import type { Scheme } from '../scheme.ts';
import { type CustomerHistory, lookupOf } from './customer-history.ts';
import { findWays } from './find-ways.ts';
import { knownValues } from './known-values.ts';
import type { Part } from './listing.ts';
import type { Proof, ProvenTier, TierPlace } from './proof.ts';
import { metricProver } from './prove-metric.ts';
import type { FittedModels } from './prove-prediction.ts';
import { proveRule } from './prove-rule.ts';
import { provenMetrics } from './proven-metrics.ts';
import type { ProvenOrders } from './proven-orders.ts';

/** Orders listed per metric, counted and left out each; of the others there are totals. */
const LISTED = 50;

/**
 * Why a customer has his computed tier as of the end of a day. `given` has the values of metrics that depend
 * on everybody, as the last evaluation of everybody found them, and `fitted` the models by which some are predicted; without one such a
 * metric is empty.
 */
export function proveTier(
  scheme: Scheme,
  history: CustomerHistory,
  asOf: Day,
  given: ReadonlyMap<string, Value> = new Map(),
  { limit = LISTED, fitted = null }: { readonly limit?: number; readonly fitted?: FittedModels | null } = {},
): Proof {
  const metrics = provenMetrics(scheme);
  const known = knownValues(metrics, scheme, history, asOf, given);
  const values = new Map([...known].map(([id, { value }]) => [id, value]));
  const lookup = lookupOf(history.customer, values);
  const position = scheme.tiers.findLastIndex(({ when }) => when === null || holds(when, lookup));
  const next = scheme.tiers[position + 1];
  return {
    scheme: { id: scheme.id, name: scheme.name },
    currency: scheme.currency,
    customer: history.customer.id,
    day: asOf,
    tier: placeOf(scheme, position),
    next: next === undefined ? null : placeOf(scheme, position + 1),
    metrics: metrics.map(metricProver(scheme, history, asOf, known, { from: 0, limit }, fitted)),
    tiers: provenTiers(scheme, lookup),
    missing: next === undefined ? null : missingFor(next, scheme, lookup),
  };
}

/** A further part of the orders behind one metric of a proof; null where there is no such metric. */
export function proveOrdersOf(
  metricId: string,
  scheme: Scheme,
  history: CustomerHistory,
  asOf: Day,
  part: Part,
): ProvenOrders | null {
  const metric = provenMetrics(scheme).find(({ id }) => id === metricId);
  return metric === undefined ? null : metricProver(scheme, history, asOf, new Map(), part)(metric).orders;
}

function placeOf({ tiers }: Scheme, position: number): TierPlace {
  const tier = tiers[position];
  if (tier === undefined) throw new RangeError(`no tier at ${position}`);
  return { position, id: tier.id, name: tier.name };
}

function provenTiers(scheme: Scheme, lookup: Lookup): ProvenTier[] {
  return scheme.tiers.flatMap((tier, position) => {
    if (tier.when === null) return [];
    const when = proveRule(tier.when, tier, scheme, lookup);
    const keep = tier.keep === null ? null : proveRule(tier.keep, tier, scheme, lookup);
    const keeping = tier.keep === null ? tier.when : ({ kind: 'any', of: [tier.keep, tier.when] } as const);
    return [
      {
        ...{ ...placeOf(scheme, position), passed: when.passed, when, keep },
        ways: findWays(tier.when, tier, scheme, lookup),
        keepWays: findWays(keeping, tier, scheme, lookup),
      },
    ];
  });
}
