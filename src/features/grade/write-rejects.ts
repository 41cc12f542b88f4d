import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { type Lang, type Text, text } from '../../domain/text.ts';
import type { Output } from '../files/output.ts';
import { rowNumbers } from '../files/row-numbers.ts';
import { type Reject, rejectsOf } from '../imports/rejects.ts';
import { reasonText } from '../imports/row-reasons.ts';
import type { StagedFile } from '../imports/staged-file.ts';
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

/** Writes every value for which a row was left out or a cell left blank, with the row's number as a spreadsheet shows it. */
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
  for (const [position, { staged }] of files.entries()) {
    const broken = staged.broken.map(
      ({ row, reason, value }): Numbered => ({ row, column: '', value, reason: reasonText(reason)[lang] }),
    );
    let batch: Reject[] = [];
    for await (const reject of rejectsOf(db, staged, position)) {
      batch.push(reject);
      if (batch.length < BATCH) continue;
      yield outRows(staged, merged(await numbered(staged, batch, lang), broken, false));
      batch = [];
    }
    yield outRows(staged, merged(await numbered(staged, batch, lang), broken, true));
  }
}

interface Numbered {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** Both in the order of their rows; takes from `broken` what comes before the others' end, at last all of it. */
function merged(rows: readonly Numbered[], broken: Numbered[], last: boolean): Numbered[] {
  const end = last ? Number.POSITIVE_INFINITY : (rows.at(-1)?.row ?? 0);
  const later = broken.findIndex(({ row }) => row > end);
  const taken = broken.splice(0, later === -1 ? broken.length : later);
  return [...rows, ...taken].sort((a, b) => a.row - b.row);
}

function outRows({ file }: StagedFile, rows: readonly Numbered[]): OutRow[] {
  return rows.map(({ row, column, value, reason }) => {
    const shown = row - (file.unshown ?? 0);
    return [file.original, String(shown), column, value, reason];
  });
}

async function numbered({ file }: StagedFile, batch: readonly Reject[], lang: Lang): Promise<Numbered[]> {
  const rows = await rowNumbers(
    file,
    batch.map(({ record }) => record),
  );
  return batch.map(({ record, column, value, reason, blanked }) => ({
    row: rows.get(record) ?? record,
    column,
    value,
    reason: (blanked ? leftBlank(reason) : reason)[lang],
  }));
}

function leftBlank({ zh, en }: Text): Text {
  return text(
    `${zh}；这一格按空白处理，客户照常评级`,
    `${en}; the cell was left blank, and the customer is graded`,
  );
}
