import { describe, expect, it } from 'vitest';
import { event, ofAda, order, tiersOf, valuesOf } from '../../../test/support/cast.ts';

const asOf = '2025-06-30';
const told = [
  event('reviews', 'ada', '2025-01-01', { rating: 5, aspect: '口味', product: '龙井' }),
  event('reviews', 'ada', '2025-01-11', { rating: 4.5, aspect: '环境', product: '龙井' }),
  event('reviews', 'ada', '2025-02-28', { rating: 2, aspect: '口味', product: '毛尖' }),
  event('reviews', 'ada', '2025-03-01', { text: '😀 no rating' }),
  event('complaints', 'ada', '2025-05-01', { kind: '物流', resolved: '2025-05-03' }),
  event('complaints', 'ada', '2025-06-01', { kind: '质量', resolved: '2025-07-01' }),
  event('usage', 'ada', '2025-06-01', { measure: 'nights', quantity: 2 }),
  event('usage', 'ada', '2025-06-30', { measure: 'nights', quantity: 0.5 }),
  event('usage', 'ada', '2025-06-30', { measure: 'GB', quantity: 7 }),
  event('usage', 'ada', '2025-06-30', { measure: 'nights' }),
  event('visits', 'ada', '2024-02-29', {}),
];
const ask = (metric: object, on = asOf, events = told) => ofAda(metric, [], on, { events });

describe('each take over events (R009–R014)', () => {
  it.each([
    [{ take: 'sum', what: 'rating' }, 11.5],
    [{ take: 'count' }, 4],
    [{ take: 'count', what: 'rating' }, 3],
    [{ take: 'distinct', what: 'product' }, 2],
    [{ take: 'average', what: 'rating' }, '23/6'],
    [{ take: 'max', what: 'rating' }, 5],
    [{ take: 'min', what: 'rating' }, 2],
    [{ take: 'first-date' }, '2025-01-01'],
    [{ take: 'last-date', what: 'rating' }, '2025-02-28'],
    [{ take: 'days-since-first' }, 180],
    [{ take: 'days-since-last' }, 121],
    [{ take: 'average-gap-days', what: 'rating' }, 29],
    [{ take: 'share', where: { field: 'rating', atLeast: 4.5 } }, 0.5],
    [{ take: 'share', what: 'rating', where: { field: 'aspect', is: '口味' } }, '14/23'],
    [{ take: 'average', what: 'rating', where: { field: 'aspect', in: ['口味', 'taste'] } }, 3.5],
    [{ take: 'count', where: { field: 'text', contains: '😀' } }, 1],
    [{ take: 'count', where: { not: { field: 'rating', over: 2 } } }, 2],
    [{ take: 'count', where: { field: 'at', before: '2025-01-11' } }, 1],
  ])('reviews: %j is %s', (metric, value) => {
    expect(ask({ of: 'reviews', ...metric })).toBe(value);
  });

  it('a source does not count what belongs to another', () => {
    expect(ask({ of: 'complaints', take: 'count' })).toBe(2);
    expect(ask({ of: 'visits', take: 'count' })).toBe(1);
    expect(ask({ of: 'service', take: 'count' })).toBe(0);
    expect(ask({ of: 'service', take: 'average', what: 'rating' })).toBe(null);
  });

  it('the name of a measure takes the quantities of the usage that has it', () => {
    expect(ask({ of: 'usage', take: 'sum', what: 'nights' })).toBe(2.5);
    expect(ask({ of: 'usage', take: 'average', what: 'nights' })).toBe(1.25);
    expect(ask({ of: 'usage', take: 'count', what: 'nights' })).toBe(2);
    expect(ask({ of: 'usage', take: 'sum', what: 'minutes' })).toBe(0);
    expect(ask({ of: 'usage', take: 'sum', what: 'quantity' })).toBe(9.5);
  });

  it('a measure may be called amount without becoming money', () => {
    const paidIn = [event('usage', 'ada', '2025-06-01', { measure: 'amount', quantity: 0.125 })];
    expect(ask({ of: 'usage', take: 'sum', what: 'amount' }, asOf, paidIn)).toBe(0.125);
    expect(ask({ of: 'usage', take: 'average', what: 'amount' }, asOf, paidIn)).toBe(0.125);
  });
});

describe('events as of a day (R009–R014)', () => {
  it('do not exist before they happened', () => {
    expect(ask({ of: 'reviews', take: 'count' }, '2024-12-31')).toBe(0);
    expect(ask({ of: 'reviews', take: 'count' }, '2025-01-01')).toBe(1);
  });

  it('are still open on the days before they were dealt with', () => {
    const open = { of: 'complaints', take: 'count', where: { field: 'resolved_at', isEmpty: true } };
    expect(ask(open, '2025-05-02')).toBe(1);
    expect(ask(open, '2025-05-03')).toBe(0);
    expect(ask(open)).toBe(1);
    expect(ask(open, '2025-07-01')).toBe(0);
    expect(ask({ of: 'complaints', take: 'count', what: 'resolved_at' })).toBe(1);
  });

  it('lie in windows like orders, both ends included', () => {
    const nights = (window: object, on: string) =>
      ask({ of: 'usage', take: 'sum', what: 'nights', window }, on);
    expect(nights({ last: 30, unit: 'day' }, '2025-06-30')).toBe(2.5);
    expect(nights({ last: 29, unit: 'day' }, '2025-06-30')).toBe(0.5);
    expect(nights({ calendar: 'month', offset: -1 }, '2025-07-31')).toBe(2.5);
    const visits = { of: 'visits', take: 'count', window: { last: 1, unit: 'year' } };
    expect(ask(visits, '2025-02-28')).toBe(1);
    expect(ask(visits, '2025-03-01')).toBe(0);
  });

  it('lie in a membership year that begins with the registration or the first order', () => {
    const metric = { of: 'usage', take: 'count', window: { membership: 'year' } };
    expect(ask(metric)).toBe(0);
    expect(ofAda(metric, [order('ada', '2024-06-30', 1)], asOf, { events: told })).toBe(3);
  });

  it('make nobody a customer and are nobody else’s', () => {
    const events = [...told, event('visits', 'nobody', '2025-01-01')];
    const among = { customers: [{ id: 'bob', registeredDay: null, fields: {} }], events };
    expect(valuesOf({ metric: { of: 'visits', take: 'count' }, asOf }, among)).toEqual({ bob: 0 });
  });

  it('decide tiers', () => {
    const document = {
      tierbook: 1,
      id: 'feedback',
      name: 'feedback',
      metrics: { rating: { of: 'reviews', take: 'average', what: 'rating' } },
      tiers: [
        { id: 'base', name: 'base' },
        { id: 'fan', name: 'fan', when: { metric: 'rating', atLeast: 3.8 } },
      ],
    };
    const customers = ['ada', 'bob'].map((id) => ({ id, registeredDay: null, fields: {} }));
    expect(tiersOf(document, { customers, events: told }, asOf)).toEqual({ ada: 'fan', bob: 'base' });
  });
});
