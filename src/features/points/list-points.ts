import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { PointKind } from '../../domain/points.ts';
import { bigint } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import { readCursor, writeCursor } from '../customers/cursor.ts';
import { findVisible } from '../customers/find-visible.ts';
import type { OrdersRequest } from '../customers/list-orders.ts';
import { readCustomers } from '../customers/reading.ts';
import { pointsText } from './points-text.ts';

/** An entry of a customer's points; numbers of points as decimals. */
export interface PointsEntry {
  readonly id: string;
  /** A day, with the time of day where it is known, in the business's time zone. */
  readonly at: string;
  readonly kind: PointKind;
  readonly points: string;
  /** After this entry and all before it. */
  readonly balance: string;
  /** Why, or the number of the order that brought it. */
  readonly text: string | null;
  /** Whether an order brought it: then it follows the order. */
  readonly isOfOrder: boolean;
  /** From when on what is left of it is no longer valid. */
  readonly expiresOn: string | null;
}

export interface PointsPage {
  /** Of all entries. */
  readonly balance: string;
  readonly entries: readonly PointsEntry[];
  readonly next: string | null;
}

/** A customer's points, the latest entry first; of whom is not to be seen as `listOrders`. */
export async function listPoints(
  folder: DataFolder,
  seal: Seal,
  { visibility, customer, limit, after }: OrdersRequest,
): Promise<PointsPage> {
  return await readCustomers(folder, async ({ db }) => {
    await findVisible({ db }, visibility, customer);
    const query = ['points', String(customer)];
    const from = after === null ? null : readCursor(after, query, seal);
    const older =
      from === null
        ? sql`true`
        : sql`(place < ${from.value} or (place = ${from.value} and event_id < ${bigint(BigInt(from.number))}))`;
    const { rows } = await sql<Row>`select * from (
        select event_id, ${at} as written, ${place} as place, kind, quantity, text,
          cast(sum(quantity) over (partition by customer_id order by ${place}, event_id rows unbounded preceding) as bigint) as balance,
          cast(sum(quantity) over (partition by customer_id) as bigint) as total
        from events where customer_id = ${bigint(customer)} and source = 'points' and quantity is not null) as entries
      left join (select event_id as of_event, cast(expires_on as text) as expires_on from order_points) as brought
        on of_event = event_id
      where ${older} order by place desc, event_id desc limit ${sql.lit(limit + 1)}`.execute(db);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const next = last && writeCursor({ value: last.place, number: String(last.event_id) }, query, seal);
    return {
      balance: pointsText(rows[0]?.total ?? 0n),
      entries: rows.slice(0, limit).map(entryOf),
      next: next ?? null,
    };
  });
}

const at = sql`(cast(day as text) || coalesce(' ' || at_time, ''))`;
/** Those of one day in the order in which they were entered. */
const place = sql`(cast(day as text) || ' ' || lpad(cast(recorded_by as text), 18, '0'))`;

interface Row {
  readonly event_id: bigint;
  readonly written: string;
  readonly place: string;
  readonly kind: PointKind;
  readonly quantity: bigint;
  readonly balance: bigint;
  readonly total: bigint;
  readonly text: string | null;
  readonly of_event: bigint | null;
  readonly expires_on: string | null;
}

function entryOf({
  event_id,
  written,
  kind,
  quantity,
  balance,
  text,
  of_event,
  expires_on,
}: Row): PointsEntry {
  return {
    ...{ id: String(event_id), at: written, kind, text },
    points: pointsText(quantity),
    balance: pointsText(balance),
    isOfOrder: of_event !== null,
    expiresOn: expires_on,
  };
}
