import { calculateColumnWidth, colToLetter, rangeRef } from 'hucre/xlsx';
import { guarded } from '../../domain/tidy/guarded-text.ts';
import { sheetRelations, stylesXml, TEXT_STYLE, typesXml, workbookXml } from './workbook-parts.ts';
import { writeZip, type ZipPart } from './zip-writer.ts';

/** A column of a workbook: numbers are decimal text, days `YYYY-MM-DD`, moments days with or without ` HH:MM:SS`. */
export interface SheetColumn {
  readonly name: string;
  readonly type: 'text' | 'number' | 'date' | 'moment';
  /** How a spreadsheet shows its numbers, such as `0.00`. */
  readonly format?: string;
}

type SheetRow = readonly (string | null)[];
type Batches = AsyncIterable<readonly SheetRow[]>;

/** What a spreadsheet takes: rows of a sheet, characters of a cell. */
const MOST_ROWS = 1_048_576;
const MOST_CHARACTERS = 32_767;
const [NARROWEST, WIDEST, FILTER_BUTTON] = [9, 60, 3];

/**
 * Writes rows as a workbook, never holding more than a batch of them: a bold header that stays in view, with filters,
 * columns as wide as the first rows need, numbers as numbers and everything else as text that no spreadsheet
 * changes. What does not fit on a sheet goes onto further ones.
 */
export async function writeWorkbook(
  columns: readonly SheetColumn[],
  batches: Batches,
  write: (bytes: Uint8Array) => Promise<void>,
  mostRows = MOST_ROWS,
): Promise<void> {
  const supply = supplyOf(batches);
  try {
    await writeZip(parts(columns, supply, mostRows), write);
  } finally {
    await supply.close();
  }
}

async function* parts(
  columns: readonly SheetColumn[],
  supply: Supply,
  mostRows: number,
): AsyncGenerator<ZipPart> {
  const widths = widthsOf(columns, await supply.first());
  const ranges: string[] = [];
  const onEnd = (rows: number): string => {
    const range = rangeRef(0, 0, rows, columns.length - 1);
    ranges.push(range);
    return range;
  };
  do {
    const content = sheetXml(columns, widths, supply, mostRows - 1, onEnd);
    yield { name: `xl/worksheets/sheet${ranges.length + 1}.xml`, content };
  } while ((await supply.first()).length > 0);
  yield { name: 'xl/styles.xml', content: [stylesXml(columns)] };
  yield { name: 'xl/workbook.xml', content: [workbookXml(ranges)] };
  for (const [name, content] of sheetRelations(ranges.length)) yield { name, content: [content] };
  yield { name: '[Content_Types].xml', content: [typesXml(ranges.length)] };
}

async function* sheetXml(
  columns: readonly SheetColumn[],
  widths: readonly number[],
  supply: Supply,
  mostRows: number,
  onEnd: (rows: number) => string,
): AsyncGenerator<string> {
  const letters = columns.map((_, index) => colToLetter(index));
  const cols = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${cols.join('')}</cols><sheetData>`;
  const header = columns.map(({ name }, at) => textCell(`${letters[at]}1`, name, 1));
  yield `<row r="1">${header.join('')}</row>`;
  let rows = 0;
  for (
    let batch = await supply.next(mostRows);
    batch.length > 0;
    batch = await supply.next(mostRows - rows)
  ) {
    let xml = '';
    for (const row of batch) {
      rows++;
      xml += `<row r="${rows + 1}">`;
      for (const [at, column] of columns.entries())
        xml += cell(`${letters[at]}${rows + 1}`, row[at] ?? null, column, at);
      xml += '</row>';
    }
    yield xml;
  }
  yield `</sheetData><autoFilter ref="${onEnd(rows)}"/></worksheet>`;
}

const EXCEL_DAY_0 = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** A spreadsheet keeps so many digits of a number. */
const MOST_DIGITS = 15;

function cell(place: string, value: string | null, { type }: SheetColumn, column: number): string {
  if (value === null) return '';
  const number = type === 'text' ? null : numberOf(value, type);
  if (number === null) return textCell(place, readBack(value), TEXT_STYLE);
  return `<c r="${place}" s="${TEXT_STYLE + 1 + column}"><v>${number}</v></c>`;
}

/** What stands in a cell with a type of its own; null for what would not come back as it is. */
function numberOf(value: string, type: 'number' | 'date' | 'moment'): string | null {
  if (type === 'number') return value.replace(/\D/g, '').length > MOST_DIGITS ? null : value;
  const at = Date.parse(value.includes(' ') ? `${value.replace(' ', 'T')}Z` : `${value}T00:00:00Z`);
  // A midnight that is known would be shown as a day alone.
  return Number.isNaN(at) || value.endsWith(' 00:00:00') ? null : String((at - EXCEL_DAY_0) / DAY_MS);
}

/** A cell of text is never run: only what the importer would take for something wrapped around a text is guarded. */
function readBack(text: string): string {
  return text.startsWith("'") || text.startsWith('="') ? guarded(text) : text;
}

function textCell(place: string, value: string, style: number): string {
  const text = xmlText(value.slice(0, MOST_CHARACTERS));
  const space = /^\s|\s$|\s\s|[\n\t]/.test(text) ? ' xml:space="preserve"' : '';
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t${space}>${text}</t></is></c>`;
}

/** What XML cannot hold, and what would be taken for the spreadsheet's own way of writing that. */
const unwritable = /[^\P{Cc}\t\n]|[\ufffe\uffff]|_(?=x[\dA-Fa-f]{4}_)/gu;
const special: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Control characters become `_x0007_`, which spreadsheets read back. */
function xmlText(text: string): string {
  return text
    .replace(/[&<>]/g, (sign) => special[sign] ?? sign)
    .replace(unwritable, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

function widthsOf(columns: readonly SheetColumn[], rows: readonly SheetRow[]): number[] {
  return columns.map(({ name }, at) => {
    const [header, cells] = [
      calculateColumnWidth([name]) + FILTER_BUTTON,
      rows.map((row) => row[at] ?? null),
    ];
    return Math.min(WIDEST, Math.max(NARROWEST, header, calculateColumnWidth(cells)));
  });
}

interface Supply {
  /** The rows that come next, without taking them; none at the end. */
  readonly first: () => Promise<readonly SheetRow[]>;
  /** Takes up to so many of the rows that come next. */
  readonly next: (most: number) => Promise<readonly SheetRow[]>;
  /** Tells the source that no more is wanted. */
  readonly close: () => Promise<unknown>;
}

function supplyOf(batches: Batches): Supply {
  const source = batches[Symbol.asyncIterator]();
  let waiting: readonly SheetRow[] = [];
  const first = async (): Promise<readonly SheetRow[]> => {
    while (waiting.length === 0) {
      const { done, value } = await source.next();
      if (done === true) break;
      waiting = value;
    }
    return waiting;
  };
  const next = async (most: number): Promise<readonly SheetRow[]> => {
    if (most <= 0) return [];
    const rows = (await first()).slice(0, most);
    waiting = waiting.slice(rows.length);
    return rows;
  };
  return { first, next, close: async () => await source.return?.() };
}
