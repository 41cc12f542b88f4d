import type { Subject } from '../condition.ts';
import type { Metric, MetricDefinition, Take } from '../metric.ts';
import type { Scheme } from '../scheme.ts';

/** What is known of a subject's values without looking at anybody's. */
export interface Nature {
  /** Which way is better: many orders, few complaints. */
  readonly better: 'more' | 'less' | null;
  readonly least: bigint | null;
  readonly most: bigint | null;
  readonly maybeEmpty: boolean;
}

const unknown: Nature = { better: null, least: null, most: null, maybeEmpty: true };

/** Sums are taken to be 0 at least: what a refund without its order takes off more is left aside. */
export function natureOf({ kind, id }: Subject, scheme: Scheme): Nature {
  const metric = kind === 'metric' ? scheme.metrics.get(id) : undefined;
  if (metric === undefined || metric.type === 'text' || metric.type === 'date') return unknown;
  return natureOfMetric(metric);
}

function natureOfMetric({ definition }: Metric): Nature {
  const counted = { ...unknown, better: betterOf(definition), least: 0n };
  switch (definition.kind) {
    case 'measure':
      if (definition.take === 'share') return { ...counted, better: null, most: 1n };
      return { ...counted, maybeEmpty: !neverEmpty.has(definition.take) };
    case 'score':
      return { ...unknown, better: 'more', maybeEmpty: false };
    case 'rfm':
      return { ...unknown, better: 'more' };
    case 'top-share':
      return { ...counted, most: 100n };
    case 'refund-rate':
    case 'p-alive':
      return { ...counted, most: 1n };
    case 'tenure':
    case 'clv':
      return counted;
  }
}

const neverEmpty: ReadonlySet<Take> = new Set(['sum', 'count', 'distinct']);
const lessIsBetter: ReadonlySet<Take> = new Set(['days-since-last', 'average-gap-days']);

function betterOf(definition: MetricDefinition): Nature['better'] {
  if (definition.kind === 'refund-rate' || definition.kind === 'top-share') return 'less';
  if (definition.kind !== 'measure') return 'more';
  if (definition.of === 'complaints' || lessIsBetter.has(definition.take)) return 'less';
  return definition.take === 'min' ? null : 'more';
}
