import type { Day } from '../calendar.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { score } from '../evaluate/score.ts';
import type { Value } from '../evaluate/value.ts';
import { dependsOnEverybody, type Metric } from '../metric.ts';
import type { Scheme } from '../scheme.ts';
import type { CustomerHistory } from './customer-history.ts';
import type { Origin } from './proof.ts';

export interface KnownValue {
  readonly value: Value;
  readonly origin: Origin;
}

/**
 * The metrics' values of one customer: those that depend on everybody as given, scores from their parts, all
 * others as the reference evaluator has them. Given values of other metrics are not looked at.
 */
export function knownValues(
  metrics: readonly Metric[],
  scheme: Scheme,
  history: CustomerHistory,
  asOf: Day,
  given: ReadonlyMap<string, Value>,
): ReadonlyMap<string, KnownValue> {
  const computed = computedValues(metrics, scheme, history, asOf);
  const known = new Map<string, KnownValue>();
  const know = (metric: Metric): KnownValue => {
    const found = known.get(metric.id) ?? find(metric);
    known.set(metric.id, found);
    return found;
  };
  const inputOf = (id: string): Value => {
    const metric = scheme.metrics.get(id);
    return metric === undefined ? null : know(metric).value;
  };
  const find = (metric: Metric): KnownValue => {
    const { id, definition } = metric;
    if (dependsOnEverybody(definition)) {
      return { value: given.get(id) ?? null, origin: given.has(id) ? 'given' : 'not-given' };
    }
    if (definition.kind !== 'score') return { value: computed.get(id) ?? null, origin: 'computed' };
    const parts = definition.parts.map((part) => [part, inputOf(part.metric)] as const);
    return { value: score(parts), origin: 'computed' };
  };
  for (const metric of metrics) know(metric);
  return known;
}

function computedValues(
  metrics: readonly Metric[],
  scheme: Scheme,
  { customer, ...recorded }: CustomerHistory,
  asOf: Day,
): ReadonlyMap<string, Value> {
  const own = metrics.filter(
    ({ definition }) => !dependsOnEverybody(definition) && definition.kind !== 'score',
  );
  const part: Scheme = {
    ...scheme,
    metrics: new Map(own.map((metric) => [metric.id, metric])),
    tiers: scheme.tiers.slice(0, 1),
  };
  const grades = evaluate(part, { ...recorded, customers: [customer] }, asOf);
  return grades.get(customer.id)?.values ?? new Map();
}
