import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { day } from '../../domain/calendar.ts';
import { moneyText } from '../../domain/currency.ts';
import { bigint, date, type Expression } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import type { Seal } from '../contacts/seal.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { readCursor, writeCursor } from '../customers/cursor.ts';
import { readCustomers } from '../customers/reading.ts';
import { businessOf } from '../schemes/business.ts';
import type { Norms, OrderCheck } from './check.ts';
import { findCheck } from './checks.ts';
import type { FailingRequest } from './list-failing.ts';
import { readNorms } from './norms.ts';

/** An order that fails a check, with whose it is. Amounts in major units. */
export interface FailingOrder {
  /** Our number of the customer. */
  readonly customer: string;
  readonly externalId: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly id: string;
  readonly reference: string;
  readonly day: string;
  readonly status: string;
  readonly amount: number;
  readonly refunded: number | null;
}

export interface FailingOrders {
  readonly orders: readonly FailingOrder[];
  readonly next: string | null;
}

interface OrderRow {
  readonly customer: bigint;
  readonly external_id: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly order_id: bigint;
  readonly order_ref: string;
  readonly day: string;
  readonly status: string;
  readonly amount: bigint;
  readonly refunded: bigint | null;
}

/** A page of the orders that fail a check, the latest first. Throws an AppError where there is no such check of orders. */
export async function listFailingOrders(
  folder: DataFolder,
  seal: Seal,
  { check: id, visibility, limit, after, now }: FailingRequest,
): Promise<FailingOrders> {
  const check = findOrderCheck(id);
  return await readCustomers(folder, async (reading) => {
    const norms = await readNorms(folder, reading, now);
    const paged = ['failing orders', id, norms.today, visibility];
    const place = after === null ? null : readCursor(after, paged, seal);
    return await reading.remember([...paged, String(norms.highestUsual), limit, after], async () => {
      const at =
        place === null ? null : { on: date(day(place.value ?? '')), order: bigint(BigInt(place.number)) };
      const later =
        at === null ? sql`true` : sql`(o.day < ${at.on} or (o.day = ${at.on} and o.order_id < ${at.order}))`;
      const { rows } = await sql<OrderRow>`select c.customer_id as customer, ${failingOrderCells},
          o.order_id, c.name, c.owner
        ${failingOrdersFrom(check, norms, visibility)} and ${later}
        order by o.day desc, o.order_id desc limit ${sql.lit(limit + 1)}`.execute(reading.db);
      const { currency } = await businessOf(reading.db);
      const listed = rows.slice(0, limit);
      const last = rows.length > limit ? listed.at(-1) : undefined;
      return {
        orders: listed.map((row) => failingOrder(row, currency)),
        next:
          last === undefined
            ? null
            : writeCursor({ value: last.day, number: String(last.order_id) }, paged, seal),
      };
    });
  });
}

/** Throws an AppError where there is no such check, or it is not one of orders. */
function findOrderCheck(id: string): OrderCheck {
  const check = findCheck(id);
  if (check.subject === 'orders') return check;
  return decline(
    'not-found',
    `检查项“${id}”查的是客户，不是订单`,
    `the check “${id}” is of customers, not of orders`,
  );
}

/** What is read of an order that fails. */
export const failingOrderCells = sql`o.order_ref, c.external_id, cast(o.day as text) as day, o.status, o.amount, o.refunded`;

/** Orders `o` of visible customers `c` that fail a check, up to the end of the conditions. */
export function failingOrdersFrom(check: OrderCheck, norms: Norms, visibility: Visibility): Expression {
  const fails = check.isAsked(norms) ? check.fails(norms) : sql`false`;
  return sql`from orders as o join customers as c on c.customer_id = o.customer_id
    where ${fails} and ${visibleTo(visibility, sql`c.owner`) ?? sql`true`}`;
}

function failingOrder(row: OrderRow, currency: string): FailingOrder {
  const money = (minor: bigint): number => Number(moneyText(minor, currency));
  return {
    customer: String(row.customer),
    externalId: row.external_id,
    name: row.name,
    owner: row.owner,
    id: String(row.order_id),
    reference: row.order_ref,
    day: row.day,
    status: row.status,
    amount: money(row.amount),
    refunded: row.refunded === null ? null : money(row.refunded),
  };
}
