import { type Kysely, sql } from 'kysely';
import { decline } from '../../domain/app-error.ts';
import { clockOf } from '../../domain/calendar.ts';
import { refuse } from '../../domain/problem.ts';
import { authorText } from '../access/author-name.ts';
import { isImporting, isoMoment } from '../register/recording.ts';
import type { Brought } from '../register/undo-plan.ts';
import { businessOf } from '../schemes/business.ts';
import type { FileKind } from './column-names.ts';
import { type EarlierUndo, readUndos } from './earlier-undo.ts';
import type { KeptReport } from './noted-import.ts';

/** An import that can be taken back. */
export interface UndoableImport extends Brought {
  readonly id: bigint;
  readonly kind: FileKind;
  readonly file: string;
  readonly digest: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly author: string;
  /** The last time that it was taken back, which left something; null where it never was. */
  readonly undone: EarlierUndo | null;
}

interface Row {
  readonly kind: FileKind;
  readonly file: string;
  readonly digest: string;
  readonly started: string;
  readonly finished: string | null;
  readonly report: string | null;
}

/**
 * Finds an import that can be taken back. Throws an AppError where there is none, an InputError where it or another goes on, kept nothing, or was
 * taken back and left nothing.
 */
export async function findUndoable(db: Kysely<unknown>, id: bigint): Promise<UndoableImport> {
  const { rows } = await sql<Row>`select kind, file, digest, cast(started_at as text) as started,
      cast(finished_at as text) as finished, cast(report as text) as report
    from imports where import_id = ${id} and undoes is null`.execute(db);
  const [row] = rows;
  if (row === undefined) {
    return decline(
      'not-found',
      '没有这次导入；请在导入页核对编号',
      'there is no such import; look its number up on the imports page',
    );
  }
  await refuseWhileImporting(db);
  const undone = (await readUndos(db, sql`= ${id}`)).get(id) ?? null;
  if (undone?.stayed === 0) await refuseUndone(db, id, undone);
  const { recordings, author } = await readRecordings(db, id);
  const { added = 0, changed = 0 } = JSON.parse(row.report ?? '{}') as Partial<KeptReport>;
  if (added + changed === 0 && !(await toldRefunds(db, id))) refuseEmpty(id);
  const { kind, file, digest, started } = row;
  return { id, kind, file, digest, startedAt: isoMoment(started), author, recordings, undone };
}

async function refuseWhileImporting(db: Kysely<unknown>): Promise<void> {
  if (!(await isImporting(db))) return;
  refuse(
    'import-running',
    '',
    '正在导入或撤销导入，或者有导入等着服务器（tierbook serve）启动后接着做；请等它结束再撤销',
    'an import, or an undo of one, is under way, or one waits for the server (`tierbook serve`) to go on; take this import back when it has ended',
  );
}

async function refuseUndone(db: Kysely<unknown>, id: bigint, { at, author }: EarlierUndo): Promise<never> {
  const { timeZone } = await businessOf(db);
  const when = clockOf(Date.parse(at), timeZone);
  const by = authorText(author);
  return refuse(
    'import-undone',
    '',
    `导入 ${id} 已在 ${when} 由${by.zh}撤销过；要恢复，请重新导入文件`,
    `import ${id} was taken back at ${when} by ${by.en}; to have it back, import the file again`,
  );
}

/** Whether a settlement told of refunds that nobody had told of, even where they changed no order. */
async function toldRefunds(db: Kysely<unknown>, id: bigint): Promise<boolean> {
  const { rows } = await sql`select 1 from settled_refunds join recordings on recording_id = recorded_by
    where import_id = ${id} limit 1`.execute(db);
  return rows.length > 0;
}

function refuseEmpty(id: bigint): never {
  return refuse(
    'nothing-imported',
    '',
    `导入 ${id} 没有新增或更新任何内容（失败的导入不会留下内容），不需要撤销`,
    `import ${id} neither added nor changed anything (one that fails keeps nothing): there is nothing to take back`,
  );
}

async function readRecordings(
  db: Kysely<unknown>,
  id: bigint,
): Promise<{ recordings: bigint[]; author: string }> {
  const { rows } = await sql<{ id: bigint; author: string }>`select recording_id as id, author from recordings
    where import_id = ${id} order by recording_id`.execute(db);
  return { recordings: rows.map((row) => row.id), author: rows[0]?.author ?? '' };
}
