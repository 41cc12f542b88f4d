import { describe, expect, it } from 'vitest';
import { cast, order, scheme, schemeWith } from '../../../test/support/cast.ts';
import { day } from '../calendar.ts';
import { proveTier } from './prove-tier.ts';
import type { Way } from './way.ts';

const orders = [
  { ...order('dan', '2025-06-01', 620), reference: 'a' },
  { ...order('dan', '2025-06-20', 0), reference: 'b' },
];

function tierOf(when: unknown, keep?: unknown) {
  const tiers = [
    { id: 'base', name: 'base' },
    { id: 'top', name: 'top', when, ...(keep === undefined ? {} : { keep }) },
  ];
  const by = scheme(schemeWith({ tiers }));
  const history = { customer: cast.dan, orders, refunds: [], events: [] };
  const [tier] = proveTier(by, history, day('2025-06-30')).tiers;
  if (tier === undefined) throw new Error('no tier');
  return tier;
}

/** Each way's conditions as what is measured, what is needed, what there is and what lies between. */
function amounts(ways: readonly Way[]): unknown[] {
  return ways.map(({ conditions }) =>
    conditions.map(({ subject, unit, needed, present, gap }) => [subject?.id, unit, needed, present, gap]),
  );
}

describe('the ways to a tier', () => {
  it('are each enough, the nearest to done first, with amounts and words', () => {
    const { ways } = tierOf({
      any: [
        { metric: 'spend', atLeast: 1000 },
        { metric: 'orders', over: 3 },
      ],
    });
    expect(amounts(ways)).toEqual([
      [['spend', 'money', '1000', '620', '380']],
      [['orders', 'count', '4', '2', '2']],
    ]);
    expect(ways.map(({ missing }) => missing)).toEqual([
      { zh: '再消费 ¥380', en: 'spend ¥380 more' },
      { zh: '再下 2 单', en: 'place 2 more orders' },
    ]);
    expect(ways.map(({ conditions }) => conditions[0]?.progress)).toEqual([0.62, 0.5]);
  });

  it('say what is done already, and leave out detours', () => {
    const spend = { metric: 'spend', atLeast: 1000 };
    const { ways } = tierOf({
      any: [
        { all: [spend, { metric: 'orders', atLeast: 2 }] },
        { all: [spend, { metric: 'orders', atLeast: 9 }] },
      ],
    });
    expect(amounts(ways)).toEqual([
      [
        ['spend', 'money', '1000', '620', '380'],
        ['orders', 'count', '2', '2', '0'],
      ],
    ]);
    expect(ways[0]?.conditions.map(({ passed }) => passed)).toEqual([false, true]);
  });

  it('of what cannot be counted there is the sentence; days are told as days', () => {
    const { ways } = tierOf({
      all: [
        { metric: 'last_order', after: '2025-06-25' },
        { metric: 'days_since_last_order', atMost: 7 },
        { not: { metric: 'orders', is: 2 } },
      ],
    });
    expect(amounts(ways)).toEqual([
      [
        ['last_order', 'day', '2025-06-25', '2025-06-20', null],
        ['days_since_last_order', 'days', '7', '10', '3'],
        [undefined, 'text', null, null, null],
      ],
    ]);
    expect(ways[0]?.conditions[2]?.said.zh).toMatch(/^不满足/);
  });

  it('to keep it are those by its own rule and by the one to keep it', () => {
    const { ways, keepWays } = tierOf({ metric: 'spend', atLeast: 1000 }, { metric: 'spend', atLeast: 700 });
    expect(amounts(ways)).toEqual([[['spend', 'money', '1000', '620', '380']]]);
    expect(amounts(keepWays)).toEqual([[['spend', 'money', '700', '620', '80']]]);
    const other = tierOf({ metric: 'spend', atLeast: 1000 }, { metric: 'orders', atLeast: 3 });
    expect(amounts(other.keepWays)).toEqual([
      [['orders', 'count', '3', '2', '1']],
      [['spend', 'money', '1000', '620', '380']],
    ]);
  });

  it('of very many combinations the nearest are told', () => {
    const any = (from: number) => ({
      any: Array.from({ length: 30 }, (_, index) => ({ metric: 'orders', is: from + index })),
    });
    const near = { metric: 'orders', atLeast: 3 };
    const { ways } = tierOf({ any: [{ all: [any(10), any(50), any(90)] }, near] });
    expect(ways).toHaveLength(12);
    expect(amounts(ways)[0]).toEqual([['orders', 'count', '3', '2', '1']]);
  });
});
