import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { RecordedSource } from '../../domain/event.ts';
import { decimalText } from '../../domain/exact.ts';
import { QUANTITY_SCALE } from '../../domain/order.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { findVisible } from './find-visible.ts';
import type { OrdersRequest } from './list-orders.ts';
import { readCustomers } from './reading.ts';

/** An event of a customer. `at` is a day, with the time of day where it is known, in the business's time zone. */
export interface EventView {
  readonly id: string;
  readonly source: RecordedSource;
  readonly at: string;
  readonly kind: string | null;
  readonly aspect: string | null;
  readonly product: string | null;
  readonly rating: number | null;
  readonly text: string | null;
  readonly measure: string | null;
  readonly quantity: number | null;
  /** The day it was dealt with. */
  readonly resolvedAt: string | null;
}

export interface EventPage {
  readonly events: readonly EventView[];
  readonly next: string | null;
}

export interface EventsRequest extends OrdersRequest {
  /** Null: of all sources but points, which have a ledger of their own. */
  readonly source: RecordedSource | null;
}

/** A customer's events, the latest first; of whom is not to be seen as `listOrders`. */
export async function listEvents(
  folder: DataFolder,
  seal: Seal,
  { visibility, customer, source, limit, after }: EventsRequest,
): Promise<EventPage> {
  return await readCustomers(folder, async ({ db }) => {
    await findVisible({ db }, visibility, customer);
    const query = ['events', String(customer), source];
    const conditions: Expression[] = [sql`customer_id = ${customer}`];
    conditions.push(source === null ? sql`source <> 'points'` : sql`source = ${source}`);
    if (after !== null) {
      const { value, number } = readCursor(after, query, seal);
      conditions.push(sql`(${at} < ${value} or (${at} = ${value} and event_id < ${bigint(BigInt(number))}))`);
    }
    const { rows } =
      await sql<EventRow>`select event_id, source, ${at} as at, kind, aspect, product, rating, text, measure,
        quantity, cast(resolved_day as text) as resolved
      from events where ${sql.join(conditions, sql` and `)}
      order by ${at} desc, event_id desc limit ${sql.lit(limit + 1)}`.execute(db);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const next = last && writeCursor({ value: last.at, number: String(last.event_id) }, query, seal);
    return { events: rows.slice(0, limit).map(eventView), next: next ?? null };
  });
}

const at = sql`(cast(day as text) || coalesce(' ' || at_time, ''))`;

interface EventRow extends Omit<EventView, 'id' | 'rating' | 'quantity' | 'resolvedAt'> {
  readonly event_id: bigint;
  readonly rating: bigint | null;
  readonly quantity: bigint | null;
  readonly resolved: string | null;
}

function eventView({ event_id, resolved, rating, quantity, ...rest }: EventRow): EventView {
  const plain = (units: bigint | null): number | null =>
    units === null ? null : Number(decimalText({ units, scale: QUANTITY_SCALE }));
  return {
    id: String(event_id),
    ...rest,
    rating: plain(rating),
    quantity: plain(quantity),
    resolvedAt: resolved,
  };
}
