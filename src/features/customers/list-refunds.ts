import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { moneyText } from '../../domain/currency.ts';
import { bigint } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import { businessOf } from '../schemes/business.ts';
import { type Place, readCursor, writeCursor } from './cursor.ts';
import { findVisible } from './find-visible.ts';
import type { OrdersRequest } from './list-orders.ts';
import { type Reading, readCustomers } from './reading.ts';

/** A refund that names no known order. The amount in major units. */
export interface RefundView {
  readonly id: string;
  readonly day: string;
  readonly amount: number;
  readonly channel: string | null;
  readonly store: string | null;
  readonly category: string | null;
  readonly product: string | null;
}

export interface RefundPage {
  readonly refunds: readonly RefundView[];
  readonly next: string | null;
}

/** A customer's refunds that name no known order, the latest first; of whom is not to be seen as `listOrders`. */
export async function listRefunds(
  folder: DataFolder,
  seal: Seal,
  { visibility, customer, limit, after }: OrdersRequest,
): Promise<RefundPage> {
  return await readCustomers(folder, async (reading) => {
    await findVisible(reading, visibility, customer);
    const query = ['refunds', String(customer)];
    const place = after === null ? null : readCursor(after, query, seal);
    const rows = await readRefunds(reading, customer, place, limit + 1);
    const { currency } = await businessOf(reading.db);
    const listed = rows.slice(0, limit);
    const last = rows.length > limit ? listed.at(-1) : undefined;
    const next = last && writeCursor({ value: last.day, number: String(last.refund_id) }, query, seal);
    return {
      refunds: listed.map(({ refund_id, amount, ...rest }) => ({
        id: String(refund_id),
        amount: Number(moneyText(amount, currency)),
        ...rest,
      })),
      next: next ?? null,
    };
  });
}

type RefundRow = Omit<RefundView, 'id' | 'amount'> & { readonly refund_id: bigint; readonly amount: bigint };

async function readRefunds(
  { db }: Reading,
  customer: bigint,
  place: Place | null,
  limit: number,
): Promise<readonly RefundRow[]> {
  const later =
    place === null
      ? sql`true`
      : sql`day <= cast(${place.value} as date)
          and (day < cast(${place.value} as date) or refund_id < ${bigint(BigInt(place.number))})`;
  const { rows } = await sql<RefundRow>`select refund_id, cast(day as text) as day, amount, channel, store,
      category, product from refunds where customer_id = ${customer} and ${later}
    order by refunds.day desc, refund_id desc limit ${sql.lit(limit)}`.execute(db);
  return rows;
}
