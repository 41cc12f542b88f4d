import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import { refuse } from '../../domain/problem.ts';
import { text } from '../../domain/text.ts';
import { undoesNothing } from '../../domain/undoes-nothing.ts';
import { inFolderTurn } from '../evaluations/one-at-a-time.ts';
import type { Progress } from '../grade/report.ts';
import { setByHandSoFar } from '../ledger/set-by-hand-since.ts';
import { momentSql, nextNumber, startRecording } from '../register/recording.ts';
import { plannedFields } from '../register/undo-fields.ts';
import { planUndo } from '../register/undo-plan.ts';
import { takeRowsBack } from '../register/undo-rows.ts';
import { numbered } from '../register/undo-tables.ts';
import { inOneTurn, inOwnTransaction, withoutTrace } from '../register/whole-transaction.ts';
import { finishAbandoned } from './finish-imports.ts';
import { failImport, nothingKept } from './noted-import.ts';
import { finishUndo, keepLatecomers, type StartedUndo } from './take-back.ts';
import { effectOf, type UndoEffect } from './undo-effect.ts';
import { findUndoable, type UndoableImport } from './undoable-import.ts';

export interface UndoPreview extends UndoEffect {
  readonly import: UndoableImport;
}

export interface UndoRequest {
  readonly id: bigint;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** As many orders, refunds and events are taken back while others wait; more are on a connection of its own, beside them. */
const FEW = 20_000;

/** What taking an import back would do now; changes nothing. Throws as `findUndoable`. */
export async function previewUndo(folder: DataFolder, id: bigint): Promise<UndoPreview> {
  return await withoutTrace(folder, async (own) => {
    const found = await findUndoable(own.kysely, id);
    await planUndo(own, found);
    const effect = await effectOf(own, await plannedFields(own, found.recordings), found);
    return { import: found, ...effect };
  });
}

/**
 * Takes an import back, in one transaction: what it added ends, what it changed is again as before, as new versions under a recording of
 * the undo; what was changed since, or is referred to, stays. However it ends, the outcome is stored. Not beside imports and evaluations.
 */
export async function undoImport(folder: DataFolder, request: UndoRequest): Promise<UndoEffect> {
  return await inFolderTurn(folder, `undo ${request.id}`, async () => {
    const work = async (): Promise<UndoEffect> => {
      await finishAbandoned(folder, request.clock());
      return await undoNow(folder, request);
    };
    return await folder.turns.wait('import', work, request.signal);
  });
}

async function undoNow(folder: DataFolder, request: UndoRequest): Promise<UndoEffect> {
  const { clock, signal, progress } = request;
  signal.throwIfAborted();
  progress.step(text('撤销导入', 'taking the import back'));
  await refuseForNothing(folder, request.id);
  const { found, undo } = await folder.writer.write(async (trx) => await startUndo(trx, request));
  try {
    const isFew = found.kind === 'customers' || (await countBrought(folder, found)) <= FEW;
    return isFew
      ? await takeBackAtOnce(folder, found, undo, clock)
      : await takeBackBeside(folder, found, undo, request);
  } catch (error) {
    const status = signal.aborted ? 'interrupted' : 'failed';
    await failImport(folder, undo.id, status, nothingKept(error), clock());
    throw error;
  }
}

/** Of what can be looked at quickly, and of what was taken back before, it is known before anything is noted whether anything can be done. */
async function refuseForNothing(folder: DataFolder, id: bigint): Promise<void> {
  const found = await findUndoable(folder.database().reader, id);
  if (found.undone === null && (await countBrought(folder, found)) > FEW) return;
  const effect = await previewUndo(folder, id);
  if (!undoesNothing(effect)) return;
  const { count, laterImports } = effect.stays;
  const ids = laterImports.join(', ');
  const first = text(
    ids === '' ? '' : `；请先撤销后来的导入 ${ids}，再撤销这一次`,
    ids === '' ? '' : `; take import${laterImports.length > 1 ? 's' : ''} ${ids} back first, then this one`,
  );
  refuse(
    'nothing-undone',
    '',
    `导入 ${id} 现在没有可以撤销的内容：${count} 项要留下，撤销前的预览写着原因${first.zh}`,
    `nothing of import ${id} can be taken back now: ${count} of it will stay, the preview of the undo says why${first.en}`,
  );
}

/** Notes the undo among the imports before anything is done. */
async function startUndo(
  trx: Kysely<unknown>,
  { id, author, clock }: UndoRequest,
): Promise<{ readonly found: UndoableImport; readonly undo: StartedUndo }> {
  const found = await findUndoable(trx, id);
  const { kind, file, digest, recordings } = found;
  const at = clock();
  const own = await nextNumber(trx, 'imports', 'import_id');
  await sql`insert into imports (import_id, kind, file, digest, status, started_at, undoes)
    values (${own}, ${kind}, ${file}, ${digest}, 'recording', ${momentSql(at)}, ${id})`.execute(trx);
  const recording = await startRecording(trx, { at, author, importId: own });
  return { found, undo: { id: own, recording, undoes: id, file, author, recordings } };
}

async function countBrought(folder: DataFolder, { recordings }: UndoableImport): Promise<number> {
  const counts = ['orders', 'refunds', 'events'].map(
    (table) => sql`(select count(*) from ${sql.table(table)} where recorded_by in ${numbered(recordings)})`,
  );
  const { rows } = await sql<{ n: bigint }>`select ${sql.join(counts, sql` + `)} as n`.execute(
    folder.database().reader,
  );
  return Number(rows[0]?.n ?? 0n);
}

async function takeBackAtOnce(
  folder: DataFolder,
  found: UndoableImport,
  undo: StartedUndo,
  clock: () => number,
): Promise<UndoEffect> {
  const { dialect } = folder.database();
  return await folder.writer.write(async (trx) => {
    const db = { kysely: trx, dialect };
    await planUndo(db, found);
    await takeRowsBack(db, undo);
    return await finishUndo(db, trx, undo, clock());
  });
}

async function takeBackBeside(
  folder: DataFolder,
  found: UndoableImport,
  undo: StartedUndo,
  { clock, signal, progress }: UndoRequest,
): Promise<UndoEffect> {
  return await inOwnTransaction(folder, async (own) => {
    const done = (fraction: number): void => {
      signal.throwIfAborted();
      progress.at(fraction);
    };
    const byHand = await setByHandSoFar(own.kysely);
    await planUndo(own, found);
    done(0.3);
    await takeRowsBack(own, undo);
    done(0.8);
    return await inOneTurn(folder, async (trx) => {
      await keepLatecomers(trx, own, undo, byHand);
      const effect = await finishUndo(own, trx, undo, clock());
      await run(own, sql`commit`);
      return effect;
    });
  });
}
