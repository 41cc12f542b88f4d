import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, dayOf, momentOf } from '../../src/domain/calendar.ts';
import type { Visibility } from '../../src/features/access/authorise.ts';
import { checks } from '../../src/features/quality/checks.ts';
import { customerQuality } from '../../src/features/quality/customer-quality.ts';
import { highestUsualOf } from '../../src/features/quality/highest-usual.ts';
import { listFailing } from '../../src/features/quality/list-failing.ts';
import { listFailingOrders } from '../../src/features/quality/list-failing-orders.ts';
import { type Quality, readQuality } from '../../src/features/quality/read-quality.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { seal, standard } from '../support/listed-shop.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';
import { type PlainCustomer, type PlainVerdicts, plainVerdicts } from './plain-checks.ts';
import { keepPlain, plainCustomers } from './plain-shop.ts';

/** At this moment it is the 16th in Shanghai and the 15th in New York. */
const START = '2026-01-15T20:00:00Z';

describe('R036 checks of data quality find what plain code finds', () => {
  for (const timeZone of ['Asia/Shanghai', 'America/New_York']) {
    it(`of every customer and order, nulls and boundaries included, on the day of ${timeZone}`, {
      timeout: 120_000,
    }, async () => {
      const shop = await openShop(START);
      await publishScheme(shop.folder, {
        document: { ...standard, timeZone },
        author: 'test',
        at: shop.clock.now,
      });
      const today = dayOf(shop.clock.now, timeZone);
      expect(today).toBe(timeZone === 'Asia/Shanghai' ? '2026-01-16' : '2026-01-15');
      const since = momentOf(addMonths(today, -36), '00:00', timeZone);
      const seen = new Set<string>();
      const cases = fc.asyncProperty(plainCustomers(today, since), async (customers) => {
        await keepPlain(shop, customers);
        const plain = plainVerdicts(customers, today, since);
        for (const found of await agrees(shop, customers, plain, { all: true })) seen.add(found);
        await agrees(
          shop,
          customers.filter(({ owner }) => owner === 'Han'),
          plain,
          { owner: 'Han' },
        );
      });
      await fc.assert(cases, { numRuns: 6, endOnFailure: true });
      // Every check was seen to fail somebody; otherwise the cases would prove nothing of it.
      expect([...seen].sort()).toEqual(checks.map(({ id }) => id).sort());
    });
  }
});

/** Gives the checks that somebody failed. */
async function agrees(
  { folder, clock }: Shop,
  customers: readonly PlainCustomer[],
  plain: PlainVerdicts,
  visibility: Visibility,
): Promise<string[]> {
  const quality = await readQuality(folder, visibility, clock.now);
  const verdicts = (id: string) => customers.map((one) => plain.customers.get(one.id)?.get(id) ?? null);
  const orders = customers.flatMap((one) => one.orders);
  const shown = (found: Quality) =>
    found.findings.map((each) => [each.check.id, each.asked, each.customers, each.orders]);
  const askedIds = checks
    .map(({ id }) => id)
    .filter((id) => [...plain.customers.values()].some((of) => of.has(id)));
  expect(shown(quality)).toEqual(
    askedIds.map((id) => [
      id,
      verdicts(id).filter((verdict) => verdict !== null).length,
      verdicts(id).filter((verdict) => verdict === true).length,
      orders.filter((order) => plain.orders.get(id)?.has(order.id)).length,
    ]),
  );
  expect([quality.customers, quality.orders]).toEqual([customers.length, orders.length]);
  const scores = customers.map((one) => plainScore(plain, one.id));
  const sum = scores.reduce((all, score) => all + score, 0);
  expect(quality.score).toBe(customers.length === 0 ? null : sum / customers.length / 100);
  const high = scores.filter((score) => score >= 9000).length;
  const low = scores.filter((score) => score < 7500).length;
  expect(quality.confidence).toEqual({ high, middle: scores.length - high - low, low });
  for (const one of customers.slice(0, 3)) {
    const own = await customerQuality(folder, visibility, BigInt(one.id), clock.now);
    expect(own.score).toBe(plainScore(plain, one.id) / 100);
    expect(own.failing.map(({ check }) => check.id)).toEqual(
      askedIds.filter((id) => plain.customers.get(one.id)?.get(id) === true),
    );
  }
  const failing = askedIds.filter((id) => verdicts(id).includes(true));
  for (const id of failing) await listsAgree({ folder, clock }, id, customers, plain, visibility);
  return failing;
}

async function listsAgree(
  { folder, clock }: Pick<Shop, 'folder' | 'clock'>,
  check: string,
  customers: readonly PlainCustomer[],
  plain: PlainVerdicts,
  visibility: Visibility,
): Promise<void> {
  const asked = { check, visibility, limit: 20, now: clock.now };
  const numbers: number[] = [];
  for (let after: string | null = null; ; ) {
    const page = await listFailing(folder, seal, { ...asked, after });
    numbers.push(...page.customers.map(({ id }) => Number(id)));
    if (page.next === null) break;
    after = page.next;
  }
  expect(numbers).toEqual(
    customers.filter(({ id }) => plain.customers.get(id)?.get(check)).map(({ id }) => id),
  );
  const failing = plain.orders.get(check);
  if (failing === undefined) return;
  const found: string[] = [];
  for (let after: string | null = null; ; ) {
    const page = await listFailingOrders(folder, seal, { ...asked, after });
    found.push(...page.orders.map((order) => `${order.day} ${order.id.padStart(5)}`));
    if (page.next === null) break;
    after = page.next;
  }
  const expected = customers
    .flatMap((one) => one.orders)
    .filter(({ id }) => failing.has(id))
    .map(({ id, paid, ordered }) => `${paid ?? ordered} ${String(id).padStart(5)}`);
  expect(found).toEqual(expected.sort().reverse());
}

/** In hundredths of a point. */
function plainScore(plain: PlainVerdicts, customer: number): number {
  const of = plain.customers.get(customer) ?? new Map<string, boolean | null>();
  const weights = checks.flatMap(({ id, weight }) =>
    of.get(id) === undefined || of.get(id) === null ? [] : [{ id, weight }],
  );
  const asked = weights.reduce((sum, { weight }) => sum + weight, 0);
  const passed = weights
    .filter(({ id }) => of.get(id) === false)
    .reduce((sum, { weight }) => sum + weight, 0);
  return Math.floor((10_000 * passed) / asked + 0.5);
}

describe('the largest usual amount', () => {
  const spread = { orders: 1000, quarter: 100n, half: 200n, threeQuarters: 300n, ninetyNine: 900n };

  it('is the outer fence of the logarithms', () => {
    // log Q3 + 3 (log Q3 − log Q1), to the next whole unit below.
    expect(highestUsualOf(spread)).toBe(8100n);
    expect(Math.floor(Math.exp(Math.log(300) + 3 * (Math.log(300) - Math.log(100))) + 1e-6)).toBe(8100);
  });

  it('leaves alone what all orders cost nearly, and a second kind of business', () => {
    expect(highestUsualOf({ ...spread, quarter: 200n, threeQuarters: 200n })).toBe(2000n);
    expect(highestUsualOf({ ...spread, ninetyNine: 50_000n })).toBe(50_000n);
    expect(highestUsualOf({ ...spread, orders: 99, ninetyNine: 50_000n })).toBe(8100n);
  });

  it('is unknown of few orders', () => {
    expect(highestUsualOf({ ...spread, orders: 19 })).toBeNull();
    expect(highestUsualOf({ ...spread, orders: 20 })).toBe(8100n);
    expect(highestUsualOf({ ...spread, quarter: 0n })).toBeNull();
  });
});
