import type { EmbeddedDatabase } from '../../db/embedded.ts';
import type { Lang } from '../../domain/text.ts';
import type { Output } from '../files/output.ts';
import { rowNumbers } from '../files/row-numbers.ts';
import { type Reject, reasonText, rejectsOf } from '../imports/rejects.ts';
import type { StagedFile } from '../imports/stage.ts';
import type { OutColumn, OutRow } from './out-table.ts';
import type { FileReport } from './report.ts';
import { writeCsv } from './write-grades.ts';

const columns: readonly OutColumn[] = [
  { name: 'file', type: 'text' },
  { name: 'row', type: 'number' },
  { name: 'column', type: 'text' },
  { name: 'value', type: 'text' },
  { name: 'reason', type: 'text' },
];

const BATCH = 20_000;

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
  for (const { staged, kind } of files) {
    const { original } = staged.file;
    yield staged.broken.map(({ row, reason, value }) => [
      original,
      String(row),
      '',
      value,
      reasonText(reason)[lang],
    ]);
    let batch: Reject[] = [];
    for await (const reject of rejectsOf(db, staged, kind)) {
      batch.push(reject);
      if (batch.length < BATCH) continue;
      yield await numbered(staged, batch, lang);
      batch = [];
    }
    yield await numbered(staged, batch, lang);
  }
}

async function numbered({ file }: StagedFile, batch: readonly Reject[], lang: Lang): Promise<OutRow[]> {
  const rows = await rowNumbers(
    file,
    batch.map(({ record }) => record),
  );
  return batch.map(({ record, column, value, reason }) => [
    file.original,
    String(rows.get(record) ?? record),
    column,
    value,
    reasonText(reason)[lang],
  ]);
}
