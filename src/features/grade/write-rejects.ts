import type { EmbeddedDatabase } from '../../db/embedded.ts';
import type { Lang } from '../../domain/text.ts';
import type { Output } from '../files/output.ts';
import { rowNumbers } from '../files/row-numbers.ts';
import { foreignRejects, type Reject, reasonText, rejectsOf } from '../imports/rejects.ts';
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
  for (const [index, { staged, kind }] of files.entries()) {
    const { original } = staged.file;
    yield staged.broken.map(({ row, reason, value }) => [
      original,
      String(row),
      '',
      value,
      reasonText(reason)[lang],
    ]);
    let batch: Reject[] = [];
    for await (const reject of allRejects(db, staged, kind, index)) {
      batch.push(reject);
      if (batch.length < BATCH) continue;
      yield await numbered(staged, batch, lang);
      batch = [];
    }
    yield await numbered(staged, batch, lang);
  }
}

async function* allRejects(
  db: EmbeddedDatabase,
  staged: StagedFile,
  kind: FileReport['kind'],
  position: number,
): AsyncGenerator<Reject> {
  yield* rejectsOf(db, staged, kind);
  if (kind === 'orders') yield* foreignRejects(db, staged, position);
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
