import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { bigint } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { isoMoment } from '../register/recording.ts';
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

/** Who was merged into a customer, the latest first. */
export interface MergedCustomer {
  readonly id: string;
  readonly customer: string;
  readonly externalId: string;
  readonly name: string | null;
  readonly day: string;
  readonly mergedAt: string;
  readonly author: string;
  readonly reason: string;
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

export async function listMerged(
  folder: DataFolder,
  visibility: Visibility,
  kept: bigint,
): Promise<MergedCustomer[]> {
  return await readCustomers(folder, async ({ db }) => {
    await findVisible({ db }, visibility, kept);
    const { rows } = await sql<{
      id: bigint;
      customer: bigint;
      external_id: string;
      name: string | null;
      day: string;
      at: string;
      author: string;
      reason: string;
    }>`select merge_id as id, merged_id as customer, merged_external_id as external_id, h.name, cast(m.day as text) as day,
        cast(merged_at as text) as at, author, reason
      from customer_merges as m left join customers_history as h on h.customer_id = merged_id and h.ended_by = m.recorded_by
      where kept_id = ${bigint(kept)} order by merge_id desc`.execute(db);
    return rows.map(({ id, customer, external_id, at, ...row }) => ({
      ...{
        ...row,
        id: String(id),
        customer: String(customer),
        externalId: external_id,
        mergedAt: isoMoment(at),
      },
    }));
  });
}
