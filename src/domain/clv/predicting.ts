import { decimalText } from '../exact.ts';
import type { Clv, CountPolicy, Metric } from '../metric.ts';

/** What metrics predict by the purchases that count by one policy: who still buys, and perhaps for how much. */
export interface Predicting {
  /** The same for the same policy. */
  readonly key: string;
  readonly count: CountPolicy;
  /** Each different one once. */
  readonly clvs: readonly Clv[];
}

/** What metrics predict, each policy and value once. */
export function predictingOf(metrics: Iterable<Metric>): Predicting[] {
  const found = new Map<string, { count: CountPolicy; clvs: Map<string, Clv> }>();
  for (const { definition } of metrics) {
    if (definition.kind !== 'clv' && definition.kind !== 'p-alive') continue;
    const key = predictingKey(definition.count);
    const { count, clvs } = found.get(key) ?? { count: definition.count, clvs: new Map<string, Clv>() };
    if (definition.kind === 'clv') clvs.set(clvKey(definition), definition);
    found.set(key, { count, clvs });
  }
  return [...found].map(([key, { count, clvs }]) => ({ key, count, clvs: [...clvs.values()] }));
}

export function predictingKey({ statuses, amount, without }: CountPolicy): string {
  return [[...statuses].sort().join('+'), amount, ...[...without].sort()].join(' ');
}

/** The same for values over as many months at the same margin. */
export function clvKey({ months, margin }: Clv): string {
  return `${months} ${marginKey(margin)}`;
}

/** The same for values at the same margin. */
export function marginKey(margin: Clv['margin']): string {
  return margin === null ? 'known' : decimalText(margin);
}
