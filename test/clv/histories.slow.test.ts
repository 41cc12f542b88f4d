import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/db/database.ts';
import { daysBetween } from '../../src/domain/calendar.ts';
import type { Register } from '../../src/domain/evaluate/evaluate.ts';
import { countedAmount, isCounted, purchasesUpTo } from '../../src/domain/evaluate/purchase.ts';
import type { CountPolicy } from '../../src/domain/metric.ts';
import { defaultCount } from '../../src/domain/scheme.ts';
import { type HistoryChoice, knownMargins, purchaseHistories } from '../../src/sql/purchase-history.ts';
import { wholeTables } from '../../src/sql/tables.ts';
import { scheme, schemeWith } from '../support/cast.ts';
import { engines } from '../support/engines.ts';
import { asOfDays, registers } from '../support/generate.ts';
import { loadRegister } from '../support/load-register.ts';

const counts: fc.Arbitrary<CountPolicy> = fc.record({
  statuses: fc.constant(defaultCount.statuses),
  amount: fc.constantFrom('net', 'gross'),
  without: fc.subarray(['shipping', 'tax'] as const),
});

interface History {
  readonly frequency: bigint;
  readonly recency: bigint;
  readonly age: bigint;
  readonly earned: bigint;
  readonly sold: bigint;
}

/** One customer's history counted by hand, from his orders one by one. */
function recount(
  register: Register,
  customer: string,
  { count, until, margin }: HistoryChoice,
): History | undefined {
  const own = register.orders.filter((order) => order.customer === customer);
  const counted = purchasesUpTo(own, until).filter((purchase) => isCounted(purchase, count));
  const bought = [...new Set(counted.map(({ day }) => day))].sort();
  const [first] = bought;
  const last = bought.at(-1);
  if (first === undefined || last === undefined) return undefined;
  let [earned, sold] = [0n, 0n];
  for (const purchase of counted) {
    if (purchase.day === first) continue;
    const [amount, { order }] = [countedAmount(purchase, count), purchase];
    const stays = countedAmount(purchase, { ...count, without: [] });
    const kept =
      order.amount > 0n && stays !== order.amount
        ? ((order.margin ?? 0n) * stays) / order.amount
        : order.margin;
    if (margin && order.margin !== null) earned += kept ?? 0n;
    else sold += amount;
  }
  const returned = register.refunds.filter(
    (refund) => refund.customer === customer && refund.day > first && refund.day <= until,
  );
  return {
    frequency: BigInt(bought.length - 1),
    recency: BigInt(daysBetween(first, last)),
    age: BigInt(daysBetween(first, until)),
    earned,
    sold: count.amount === 'gross' ? sold : returned.reduce((sum, { amount }) => sum - amount, sold),
  };
}

/** All orders of some registers as those of three customers, so that they buy again, with margins that the orders tell. */
function fewBuyers(registers: readonly Register[]): Register {
  const buyer = (customer: string): string => (['a', '客户'].includes(customer) ? customer : 'b');
  const orders = registers.flatMap((register) => register.orders);
  const refunds = registers.flatMap((register) => register.refunds);
  return {
    customers: [],
    events: [],
    orders: orders.map((order) => ({ ...order, customer: buyer(order.customer), lines: [] })),
    refunds: refunds.map((refund) => ({ ...refund, customer: buyer(refund.customer) })),
  };
}

describe.each(engines)('purchase histories on %s (CLV)', (_, open) => {
  it('are what counting orders by hand gives, whatever the orders', async () => {
    const db = await open();
    const cases = asOfDays.chain((until) =>
      fc.tuple(
        fc.constant(until),
        fc.array(registers(until), { minLength: 5, maxLength: 5 }),
        fc.boolean(),
        counts,
      ),
    );
    let seen = 0;
    try {
      await fc.assert(
        fc.asyncProperty(cases, async ([until, some, margin, count]) => {
          const register = fewBuyers(some);
          const names = await loadRegister(db, register, scheme(schemeWith()));
          const choice = { count, until, margin };
          const rows = await run(db, purchaseHistories(choice, wholeTables, db.dialect));
          const found = new Map(
            rows.map(({ customer_id, ...history }) => [names.get(BigInt(customer_id ?? 0)), history]),
          );
          for (const name of names.values()) expect(found.get(name)).toEqual(recount(register, name, choice));
          seen += rows.filter(({ frequency }) => Number(frequency) > 0).length;
          const [margins] = await run(db, knownMargins(choice, wholeTables, db.dialect));
          const counted = purchasesUpTo(register.orders, until).filter((each) => isCounted(each, count));
          const telling = counted.filter(({ order }) => order.margin !== null);
          expect([margins?.orders, margins?.telling].map(Number)).toEqual([counted.length, telling.length]);
        }),
        { numRuns: 20 },
      );
    } finally {
      await db.close();
    }
    expect(seen).toBeGreaterThan(10);
  });
});
