import { describe, expect, it } from 'vitest';
import {
  basket,
  line,
  ofAda,
  order,
  schemeWith,
  tiersOf,
  valuesOf,
  yuan,
} from '../../../test/support/cast.ts';
import { takes } from '../metric.ts';

const asOf = '2025-06-30';
const three = [
  order('ada', '2025-01-01', 100, { channel: '淘宝' }),
  order('ada', '2025-01-11', 50.5, { channel: '门店' }),
  order('ada', '2025-02-28', 25, { channel: '淘宝' }),
];
const big = { field: 'amount', atLeast: 50 };

describe('each take over something and over nothing (R009–R014)', () => {
  const cases: Record<string, [rest: object, something: unknown, nothing: unknown]> = {
    sum: [{ what: 'amount' }, 175.5, 0],
    count: [{}, 3, 0],
    distinct: [{ what: 'channel' }, 2, 0],
    average: [{ what: 'amount' }, 58.5, null],
    max: [{ what: 'amount' }, 100, null],
    min: [{ what: 'amount' }, 25, null],
    'first-date': [{}, '2025-01-01', null],
    'last-date': [{}, '2025-02-28', null],
    'days-since-first': [{}, 180, null],
    'days-since-last': [{}, 122, null],
    'average-gap-days': [{}, 29, null],
    share: [{ where: big }, '2/3', null],
  };

  it.each(takes.map((take) => [take, ...(cases[take] ?? [{}, 'untested', 'untested'])] as const))(
    '%s',
    (take, rest, something, nothing) => {
      expect(ofAda({ of: 'orders', take, ...rest }, three, asOf)).toBe(something);
      expect(ofAda({ of: 'orders', take, ...rest }, [], asOf)).toBe(nothing);
      const rated = take === 'share' ? { where: { field: 'rating', atLeast: 4 } } : {};
      expect(ofAda({ of: 'reviews', take, what: 'rating', ...rated }, three, asOf)).toBe(nothing);
    },
  );

  it.each(['sum', 'average', 'max', 'min'])('%s takes the amount unless another what is written', (take) => {
    const unwritten = ofAda({ of: 'orders', take }, three, asOf);
    expect(unwritten).toBe(ofAda({ of: 'orders', take, what: 'amount' }, three, asOf));
  });

  it('days since an order of the day itself are 0', () => {
    const today = [order('ada', asOf, 1)];
    expect(ofAda({ of: 'orders', take: 'days-since-last' }, today, asOf)).toBe(0);
    expect(ofAda({ of: 'orders', take: 'days-since-first' }, today, asOf)).toBe(0);
  });

  it('the average gap is empty over one day, however many orders it has', () => {
    const twice = [order('ada', '2025-01-01', 1), order('ada', '2025-01-01', 2)];
    expect(ofAda({ of: 'orders', take: 'average-gap-days' }, twice, asOf)).toBe(null);
  });

  it('the average gap counts different days once', () => {
    const days = ['2025-01-01', '2025-01-04', '2025-01-04', '2025-01-11'];
    const orders = days.map((on) => order('ada', on, 1));
    expect(ofAda({ of: 'orders', take: 'average-gap-days' }, orders, asOf)).toBe(5);
  });

  it('a share of the number, without what', () => {
    expect(ofAda({ of: 'orders', take: 'share', where: big }, three, asOf)).toBe('2/3');
  });

  it('a share of what is added up', () => {
    const metric = { of: 'orders', take: 'share', what: 'amount', where: { field: 'channel', is: '淘宝' } };
    expect(
      ofAda(
        metric,
        [order('ada', '2025-01-01', 30, { channel: '淘宝' }), order('ada', '2025-01-01', 10)],
        asOf,
      ),
    ).toBe(0.75);
  });

  it('a share is of the window’s total', () => {
    const metric = { of: 'orders', take: 'share', where: big, window: { from: '2025-01-05' } };
    expect(ofAda(metric, three, asOf)).toBe(0.5);
  });

  it('a share that nothing meets is 0, that everything meets is 1', () => {
    const share = (atLeast: number) =>
      ofAda({ of: 'orders', take: 'share', where: { field: 'amount', atLeast } }, three, asOf);
    expect([share(1000), share(0)]).toEqual([0, 1]);
  });

  it.each([
    [100, -40, 1],
    [-40, 100, 0],
    [-30, -60, '1/3'],
    [40, -100, 0],
    [-100, 40, 1],
  ])('a share of gains and losses stays within 0 and 1: %d beside %d', (tea, rest, part) => {
    const metric = { of: 'lines', take: 'share', what: 'margin', where: { field: 'category', is: '茶叶' } };
    const lines = [line(50, { category: '茶叶', margin: yuan(tea) }), line(50, { margin: yuan(rest) })];
    expect(ofAda(metric, [basket('ada', '2025-01-05', lines)], asOf)).toBe(part);
  });

  it('a share of a total of 0 is empty', () => {
    const metric = { of: 'orders', take: 'share', what: 'amount', where: { field: 'amount', is: 0 } };
    expect(ofAda(metric, [order('ada', '2025-01-01', 0)], asOf)).toBe(null);
  });

  it('sums are exact where floating point is not', () => {
    const dimes = Array.from({ length: 10 }, () => order('ada', '2025-01-01', 0.1));
    expect(
      tiersOf(reaching({ metric: 'm', is: 1 }, { of: 'orders', take: 'sum' }), { orders: dimes }, asOf),
    ).toEqual({ ada: 'top' });
  });
});

function reaching(when: object, metric: object): object {
  const tiers = [
    { id: 'base', name: 'base' },
    { id: 'top', name: 'top', when },
  ];
  return schemeWith({ metrics: { m: metric }, tiers });
}

describe('what is taken (R009–R014)', () => {
  const goods = [
    basket('ada', '2025-01-01', [
      line(60, { category: 'tea', product: 'oolong', quantity: 2_000_000n, margin: yuan(6) }),
      line(40, { category: 'cup', quantity: 500_000n }),
    ]),
    order('ada', '2025-01-02', 10, { category: 'tea', store: 'A', margin: yuan(-1), quantity: 1_000_000n }),
    order('ada', '2025-01-03', 5),
  ];
  const of = (source: string, take: string, what: string, rest: object = {}) =>
    ofAda({ of: source, take, what, ...rest }, goods, asOf);

  it('rows whose what is blank are left out', () => {
    expect(of('orders', 'count', 'store')).toBe(1);
    expect(of('orders', 'count', 'category')).toBe(2);
    expect(of('orders', 'last-date', 'category')).toBe('2025-01-02');
    expect(of('orders', 'average', 'margin')).toBe(2.5);
    expect(of('orders', 'min', 'margin')).toBe(-1);
    expect(of('lines', 'count', 'margin')).toBe(2);
    expect(of('orders', 'average-gap-days', 'quantity')).toBe(1);
  });

  it('a share leaves rows whose what is blank out of the total too', () => {
    const tea = { where: { field: 'category', is: 'tea' } };
    expect(of('lines', 'share', 'quantity', tea)).toBe('6/7');
  });

  it('different values are counted over the lines of an order that has lines', () => {
    expect(of('orders', 'distinct', 'category')).toBe(2);
    expect(of('lines', 'distinct', 'category')).toBe(2);
    expect(of('orders', 'distinct', 'product')).toBe(1);
  });

  it('an order with lines has their categories and not one of its own', () => {
    const bought = [basket('ada', '2025-01-01', [line(1, { category: 'tea' })], { category: 'own' })];
    const metric = { of: 'orders', take: 'count', where: { field: 'category', is: 'own' } };
    expect(ofAda(metric, bought, asOf)).toBe(0);
    expect(ofAda({ of: 'orders', take: 'distinct', what: 'category' }, bought, asOf)).toBe(1);
  });

  it('quantities and margins of an order are those of its lines together', () => {
    expect(of('orders', 'max', 'quantity')).toBe(2.5);
    expect(of('orders', 'sum', 'quantity')).toBe(3.5);
    expect(of('orders', 'sum', 'margin')).toBe(5);
  });

  it('any column has different values: days, amounts, stores, channels, quantities', () => {
    expect(
      ['day', 'amount', 'store', 'channel', 'quantity', 'margin'].map((what) =>
        of('orders', 'distinct', what),
      ),
    ).toEqual([3, 3, 1, 0, 2, 2]);
    expect(of('lines', 'distinct', 'amount')).toBe(4);
  });

  it('emoji, quotes and case make different values', () => {
    const words = ['Tea "😀"', 'tea "😀"', `O'Neil’s`, 'Tea "😀"'];
    const bought = words.map((category) => order('ada', '2025-01-01', 1, { category }));
    expect(ofAda({ of: 'orders', take: 'distinct', what: 'category' }, bought, asOf)).toBe(3);
  });
});

describe('an average of money is rounded half away from zero to the minor unit (R009–R014)', () => {
  const average = { of: 'orders', take: 'average' };
  const margins = (units: number[]) =>
    units.map((fen) => order('ada', '2025-01-01', 1, { margin: BigInt(fen) }));
  const ofMargins = (units: number[]) => ofAda({ ...average, what: 'margin' }, margins(units), asOf);

  it.each([
    [[1, 2], 0.02],
    [[1, 1, 2], 0.01],
    [[2, 2, 1], 0.02],
    [[-1, -2], -0.02],
    [[-1, -1, -2], -0.01],
    [[1, -2], -0.01],
    [[1, 0], 0.01],
    [[-1, 0], -0.01],
    [[1, 0, 0], 0],
  ])('of margins of %j fen it is %d', (units, expected) => {
    expect(ofMargins(units)).toBe(expected);
  });

  it('and the rounded average is what conditions see', () => {
    const orders = [order('ada', '2025-01-01', 0.01), order('ada', '2025-01-01', 0.02)];
    expect(tiersOf(reaching({ metric: 'm', atLeast: 0.02 }, average), { orders }, asOf).ada).toBe('top');
    expect(
      tiersOf(reaching({ metric: 'm', is: 0.015 }, { ...average, what: 'quantity' }), { orders }, asOf).ada,
    ).toBe('base');
  });

  it('in whole yen where the currency has no smaller unit, in a thousandth of a dinar in Kuwait', () => {
    const orders = [
      order('ada', '2025-01-01', 0, { amount: 1n }),
      order('ada', '2025-01-01', 0, { amount: 2n }),
    ];
    const inCurrency = (currency: string) =>
      valuesOf({ metric: average, asOf, rest: { currency } }, { orders }).ada;
    expect(inCurrency('JPY')).toBe(2);
    expect(inCurrency('KWD')).toBe(0.002);
  });

  it('other fractions are compared exactly', () => {
    const quantities = [1_000_000n, 1_000_000n, 0n].map((quantity) =>
      order('ada', '2025-01-01', 1, { quantity }),
    );
    const metric = { ...average, what: 'quantity' };
    expect(ofAda(metric, quantities, asOf)).toBe('2/3');
    const tier = (when: object) =>
      tiersOf(reaching({ metric: 'm', ...when }, metric), { orders: quantities }, asOf).ada;
    expect(tier({ over: 0.666666666666666 })).toBe('top');
    expect(tier({ atLeast: 0.666666666666667 })).toBe('base');
    const share = { of: 'orders', take: 'share', where: { field: 'quantity', over: 0 } };
    expect(
      tiersOf(reaching({ metric: 'm', under: 0.666666666666667 }, share), { orders: quantities }, asOf).ada,
    ).toBe('top');
  });
});
