import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Queryable } from '../../db/database.ts';
import { bigint, commas, type Dialect, type Expression, literalText } from '../../sql/expression.ts';
import { note } from '../audit/audit.ts';
import { currentGeneration, type Generation } from '../evaluations/generation.ts';
import { regrade } from '../evaluations/grade-touched.ts';
import { giveBackByHand } from '../ledger/give-back-by-hand.ts';
import { holdAgain, settleApart } from '../ledger/hold-again.ts';
import { bringBack } from './bring-back.ts';
import { chosen } from './chosen.ts';
import { hashesOf } from './customer-ids.ts';
import { fieldsApart } from './fields-apart.ts';
import { goesBack } from './goes-back.ts';
import { findUndoableMerge, type UndoableMerge } from './merge-undone.ts';
import { moveRows } from './move-rows.ts';
import { startRecording } from './recording.ts';
import { withReferrers } from './referrers.ts';
import { effectOfUndo, type MergeUndoEffect } from './undo-merge-effect.ts';

export interface MergeUndoRequest {
  readonly id: bigint;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What taking a merge apart would do now; changes nothing. Throws as `findUndoableMerge`. */
export async function previewMergeUndo(
  folder: DataFolder,
  { id, at }: Pick<MergeUndoRequest, 'id' | 'at'>,
): Promise<MergeUndoEffect> {
  const { reader, dialect } = folder.database();
  const merge = await findUndoableMerge(reader, id, at);
  return await effectOfUndo({ kysely: reader, dialect }, merge, await fieldsApart(reader, merge));
}

/**
 * Takes a merge apart, in one transaction: what the merge moved, and what came later under an id of the one who was gone, is his again as new
 * versions; both are graded and entered in the ledger anew. What somebody edited since stays as it is. Throws as `findUndoableMerge`.
 */
export async function undoMerge(
  folder: DataFolder,
  { id, author, at }: MergeUndoRequest,
): Promise<MergeUndoEffect> {
  const { dialect } = folder.database();
  return await folder.writer.write(async (trx) => {
    const db: Queryable = { kysely: trx, dialect };
    const merge = await findUndoableMerge(trx, id, at);
    const fields = await fieldsApart(trx, merge);
    const effect = await effectOfUndo(db, merge, fields);
    const recording = await startRecording(trx, { at, author, importId: null });
    await giveRowsBack(db, merge, recording);
    await giveFieldsBack(db, merge, fields.sets, recording);
    await giveNamesBack(trx, dialect, merge);
    await giveBackByHand(trx, { ...merge, author, at });
    await sql`update customer_merges set undone_by = ${bigint(recording)} where merge_id = ${bigint(id)}`.execute(
      trx,
    );
    const generation = await currentGeneration(trx);
    if (generation !== null) await gradeBoth(db, generation, merge, at);
    const { keptExternalId: subject, mergedExternalId } = merge;
    const detail = {
      mergeId: String(id),
      merged: mergedExternalId,
      back: effect.back,
      stays: effect.stays.count,
    };
    await note(trx, { at, actor: author, action: 'merge-undone', subject, detail });
    return effect;
  });
}

async function giveRowsBack(db: Queryable, merge: UndoableMerge, recording: bigint): Promise<void> {
  const { kept: from, merged: to, mergedExternalId } = merge;
  const name = sql`nullif(n.external_id, ${literalText(mergedExternalId)})`;
  // Orders last: by them it is known which lines and points go.
  for (const table of ['events', 'several_lines', 'refunds', 'orders'] as const) {
    const which = goesBack(db.dialect, table, merge);
    await moveRows(db, table, { from, to, recording, which, name });
  }
}

async function giveFieldsBack(
  db: Queryable,
  { kept, merged, recording: merging }: UndoableMerge,
  sets: readonly Expression[],
  recording: bigint,
): Promise<void> {
  const { kysely: trx } = db;
  const is = sql`customer_id = ${bigint(kept)}`;
  await sql`insert into customers_history select customers.*, ${bigint(recording)} from customers where ${is}`.execute(
    trx,
  );
  const by = sql`recorded_by = ${bigint(recording)}`;
  await sql`update customers set ${commas([...sets, by])} where ${is}`.execute(trx);
  const which = sql`customer_id = ${bigint(merged)} and ended_by = ${bigint(merging)}`;
  await bringBack(db, 'customers', { which, order: ['customer_id'], recording });
}

async function giveNamesBack(
  trx: Kysely<unknown>,
  dialect: Dialect,
  { kept, merged, mergedExternalId, names }: UndoableMerge,
): Promise<void> {
  const theirs = chosen(dialect, 'text', names);
  await sql`delete from merged_names where external_id = ${mergedExternalId}`.execute(trx);
  await sql`update merged_names set customer_id = ${bigint(merged)} where external_id in ${theirs}`.execute(
    trx,
  );
  const hashes = names.map(hashesOf);
  const firsts = commas(hashes.map(([first]) => bigint(first)));
  const seconds = commas(hashes.map(([, second]) => bigint(second)));
  await sql`update customer_ids set customer_id = ${bigint(merged)}
    where customer_id = ${bigint(kept)} and first_hash in (${firsts}) and second_hash in (${seconds})`.execute(
    trx,
  );
}

async function gradeBoth(
  db: Queryable,
  generation: Generation,
  { kept, merged }: UndoableMerge,
  at: number,
): Promise<void> {
  const both = [kept, merged];
  const touched = await withReferrers(db.kysely, db.dialect, generation.scheme, both);
  if (generation.inLedger) await holdAgain(db, merged);
  await regrade(db.kysely, db.dialect, touched, at, generation);
  await settleApart(db, generation, both, at);
}
