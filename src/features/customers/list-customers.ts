import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { and } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import { type CustomerQuery, chosenSql } from './chosen-customers.ts';
import { type Place, readCursor, writeCursor } from './cursor.ts';
import { afterSql, type CustomerOrder, orderSql, parseOrder } from './customer-order.ts';
import { type CustomerRow, readRows } from './customer-row.ts';
import { openGrid } from './grid.ts';
import { type Reading, readCustomers } from './reading.ts';

export interface PageRequest extends CustomerQuery {
  /** `-spend`: descending by spend. Null: as they came into the register. */
  readonly sort: string | null;
  readonly limit: number;
  /** The cursor that the page before gave. */
  readonly after: string | null;
}

export interface CustomerPage {
  readonly customers: readonly CustomerRow[];
  /** The cursor of the next page; null on the last. */
  readonly next: string | null;
  /** The evaluation whose tiers and metrics are shown. */
  readonly evaluation: string | null;
}

/**
 * A page of customers (R022). Pages follow each other by the last customer's place in the order, so that none is
 * shown twice or left out while others come and go. Throws InputErrors for wrong filters, orders and cursors.
 */
export async function listCustomers(
  folder: DataFolder,
  seal: Seal,
  request: PageRequest,
): Promise<CustomerPage> {
  return await readCustomers(
    folder,
    async (reading) =>
      await reading.remember(['page', request], async () => await readPage(reading, seal, request)),
  );
}

async function readPage(reading: Reading, seal: Seal, request: PageRequest): Promise<CustomerPage> {
  const { sort, limit, after, ...query } = request;
  const { generation } = reading;
  const order = parseOrder(sort, reading);
  const paged = [query, sort, order?.type];
  const place = after === null ? null : readCursor(after, paged, seal);
  const places = await readPlaces(reading, seal, query, order, place, limit + 1);
  const listed = places.slice(0, limit);
  const last = listed.at(-1);
  const customers = await readRows(
    reading,
    listed.map(({ number }) => BigInt(number)),
  );
  return {
    customers,
    next: places.length > limit && last !== undefined ? writeCursor(last, paged, seal) : null,
    evaluation: generation === null ? null : String(generation.id),
  };
}

/** Numbers and keys alone first: everything else is read for the customers of the page only. */
async function readPlaces(
  reading: Reading,
  seal: Seal,
  query: CustomerQuery,
  order: CustomerOrder | null,
  place: Place | null,
  limit: number,
): Promise<Place[]> {
  const grid = openGrid(reading);
  const chosen = await chosenSql(query, grid, seal, reading);
  const where = place === null ? chosen : and([chosen, afterSql(order, place, grid)]);
  const key = order === null ? sql`null` : order.key(grid);
  const [numbered, ordered] = [grid.column('customer_id'), orderSql(order, grid)];
  const { rows } = await sql<{
    number: bigint;
    key: bigint | number | string | null;
  }>`select ${numbered} as number,
      ${key} as "key" from ${grid.from()} where ${where} order by ${ordered} limit ${sql.lit(limit)}`.execute(
    reading.db,
  );
  return rows.map(({ number, key: value }) => ({
    number: String(number),
    value: value === null ? null : String(value),
  }));
}
