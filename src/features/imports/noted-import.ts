import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { refuse } from '../../domain/problem.ts';
import { nextEntry, note } from '../audit/audit.ts';
import { momentSql, nextNumber, nothingRecorded, type Outcome } from '../register/recording.ts';
import { forgetNumbers } from '../register/reserved-numbers.ts';
import type { FileKind } from './column-names.ts';
import type { ErrorFile } from './error-file.ts';
import { type MappingChoice, noteMappings } from './kept-mappings.ts';

/** An import as the register knows it: which file, when, by whom. */
export interface ImportNote {
  readonly kind: FileKind;
  readonly file: string;
  /** SHA-256 of the files. */
  readonly digest: string;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The job that asks for it and lets it go on after the process was ended. */
  readonly job?: string | null;
  /** Whether its end is to be found in the audit log. */
  readonly audited?: boolean;
}

/** What a finished import keeps of itself. */
export interface KeptReport extends Outcome {
  /** Rows that could not be read; null where nobody counted them. */
  readonly rejected: number | null;
  /** Orders of nobody; left out where there are none. */
  readonly unattributed?: number;
  /** Refunds of settlements that nobody had told of; left out where there are none. */
  readonly settled?: number;
  /** Files with them, so far as they are still kept. */
  readonly errorFiles?: readonly ErrorFile[];
  readonly message?: string;
}

/** An import as it stands. */
interface ImportState {
  readonly id: bigint;
  readonly digest: string;
  readonly status: 'reading' | 'recording' | 'done' | 'failed' | 'interrupted';
  /** Null before its end. */
  readonly report: KeptReport | null;
}

/** The import that a job asked for; null where it has not begun. */
export async function importOfJob(db: Kysely<unknown>, job: string): Promise<ImportState | null> {
  const { rows } = await sql<
    Omit<ImportState, 'report'> & { report: string | null }
  >`select import_id as id, digest, status,
    cast(report as text) as report from imports where job = ${job}`.execute(db);
  const [row] = rows;
  return row === undefined ? null : { ...row, report: row.report === null ? null : JSON.parse(row.report) };
}

/**
 * Notes an import before anything of it is kept, so that an interrupted one is known, or finds the one that goes on, with the digest of its
 * files. Throws an InputError where that has ended meanwhile.
 */
export async function startImport(
  { writer }: DataFolder,
  given: ImportNote,
): Promise<Pick<ImportState, 'id' | 'digest'>> {
  const { kind, file, digest, at, job = null } = given;
  return await writer.write(async (trx) => {
    const begun = job === null ? null : await importOfJob(trx, job);
    if (begun !== null) return begun.report === null ? begun : refuseEnded(begun.id, begun.report);
    const id = await nextNumber(trx, 'imports', 'import_id');
    await sql`insert into imports (import_id, kind, file, digest, status, started_at, job)
      values (${id}, ${kind}, ${file}, ${digest}, 'reading', ${momentSql(at)}, cast(${job} as text))`.execute(
      trx,
    );
    return { id, digest };
  });
}

function refuseEnded(id: bigint, { message = '' }: KeptReport): never {
  return refuse('import-ended', '', `导入 ${id} 已经结束：${message}`, `import ${id} has ended: ${message}`);
}

/** Stores that an import has ended well. */
export async function endImport(
  { writer }: DataFolder,
  id: bigint,
  ended: ImportNote,
  { report, choices, at }: Pick<DoneImport, 'report' | 'choices' | 'at'>,
): Promise<void> {
  await writer.write(async (trx) => await setDone(trx, trx, { id, ended, report, choices, at }));
}

interface DoneImport {
  readonly id: bigint;
  readonly ended: ImportNote;
  readonly report: KeptReport;
  /** What was settled of its files' columns, which holds for the next ones like them. */
  readonly choices: readonly MappingChoice[];
  readonly at: number;
}

/** The same in a transaction; `latest` sees what others have written meanwhile, and nobody writes. */
export async function setDone(
  trx: Kysely<unknown>,
  latest: Kysely<unknown>,
  { id, ended, report, choices, at }: DoneImport,
): Promise<void> {
  await setEnded(trx, id, 'done', report, at);
  await noteMappings(trx, latest, choices, { author: ended.author, at });
  if (!ended.audited) return;
  const { added, changed, unchanged } = report;
  const detail = { kind: ended.kind, importId: String(id), added, changed, unchanged };
  const entry = { at, actor: ended.author, action: 'file-imported', subject: ended.file, detail } as const;
  await note(trx, entry, await nextEntry(latest));
}

/** Stores that an import failed or was interrupted. */
export async function failImport(
  { writer }: DataFolder,
  id: bigint,
  status: 'failed' | 'interrupted',
  report: KeptReport,
  at: number,
): Promise<void> {
  await writer.write(async (trx) => {
    await forgetNumbers(trx, id);
    await setEnded(trx, id, status, report, at);
  });
}

/** The same of one that kept nothing, with the reason. */
export function nothingKept(error: unknown): KeptReport {
  const message = error instanceof Error ? error.message : String(error);
  return { ...nothingRecorded, rejected: null, message };
}

export async function setEnded(
  trx: Kysely<unknown>,
  id: bigint,
  status: 'done' | 'failed' | 'interrupted',
  report: KeptReport,
  at: number,
): Promise<void> {
  await sql`update imports set status = ${status}, finished_at = ${momentSql(at)},
    report = ${JSON.stringify(report)} where import_id = ${id}`.execute(trx);
}
