import type { Metric } from '../../domain/metric.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Window } from '../../domain/window.ts';

/** What benefits are priced by: what was bought in a year. */
export const pricedYear: Window = { kind: 'last', n: 12, unit: 'month' };

/** A scheme that grades nobody up, and whose `spend` and `orders` are those of a window alone. */
export function withinWindow({ tiers, ...scheme }: Scheme, window: Window): Scheme {
  const looking = purchasesWithin({ tiers, ...scheme }, window);
  return { ...scheme, tiers: tiers.slice(0, 1), metrics: new Map(Object.entries(looking)) };
}

/** What somebody spent in a window and by how many orders, as a scheme counts them. */
export function purchasesWithin({ metrics }: Scheme, window: Window): Record<'spend' | 'orders', Metric> {
  const within = (id: string): Metric => {
    const metric = metrics.get(id);
    if (metric?.definition.kind !== 'measure') throw new RangeError(`no measure: ${id}`);
    return { ...metric, definition: { ...metric.definition, window } };
  };
  return { spend: within('spend'), orders: within('orders') };
}
