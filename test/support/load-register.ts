import { type RawBuilder, sql } from 'kysely';
import { type Database, run } from '../../src/db/database.ts';
import type { Register } from '../../src/domain/evaluate/evaluate.ts';
import type { CustomerEvent } from '../../src/domain/event.ts';
import { linesOf, type Order, orderDay } from '../../src/domain/order.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { compareCodePoints } from '../../src/domain/text.ts';
import { ruleFields } from '../../src/sql/needed.ts';
import { fieldColumn } from '../../src/sql/stored.ts';
import { createTable, type Tables, tableNames, wholeTables } from '../../src/sql/tables.ts';

type Cell = string | bigint | number | null;

/** Since when customers hold a tier. */
const HELD = 'tiers_held';

/** The tables that `loadRegister` makes. */
export const loadedTables: Tables = { ...wholeTables, tiersBegan: sql.table(HELD) };

/** Puts a register into freshly made tables; customers are numbered in the order of their ids. */
export async function loadRegister(
  db: Database,
  register: Register,
  scheme: Scheme,
): Promise<Map<bigint, string>> {
  for (const name of tableNames) await run(db, sql`drop table if exists ${sql.table(name)}`);
  const fields = ruleFields(scheme).map(({ id, type }) => ({
    id,
    name: fieldColumn(id),
    type:
      type === 'date'
        ? ('date' as const)
        : type === 'text' || type === 'sealed'
          ? ('text' as const)
          : ('bigint' as const),
  }));
  for (const name of tableNames) await run(db, createTable(name, name === 'customers' ? fields : []));
  const everybody = new Set([
    ...register.customers.map(({ id }) => id),
    ...register.orders.map(({ customer }) => customer),
    ...register.refunds.map(({ customer }) => customer),
  ]);
  const ids = new Map([...everybody].sort(compareCodePoints).map((id, index) => [id, BigInt(index + 1)]));
  const number = (id: string): bigint => ids.get(id) ?? 0n;
  const known = new Map(register.customers.map((customer) => [customer.id, customer]));
  await insert(
    db,
    'customers',
    [...ids].map(([id, n]) => {
      const customer = known.get(id);
      return [
        n,
        id,
        customer?.registeredDay ?? null,
        customer?.fields.referred_by ?? null,
        ...fields.map((field) => customer?.fields[field.id] ?? null),
      ];
    }),
    ['bigint', 'text', 'date', 'text', ...fields.map(({ type }) => type)],
  );
  await run(db, sql`drop table if exists ${sql.table(HELD)}`);
  await run(db, sql`create table ${sql.table(HELD)} (customer_id bigint not null, began date)`);
  const holding = register.customers.flatMap(({ id, tierBegan }) =>
    tierBegan ? [[number(id), tierBegan]] : [],
  );
  await insert(db, HELD, holding, ['bigint', 'date']);
  const dated = register.orders.filter((order) => orderDay(order) !== null);
  await insert(
    db,
    'orders',
    dated.map((order, index) => orderRow(order, number(order.customer), BigInt(index))),
    [
      'bigint',
      'bigint',
      'date',
      'date',
      'date',
      'text',
      ...'bigint '.repeat(2).trim().split(' '),
      'date',
      'bigint',
      'bigint',
      'bigint',
      'bigint',
      'text',
      'text',
    ],
  );
  await insert(
    db,
    'order_lines',
    dated.flatMap((order, index) => lineRows(order, number(order.customer), BigInt(index))),
    [
      'bigint',
      'bigint',
      'integer',
      'date',
      'date',
      'date',
      'text',
      'bigint',
      'bigint',
      'date',
      'bigint',
      'bigint',
      'text',
      'text',
      'bigint',
      'bigint',
      'bigint',
      'text',
      'text',
    ],
  );
  await insert(
    db,
    'refunds',
    register.refunds.map((refund, index) => [
      number(refund.customer),
      BigInt(index),
      refund.day,
      refund.amount,
      refund.channel,
      refund.store,
      refund.category,
      refund.product,
    ]),
    ['bigint', 'bigint', 'date', 'bigint', 'text', 'text', 'text', 'text'],
  );
  await insert(
    db,
    'events',
    register.events.map((event, index) => eventRow(event, number(event.customer), BigInt(index))),
    [
      ...['bigint', 'bigint', 'text', 'date', 'text', 'text', 'text'],
      ...['bigint', 'text', 'text', 'bigint', 'date'],
    ],
  );
  return new Map([...ids].map(([id, n]) => [n, id]));
}

/** Of nobody known: customer 0. */
function eventRow(event: CustomerEvent, customer: bigint, id: bigint): Cell[] {
  const { source, day, kind, aspect, product, rating, text, measure, quantity, resolvedDay } = event;
  return [customer, id, source, day, kind, aspect, product, rating, text, measure, quantity, resolvedDay];
}

function refundOf(order: Order): [Cell, Cell] {
  const refunded = order.refunded ?? (order.status === 'refunded' ? order.amount : null);
  return [refunded, refunded === null ? null : (order.refundDay ?? orderDay(order))];
}

function add(values: readonly (bigint | null)[]): bigint | null {
  const present = values.filter((value) => value !== null);
  return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0n);
}

function orderRow(order: Order, customer: bigint, id: bigint): Cell[] {
  const [refunded, refundDay] = refundOf(order);
  const lines = linesOf(order);
  return [
    customer,
    id,
    orderDay(order),
    order.orderedDay,
    order.paidDay,
    order.status,
    order.amount,
    refunded,
    refundDay,
    order.shipping,
    order.tax,
    add(lines.map(({ quantity }) => quantity)),
    add(lines.map(({ margin }) => margin)),
    order.channel,
    order.store,
  ];
}

function lineRows(order: Order, customer: bigint, id: bigint): Cell[][] {
  const [refunded, refundDay] = refundOf(order);
  return linesOf(order).map((line, index) => [
    customer,
    id,
    index + 1,
    orderDay(order),
    order.orderedDay,
    order.paidDay,
    order.status,
    order.amount,
    refunded,
    refundDay,
    order.shipping,
    order.tax,
    order.channel,
    order.store,
    line.amount,
    line.quantity,
    line.margin,
    line.category,
    line.product,
  ]);
}

const BATCH = 400;

async function insert(
  db: Database,
  table: string,
  rows: readonly Cell[][],
  types: readonly string[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    const tuples = rows.slice(start, start + BATCH).map((row): RawBuilder<unknown> => {
      const cells = row.map((cell, index) => {
        const written = cell === null ? null : String(cell);
        return sql`cast(${written} as ${sql.raw(types[index] ?? 'text')})`;
      });
      return sql`(${sql.join(cells, sql`, `)})`;
    });
    await run(db, sql`insert into ${sql.table(table)} values ${sql.join(tuples, sql`, `)}`);
  }
}
