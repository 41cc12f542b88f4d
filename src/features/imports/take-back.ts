import { type Kysely, sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { nextEntry, note } from '../audit/audit.ts';
import { currentGeneration } from '../evaluations/generation.ts';
import { showAll } from '../evaluations/grade-touched.ts';
import { endHolding } from '../ledger/end-holding.ts';
import { readLedger } from '../ledger/ledger-state.ts';
import { changedSince, type SetByHand } from '../ledger/set-by-hand-since.ts';
import { chosen } from '../register/chosen.ts';
import { momentSql } from '../register/recording.ts';
import { plannedFields, takeFieldsBack } from '../register/undo-fields.ts';
import { takeNamesBack } from '../register/undo-names.ts';
import { dropPlan } from '../register/undo-plan.ts';
import { stay } from '../register/undo-references.ts';
import { changedCustomers, goingCustomers, takeCustomersBack } from '../register/undo-rows.ts';
import { effectOf, type UndoEffect } from './undo-effect.ts';

export interface StartedUndo {
  /** The number under which the undo stands among the imports. */
  readonly id: bigint;
  readonly recording: bigint;
  readonly author: string;
  /** The import. */
  readonly undoes: bigint;
  readonly file: string;
  /** Its recordings. */
  readonly recordings: readonly bigint[];
}

/**
 * The rest of an undo whose plan is made and whose orders, refunds and events are taken back: customers, fields, what is shown and held of
 * whoever goes, its end, and that it is noted. Nobody else may write meanwhile; `latest` sees what they wrote before.
 */
export async function finishUndo(
  db: Queryable,
  latest: Kysely<unknown>,
  undo: StartedUndo,
  at: number,
): Promise<UndoEffect> {
  const fields = await plannedFields(db, undo.recordings);
  const effect = await effectOf(db, fields, { id: undo.undoes, recordings: undo.recordings });
  await takeNamesBack(db, undo.recordings);
  await takeCustomersBack(db, undo);
  const unused = fields.filter(({ isUsed }) => !isUsed).map(({ id }) => id);
  await takeFieldsBack(db, unused, undo.recording);
  await showTakenBack(db);
  await run(
    db,
    sql`update imports set status = 'done', finished_at = ${momentSql(at)}, report = ${JSON.stringify(effect)}
      where import_id = ${undo.id}`,
  );
  await dropPlan(db);
  const { goes, back, stays } = effect;
  const detail = { importId: String(undo.undoes), goes, back, stays: stays.count };
  const { author: actor, file: subject } = undo;
  const entry = { at, actor, action: 'import-undone', subject, detail } as const;
  await note(db.kysely, entry, await nextEntry(latest));
  return effect;
}

/** Lists and the ledger follow: who goes is shown and holds no more. */
async function showTakenBack(db: Queryable): Promise<void> {
  const generation = await currentGeneration(db.kysely);
  if (generation === null) return;
  const going = sql`customer_id in ${goingCustomers}`;
  await run(db, sql`delete from ${sql.table(generation.graded.table)} where ${going}`);
  await showAll(db.kysely, sql`customers.customer_id in ${changedCustomers}`, generation);
  const ledger = await readLedger(db.kysely);
  if (ledger?.decided != null) await endHolding(db, going, ledger.decided);
}

/** Customers of whom something was recorded, or set by hand, since the plan was made stay; `trx` sees it, the plan's connection does not. */
export async function keepLatecomers(
  trx: Kysely<unknown>,
  own: Queryable,
  { recording }: StartedUndo,
  byHand: SetByHand,
): Promise<void> {
  const changed = await changedSince(trx, { recorded: { last: recording, open: [] }, byHand });
  if (changed === null) return;
  const brought = sql`select customer_id from customer_names where external_id in (
    select referred_by from customers where recorded_by > ${sql.lit(recording)})`;
  const { rows } = await sql<{ id: bigint }>`select customer_id as id from customers
    where ${changed} or customer_id in (${brought})`.execute(trx);
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await stay(own, 'meanwhile', sql`customers.id in ${chosen(own.dialect, 'bigint', ids)}`);
}
