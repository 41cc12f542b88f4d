import type { EmbeddedDatabase } from '../../db/embedded.ts';
import type { Lang } from '../../domain/text.ts';
import type { Output } from '../files/output.ts';
import { reasonText, rejectsOf } from '../imports/rejects.ts';
import type { FileReport } from './grade.ts';
import type { OutColumn, OutRow } from './out-table.ts';
import { writeCsv } from './write-grades.ts';

const columns: readonly OutColumn[] = [
  { name: 'file', type: 'text' },
  { name: 'row', type: 'number' },
  { name: 'column', type: 'text' },
  { name: 'value', type: 'text' },
  { name: 'reason', type: 'text' },
];

const BATCH = 1000;

/** Writes every value for which a row was left out, with the row's number as a spreadsheet shows it. */
export async function writeRejects(
  db: EmbeddedDatabase,
  files: readonly FileReport[],
  output: Output,
  lang: Lang,
): Promise<void> {
  await writeCsv(output, columns, rejectRows(db, files, lang));
}

async function* rejectRows(
  db: EmbeddedDatabase,
  files: readonly FileReport[],
  lang: Lang,
): AsyncGenerator<readonly OutRow[]> {
  let rows: OutRow[] = [];
  for (const { staged, kind } of files) {
    for await (const { record, column, value, reason } of rejectsOf(db, staged, kind)) {
      rows.push([
        staged.file.original,
        String(staged.file.firstRow + record),
        column,
        value,
        reasonText(reason)[lang],
      ]);
      if (rows.length < BATCH) continue;
      yield rows;
      rows = [];
    }
  }
  yield rows;
}
