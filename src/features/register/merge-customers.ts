import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Queryable } from '../../db/database.ts';
import { dayOf } from '../../domain/calendar.ts';
import { InputError, type Problem, problem, refuse } from '../../domain/problem.ts';
import { wordsProblems } from '../../domain/words-problems.ts';
import { bigint, date, literalText } from '../../sql/expression.ts';
import { note } from '../audit/audit.ts';
import { findVisible } from '../customers/find-visible.ts';
import { currentGeneration } from '../evaluations/generation.ts';
import { regrade } from '../evaluations/grade-touched.ts';
import { readBothHeld, settleMerge } from '../ledger/settle-merge.ts';
import { takeOverByHand } from '../ledger/take-over-by-hand.ts';
import { businessOf } from '../schemes/business.ts';
import { fillBlanks } from './fill-blanks.ts';
import type { BeforeMerge } from './merge-undone.ts';
import { moveRows } from './move-rows.ts';
import { endRows, isImporting, momentSql, nextNumber, startRecording } from './recording.ts';
import { withReferrers } from './referrers.ts';

export interface MergeRequest {
  readonly kept: bigint;
  /** Who becomes one with him. */
  readonly merged: bigint;
  readonly reason: string;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What belongs to a customer and goes over to the one who is kept. */
const tables = ['orders', 'several_lines', 'refunds', 'events'] as const;
const all = { all: true } as const;

/**
 * Makes two customers one, in one transaction: orders, refunds and events of the one go over as new versions, what he has and the
 * other has not fills blanks, what is set by hand goes on; the joined history is graded and entered in the ledger. Whatever comes later
 * under the id of the one is the other's. Gives the number of the merge.
 */
export async function mergeCustomers(folder: DataFolder, request: MergeRequest): Promise<bigint> {
  const { kept, merged, author, at } = request;
  const reason = request.reason.trim();
  const problems = [...wordsProblems('reason', reason, true), ...(kept === merged ? [sameProblem()] : [])];
  if (problems.length > 0) throw new InputError(problems);
  const { dialect } = folder.database();
  return await folder.writer.write(async (trx) => {
    const db: Queryable = { kysely: trx, dialect };
    const [one, other] = [
      await findVisible({ db: trx }, all, kept),
      await findVisible({ db: trx }, all, merged),
    ];
    await refuseWhileImporting(trx);
    const generation = await currentGeneration(trx);
    const held = generation?.inLedger ? await readBothHeld(trx, generation, { kept, merged }) : null;
    const { timeZone } = await businessOf(trx);
    const today = dayOf(at, timeZone);
    const recording = await startRecording(trx, { at, author, importId: null });
    const name = sql`coalesce(n.external_id, ${literalText(other.externalId)})`;
    for (const table of tables) await moveRows(db, table, { from: merged, to: kept, recording, name });
    await fillBlanks(trx, { kept, merged, recording });
    await endRows(trx, 'customers', recording, sql`current.customer_id = ${bigint(merged)}`);
    const names = await nameAnew(trx, { kept, merged, externalId: other.externalId });
    const taken = await takeOverByHand(trx, { kept, merged, author, at, today });
    let floor: bigint | null = null;
    if (generation !== null) {
      await sql`delete from ${sql.table(generation.graded.table)} where customer_id = ${bigint(merged)}`.execute(
        trx,
      );
      // Who brought the one who is gone may have brought nobody any more.
      const touched = await withReferrers(trx, dialect, generation.scheme, [kept, merged]);
      const still = touched.filter((id) => id !== merged);
      await regrade(trx, dialect, still, at, generation);
      if (held !== null) floor = await settleMerge(db, generation, { ...held, kept, merged, author, at });
    }
    const isSettled = generation !== null && held !== null;
    const before: BeforeMerge = {
      ...{ ...taken, names, floor: floor === null ? null : String(floor) },
      ledgerDay: isSettled ? generation.asOf : null,
    };
    const id = await nextNumber(trx, 'customer_merges', 'merge_id');
    await sql`insert into customer_merges (merge_id, kept_id, merged_id, merged_external_id, day, recorded_by, merged_at, author, reason, before)
      values (${id}, ${bigint(kept)}, ${bigint(merged)}, ${other.externalId}, ${date(today)},
        ${bigint(recording)}, ${momentSql(at)}, ${author}, ${reason}, ${JSON.stringify(before)})`.execute(
      trx,
    );
    const detail = { merged: other.externalId, reason };
    await note(trx, { at, actor: author, action: 'customers-merged', subject: one.externalId, detail });
    return id;
  });
}

/** Every id of the one is the other's from now on. Gives them. */
async function nameAnew(
  trx: Kysely<unknown>,
  {
    kept,
    merged,
    externalId,
  }: { readonly kept: bigint; readonly merged: bigint; readonly externalId: string },
): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select external_id as name from merged_names
    where customer_id = ${bigint(merged)} order by external_id`.execute(trx);
  for (const table of ['customer_ids', 'merged_names']) {
    await sql`update ${sql.table(table)} set customer_id = ${bigint(kept)} where customer_id = ${bigint(merged)}`.execute(
      trx,
    );
  }
  await sql`insert into merged_names (external_id, customer_id) values (${externalId}, ${bigint(kept)})`.execute(
    trx,
  );
  return [externalId, ...rows.map(({ name }) => name)];
}

/** An import may be about to bring something of one of them. */
async function refuseWhileImporting(trx: Kysely<unknown>): Promise<void> {
  if (!(await isImporting(trx))) return;
  refuse(
    'import-running',
    '',
    '正在导入；请等导入结束后再合并客户',
    'an import is under way; merge the customers when it has ended',
  );
}

function sameProblem(): Problem {
  return problem(
    'same-customer',
    'merged',
    '两边是同一位客户；请选另一位',
    'both are the same customer; choose another',
  );
}
