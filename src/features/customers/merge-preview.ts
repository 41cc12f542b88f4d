import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { bigint } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { findVisible } from './find-visible.ts';
import { readCustomers } from './reading.ts';

/** What of a customer would go over to another. */
export interface MergePreview {
  readonly externalId: string;
  readonly orders: number;
  readonly refunds: number;
  readonly events: number;
  /** Set by hand and not over. */
  readonly overrides: number;
}

export async function previewMerge(
  folder: DataFolder,
  visibility: Visibility,
  merged: bigint,
): Promise<MergePreview> {
  return await readCustomers(folder, async ({ db }) => {
    const { externalId } = await findVisible({ db }, visibility, merged);
    const count = async (table: string, only = sql`true`): Promise<number> =>
      await countOf(db, table, merged, only);
    return {
      externalId,
      orders: await count('orders'),
      refunds: await count('refunds'),
      events: await count('events'),
      overrides: await count('overrides', sql`ended_at is null`),
    };
  });
}

async function countOf(
  db: Kysely<unknown>,
  table: string,
  customer: bigint,
  only: ReturnType<typeof sql>,
): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${sql.table(table)}
    where customer_id = ${bigint(customer)} and ${only}`.execute(db);
  return Number(rows[0]?.n ?? 0n);
}
