import type { ChosenEncoding } from '../../domain/encodings.ts';
import { text } from '../../domain/text.ts';
import type { Recognise } from './column-names.ts';
import { type FileKind, fileKind } from './file-kind.ts';
import { refuseFile } from './file-refusals.ts';
import { announcedDelimiter, type Delimiter, findDelimiter } from './find-delimiter.ts';
import { findLayout } from './find-layout.ts';
import type { Encoding } from './guess-encoding.ts';
import { jsonForm } from './json-texts.ts';
import { jsonToCsv } from './json-to-csv.ts';
import { MOST_COLUMNS, type NamedCopy, refuseWide } from './named-rows.ts';
import { openQuoteLine } from './open-quote.ts';
import { parquetToCsv } from './parquet-to-csv.ts';
import { headRecords, isBlank, linesToSkip, readHead } from './read-head.ts';
import { openScratch, type Scratch } from './scratch.ts';
import { findSource, readSlice, type Source } from './source.ts';
import { rewriteSpaced, spacedTable } from './spaced-table.ts';
import type { RejectedRow } from './structure-reasons.ts';
import { toUtf8 } from './to-utf8.ts';
import { workbookToCsv } from './workbook-to-csv.ts';

/** What a file is, whatever its name says. */
export const fileFormats = ['csv', 'xlsx', 'json', 'parquet'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** A table file in a form that DuckDB's read_csv takes. */
export interface ReadableTable {
  /** The path the user gave. */
  readonly original: string;
  /** UTF-8 delimited text: the original when it already is, else a converted copy in the scratch folder. */
  readonly path: string;
  readonly format: FileFormat;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** What the user's own file has between its cells, where `path` is a mended copy. */
  readonly given?: Delimiter;
  /** What read_csv's `skip` must be: records before the first row. A quoted line break does not start a record. */
  readonly skipLines: number;
  /** The first row's number as a spreadsheet shows it, from 1, if it shows all lines. */
  readonly firstRow: number;
  /** Lines that a spreadsheet takes for itself and does not show: `sep=;`. */
  readonly unshown?: number;
  /** Tidied names, no two alike even without regard to case. */
  readonly columns: readonly string[];
  /** Up to 50 first rows as they stand; a row may have fewer or more cells than there are columns. */
  readonly sample: readonly (readonly string[])[];
  /** Size of the original. */
  readonly bytes: number;
  /** Whether `path` is a converted copy. */
  readonly rewritten: boolean;
  /** Whether only the encoding of that copy is another: its cells may hold line breaks. */
  readonly recoded?: boolean | undefined;
  /** The sheet that was read, for a workbook. */
  readonly sheet?: string;
  readonly otherSheets?: readonly string[];
  /** Rows that could not be told apart into cells as the copy was made; they are blank in it. */
  readonly rejected?: readonly RejectedRow[];
}

export interface OpenTableOptions {
  /** Folder for converted copies; made when missing. */
  readonly scratch: string;
  readonly recognise: Recognise;
  /** How its text is written; else it is guessed. Says nothing of workbooks. */
  readonly encoding?: ChosenEncoding | undefined;
  /** Name of the sheet to read; else the one with most known names of columns, of several alike the first with rows. */
  readonly sheet?: string | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytesDone: number, bytesTotal: number) => void;
}

type Readable = Pick<
  ReadableTable,
  'path' | 'format' | 'encoding' | 'rewritten' | 'recoded' | 'sheet' | 'otherSheets'
>;

/** Whether its columns have names of their own: in a header, or in every row. */
export function isNamed({ format, firstRow }: ReadableTable): boolean {
  return firstRow > 1 || format === 'json' || format === 'parquet';
}

/** Whether every record stands on a line of its own, and may end early. */
export function isLinewise({ rewritten, recoded = false }: ReadableTable): boolean {
  return rewritten && !recoded;
}

const HEAD_RECORDS = 500;
/** read_csv would take such a path for a pattern, or for a compressed file. */
const MISLEADING_NAME = /[*?[\]{}]|\.(gz|zst)$/i;

/**
 * Brings an order or customer file of any common form into one that read_csv can read. Throws an
 * InputError that says in both languages what is wrong with the file and what to do; leaves no
 * copy behind then.
 */
export async function openTable(file: string, options: OpenTableOptions): Promise<ReadableTable> {
  const source = await findSource(file, options);
  const scratch = openScratch(options.scratch);
  try {
    return await readTable(source, scratch, options);
  } catch (error) {
    await scratch.discard();
    throw error;
  }
}

async function readTable(
  source: Source,
  scratch: Scratch,
  options: OpenTableOptions,
): Promise<ReadableTable> {
  const start = await readSlice(source.file, 0, 1 << 16);
  const kind = fileKind(start);
  if (kind === 'parquet') {
    return namedTable(source, 'parquet', await parquetToCsv(source, options.scratch, scratch));
  }
  let readable = await makeReadable(source, start, kind, scratch, options);
  let head = await readHead(readable.path);
  const form = readable.format === 'csv' ? jsonForm(head.text) : undefined;
  if (form !== undefined) {
    const copy = await jsonToCsv({ ...source, file: readable.path }, source.file, form, scratch);
    if (readable.path !== source.file) await scratch.remove(readable.path);
    return namedTable(source, readable.encoding, copy);
  }
  let delimiter = readable.format === 'csv' ? findDelimiter(head, options.recognise) : ',';
  const split = delimiter === undefined ? spacedTable(head) : undefined;
  if (split !== undefined) {
    const path = await rewriteSpaced({ ...source, file: readable.path }, split, scratch);
    if (readable.path !== source.file) await scratch.remove(readable.path);
    readable = { ...readable, path, rewritten: true, recoded: false };
    head = await readHead(path);
  }
  delimiter ??= ',';

  const line = await openQuoteLine({ ...source, file: readable.path }, head, delimiter);
  if (line !== undefined) refuseFile('quote-open', source.file, text(`${line}`, `${line}`));
  const records = headRecords(head, delimiter, HEAD_RECORDS);
  if (records.every(isBlank)) refuseFile('file-empty', source.file);
  const checkWidth = (columns: readonly string[] = []): void => {
    if (columns.length > MOST_COLUMNS) refuseWide(source.file);
  };
  // A later row that is as wide is a broken one, to be mended.
  checkWidth(records.find((record) => !isBlank(record)));
  const layout = findLayout(records, options.recognise);
  if (layout === undefined) refuseFile('file-no-rows', source.file);
  checkWidth(records[layout.skipped - 1]);
  const { skipped, ...shape } = layout;
  const skipLines = linesToSkip(head, records, skipped);
  const unshown = readable.format === 'csv' && announcedDelimiter(head) !== undefined ? 1 : 0;
  return { original: source.file, bytes: source.bytes, delimiter, skipLines, unshown, ...readable, ...shape };
}

/** The table of a copy whose rows named their columns. */
function namedTable(
  source: Source,
  encoding: Encoding,
  copy: NamedCopy & { readonly path: string },
): ReadableTable {
  return {
    ...{ original: source.file, bytes: source.bytes, encoding, ...copy },
    format: encoding === 'parquet' ? 'parquet' : 'json',
    ...{ delimiter: ',', skipLines: 0, firstRow: 1, rewritten: true },
  };
}

async function makeReadable(
  source: Source,
  start: Buffer,
  kind: Exclude<FileKind, 'parquet'>,
  scratch: Scratch,
  { sheet, encoding: chosen, recognise }: OpenTableOptions,
): Promise<Readable> {
  if (kind === 'zip') {
    const copy = await workbookToCsv(source, scratch, recognise, sheet);
    return { ...copy, format: 'xlsx', encoding: 'xlsx', rewritten: true };
  }
  if (kind === 'old-office') refuseFile('file-old-xls', source.file);
  if (kind === 'web-page') refuseFile('file-web-page', source.file);
  if (kind !== 'text') refuseFile('file-binary', source.file, kind.foreign);

  const { path, encoding } = await toUtf8(source, start, scratch, chosen);
  if (path !== source.file) return { path, format: 'csv', encoding, rewritten: true, recoded: true };
  const plain = MISLEADING_NAME.test(path) ? await scratch.alias(path) : path;
  return { path: plain, format: 'csv', encoding, rewritten: false };
}
