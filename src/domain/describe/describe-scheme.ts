import { builtInIds } from '../builtin-metrics.ts';
import type { Scheme } from '../scheme.ts';
import type { Text } from '../text.ts';
import { describeBenefit } from './describe-benefit.ts';
import { describeCondition } from './describe-condition.ts';
import { describeMetric, metricName } from './describe-metric.ts';

/** A whole standard in sentences, tiers lowest first. */
export interface SaidScheme {
  readonly name: Text;
  readonly description: Text | null;
  readonly currency: string;
  readonly timeZone: string;
  readonly tiers: readonly SaidTier[];
  /** Those that the scheme defines itself. */
  readonly metrics: readonly { readonly id: string; readonly name: Text; readonly said: Text }[];
}

export interface SaidTier {
  readonly id: string;
  readonly name: Text;
  /** Who reaches it; null for the base tier, which everybody has. */
  readonly when: Text | null;
  readonly keep: Text | null;
  readonly benefits: readonly Text[];
}

/** A scheme in sentences. */
export function describeScheme(scheme: Scheme): SaidScheme {
  const { name, description, currency, timeZone } = scheme;
  return {
    name,
    description,
    currency,
    timeZone,
    tiers: scheme.tiers.map(({ id, name: tierName, when, keep, benefits }) => ({
      id,
      name: tierName,
      when: when === null ? null : describeCondition(when, scheme),
      keep: keep === null ? null : describeCondition(keep, scheme),
      benefits: benefits.map((benefit) => describeBenefit(benefit, scheme)),
    })),
    metrics: [...scheme.metrics.values()]
      .filter(({ id }) => !builtInIds.includes(id))
      .map((metric) => ({
        id: metric.id,
        name: metricName(metric, scheme),
        said: describeMetric(metric, scheme),
      })),
  };
}
