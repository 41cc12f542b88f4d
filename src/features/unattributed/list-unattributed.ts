import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { and, bigint, type Expression, literalText } from '../../sql/expression.ts';
import { NOBODY } from '../../sql/nobody.ts';
import type { Seal } from '../contacts/seal.ts';
import { type OrderPage, readPage } from '../customers/list-orders.ts';
import { readCustomers } from '../customers/reading.ts';

export interface UnattributedRequest {
  /** A part of an order's number, whatever its case; null: all. */
  readonly search: string | null;
  readonly limit: number;
  /** The cursor that the page before gave. */
  readonly after: string | null;
}

export interface UnattributedPage extends OrderPage {
  /** How many there are on all pages. */
  readonly count: number;
}

/** A page of the orders of which nobody knows whose they are, the latest first. */
export async function listUnattributed(
  folder: DataFolder,
  seal: Seal,
  { search, ...page }: UnattributedRequest,
): Promise<UnattributedPage> {
  const only = found(search?.trim() ?? '');
  return await readCustomers(folder, async (reading) => {
    const query = ['unattributed', search ?? ''];
    const count = await countOf(reading.db, only);
    return { ...(await readPage(reading, seal, { query, of: NOBODY, only, ...page })), count };
  });
}

async function countOf(db: Kysely<unknown>, only: Expression): Promise<number> {
  const ofNobody = and([sql`customer_id = ${bigint(NOBODY)}`, only]);
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from orders where ${ofNobody}`.execute(db);
  return Number(rows[0]?.n ?? 0n);
}

function found(search: string): Expression {
  if (search === '') return sql`true`;
  return sql`position(lower(${literalText(search)}) in lower(order_ref)) > 0`;
}
