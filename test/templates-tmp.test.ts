import { describe, expect, it } from 'vitest';
import { addMonths, type Day, day } from '../src/domain/calendar.ts';
import { evaluate, type Register } from '../src/domain/evaluate/evaluate.ts';
import { holds, type Value } from '../src/domain/evaluate/value.ts';
import { fraction, fractionText } from '../src/domain/exact.ts';
import type { Customer, FieldValue, Order } from '../src/domain/order.ts';
import { loadScheme } from '../src/features/schemes/load-scheme.ts';
import { templateIds } from '../src/features/schemes/templates.ts';

const asOf = day('2026-03-31');

interface Ada {
  /** In yuan, over all orders. */
  readonly spend?: number;
  readonly orders?: number;
  readonly on?: Day;
  readonly categories?: number;
  /** Pieces in each order. */
  readonly quantity?: number;
  /** In yuan, of the first order. */
  readonly refunded?: number;
  readonly status?: Order['status'];
  readonly fields?: Readonly<Record<string, FieldValue>>;
}

function fen(yuan: number): bigint {
  return BigInt(Math.round(yuan * 100));
}

function ordersOf(customer: string, ada: Ada): Order[] {
  const { spend = 0, orders = 1, on = asOf, categories = 1, quantity = 1, status = 'completed' } = ada;
  const total = fen(spend);
  const each = orders === 0 ? 0n : total / BigInt(orders);
  const goods = { product: null, quantity: BigInt(quantity) * 1_000_000n, margin: null };
  return Array.from({ length: orders }, (_, index) => {
    const amount = index === 0 ? total - each * BigInt(orders - 1) : each;
    const lines = Array.from({ length: categories }, (_, n) => ({
      ...goods,
      category: `品类${n}`,
      amount: n === 0 ? amount : 0n,
    }));
    const refunded = index === 0 && ada.refunded !== undefined ? fen(ada.refunded) : null;
    const nothing = { refundDay: null, shipping: null, tax: null, channel: null, store: null, paidDay: null };
    return {
      ...nothing,
      ...goods,
      category: null,
      customer,
      orderedDay: on,
      status,
      amount,
      refunded,
      lines,
    };
  });
}

function customerOf(id: string, { fields = {} }: Ada): Customer {
  return { id, registeredDay: day('2025-04-01'), fields };
}

function registerOf(cast: readonly Ada[]): Register {
  return {
    customers: cast.map((ada, index) => customerOf(`c${index}`, ada)),
    orders: cast.flatMap((ada, index) => ordersOf(`c${index}`, ada)),
    refunds: [],
  };
}

async function tiersOf(template: string, cast: readonly Ada[]): Promise<(string | undefined)[]> {
  const scheme = await loadScheme(template);
  const grades = evaluate(scheme, registerOf(cast), asOf);
  return cast.map((_, index) => scheme.tiers[grades.get(`c${index}`)?.tier ?? -1]?.id);
}

async function tierOf(template: string, ada: Ada): Promise<string | undefined> {
  return (await tiersOf(template, [ada]))[0];
}

const everybody: Ada[] = [
  ...[0, 1, 600, 1200, 2000, 3000, 5500, 8000, 11000, 25000, 3e5, 2e6].map((spend) => ({ spend })),
  ...[0, 2, 6, 12, 60, 150].map((orders) => ({ orders, spend: orders * 30 })),
  ...[6000, 12000].map((spend) => ({ spend, orders: 12, categories: 4 })),
  ...['A', 'B', 'C'].map((credit_grade) => ({ fields: { credit_grade, income: fen(500000) } })),
  ...['基础套餐', '尊享套餐'].map((plan) => ({ fields: { plan, plan_promotion: 'yes' } })),
];


import { openEmbedded } from '../src/db/embedded.ts';
import { run } from '../src/db/database.ts';
import { sql } from 'kysely';
import { gradeAll } from '../src/features/tiers/grade-all.ts';
import { shownMetrics } from '../src/sql/needed.ts';
import { loadRegister } from './support/load-register.ts';
it('sql', async () => {
  const db = await openEmbedded({ path: ':memory:', spill: '/tmp/spill-t' });
  for (const id of templateIds) {
    const scheme = await loadScheme(id);
    const register = registerOf(everybody);
    const names = await loadRegister(db, register, scheme);
    const expected = evaluate(scheme, register, asOf);
    await gradeAll(db, scheme, asOf, { table: 'g', wanted: shownMetrics(scheme), keyed: false });
    const rows = await run(db, sql`select customer_id, tier from g`);
    expect(rows.length).toBe(everybody.length);
    for (const row of rows) expect(Number(row.tier), id + names.get(BigInt(row.customer_id as never))).toBe(expected.get(names.get(BigInt(row.customer_id as never)) ?? '')?.tier);
    await run(db, sql`drop table g`);
  }
});
