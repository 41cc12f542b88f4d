import { addDays, addMonths } from '../src/domain/calendar.ts';
import { parseScheme } from '../src/domain/parse/parse-scheme.ts';
import { InputError } from '../src/domain/problem.ts';
import type { Scheme } from '../src/domain/scheme.ts';
import { until } from './sample.ts';

/** The first of the twelve months up to the sample's last day. */
export const from = addDays(addMonths(until, -12), 1);

const window = { last: 12, unit: 'month' };

/** Where the tiers of `levels` begin, in yuan and orders. */
export interface Thresholds {
  readonly second: { readonly spend: number; readonly orders: number };
  readonly first: { readonly spend: number; readonly orders: number };
}

/** Those of the template sales-levels, and others that a draft might try. */
export const published: Thresholds = {
  second: { spend: 5000, orders: 3 },
  first: { spend: 10000, orders: 5 },
};
export const drafted: Thresholds = { second: { spend: 4000, orders: 2 }, first: { spend: 12000, orders: 6 } };

/** The template sales-levels with the two metrics that its rules look at. */
export function levels({ second, first }: Thresholds): Scheme {
  return parsed({
    tierbook: 1,
    id: 'levels',
    name: 'Levels',
    metrics: {
      spend_12m: { of: 'orders', take: 'sum', what: 'amount', window },
      orders_12m: { of: 'orders', take: 'count', window },
    },
    tiers: [
      { id: 'level-3', name: 'Level 3' },
      {
        id: 'level-2',
        name: 'Level 2',
        when: {
          all: [
            { metric: 'spend_12m', atLeast: second.spend },
            { metric: 'orders_12m', atLeast: second.orders },
          ],
        },
      },
      {
        id: 'level-1',
        name: 'Level 1',
        when: {
          all: [
            { metric: 'spend_12m', over: first.spend },
            { metric: 'orders_12m', over: first.orders },
          ],
        },
      },
    ],
  });
}

/** The same tiers by hand, over the columns `spend` in cents and `orders`. */
export function levelsByHand({ second, first }: Thresholds): string {
  return `case when spend > ${first.spend * 100} and orders > ${first.orders} then 2
    when spend >= ${second.spend * 100} and orders >= ${second.orders} then 1 else 0 end`;
}

/** RFM scores by thresholds; the best segments are a tier of their own. */
export function rfmScheme(): Scheme {
  const rfm = (give: string) => ({ rfm: give, method: 'thresholds', window });
  return parsed({
    tierbook: 1,
    id: 'rfm',
    name: 'RFM',
    metrics: {
      recency: rfm('recency'),
      frequency: rfm('frequency'),
      monetary: rfm('monetary'),
      segment: rfm('segment'),
    },
    tiers: [
      { id: 'others', name: 'Others' },
      { id: 'best', name: 'Best', when: { metric: 'segment', in: bestSegments } },
    ],
  });
}

export const bestSegments = ['Champions', 'Loyal'];

function parsed(document: unknown): Scheme {
  const read = parseScheme(document);
  if (!read.ok) throw new InputError(read.problems);
  return read.scheme;
}
