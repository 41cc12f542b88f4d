import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '../../domain/calendar.ts';
import { orderStatuses } from '../../domain/order.ts';
import { writeSample } from './write-sample.ts';

type Row = Readonly<Record<string, string>>;

const until = day('2025-12-31');
const shop: { customers: Row[]; orders: Row[]; refunds: number } = { customers: [], orders: [], refunds: 0 };

beforeAll(async () => {
  const out = await mkdtemp(join(tmpdir(), 'shop-'));
  const { refunds } = await writeSample({ customers: 2000, orders: 20_000, seed: 7, out, until });
  const read = async (name: string) => rowsOf(await readFile(join(out, name), 'utf8'));
  Object.assign(shop, { customers: await read('customers.csv'), orders: await read('orders.csv'), refunds });
  await rm(out, { recursive: true });
});

describe('customers', () => {
  test('have ids and telephone numbers of their own', () => {
    expect(new Set(shop.customers.map((row) => row.customer_id)).size).toBe(2000);
    expect(new Set(shop.customers.map((row) => row.phone)).size).toBe(2000);
    expect(shop.customers.filter((row) => !/^1[3-9]\d{9}$/.test(row.phone ?? ''))).toEqual([]);
  });

  test('registered within three years and are grown up by then', () => {
    const earliest = addDays(until, -3 * 365);
    const registered = shop.customers.map((row) => dayIn(row.registered_at));
    expect(registered.filter((at) => at < earliest || at > until)).toEqual([]);
    const age = (row: Row) => Number(row.registered_at?.slice(0, 4)) - Number(row.birthday?.slice(0, 4));
    expect(shop.customers.filter((row) => age(row) < 17)).toEqual([]);
  });

  test('some never ordered, some lapsed, some are new', () => {
    const last = new Map(shop.orders.map((row) => [row.customer_id, row.ordered_at ?? '']));
    expect(2000 - last.size).toBeGreaterThan(100);
    const longAgo = addDays(until, -365);
    expect([...last.values()].filter((at) => at < longAgo).length).toBeGreaterThan(200);
    const recent = addDays(until, -90);
    expect(shop.customers.filter((row) => (row.registered_at ?? '') > recent).length).toBeGreaterThan(50);
  });

  test('a fifth of them make most of the revenue', () => {
    const revenue = new Map(shop.customers.map((row) => [row.customer_id, 0]));
    for (const row of shop.orders.filter(({ paid_at }) => paid_at !== ''))
      revenue.set(row.customer_id, (revenue.get(row.customer_id) ?? 0) + fen(row.amount) - fen(row.refunded));
    const falling = [...revenue.values()].sort((one, other) => other - one);
    const share = sum(falling.slice(0, 400)) / sum(falling);
    expect(share).toBeGreaterThan(0.65);
    expect(share).toBeLessThan(0.85);
  });

  test('buy half of their things in one category', () => {
    const byCustomer = new Map<string, Map<string, number>>();
    for (const { customer_id = '', category = '' } of shop.orders) {
      const counts = byCustomer.get(customer_id) ?? new Map<string, number>();
      byCustomer.set(customer_id, counts.set(category, (counts.get(category) ?? 0) + 1));
    }
    const frequent = [...byCustomer.values()].filter((counts) => sum(counts.values()) >= 30);
    const favourite = sum(frequent.map((counts) => Math.max(...counts.values())));
    expect(favourite / sum(frequent.flatMap((counts) => [...counts.values()]))).toBeGreaterThan(0.5);
  });
});

describe('orders', () => {
  test('have ids of 19 digits of their own and come in the order of time', () => {
    expect(new Set(shop.orders.map((row) => row.order_id)).size).toBe(20_000);
    expect(shop.orders.filter((row) => !/^\d{19}$/.test(row.order_id ?? ''))).toEqual([]);
    const times = shop.orders.map((row) => row.ordered_at ?? '');
    expect(times).toEqual([...times].sort());
    expect(times.filter((at) => !/^\d{4}-\d\d-\d\d ([01]\d|2[0-3])(:[0-5]\d){2}$/.test(at))).toEqual([]);
  });

  test('belong to a customer who had registered by then', () => {
    const registered = new Map(shop.customers.map((row) => [row.customer_id, row.registered_at ?? '']));
    const tooEarly = (row: Row) => (row.ordered_at ?? '') < (registered.get(row.customer_id) ?? '9');
    expect(shop.orders.filter(tooEarly)).toEqual([]);
  });

  test('are paid unless unpaid or cancelled, after they were placed and not after the last day', () => {
    const unpaid = shop.orders.filter((row) => row.paid_at === '');
    const open = shop.orders.filter((row) => row.status === 'unpaid' || row.status === 'cancelled');
    expect(unpaid).toEqual(open);
    const wrong = ({ ordered_at = '', paid_at = '' }: Row) => paid_at <= ordered_at || dayIn(paid_at) > until;
    expect(shop.orders.filter((row) => row.paid_at !== '' && wrong(row))).toEqual([]);
  });

  test('have every status, most are completed', () => {
    const counts = orderStatuses.map((status) => shop.orders.filter((row) => row.status === status).length);
    expect(Math.min(...counts)).toBeGreaterThan(10);
    expect(counts[orderStatuses.indexOf('completed')]).toBeGreaterThan(17_000);
  });

  test('cost something, not all in whole yuan', () => {
    expect(shop.orders.filter((row) => !/^[1-9]\d*\.\d\d$/.test(row.amount ?? ''))).toEqual([]);
    const round = shop.orders.filter((row) => row.amount?.endsWith('0.00')).length;
    expect(round).toBeGreaterThan(1000);
    expect(round).toBeLessThan(6000);
  });

  test('are refunded 1 to 20 days after payment, in full or in part', () => {
    const refunded = shop.orders.filter((row) => row.refunded !== '');
    expect(refunded.length).toBe(shop.refunds);
    expect(refunded.length / 20_000).toBeCloseTo(0.04, 1.9);
    for (const row of refunded) {
      const paid = dayIn(row.paid_at);
      const back = dayIn(row.refunded_at);
      expect(back > paid && back <= addDays(paid, 20) && back <= until).toBe(true);
      expect(fen(row.refunded)).toBeGreaterThan(0);
      expect(fen(row.refunded)).toBeLessThanOrEqual(fen(row.amount));
      expect(row.refunded === row.amount).toBe(row.status === 'refunded');
    }
    expect(shop.orders.filter((row) => (row.refunded === '') !== (row.refunded_at === ''))).toEqual([]);
  });

  test.each([
    ['618', 2, ['2023-06-18', '2024-06-18', '2025-06-18']],
    ['双11', 3, ['2023-11-11', '2024-11-11', '2025-11-11']],
    ['双12', 1.6, ['2023-12-12', '2024-12-12', '2025-12-12']],
    ['七夕', 1.2, ['2023-08-22', '2024-08-10', '2025-08-29']],
    ['中秋', 1.2, ['2023-09-29', '2024-09-17', '2025-10-06']],
    ['before 春节', 1.2, ['2024-01-30', '2025-01-15', '2025-01-18']],
  ])('rise at %s', (_, factor, dates) => {
    expect(liftOn(dates)).toBeGreaterThan(factor);
  });

  test('fall at 春节', () => {
    expect(liftOn(['2024-02-10', '2024-02-12', '2025-01-29', '2025-01-30'])).toBeLessThan(0.6);
  });

  test('in the stores with a door are placed while it is open', () => {
    const atTheDoor = shop.orders.filter((row) => row.channel === '门店');
    expect(atTheDoor.length).toBeGreaterThan(500);
    const closed = ({ ordered_at = '' }: Row) =>
      ordered_at.slice(11) < '09:36' || ordered_at.slice(11) > '21:36';
    expect(atTheDoor.filter(closed)).toEqual([]);
  });
});

/** Orders on the days, over those of an average day within 100 days of them. */
function liftOn(dates: readonly string[]): number {
  const count = (from: Day, to: Day) =>
    shop.orders.filter(({ ordered_at }) => dayIn(ordered_at) >= from && dayIn(ordered_at) <= to).length;
  const around = (date: Day): [Day, Day] => {
    const to = addDays(date, 100);
    return [addDays(date, -100), to < until ? to : until];
  };
  const lifts = dates.map(day).map((date) => {
    const [from, to] = around(date);
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
    return count(date, date) / (count(from, to) / days);
  });
  return sum(lifts) / lifts.length;
}

function rowsOf(text: string): Row[] {
  const [header = '', ...rows] = text.replace('\uFEFF', '').trimEnd().split('\r\n');
  const columns = header.split(',');
  return rows.map((row) => {
    const cells = row.split(',');
    if (cells.length !== columns.length) throw new Error(`not ${columns.length} cells: ${row}`);
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}

function dayIn(moment: string | undefined): Day {
  return (moment ?? '').slice(0, 10) as Day;
}

function fen(yuan: string | undefined): number {
  return Math.round(Number(yuan) * 100);
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
