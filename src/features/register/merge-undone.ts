import { type Kysely, sql } from 'kysely';
import { decline } from '../../domain/app-error.ts';
import { type Day, day } from '../../domain/calendar.ts';
import { refuse } from '../../domain/problem.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import { authorText } from '../access/author-name.ts';
import { findVisible } from '../customers/find-visible.ts';
import type { Taken } from '../ledger/take-over-by-hand.ts';
import { isImporting, isoMoment } from './recording.ts';

/** What a merge notes of how it was before. */
export interface BeforeMerge extends Taken {
  /** Every id of the one who became one with the other. */
  readonly names: readonly string[];
  /** The floor that it gave, by its number. */
  readonly floor: string | null;
  /** The ledger's day on which it was entered; null before the ledger's first. */
  readonly ledgerDay: string | null;
}

/** A merge that can be taken apart. */
export interface UndoableMerge extends BeforeMerge {
  readonly id: bigint;
  readonly kept: bigint;
  readonly keptExternalId: string;
  readonly merged: bigint;
  readonly mergedExternalId: string;
  readonly day: Day;
  readonly recording: bigint;
  /** ISO 8601, UTC. */
  readonly mergedAt: string;
  readonly author: string;
  readonly reason: string;
}

const DAYS = 30;
const DAY_MS = 86_400_000;
const all = { all: true } as const;

/** What tells whether a merge can be taken apart, as `judgedColumns` select it. */
export interface JudgedMerge {
  readonly at: string;
  readonly before: string;
  readonly undone_at: string | null;
  /** The last of the merges into the same customer that came later and stand. */
  readonly later: bigint | null;
}

/** Of a merge `m`, whose undoing is the recording `r`. */
export const judgedColumns: Expression = sql`cast(m.merged_at as text) as at, cast(m.before as text) as before,
  cast(r.recorded_at as text) as undone_at,
  (select max(n.merge_id) from customer_merges as n where n.kept_id = m.kept_id and n.merge_id > m.merge_id and n.undone_by is null) as later`;

/** Until when a merge can be taken apart, and why it cannot be at a moment; both in milliseconds since 1970. */
export function judgeMerge(
  { at, before, undone_at, later }: JudgedMerge,
  now: number,
): { readonly until: number; readonly obstacle: 'undone' | 'old' | 'unnoted' | 'later' | null } {
  const until = Date.parse(isoMoment(at)) + DAYS * DAY_MS;
  if (undone_at !== null) return { until, obstacle: 'undone' };
  if (now > until) return { until, obstacle: 'old' };
  if ((JSON.parse(before) as Partial<BeforeMerge>).names === undefined) return { until, obstacle: 'unnoted' };
  return { until, obstacle: later === null ? null : 'later' };
}

interface Row extends JudgedMerge {
  readonly kept: bigint;
  readonly merged: bigint;
  readonly external: string;
  readonly day: string;
  readonly recording: bigint;
  readonly author: string;
  readonly reason: string;
  readonly undone_author: string | null;
}

/**
 * Finds a merge that can be taken apart. Throws an AppError where there is none, an InputError where it was taken apart, is too long ago, came
 * before it was noted what belongs to whom, the one who was kept is another's by now or somebody was merged into him later, or an import goes on.
 */
export async function findUndoableMerge(db: Kysely<unknown>, id: bigint, at: number): Promise<UndoableMerge> {
  const { rows } =
    await sql<Row>`select kept_id as kept, merged_id as merged, merged_external_id as external, cast(m.day as text) as day,
      m.recorded_by as recording, m.author, reason, r.author as undone_author, ${judgedColumns}
    from customer_merges as m left join recordings as r on recording_id = undone_by where merge_id = ${bigint(id)}`.execute(
      db,
    );
  const [row] = rows;
  if (row === undefined) {
    return decline('not-found', '没有这次合并；请核对编号', 'there is no such merge; look its number up');
  }
  const { obstacle } = judgeMerge(row, at);
  if (obstacle === 'undone') refuseUndone(id, row.undone_at ?? '', row.undone_author ?? '');
  if (obstacle === 'old') refuseOld(row.day);
  if (obstacle === 'unnoted') refuseUnnoted();
  await refuseWhileImporting(db);
  // Who was merged himself since says into whom.
  const { externalId } = await findVisible({ db }, all, row.kept);
  if (row.later !== null) await refuseBeforeLater(db, externalId, row.later);
  const { kept, merged, external, recording, author, reason } = row;
  const mergedAt = isoMoment(row.at);
  return {
    ...(JSON.parse(row.before) as BeforeMerge),
    ...{ id, kept, keptExternalId: externalId, merged, mergedExternalId: external, day: day(row.day) },
    ...{ recording, mergedAt, author, reason },
  };
}

function refuseUndone(id: bigint, at: string, author: string): never {
  const moment = at.slice(0, 16);
  const by = authorText(author);
  return refuse(
    'merge-undone',
    '',
    `合并 ${id} 已在 ${moment}（UTC）由${by.zh}拆开；要合在一起，请重新合并`,
    `merge ${id} was taken apart at ${moment} UTC by ${by.en}; to have one customer again, merge them anew`,
  );
}

function refuseOld(day: string): never {
  return refuse(
    'merge-too-old',
    '',
    `这次合并是 ${day} 做的，超过 ${DAYS} 天，不能再拆开；请另建客户，再更正订单上的客户编号`,
    `this merge was made on ${day}, more than ${DAYS} days ago, and stays; enter another customer and correct the customer id of the orders`,
  );
}

function refuseUnnoted(): never {
  return refuse(
    'merge-unnoted',
    '',
    '这次合并是旧版本做的，当时没有记下哪些内容属于谁，不能拆开；请另建客户，再更正订单上的客户编号',
    'this merge was made by an earlier version, which did not note what belonged to whom: it stays; enter another customer and correct the customer id of the orders',
  );
}

/** What each of several filled is known only while the last of them is looked at first. */
async function refuseBeforeLater(db: Kysely<unknown>, kept: string, later: bigint): Promise<never> {
  const { rows } = await sql<{ external: string }>`select merged_external_id as external from customer_merges
    where merge_id = ${bigint(later)}`.execute(db);
  const merged = rows[0]?.external ?? '';
  return refuse(
    'merge-later',
    '',
    `这次合并之后，又有 ${merged} 并入了 ${kept}；请先拆开合并 ${later}（${merged}），再拆这次`,
    `after this merge ${merged} was merged into ${kept} as well; take merge ${later} (${merged}) apart first, then this one`,
  );
}

async function refuseWhileImporting(db: Kysely<unknown>): Promise<void> {
  if (!(await isImporting(db))) return;
  refuse(
    'import-running',
    '',
    '正在导入；请等导入结束后再拆开',
    'an import is under way; take the merge apart when it has ended',
  );
}
