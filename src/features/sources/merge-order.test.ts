import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderStatuses } from '../../domain/order.ts';
import type { Brought } from './brought.ts';
import { orderOf, unknownOrder, withBrought } from './merge-order.ts';
import { sharesOf } from './shares.ts';

const ref = '1';
const day = (version: number): string => new Date(Date.UTC(2026, 0, 1 + version)).toISOString();
const refund = fc.record({ amount: fc.integer({ min: 1, max: 900 }).map(String), at: fc.constant(null) });
const status = fc.constantFrom(...orderStatuses);
/** Said by one system: of one version there is one order, and of one number one refund. */
const said = fc
  .record({
    orders: fc.uniqueArray(fc.nat(20), { maxLength: 4 }),
    states: fc.uniqueArray(fc.nat(20), { maxLength: 4 }),
    status: fc.array(status, { minLength: 8, maxLength: 8 }),
    refunds: fc.array(refund, { maxLength: 3 }),
    buyers: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  })
  .map((given): Brought[] => [
    ...given.orders.map((version, index) => {
      const named = given.buyers[index] ? { customerId: `buyer ${version}` } : {};
      const order = { orderId: ref, status: given.status[index] ?? 'paid', amount: `${version}`, ...named };
      const refunds = { old: { amount: '5', at: day(version), isByThen: true } } as const;
      return { what: 'order', ref, version, order, refunds, buyer: null } as const;
    }),
    ...given.states.map((version, index) => {
      return { what: 'status', ref, version, status: given.status[index + 4] ?? 'paid' } as const;
    }),
    ...given.refunds.map((each, index) => ({ what: 'refunds', ref, refunds: { [index]: each } }) as const),
  ]);

it('R032 whatever order deliveries of an order come in, and however often, the end is the same', () => {
  const shuffled = said.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length, maxLength: 2 * all.length }),
    ),
  );
  const endOf = (all: readonly Brought[]) =>
    orderOf(
      all.reduce(
        (state, each) => (each.what === 'customer' ? state : withBrought(state, each, 0)),
        unknownOrder,
      ),
      String,
    );
  fc.assert(
    fc.property(shuffled, ([all, again]) => {
      expect(endOf(again)).toEqual(endOf(all));
    }),
  );
});

it('R032 knows an order by the number and channel that it came under first, and a refund by the first day told of it', () => {
  const told = (version: number, order: object) =>
    ({
      ...({ what: 'order', ref, version, buyer: null } as const),
      order: { status: 'paid', ...order },
      refunds: { 7: { amount: '5', at: day(version), isByThen: true } },
    }) as const;
  const numbered = told(1, { orderId: '7', channel: 'shop', customerId: 'ada' });
  const renumbered = told(9, { orderId: 'A-0007', channel: 'other' });
  const known = withBrought(withBrought(unknownOrder, numbered, 0), renumbered, 0);
  expect(orderOf(known, String)).toEqual({
    ...{ orderId: '7', channel: 'shop', customerId: 'ada', status: 'paid' },
    ...{ refunded: '5', refundedAt: day(1) },
  });
});

it('R032 spreads an amount over lines to the last unit', () => {
  const amounts = fc.array(fc.bigInt({ min: -50n, max: 5000n }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 99_999n }), amounts, (total, worth) => {
      const shares = sharesOf(total, worth);
      expect(shares.reduce((sum, each) => sum + each, 0n)).toBe(total);
    }),
  );
  expect(sharesOf(1000n, [100n, 200n])).toEqual([333n, 667n]);
  expect(sharesOf(10n, [0n, 0n, 0n])).toEqual([3n, 3n, 4n]);
});
