import type { EmbeddedDatabase } from '../../db/embedded.ts';
import type { Day } from '../../domain/calendar.ts';
import { countRows, withForeignRows } from '../imports/rejects.ts';
import type { StagedFile } from '../imports/staged-file.ts';
import type { FileReport } from './report.ts';

/** How many rows each file has and how many were left out; with `today`, how many customers and events are in doubt. */
export async function countAll(
  db: EmbeddedDatabase,
  orders: readonly StagedFile[],
  listed: StagedFile | null,
  today: Day | null = null,
): Promise<FileReport[]> {
  const files: FileReport[] = [];
  for (const staged of listed === null ? orders : [...orders, listed]) {
    files.push({ staged, counts: await countRows(db, staged, today) });
  }
  return files;
}

/** The counts with the rows that name an order of another customer, which show once rows became orders. */
export async function countForeign(
  db: EmbeddedDatabase,
  files: readonly FileReport[],
): Promise<FileReport[]> {
  const counted: FileReport[] = [];
  for (const [position, { staged, counts }] of files.entries()) {
    const all = staged.kind === 'orders' ? await withForeignRows(db, staged, position, counts) : counts;
    counted.push({ staged, counts: all });
  }
  return counted;
}
