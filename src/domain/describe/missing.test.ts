import { describe, expect, it } from 'vitest';
import { missing, money, whole } from '../../../test/support/missing-in-test.ts';
import { schemeOf, valuesOf } from '../../../test/support/scheme-in-test.ts';
import { compileMissing } from './missing.ts';

describe('what is missing of a nested rule (R023)', () => {
  const [spend, orders] = [
    { metric: 'spend', atLeast: 380 },
    { metric: 'orders', atLeast: 2 },
  ];
  const [spend12, orders12] = [
    { metric: 'spend_12m', atLeast: 380 },
    { metric: 'orders_12m', atLeast: 2 },
  ];
  const east = { field: 'region', is: '华东' };
  it.each([
    [{ all: [spend, orders] }, '再消费 ¥380，并再下 2 单', 'spend ¥380 more and place 2 more orders'],
    [
      { all: [spend, orders, { metric: 'categories', atLeast: 3 }] },
      '再消费 ¥380，再下 2 单，并购买品类数还差 3',
      'spend ¥380 more, place 2 more orders and raise categories bought by 3',
    ],
    [{ any: [spend, orders] }, '再消费 ¥380，或再下 2 单', 'spend ¥380 more or place 2 more orders'],
    [
      { all: [spend12, orders12] },
      '近12个月内再消费 ¥380，并再下 2 单',
      'counting the last 12 months, spend ¥380 more and place 2 more orders',
    ],
    [
      { all: [spend12, orders] },
      '再下 2 单，并近12个月内再消费 ¥380',
      'place 2 more orders and, counting the last 12 months, spend ¥380 more',
    ],
    [
      { all: [spend12, { metric: 'orders_30d', atLeast: 1 }] },
      '近12个月内再消费 ¥380，并近30天内再下 1 单',
      'counting the last 12 months, spend ¥380 more and, counting the last 30 days, place 1 more order',
    ],
    [
      { all: [east, { any: [spend, orders] }] },
      '需要：地区为“华东”（尚无），并（再消费 ¥380，或再下 2 单）',
      'meet: region is “华东” (none yet) and (spend ¥380 more or place 2 more orders)',
    ],
    [
      { any: [{ all: [spend, orders] }, east] },
      '（再消费 ¥380，并再下 2 单），或需要：地区为“华东”（尚无）',
      '(spend ¥380 more and place 2 more orders) or meet: region is “华东” (none yet)',
    ],
    [
      { all: [{ all: [spend] }, { all: [orders] }] },
      '再消费 ¥380，并再下 2 单',
      'spend ¥380 more and place 2 more orders',
    ],
    [{ not: { not: spend } }, '再消费 ¥380', 'spend ¥380 more'],
  ])('%j', (when, zh, en) => {
    expect(missing(when, {})).toEqual([zh, en]);
  });

  it('only what is unmet, and no brackets around a single thing', () => {
    expect(missing({ all: [spend, orders] }, { spend: money(38_000), orders: whole(1) })[0]).toBe(
      '再下 1 单',
    );
    expect(
      missing({ any: [{ all: [spend, orders] }, east] }, { spend: money(38_000), region: '西北' })[0],
    ).toBe('再下 2 单，或需要：地区为“华东”（现在“西北”）');
  });

  it('nothing once one of the alternatives holds', () => {
    expect(missing({ any: [spend, orders] }, { orders: whole(2) })).toEqual(['', '']);
  });

  it('the failing end of a band', () => {
    const band = { metric: 'spend', atLeast: 1000, under: 5000 };
    expect(missing(band, { spend: money(30_000) })[0]).toBe('再消费 ¥700');
    expect(missing(band, { spend: money(600_000) })[0]).toBe('累计消费须低于 ¥5,000，现在 ¥6,000');
    expect(missing(band, { spend: money(100_000) })[0]).toBe('');
  });

  it('nothing for the base tier', () => {
    const scheme = schemeOf({});
    const [base] = scheme.tiers;
    expect(base && compileMissing(base, scheme, 'zh')(valuesOf({}))).toBe('');
  });
});
