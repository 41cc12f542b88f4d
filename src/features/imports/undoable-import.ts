import { type Kysely, sql } from 'kysely';
import { decline } from '../../domain/app-error.ts';
import { refuse } from '../../domain/problem.ts';
import { authorText } from '../access/author-name.ts';
import { isImporting, isoMoment } from '../register/recording.ts';
import type { Brought } from '../register/undo-plan.ts';
import type { FileKind } from './column-names.ts';
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
}

interface Row {
  readonly kind: FileKind;
  readonly file: string;
  readonly digest: string;
  readonly started: string;
  readonly finished: string | null;
  readonly report: string | null;
}

/** Finds an import that can be taken back. Throws an AppError where there is none, an InputError where it or another goes on, kept nothing, or was taken back. */
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
  await refuseUndone(db, id);
  const { recordings, author } = await readRecordings(db, id);
  const report = JSON.parse(row.report ?? '{}') as Partial<KeptReport>;
  if (recordings.length === 0 || (report.added ?? 0) + (report.changed ?? 0) === 0) refuseEmpty(id);
  const { kind, file, digest, started } = row;
  return {
    ...{ id, kind, file, digest, startedAt: isoMoment(started), author, recordings },
    laterUndos: await readLaterUndos(db, recordings),
  };
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

async function refuseUndone(db: Kysely<unknown>, id: bigint): Promise<void> {
  const { rows } = await sql<{
    finished: string;
    author: string;
  }>`select cast(finished_at as text) as finished, author
    from imports join recordings on recordings.import_id = imports.import_id
    where undoes = ${id} and status = 'done'`.execute(db);
  const [undone] = rows;
  if (undone === undefined) return;
  const { author, finished } = undone;
  const at = finished.slice(0, 16);
  const by = authorText(author);
  refuse(
    'import-undone',
    '',
    `导入 ${id} 已在 ${at}（UTC）由${by.zh}撤销过；要恢复，请重新导入文件`,
    `import ${id} was taken back at ${at} UTC by ${by.en}; to have it back, import the file again`,
  );
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

/** What was taken back since recordings, imports and merges: the undo's recording with those it took back, the earliest first. */
async function readLaterUndos(
  db: Kysely<unknown>,
  recordings: readonly bigint[],
): Promise<Brought['laterUndos']> {
  const first = recordings[0] ?? 0n;
  const { rows } = await sql<{
    id: bigint;
    undone: bigint;
  }>`select undo.recording_id as id, undone.recording_id as undone
    from imports join recordings as undo on undo.import_id = imports.import_id
      join recordings as undone on undone.import_id = imports.undoes
    where imports.status = 'done' and undo.recording_id > ${first} order by undo.recording_id`.execute(db);
  const undos = new Map<bigint, bigint[]>();
  for (const { id, undone } of rows) undos.set(id, [...(undos.get(id) ?? []), undone]);
  const apart = await sql<{
    id: bigint;
    undone: bigint;
  }>`select undone_by as id, recorded_by as undone from customer_merges
    where undone_by > ${first}`.execute(db);
  const all = [
    ...[...undos].map(([recording, undone]) => ({ recording, undone, isOfMerge: false })),
    ...apart.rows.map(({ id, undone }) => ({ recording: id, undone: [undone], isOfMerge: true })),
  ];
  return all.toSorted((a, b) => (a.recording < b.recording ? -1 : 1));
}
