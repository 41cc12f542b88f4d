import { describe, expect, it } from 'vitest';
import { day } from '../src/domain/calendar.ts';
import { evaluate } from '../src/domain/evaluate/evaluate.ts';
import type { Customer } from '../src/domain/order.ts';
import { agree } from './support/agree.ts';
import { cast, event, order, plain, register, scheme, schemeWith } from './support/cast.ts';
import { engines } from './support/engines.ts';

function broughtBy(referrer: string, customer: Customer): Customer {
  return { ...customer, fields: { ...customer.fields, referred_by: referrer } };
}

const shop = register({
  customers: [cast.ada, broughtBy('ada', cast.bob), broughtBy('ada', cast.cleo), broughtBy('ada', cast.eve)],
  orders: [order('ada', '2024-06-30', 1), order('bob', '2022-05-31', 1), order('eve', '2025-06-30', 1)],
  events: [
    event('reviews', 'ada', '2025-01-01', { rating: 5, aspect: '口味', product: '龙井' }),
    event('reviews', 'ada', '2025-01-11', { rating: 4.5, aspect: '环境', product: '龙井' }),
    event('reviews', 'ada', '2025-02-28', { rating: 2, aspect: '口味', product: '毛尖' }),
    event('reviews', 'ada', '2025-03-01', { text: '😀 no rating' }),
    event('reviews', 'ada', '2025-07-01', { rating: 1 }),
    event('reviews', 'bob', '2024-02-29', { rating: 3 }),
    event('complaints', 'ada', '2025-05-01', { resolved: '2025-05-03' }),
    event('complaints', 'ada', '2025-06-01', { resolved: '2025-07-01' }),
    event('usage', 'ada', '2025-03-14', { measure: 'nights', quantity: 4 }),
    event('usage', 'ada', '2025-03-15', { measure: 'nights', quantity: 2 }),
    event('usage', 'ada', '2025-06-30', { measure: 'amount', quantity: 0.125 }),
    event('usage', 'ada', '2025-06-30', { measure: 'nights' }),
    event('visits', 'nobody', '2025-06-30'),
    event('points', 'ada', '2025-01-01', { kind: 'earned', quantity: 100 }),
    event('points', 'ada', '2025-06-01', { kind: 'earned', quantity: 20.5 }),
    event('points', 'ada', '2025-06-02', { kind: 'spent', quantity: -40 }),
    event('points', 'ada', '2025-07-01', { kind: 'expired', quantity: -60 }),
  ],
});

/** Metrics over events with their values of ada. */
const asked: Readonly<Record<string, [object, number | string | null]>> = {
  number: [{ of: 'reviews', take: 'count' }, 4],
  rated: [{ of: 'reviews', take: 'count', what: 'rating' }, 3],
  rating: [{ of: 'reviews', take: 'average', what: 'rating' }, '23/6'],
  best: [{ of: 'reviews', take: 'max', what: 'rating' }, 5],
  worst: [{ of: 'reviews', take: 'min', what: 'rating' }, 2],
  products: [{ of: 'reviews', take: 'distinct', what: 'product' }, 2],
  gap: [{ of: 'reviews', take: 'average-gap-days' }, '59/3'],
  last: [{ of: 'reviews', take: 'last-date' }, '2025-03-01'],
  taste: [{ of: 'reviews', take: 'share', what: 'rating', where: { field: 'aspect', is: '口味' } }, '14/23'],
  open: [{ of: 'complaints', take: 'count', where: { field: 'resolved_at', isEmpty: true } }, 1],
  resolved: [{ of: 'complaints', take: 'count', what: 'resolved_at' }, 1],
  nights: [{ of: 'usage', take: 'sum', what: 'nights' }, 6],
  nights_year: [{ of: 'usage', take: 'sum', what: 'nights', window: { membership: 'year' } }, 2],
  amount: [{ of: 'usage', take: 'sum', what: 'amount' }, 0.125],
  amounts: [{ of: 'usage', take: 'average', what: 'amount' }, 0.125],
  visits: [{ of: 'visits', take: 'count' }, 0],
  visited: [{ of: 'visits', take: 'days-since-last' }, null],
  balance: [{ of: 'points', take: 'sum' }, 80.5],
  earned: [
    { of: 'points', take: 'sum', where: { field: 'kind', is: 'earned' }, window: { last: 1, unit: 'month' } },
    20.5,
  ],
  brought: [{ of: 'referrals', take: 'count' }, 3],
  brought_of_late: [{ of: 'referrals', take: 'count', window: { calendar: 'year' } }, 2],
  first_brought: [{ of: 'referrals', take: 'first-date' }, '2022-06-01'],
  last_brought: [{ of: 'referrals', take: 'last-date' }, '2025-06-30'],
  buyers: [{ of: 'referrals', take: 'count', what: 'first_order' }, 2],
  others: [
    { of: 'referrals', take: 'distinct', what: 'customer', where: { field: 'customer', isNot: 'bob' } },
    2,
  ],
};

describe.each(engines)('metrics over events on %s', (_, open) => {
  it('are what the reference gives, all in one scheme or each alone (R009–R014)', async () => {
    const asOf = day('2025-06-30');
    const metrics = Object.fromEntries(Object.entries(asked).map(([id, [metric]]) => [id, metric]));
    const all = scheme(schemeWith({ metrics }));
    const ada = evaluate(all, shop, asOf).get('ada');
    for (const [id, [, value]] of Object.entries(asked)) expect(plain(ada?.values.get(id)), id).toBe(value);
    const db = await open();
    try {
      await agree(db, all, shop, asOf);
      for (const [id, [metric]] of Object.entries(asked)) {
        await agree(db, scheme(schemeWith({ metrics: { [id]: metric } })), shop, asOf);
      }
    } finally {
      await db.close();
    }
  });
});
