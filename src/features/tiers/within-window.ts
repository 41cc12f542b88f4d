import type { Metric } from '../../domain/metric.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Window } from '../../domain/window.ts';

/** A scheme that grades nobody up, and whose `spend` and `orders` are those of a window alone. */
export function withinWindow({ tiers, metrics, ...scheme }: Scheme, window: Window): Scheme {
  const looking = ['spend', 'orders'].map((id): [string, Metric] => {
    const metric = metrics.get(id);
    if (metric?.definition.kind !== 'measure') throw new RangeError(`no measure: ${id}`);
    return [id, { ...metric, definition: { ...metric.definition, window } }];
  });
  return { ...scheme, tiers: tiers.slice(0, 1), metrics: new Map(looking) };
}
