import { text } from '../../domain/text.ts';
import { guarded } from '../../domain/tidy/guarded-text.ts';
import { columnNames } from './column-names.ts';
import { csvLine, rowWriter } from './csv-rows.ts';
import { refuseFile } from './file-refusals.ts';
import type { WriteText } from './scratch.ts';
import { RECORD_LIMIT } from './stream-records.ts';
import {
  CELL_LIMIT,
  firstCharacters,
  MOST_REJECTED,
  type RejectedRow,
  type StructureReason,
} from './structure-reasons.ts';

/** Rows that name their columns themselves, on their way into a copy without a header. */
export interface NamedRows {
  /** The place of a column; one that was not met before comes after all others. */
  readonly place: (name: string) => number;
  /** Takes a row's cells by their places; places without a cell are blank. `raw` is told of a row that is too long. */
  readonly put: (row: number, cells: readonly string[], raw: string) => Promise<void>;
  readonly reject: (row: number, reason: StructureReason, raw: string) => void;
  readonly found: () => NamedCopy;
}

/** What a copy holds: the columns of all its rows, the first of these, and rows that are not in it. */
export interface NamedCopy {
  readonly columns: readonly string[];
  readonly sample: readonly (readonly string[])[];
  readonly rejected: readonly RejectedRow[];
}

const SAMPLE_ROWS = 50;
export const MOST_COLUMNS = 5000;
/** Of a cell that looks as if a spreadsheet or an exporter had wrapped it. */
const WRAPPED = /^[\s\p{Cf}]*(?:'|=")/u;

export function namedRows(file: string, write: WriteText): NamedRows {
  const places = new Map<string, number>();
  const sample: (readonly string[])[] = [];
  const rejected: RejectedRow[] = [];
  const putLine = rowWriter(write);

  const reject = (row: number, reason: StructureReason, raw: string): void => {
    if (rejected.length === MOST_REJECTED) refuseFile('file-broken', file);
    rejected.push({ row, reason, value: firstCharacters(raw) });
  };
  return {
    reject,
    place: (name) => {
      const known = places.get(name);
      if (known !== undefined) return known;
      if (places.size === MOST_COLUMNS) refuseWide(file);
      places.set(name, places.size);
      return places.size - 1;
    },
    put: async (row, given, raw) => {
      const cells = Array.from(given, asItStands);
      const line = csvLine(cells);
      if (cells.some((cell) => cell.length > CELL_LIMIT) || Buffer.byteLength(line) >= RECORD_LIMIT) {
        return reject(row, 'cell-too-long', raw);
      }
      if (sample.length < SAMPLE_ROWS && line !== '') sample.push(cells);
      await putLine(row - 1, line);
    },
    found: () => {
      const columns = columnNames([...places.keys()], places.size);
      return { columns, sample: sample.map((cells) => columns.map((_, at) => cells[at] ?? '')), rejected };
    },
  };
}

export function refuseWide(file: string): never {
  refuseFile('file-too-wide', file, text(String(MOST_COLUMNS), MOST_COLUMNS.toLocaleString('en')));
}

/** A text in a file with types of its own means itself: what a spreadsheet would have wrapped is protected from being unwrapped. */
function asItStands(cell: string | undefined): string {
  if (cell === undefined) return '';
  const text = cell.includes('\0') ? cell.replaceAll('\0', '') : cell;
  return WRAPPED.test(text) ? guarded(text) : text;
}
