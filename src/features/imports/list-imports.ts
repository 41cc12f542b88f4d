import { type Kysely, sql } from 'kysely';
import type { Expression } from '../../sql/expression.ts';
import type { FileKind } from './column-names.ts';
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
  /** When and by whom it was taken back; null where it was not. */
  readonly undone: { readonly at: string; readonly author: string } | null;
  /** How many orders or customers were added, changed, unchanged, how many rows left out; a `message` where it failed. */
  readonly report: KeptReport | null;
}

interface Row extends Omit<ImportListing, 'report' | 'undone'> {
  readonly undoneAt: string | null;
  readonly undoneBy: string | null;
  readonly report: string | null;
}

const MOST = 200;

/** The latest imports, the newest first. */
export async function listImports(db: Kysely<unknown>): Promise<ImportListing[]> {
  const { rows } = await sql<Row>`select imports.import_id as id, kind, file, status,
      cast(started_at as text) as "startedAt", cast(finished_at as text) as "finishedAt",
      cast(report as text) as report, min(author) as author,
      (${undo(sql`cast(max(undo.finished_at) as text)`)}) as "undoneAt", (${undo(sql`max(undone_by.author)`)}) as "undoneBy"
    from imports left join recordings on recordings.import_id = imports.import_id
    where undoes is null group by imports.import_id, kind, file, status, started_at, finished_at, cast(report as text)
    order by imports.import_id desc limit ${sql.lit(MOST)}`.execute(db);
  return rows.map(({ undoneAt, undoneBy, report, ...row }) => ({
    ...row,
    undone: undoneAt === null ? null : { at: undoneAt, author: undoneBy ?? '' },
    report: report === null ? null : read(report),
  }));
}

/** Of the undo that took an import back. */
function undo(what: Expression): Expression {
  return sql`select ${what} from imports as undo join recordings as undone_by on undone_by.import_id = undo.import_id
    where undo.undoes = imports.import_id and undo.status = 'done'`;
}

/** Earlier imports did not keep how many rows they left out. */
function read(report: string): KeptReport {
  return { rejected: null, ...JSON.parse(report) };
}
