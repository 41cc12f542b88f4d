import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { openOutput } from '../files/output.ts';
import type { FileReport } from '../grade/report.ts';
import { writeRejects } from '../grade/write-rejects.ts';
import { type ErrorFile, writeErrorFiles } from './error-file.ts';
import type { ImportRequest } from './import-request.ts';

/** How many rows of all files are left out. */
export function rejectedOf(files: readonly FileReport[]): number {
  return files.reduce((sum, { counts }) => sum + counts.rejected, 0);
}

/** How many rows of all files were good. */
export function acceptedOf(files: readonly FileReport[]): number {
  return files.reduce((sum, { counts }) => sum + counts.rows - counts.rejected, 0);
}

/** Writes the rows that are left out, as a list and as files in the layout of their own, so far as that is asked for. */
export async function listRejects(
  db: EmbeddedDatabase,
  files: readonly FileReport[],
  { rejects, errorFiles, lang }: ImportRequest,
): Promise<ErrorFile[]> {
  if (rejects !== null) {
    const output = await openOutput(rejects);
    try {
      await writeRejects(db, files, output, lang);
      await output.finish();
    } finally {
      await output.discard();
    }
  }
  return errorFiles === undefined ? [] : await writeErrorFiles(db, files, errorFiles, lang);
}
