import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { type JudgedMerge, judgedColumns, judgeMerge } from '../register/merge-undone.ts';
import { isoMoment } from '../register/recording.ts';
import { visibleTo } from './chosen-customers.ts';
import { findVisible } from './find-visible.ts';
import { readCustomers } from './reading.ts';

/** A customer who was merged into another. */
export interface MergedCustomer {
  /** The number of the merge. */
  readonly id: string;
  readonly kept: { readonly id: string; readonly externalId: string; readonly name: string | null };
  /** Our number of the one who was merged. */
  readonly customer: string;
  readonly externalId: string;
  readonly name: string | null;
  readonly day: string;
  /** Moments as ISO 8601, UTC. */
  readonly mergedAt: string;
  readonly author: string;
  readonly reason: string;
  readonly undone: { readonly at: string; readonly author: string } | null;
  /** Until when it can be taken apart; null where it cannot, or not before a later one. */
  readonly undoUntil: string | null;
}

interface Row extends JudgedMerge {
  readonly id: bigint;
  readonly kept: bigint;
  readonly kept_external: string;
  readonly kept_name: string | null;
  readonly merged: bigint;
  readonly external: string;
  readonly name: string | null;
  readonly day: string;
  readonly author: string;
  readonly reason: string;
  readonly undone_author: string | null;
}

const MOST = 200;

/** Merges into customers who may be seen, or into one of them, the latest first, at most 200. `at` is now, in milliseconds since 1970. */
export async function listMerges(
  folder: DataFolder,
  visibility: Visibility,
  { kept, at }: { readonly kept: bigint | null; readonly at: number },
): Promise<MergedCustomer[]> {
  return await readCustomers(folder, async ({ db }) => {
    if (kept !== null) await findVisible({ db }, visibility, kept);
    const seen: Expression = visibleTo(visibility, sql.ref('c.owner')) ?? sql`true`;
    const only = kept === null ? seen : sql`kept_id = ${bigint(kept)}`;
    const { rows } =
      await sql<Row>`select merge_id as id, kept_id as kept, c.external_id as kept_external, c.name as kept_name,
        merged_id as merged, merged_external_id as external, h.name, cast(m.day as text) as day, m.author, reason,
        r.author as undone_author, ${judgedColumns}
      from customer_merges as m join customers as c on c.customer_id = kept_id
        left join customers_history as h on h.customer_id = merged_id and h.ended_by = m.recorded_by
        left join recordings as r on r.recording_id = m.undone_by
      where ${only} order by merge_id desc limit ${sql.lit(MOST)}`.execute(db);
    return rows.map((row) => mergedOf(row, at));
  });
}

function mergedOf(row: Row, at: number): MergedCustomer {
  const { id, kept, merged, external, name, day, author, reason } = row;
  const mergedAt = isoMoment(row.at);
  const { until, obstacle } = judgeMerge(row, at);
  const undone =
    row.undone_at === null ? null : { at: isoMoment(row.undone_at), author: row.undone_author ?? '' };
  return {
    ...{ id: String(id), kept: { id: String(kept), externalId: row.kept_external, name: row.kept_name } },
    ...{ customer: String(merged), externalId: external, name, day, mergedAt, author, reason, undone },
    undoUntil: obstacle === null ? new Date(until).toISOString() : null,
  };
}
