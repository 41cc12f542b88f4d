import { describe, expect, it } from 'vitest';
import {
  basket,
  cast,
  line,
  order,
  plain,
  register,
  scheme,
  schemeWith,
  yuan,
} from '../../../test/support/cast.ts';
import { builtInIds } from '../builtin-metrics.ts';
import { day } from '../calendar.ts';
import type { Order } from '../order.ts';
import { evaluate } from './evaluate.ts';

const orders = [
  basket('ada', '2024-01-01', [line(60, { category: 'tea' }), line(40, { category: 'cup' })]),
  order('ada', '2024-03-01', 51, {
    category: 'tea',
    status: 'paid',
    refunded: yuan(1),
    refundDay: '2024-03-05',
  }),
  order('ada', '2025-06-01', 25, { status: 'shipped' }),
  order('ada', '2025-06-02', 25, { status: 'refunded', refundDay: '2025-06-20' }),
  order('ada', '2025-06-03', 7777, { status: 'unpaid' }),
  order('ada', '2025-06-04', 7777, { status: 'cancelled' }),
];

function builtIn(
  bought: readonly Order[],
  asOf: string,
  registeredDay = cast.ada.registeredDay,
  rest: object = {},
) {
  const customers = [{ ...cast.ada, registeredDay }];
  const grade = evaluate(
    scheme(schemeWith({ ...rest })),
    register({ customers, orders: bought }),
    day(asOf),
  ).get('ada');
  return Object.fromEntries([...(grade?.values ?? [])].map(([id, value]) => [id, plain(value)]));
}

describe('built-in metrics (R009–R014)', () => {
  it('are there in every scheme, over the lifetime', () => {
    expect(builtIn(orders, '2025-06-30')).toEqual({
      spend: 175,
      orders: 3,
      average_order: 58.33,
      largest_order: 100,
      first_order: '2024-01-01',
      last_order: '2025-06-01',
      days_since_last_order: 29,
      categories: 2,
      tenure_days: 838,
      refund_rate: '26/201',
    });
  });

  it('give 0 or nothing for cleo, who has no orders', () => {
    expect(builtIn([], '2025-06-30', null)).toEqual({
      spend: 0,
      orders: 0,
      average_order: null,
      largest_order: null,
      first_order: null,
      last_order: null,
      days_since_last_order: null,
      categories: 0,
      tenure_days: null,
      refund_rate: null,
    });
  });

  it('follow the scheme’s count', () => {
    const gross = builtIn(orders, '2025-06-30', null, { count: { statuses: ['paid'], amount: 'gross' } });
    expect(gross).toMatchObject({
      spend: 51,
      orders: 1,
      categories: 1,
      first_order: '2024-03-01',
      tenure_days: 486,
    });
  });

  it('a scheme may use each in its rules', () => {
    const when = { any: builtInIds.map((metric) => ({ metric, isEmpty: true })) };
    const tiers = [
      { id: 'a', name: 'a' },
      { id: 'b', name: 'b', when },
    ];
    expect(scheme(schemeWith({ tiers })).tiers).toHaveLength(2);
  });
});

describe('tenure_days (R009–R014)', () => {
  it('are 0 on the day of the registration', () => {
    expect(builtIn([], '2023-03-15').tenure_days).toBe(0);
    expect(builtIn([], '2023-03-16').tenure_days).toBe(1);
  });

  it('are counted from the first counted order without a registration', () => {
    expect(builtIn(orders, '2024-01-11', null).tenure_days).toBe(10);
    const unpaid = order('ada', '2023-01-01', 1, { status: 'unpaid' });
    expect(builtIn([unpaid, ...orders], '2024-01-11', null).tenure_days).toBe(10);
  });

  it('are counted from the first counted order while the registration lies after the day', () => {
    expect(builtIn(orders, '2024-01-11', day('2024-02-01')).tenure_days).toBe(10);
  });
});

describe('refund_rate (R009–R014)', () => {
  const rate = (bought: readonly Order[], asOf = '2025-06-30', rest: object = {}) =>
    builtIn(bought, asOf, null, rest).refund_rate;

  it('takes in orders that were refunded whole, which count as no purchase', () => {
    const bought = [order('ada', '2025-01-01', 75), order('ada', '2025-01-02', 25, { status: 'refunded' })];
    expect(rate(bought)).toBe(0.25);
  });

  it('takes an order’s refund at most for the order’s amount', () => {
    expect(
      rate([order('ada', '2025-01-01', 50, { refunded: yuan(500) }), order('ada', '2025-01-01', 50)]),
    ).toBe(0.5);
  });

  it('takes a refund from its own day on', () => {
    const bought = [order('ada', '2025-01-01', 50, { refunded: yuan(10), refundDay: '2025-02-01' })];
    expect(rate(bought, '2025-01-31')).toBe(0);
    expect(rate(bought, '2025-02-01')).toBe(0.2);
  });

  it('takes no notice of orders never paid, whatever the scheme counts', () => {
    const never = (['unpaid', 'cancelled'] as const).map((status) =>
      order('ada', '2025-01-01', 50, { status, refunded: yuan(50) }),
    );
    expect(rate([...never, order('ada', '2025-01-01', 50)])).toBe(0);
    expect(rate(never)).toBe(null);
    expect(
      rate([...never, order('ada', '2025-01-01', 50)], '2025-06-30', { count: { statuses: ['unpaid'] } }),
    ).toBe(0);
  });

  it('is of the gross amount, with shipping and tax', () => {
    const bought = [
      order('ada', '2025-01-01', 100, { shipping: yuan(50), tax: yuan(30), refunded: yuan(20) }),
    ];
    expect(rate(bought, '2025-06-30', { count: { without: ['shipping', 'tax'] } })).toBe(0.2);
  });

  it('takes no notice of refunds that belong to no order', () => {
    const refunds = [
      {
        customer: 'ada',
        day: day('2025-01-05'),
        amount: 500n,
        channel: null,
        store: null,
        category: null,
        product: null,
      },
    ];
    const among = register({ orders: [order('ada', '2025-01-01', 100)], refunds });
    const grade = evaluate(scheme(schemeWith()), among, day('2025-06-30')).get('ada');
    expect(plain(grade?.values.get('refund_rate'))).toBe(0);
  });

  it('stays within 0 … 1 with orders of negative amounts', () => {
    const bought = [order('ada', '2025-01-01', -50, { status: 'refunded' }), order('ada', '2025-01-01', 100)];
    expect(rate(bought)).toBe(0);
  });
});
