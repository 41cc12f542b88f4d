import { describe, expect, it } from 'vitest';
import { basket, line, ofAda, order, yuan } from '../../../test/support/cast.ts';

const asOf = '2025-06-30';
const mixed = [
  basket(
    'ada',
    '2025-01-01',
    [
      line(60, { category: 'tea', quantity: 1_000_000n }),
      line(40, { category: 'cup', quantity: 3_000_000n }),
    ],
    { channel: '淘宝' },
  ),
  order('ada', '2025-01-02', 10, { category: 'tea', quantity: 5_000_000n, channel: '门店' }),
];
const of = (source: string, take: string, where: object, rest: object = {}) =>
  ofAda({ of: source, take, where, ...rest }, mixed, asOf);
const tea = { field: 'category', is: 'tea' };

describe('where (R009–R014)', () => {
  it('of orders counts an order whole if one line meets it', () => {
    expect(of('orders', 'sum', tea)).toBe(110);
    expect(of('orders', 'sum', { field: 'category', is: 'cup' })).toBe(100);
    expect(of('orders', 'distinct', { field: 'category', is: 'cup' }, { what: 'category' })).toBe(2);
  });

  it('of lines counts the lines that meet it for their own amounts', () => {
    expect(of('lines', 'sum', tea)).toBe(70);
    expect(of('lines', 'count', tea)).toBe(2);
  });

  it('of orders is tested whole on one line: two lines that each meet a half do not make one', () => {
    const both = (at: number) => ({ all: [tea, { field: 'quantity', atLeast: at }] });
    expect(of('orders', 'count', both(3))).toBe(1);
    expect(of('orders', 'count', both(1))).toBe(2);
    expect(of('orders', 'count', both(6))).toBe(0);
  });

  it('of orders a not is met where any line is something else', () => {
    expect(of('orders', 'count', { not: tea })).toBe(1);
    expect(of('orders', 'sum', { not: tea })).toBe(100);
    expect(of('orders', 'count', { field: 'category', isNot: 'tea' })).toBe(1);
  });

  it('sees the counted amount of the order, of a line that of the line', () => {
    const bought = [
      basket('ada', '2025-01-01', [line(60), line(40)], { refunded: yuan(10) }),
      order('ada', '2025-01-02', 90, { amount: yuan(95), shipping: yuan(5) }),
    ];
    const count = { without: ['shipping'] };
    const amounts = (source: string, is: number) =>
      ofAda({ of: source, take: 'count', where: { field: 'amount', is }, count }, bought, asOf);
    expect(amounts('orders', 90)).toBe(2);
    expect(amounts('orders', 100)).toBe(0);
    expect(amounts('lines', 54)).toBe(1);
    expect(amounts('lines', 36)).toBe(1);
    expect(amounts('lines', 90)).toBe(1);
  });

  it('sees the channel of the order and not of the customer', () => {
    expect(of('orders', 'count', { field: 'channel', is: '淘宝' })).toBe(1);
    expect(of('lines', 'count', { field: 'channel', is: '淘宝' })).toBe(2);
  });

  it.each([
    [{ field: 'day', after: '2025-01-01' }, 1],
    [{ field: 'paid_at', is: '2025-01-02' }, 1],
    [{ field: 'ordered_at', before: '2025-01-02' }, 1],
    [{ field: 'status', is: 'completed' }, 2],
    [{ field: 'status', contains: 'PLETE' }, 2],
    [{ field: 'status', startsWith: 'comp' }, 2],
    [{ field: 'quantity', over: 2.5, under: 5 }, 1],
    [{ field: 'store', isEmpty: true }, 2],
    [{ field: 'refunded', isEmpty: true }, 2],
    [{ field: 'margin', atMost: 1000 }, 0],
    [{ field: 'product', isNot: 'x' }, 0],
  ])('%j of two orders is met by %i', (where, expected) => {
    expect(of('orders', 'count', where)).toBe(expected);
  });

  it('finds words with emoji and quotes', () => {
    const bought = [order('ada', '2025-01-01', 1, { category: 'Tea "😀"', product: `O'Neil’s "cup"` })];
    const count = (where: object) => ofAda({ of: 'orders', take: 'count', where }, bought, asOf);
    expect(count({ field: 'category', is: 'Tea "😀"' })).toBe(1);
    expect(count({ field: 'category', contains: '😀' })).toBe(1);
    expect(count({ field: 'product', startsWith: `o'neil’S` })).toBe(1);
  });
});
