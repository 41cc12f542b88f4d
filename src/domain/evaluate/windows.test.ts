import { describe, expect, it } from 'vitest';
import { ofAda, order, plain, register, scheme, schemeWith, valuesOf } from '../../../test/support/cast.ts';
import { addDays, type Day, day } from '../calendar.ts';
import { evaluate } from './evaluate.ts';

/** The first and last of the days on which an order lies in the window, among those of six years. */
function reach(window: object | undefined, asOf: string): (number | string | null)[] {
  const of = (take: string) => ({ of: 'orders', take, ...(window === undefined ? {} : { window }) });
  const document = schemeWith({ metrics: { first: of('first-date'), last: of('last-date') } });
  const grade = evaluate(scheme(document), register({ orders: everyDay }), day(asOf)).get('ada');
  return [plain(grade?.values.get('first')), plain(grade?.values.get('last'))];
}

const everyDay = daysFrom(day('2020-02-01'), 6 * 365).map((on) => order('ada', on, 1));

function daysFrom(first: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

describe('windows include both ends (R009–R014)', () => {
  it('none is the lifetime, up to the day', () => {
    expect(reach(undefined, '2025-06-30')).toEqual(['2020-02-01', '2025-06-30']);
  });

  it.each([
    [1, '2025-06-30', '2025-06-30'],
    [2, '2025-06-30', '2025-06-29'],
    [30, '2025-06-30', '2025-06-01'],
    [365, '2025-01-01', '2024-01-03'],
    [366, '2025-01-01', '2024-01-02'],
  ])('the last %i days on %s start on %s', (last, asOf, first) => {
    expect(reach({ last, unit: 'day' }, asOf)).toEqual([first, asOf]);
  });

  it.each([
    [1, '2025-03-31', '2025-03-01'],
    [12, '2024-02-29', '2023-03-01'],
    [1, '2025-03-30', '2025-03-01'],
    [1, '2025-03-28', '2025-03-01'],
    [1, '2025-03-27', '2025-02-28'],
    [1, '2024-03-31', '2024-03-01'],
    [1, '2024-03-29', '2024-03-01'],
    [1, '2024-03-28', '2024-02-29'],
    [1, '2025-01-01', '2024-12-02'],
    [3, '2025-05-31', '2025-03-01'],
    [12, '2025-06-30', '2024-07-01'],
    [12, '2025-02-28', '2024-02-29'],
    [24, '2025-07-15', '2023-07-16'],
  ])('the last %i months on %s start on %s', (last, asOf, first) => {
    expect(reach({ last, unit: 'month' }, asOf)).toEqual([first, asOf]);
  });

  it.each([
    [1, '2024-02-29', '2023-03-01'],
    [1, '2025-02-28', '2024-02-29'],
    [2, '2025-06-30', '2023-07-01'],
    [4, '2024-02-29', '2020-03-01'],
  ])('the last %i years on %s start on %s', (last, asOf, first) => {
    expect(reach({ last, unit: 'year' }, asOf)).toEqual([first, asOf]);
  });

  it.each([
    ['month', 0, '2025-05-15', '2025-05-01', '2025-05-15'],
    ['month', -1, '2025-03-31', '2025-02-01', '2025-02-28'],
    ['month', -5, '2025-05-15', '2024-12-01', '2024-12-31'],
    ['quarter', 0, '2025-05-15', '2025-04-01', '2025-05-15'],
    ['quarter', 0, '2025-03-31', '2025-01-01', '2025-03-31'],
    ['quarter', -1, '2025-02-01', '2024-10-01', '2024-12-31'],
    ['quarter', -4, '2025-12-31', '2024-10-01', '2024-12-31'],
    ['year', 0, '2025-01-01', '2025-01-01', '2025-01-01'],
    ['year', -1, '2025-01-01', '2024-01-01', '2024-12-31'],
    ['year', -2, '2024-12-31', '2022-01-01', '2022-12-31'],
  ])('the calendar %s with offset %i on %s is %s to %s', (calendar, offset, asOf, first, last) => {
    expect(reach({ calendar, offset }, asOf)).toEqual([first, last]);
  });

  it.each([
    [{ last: 2_000_000, unit: 'day' }],
    [{ last: 25_000, unit: 'month' }],
    [{ last: 2_025, unit: 'year' }],
    [{ last: 1e300, unit: 'year' }],
  ])('the last days, months or years may be more than there are: %j', (window) => {
    expect(reach(window, '2025-06-30')).toEqual(['2020-02-01', '2025-06-30']);
  });

  it.each([
    [{ calendar: 'month', offset: -24_300 }],
    [{ calendar: 'quarter', offset: -8_100 }],
    [{ calendar: 'year', offset: -2_025 }],
    [{ calendar: 'year', offset: -1e300 }],
  ])('nothing lies in a period before the year 1: %j', (window) => {
    expect(reach(window, '2025-06-30')).toEqual([null, null]);
  });

  it('a calendar period without an offset is the one that contains the day', () => {
    expect(reach({ calendar: 'quarter' }, '2025-11-11')).toEqual(['2025-10-01', '2025-11-11']);
  });

  it.each([
    [{ from: '2024-05-01', to: '2024-06-30' }, '2024-05-01', '2024-06-30'],
    [{ from: '2024-05-01', to: '2024-05-01' }, '2024-05-01', '2024-05-01'],
    [{ from: '2024-05-01' }, '2024-05-01', '2025-06-30'],
    [{ to: '2024-06-30' }, '2020-02-01', '2024-06-30'],
  ])('fixed days %j are %s to %s', (window, first, last) => {
    expect(reach(window, '2025-06-30')).toEqual([first, last]);
  });

  it('fixed days are cut at the day, and nothing lies in those that begin later', () => {
    expect(reach({ from: '2025-01-01', to: '2025-12-31' }, '2025-06-30')).toEqual([
      '2025-01-01',
      '2025-06-30',
    ]);
    expect(reach({ from: '2025-07-01' }, '2025-06-30')).toEqual([null, null]);
  });

  it('since the tier began is the lifetime, as no tier is held', () => {
    expect(reach({ since: 'tier-start' }, '2025-06-30')).toEqual(['2020-02-01', '2025-06-30']);
  });
});

describe('the membership year (R009–R014)', () => {
  const orders = everyDay.filter(({ paidDay }) => paidDay !== null && paidDay >= '2021-05-05');
  const first = (registered: string | null, asOf: string, rest: object = {}) =>
    valuesOf(
      { metric: { of: 'orders', take: 'first-date', window: { membership: 'year' }, ...rest }, asOf },
      {
        customers: [{ id: 'ada', registeredDay: registered === null ? null : day(registered), fields: {} }],
        orders,
      },
    ).ada;

  it.each([
    ['2023-03-15', '2025-06-30', '2025-03-15', 'begins on the latest anniversary'],
    ['2023-03-15', '2025-03-14', '2024-03-15', 'lasts until the day before the next'],
    ['2023-03-15', '2025-03-15', '2025-03-15', 'is that day alone on an anniversary'],
    [
      '2025-06-30',
      '2025-06-30',
      '2025-06-30',
      'begins on the day of the registration, the first anniversary',
    ],
    ['2024-02-29', '2025-02-27', '2024-02-29', 'of 29 February goes on to 27 February of a common year'],
    ['2024-02-29', '2025-02-28', '2025-02-28', 'of 29 February begins on 28 February in a common year'],
    ['2020-02-29', '2025-03-01', '2025-02-28', 'of 29 February began on 28 February in a common year'],
    ['2020-02-29', '2024-02-28', '2023-02-28', 'of 29 February does not begin on 28 February in a leap year'],
    ['2020-02-29', '2024-02-29', '2024-02-29', 'of 29 February begins on 29 February in a leap year'],
  ])('registered %s, as of %s it is from %s: it %s', (registered, asOf, start) => {
    expect(first(registered, asOf)).toBe(start);
  });

  it('is counted from the first counted order without a registration', () => {
    expect(first(null, '2025-06-30')).toBe('2025-05-05');
    expect(first(null, '2025-05-04')).toBe('2024-05-05');
  });

  it('is counted from the first counted order while the registration lies after the day', () => {
    expect(first('2025-07-01', '2025-06-30')).toBe('2025-05-05');
    expect(first('2025-07-01', '2025-07-01')).toBe('2025-07-01');
  });

  it('is counted from the first counted order whatever where says', () => {
    expect(first(null, '2025-06-30', { where: { field: 'day', after: '2025-05-31' } })).toBe('2025-06-01');
    const bought = [
      order('ada', '2023-01-10', 1),
      order('ada', '2024-06-01', 5),
      order('ada', '2025-01-20', 5),
    ];
    const metric = { of: 'orders', take: 'first-date', window: { membership: 'year' } };
    const where = { field: 'amount', atLeast: 5 };
    expect(ofAda({ ...metric, where }, bought, '2025-03-01')).toBe('2025-01-20');
    expect(ofAda({ ...metric, where }, bought, '2025-01-09')).toBe('2024-06-01');
  });

  it('is not counted from an order that does not count', () => {
    const bought = [order('ada', '2023-01-10', 1, { status: 'cancelled' }), order('ada', '2023-05-01', 1)];
    const metric = { of: 'orders', take: 'count', window: { membership: 'year' } };
    expect(ofAda(metric, bought, '2024-04-30')).toBe(1);
    expect(ofAda(metric, bought, '2024-05-01')).toBe(0);
  });

  it('has nothing in it with neither registration nor counted order, not even a refund', () => {
    const refunds = [{ ...looseOn('2025-06-30') }];
    const sum = { of: 'orders', take: 'sum', window: { membership: 'year' } };
    expect(ofAda(sum, [], '2025-06-30', { refunds })).toBe(0);
    expect(ofAda({ of: 'orders', take: 'sum' }, [], '2025-06-30', { refunds })).toBe(-1);
    expect(ofAda({ ...sum, take: 'max' }, [], '2025-06-30')).toBe(null);
  });
});

function looseOn(on: string) {
  const nowhere = { channel: null, store: null, category: null, product: null };
  return { customer: 'ada', day: day(on), amount: 100n, ...nowhere };
}
