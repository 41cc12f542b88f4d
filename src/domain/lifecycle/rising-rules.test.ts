import { describe, expect, it } from 'vitest';
import { schemeOf } from '../../../test/support/scheme-in-test.ts';
import { risingRules } from './rising-rules.ts';

const year = { of: 'orders', take: 'sum', window: { last: 12, unit: 'month' } };
const metrics = {
  year,
  average: { ...year, take: 'average' },
  earned: { ...year, what: 'margin' },
  quarter: { ...year, window: { calendar: 'quarter' } },
  before: { ...year, window: { calendar: 'quarter', offset: -1 } },
  since: { ...year, window: { since: 'tier-start' } },
  card: { ...year, window: { membership: 'year' } },
  points: {
    score: [
      {
        metric: 'year',
        steps: [
          [100, 1],
          [500, 3],
        ],
      },
    ],
  },
  penalty: {
    score: [
      {
        metric: 'year',
        steps: [
          [100, 3],
          [500, 1],
        ],
      },
    ],
  },
  recency: { rfm: 'recency' },
  segment: { rfm: 'segment' },
  top: { 'top-share-of': 'year' },
};

function rising(when: object, keep?: object) {
  const { anyDay, starts, sinceTier } = risingRules(
    schemeOf({
      metrics,
      tiers: [
        { id: 'base', name: 'Base' },
        { id: 'gold', name: 'Gold', when, ...(keep && { keep }) },
      ],
    }),
  );
  return [anyDay, [...starts], sinceTier];
}

describe('whether time alone can make a rule true', () => {
  it.each([
    { metric: 'year', atLeast: 100 },
    { metric: 'quarter', over: 100 },
    { metric: 'card', atLeast: 100 },
    { metric: 'spend', atLeast: 100, atMost: 500 },
    { metric: 'days_since_last_order', atMost: 90 },
    { metric: 'first_order', before: '2024-01-01' },
    { not: { metric: 'tenure_days', over: 90 } },
    { metric: 'points', atLeast: 3 },
    { metric: 'recency', atLeast: 4 },
    { metric: 'top', atMost: 5 },
    { field: 'region', is: '上海' },
    { all: [{ metric: 'year', atLeast: 100 }, { any: [{ metric: 'orders', atLeast: 2 }] }] },
  ])('never: %j', (when) => {
    expect(rising(when)).toEqual([false, [], false]);
  });

  it.each([
    { metric: 'tenure_days', atLeast: 365 },
    { metric: 'year', under: 100 },
    { metric: 'average', atLeast: 100 },
    { metric: 'earned', atLeast: 100 },
    { metric: 'penalty', atLeast: 3 },
    { metric: 'segment', is: 'Champions' },
    { metric: 'top', atLeast: 50 },
    { not: { metric: 'year', atLeast: 100 } },
    {
      any: [
        { metric: 'year', atLeast: 100 },
        { metric: 'days_since_last_order', over: 30 },
      ],
    },
  ])('on any day: %j', (when) => {
    expect(rising(when)).toEqual([true, [], false]);
    expect(rising({ metric: 'spend', atLeast: 1 }, when)).toEqual([true, [], false]);
  });

  it('when a period begins, where the one before is looked at', () => {
    expect(rising({ metric: 'before', atLeast: 100 })).toEqual([false, ['quarter'], false]);
  });

  it('not as long as the tier is held, where the time since it began is looked at', () => {
    expect(rising({ metric: 'since', atLeast: 100 })).toEqual([false, [], true]);
  });
});
