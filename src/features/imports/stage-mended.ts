import { join } from 'node:path';
import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { isMalformedText } from '../../db/engine-errors.ts';
import { mendTable } from '../files/mend.ts';
import { isLinewise, type ReadableTable } from '../files/open-table.ts';
import { type StageOptions, stageFile } from './stage.ts';
import type { StagedFile } from './staged-file.ts';

export interface MendingOptions extends StageOptions {
  readonly scratch: string;
  readonly signal: AbortSignal;
}

/**
 * Reads a file; one that breaks the rules of delimited text (ragged rows, mixed line ends, open quotes) is
 * mended first, and the rows that cannot be are listed.
 */
export async function stageMended(
  db: EmbeddedDatabase,
  file: ReadableTable,
  options: MendingOptions,
): Promise<StagedFile> {
  const staged = await stageWellFormed(db, file, options);
  if (staged !== null) return staged;
  const { scratch, signal } = options;
  const mended = await mendTable(file, { scratch: join(scratch, 'files'), signal });
  const { delimiter } = file;
  return { ...(await stageFile(db, mended.table, { ...options, delimiter })), broken: mended.rejected };
}

async function stageWellFormed(
  db: EmbeddedDatabase,
  file: ReadableTable,
  options: StageOptions,
): Promise<StagedFile | null> {
  try {
    const staged = await stageFile(db, file, options);
    if (isLinewise(file) || (await hasRows(db, options.table))) {
      return { ...staged, broken: file.rejected ?? [] };
    }
  } catch (error) {
    if (isLinewise(file) || !isMalformedText(error)) throw error;
  }
  await run(db, sql`drop table if exists ${sql.table(options.table)}`);
  return null;
}

/** The reader gives no rows at all, and no error, for some files it cannot make out. */
async function hasRows(db: EmbeddedDatabase, table: string): Promise<boolean> {
  const rows = await run(db, sql`select 1 from ${sql.table(table)} limit 1`);
  return rows.length > 0;
}
