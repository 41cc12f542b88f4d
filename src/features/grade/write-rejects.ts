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
    for await (const rows of rejectedValues(db, staged, position, lang)) {
      yield rows.map(({ row, column, value, reason }): OutRow => {
        return [staged.file.original, String(row), column, value, reason];
      });
    }
  }
}

/** A value for which a row was left out, or its cell left blank. */
export interface RejectedValue {
  /** As a spreadsheet shows it, from 1. */
  readonly row: number;
  /** Empty where the row as a whole is meant. */
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** All of a file, so many at a time, in the order of their rows. */
export async function* rejectedValues(
  db: EmbeddedDatabase,
  staged: StagedFile,
  position: number,
  lang: Lang,
): AsyncGenerator<readonly RejectedValue[]> {
  const broken = staged.broken.map(
    ({ row, reason, value }): RejectedValue => ({ row, column: '', value, reason: reasonText(reason)[lang] }),
  );
  const unshown = staged.file.unshown ?? 0;
  const asShown = (rows: readonly RejectedValue[]): RejectedValue[] =>
    unshown === 0 ? [...rows] : rows.map((each) => ({ ...each, row: each.row - unshown }));
  let batch: Reject[] = [];
  for await (const reject of rejectsOf(db, staged, position)) {
    batch.push(reject);
    if (batch.length < BATCH) continue;
    yield asShown(merged(await numbered(staged, batch, lang), broken, false));
    batch = [];
  }
  yield asShown(merged(await numbered(staged, batch, lang), broken, true));
}

/** Both in the order of their rows; takes from `broken` what comes before the others' end, at last all of it. */
function merged(rows: readonly RejectedValue[], broken: RejectedValue[], last: boolean): RejectedValue[] {
  const end = last ? Number.POSITIVE_INFINITY : (rows.at(-1)?.row ?? 0);
  const later = broken.findIndex(({ row }) => row > end);
  const taken = broken.splice(0, later === -1 ? broken.length : later);
  return [...rows, ...taken].sort((a, b) => a.row - b.row);
}

async function numbered(
  { file }: StagedFile,
  batch: readonly Reject[],
  lang: Lang,
): Promise<RejectedValue[]> {
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
