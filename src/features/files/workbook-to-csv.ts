import { type StreamRow, streamXlsxRows } from 'hucre/xlsx';
import { text } from '../../domain/text.ts';
import { cellText } from './cell-text.ts';
import { type Recognise, recognisedCells } from './column-names.ts';
import { csvLine, rowWriter } from './csv-rows.ts';
import { refuseFile } from './file-refusals.ts';
import type { Scratch, WriteText } from './scratch.ts';
import type { Source } from './source.ts';
import { openWorkbook, type Workbook, type WorkbookSheet } from './workbook.ts';

export interface SheetCopy {
  readonly path: string;
  readonly sheet: string;
  readonly otherSheets: readonly string[];
}

const LAST_ROW = 1_048_575;

/**
 * Writes one sheet of a workbook as CSV: the one named `wanted`, else the one whose first rows have most known names of
 * columns, of several alike the first with rows, visible ones before hidden.
 */
export async function workbookToCsv(
  source: Source,
  scratch: Scratch,
  recognise: Recognise,
  wanted?: string,
): Promise<SheetCopy> {
  const workbook = await openWorkbook(source);
  const names = workbook.sheets.map(({ name }) => name);
  const named = workbook.sheets.filter(({ name }) => wanted === undefined || name === wanted);
  const candidates = await likeliestFirst(source, workbook, named, recognise);
  if (candidates.length === 0) {
    refuseFile('xlsx-no-sheet', source.file, text(names.join('、'), names.join(', ')));
  }
  let sheet: string | undefined;
  const path = await scratch.write(async (write) => {
    for (const candidate of candidates) {
      if (await copySheet(source, workbook, candidate, write)) {
        sheet = candidate.name;
        return;
      }
    }
    refuseFile('file-empty', source.file);
  });
  source.progress(source.bytes);
  const chosen = sheet ?? '';
  return { path, sheet: chosen, otherSheets: names.filter((name) => name !== chosen) };
}

const LOOKED_AT = { sheets: 20, rows: 20 };

/** The sheets by their names of columns; hidden ones last, and beyond the first twenty in their own order. */
async function likeliestFirst(
  source: Source,
  workbook: Workbook,
  sheets: readonly WorkbookSheet[],
  recognise: Recognise,
): Promise<WorkbookSheet[]> {
  const rated: { sheet: WorkbookSheet; names: number }[] = [];
  for (const [at, sheet] of sheets.entries()) {
    const looked = sheets.length > 1 && at < LOOKED_AT.sheets;
    rated.push({ sheet, names: looked ? await namesIn(source, workbook, sheet, recognise) : 0 });
  }
  return rated
    .sort((a, b) => Number(a.sheet.hidden) - Number(b.sheet.hidden) || b.names - a.names)
    .map(({ sheet }) => sheet);
}

async function namesIn(source: Source, workbook: Workbook, sheet: WorkbookSheet, recognise: Recognise) {
  let [most, rows] = [0, 0];
  for await (const { values } of sheetRows(source, workbook, sheet)) {
    source.signal?.throwIfAborted();
    const cells = values.map((value) => cellText(value, workbook.date1904));
    most = Math.max(most, recognisedCells(cells, recognise));
    if (++rows === LOOKED_AT.rows) break;
  }
  return most;
}

/** Copies one sheet; false when nothing stands in it. */
async function copySheet(source: Source, workbook: Workbook, sheet: WorkbookSheet, write: WriteText) {
  let written = 0;
  const put = rowWriter(write);
  for await (const { index, values } of sheetRows(source, workbook, sheet)) {
    source.signal?.throwIfAborted();
    const line = csvLine(values.map((value) => cellText(value, workbook.date1904)));
    await put(index, line);
    written += line.length;
    // How far the reader is inside the archive is not told; the text written is less than what it unpacks.
    source.progress(Math.floor((Math.min(written, workbook.unpacked) / workbook.unpacked) * source.bytes));
  }
  return written > 0;
}

async function* sheetRows(
  source: Source,
  { archive }: Workbook,
  sheet: WorkbookSheet,
): AsyncGenerator<StreamRow> {
  try {
    for await (const row of streamXlsxRows(archive, { sheet: sheet.index })) {
      if (!(row.index >= 0 && row.index <= LAST_ROW)) throw new RangeError(`row ${row.index}`);
      yield row;
    }
  } catch {
    refuseFile('xlsx-damaged', source.file);
  }
}
