import { type Kysely, sql } from 'kysely';
import type { FileKind } from './column-names.ts';
import { type EarlierUndo, readUndos } from './earlier-undo.ts';
import type { KeptReport } from './noted-import.ts';

/** An import as the register knows it. Moments as the database writes them, in UTC. */
export interface ImportListing {
  readonly id: bigint;
  readonly kind: FileKind;
  readonly file: string;
  readonly status: 'reading' | 'recording' | 'done' | 'failed' | 'interrupted';
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Null where nothing was recorded. */
  readonly author: string | null;
  /** When and by whom it was taken back last, what that left and which imports are to be taken back before it can go; null where it was not. */
  readonly undone: EarlierUndo | null;
  /** How many orders or customers were added, changed, unchanged, how many rows left out; a `message` where it failed. */
  readonly report: KeptReport | null;
}

interface Row extends Omit<ImportListing, 'report' | 'undone'> {
  readonly report: string | null;
}

const MOST = 200;

/** The latest imports, the newest first. */
export async function listImports(db: Kysely<unknown>): Promise<ImportListing[]> {
  const { rows } = await sql<Row>`select imports.import_id as id, kind, file, status,
      cast(started_at as text) as "startedAt", cast(finished_at as text) as "finishedAt",
      cast(report as text) as report, min(author) as author
    from imports left join recordings on recordings.import_id = imports.import_id
    where undoes is null group by imports.import_id, kind, file, status, started_at, finished_at, cast(report as text)
    order by imports.import_id desc limit ${sql.lit(MOST)}`.execute(db);
  const undos = await readUndos(db, sql`is not null`);
  return rows.map(({ report, ...row }) => ({
    ...row,
    undone: waitingFor(undos, row.id),
    report: report === null ? null : read(report),
  }));
}

/** Without the later imports of which nothing is left by now. */
function waitingFor(undos: ReadonlyMap<bigint, EarlierUndo>, id: bigint): EarlierUndo | null {
  const undone = undos.get(id);
  if (undone === undefined) return null;
  const stands = (later: string): boolean => undos.get(BigInt(later))?.stayed !== 0;
  return { ...undone, laterImports: undone.laterImports.filter(stands) };
}

/** Earlier imports did not keep how many rows they left out. */
function read(report: string): KeptReport {
  return { rejected: null, ...JSON.parse(report) };
}
