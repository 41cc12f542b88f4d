import { subjectsOf } from '../condition.ts';
import { type EventSource, isEventSource } from '../event.ts';
import { type Measure, type Metric, metricInputs } from '../metric.ts';
import type { Scheme } from '../scheme.ts';
import { lifetime } from '../window.ts';

/** The metrics a proof shows: the scheme's own, those of its rules, and what these are computed from. */
export function provenMetrics({ metrics, tiers }: Scheme): Metric[] {
  const rules = tiers.flatMap(({ when, keep }) => [when, keep]).filter((rule) => rule !== null);
  const subjects = rules.flatMap(subjectsOf).filter(({ kind }) => kind === 'metric');
  const own = [...metrics.values()].filter(({ builtIn }) => !builtIn);
  const found = new Set<string>();
  const visit = (id: string): void => {
    const metric = metrics.get(id);
    if (metric === undefined || found.has(id)) return;
    found.add(id);
    for (const input of metricInputs(metric)) visit(input);
  };
  for (const { id } of [...own, ...subjects]) visit(id);
  return [...metrics.values()].filter(({ id }) => found.has(id));
}

/** The measure that tells which orders are behind a metric; null where it is not over orders or lines. */
export function measureBehind({ definition }: Metric): Measure | null {
  if (definition.kind === 'measure') return isEventSource(definition.of) ? null : definition;
  const sum = { kind: 'measure', of: 'orders', take: 'sum', what: 'amount', where: null } as const;
  if (definition.kind === 'clv' || definition.kind === 'p-alive') {
    return { ...sum, window: lifetime, count: definition.count };
  }
  if (definition.kind !== 'rfm') return null;
  const { window, count } = definition;
  return { ...sum, window, count };
}

/** The measure of a metric over events; null where it is not over events. */
export function eventsBehind({ definition }: Metric): (Measure & { readonly of: EventSource }) | null {
  if (definition.kind !== 'measure') return null;
  const { of } = definition;
  return isEventSource(of) ? { ...definition, of } : null;
}
