import { isRecordedSource, type RecordedSource } from '../../domain/event.ts';
import type { Field } from '../../domain/field.ts';
import type { Lang, Text } from '../../domain/text.ts';
import type { FileFormat, ReadableTable } from '../files/open-table.ts';
import { namePartsIn } from './built-name.ts';
import { chosenColumns } from './chosen-columns.ts';
import type { FileKind } from './column-names.ts';
import { newFields, wantedFields } from './custom-columns.ts';
import { type ColumnGuess, guessColumns } from './guess-columns.ts';
import type { KeptMapping } from './kept-mappings.ts';
import { findCustomerColumns, findOrderColumns, missingOrderColumns } from './map-columns.ts';
import { findEventColumns, missingEventColumns } from './map-events.ts';
import { findSettlementColumns, missingSettlementColumns } from './map-settlements.ts';
import { leftColumns, type Settled } from './mapping.ts';
import { openTables, type SourceFile } from './open-tables.ts';
import { packedIn, shownParts } from './packed-address.ts';
import type { Preset } from './preset.ts';
import { type PreviewReading, type PreviewRow, previewRows } from './preview-rows.ts';
import type { ReadingContext } from './readers.ts';
import { withoutMark } from './settled-rows.ts';
import { shownCells } from './shown-value.ts';
import type { WithoutBuyer } from './without-buyer.ts';

/** What was found in a file before anything of it is kept. */
export interface FilePreview {
  readonly name: string;
  readonly kind: FileFormat;
  readonly encoding: string;
  readonly delimiter: string;
  /** The sheet that is read, of a workbook. */
  readonly sheet: string | null;
  /** All its sheets that can be read instead; empty of a text. */
  readonly sheets: readonly string[];
  /** Id of the preset that its header matches. */
  readonly preset: string | null;
  readonly presetName: Text | null;
  /** What files of that preset hold; `items` are lines of orders that stand in another file. */
  readonly holds: Preset['holds'] | null;
  /** False of a preset whose header nobody has seen in a real file. */
  readonly proven: boolean | null;
  readonly columns: readonly ColumnPreview[];
  /** Needed fields that no column was found for. */
  readonly missing: readonly string[];
  /** Whether orders without a buyer are kept, for nobody. */
  readonly keepsNobody: boolean;
  /** The kept mapping by which it is read; null for none. */
  readonly kept: KeptMapping | null;
  /** The first rows, contact data masked. */
  readonly rows: readonly PreviewRow[];
}

export interface ColumnPreview {
  readonly column: string;
  /** The field it is read as; null: it is not kept. */
  readonly field: string | null;
  /** What it may be, where no field was found or it would be a new one. */
  readonly guess: ColumnGuess | null;
  /** Fields that are taken out of its values as well: a packed address gives a name and a phone. */
  readonly alsoGives: readonly string[];
  /** Its first different values. */
  readonly samples: readonly string[];
}

export interface PreviewRequest {
  readonly kind: FileKind;
  readonly files: readonly SourceFile[];
  readonly settled: Settled;
  /** Columns that are not to be read. */
  readonly leave?: readonly string[];
  readonly preset: string | undefined;
  /** What becomes of orders without a buyer; null: as `keepsNobody` has it. */
  readonly withoutBuyer?: WithoutBuyer | null;
  /** Mappings that hold for files with their header. */
  readonly kept?: readonly KeptMapping[];
  readonly custom: readonly Field[];
  /** What values are read with. */
  readonly context: ReadingContext;
  /** Of the words that values are shown as. */
  readonly lang: Lang;
  /** An empty folder for converted copies. */
  readonly scratch: string;
  readonly signal: AbortSignal;
}

const SAMPLES = 5;
const LONGEST_SAMPLE = 200;

/** Opens files and says what their columns would be read as. Throws an InputError for what is no table. */
export async function previewImport(request: PreviewRequest): Promise<FilePreview[]> {
  const tables = await openTables(request.scratch, request);
  return tables.map((table) =>
    previewTable(request.kind === 'settlements' ? unmarked(table) : table, request),
  );
}

function unmarked(table: ReadableTable): ReadableTable {
  return { ...table, sample: table.sample.map((row) => row.map(withoutMark)) };
}

function previewTable(table: ReadableTable, request: PreviewRequest): FilePreview {
  const { kept, ...chosen } = chosenColumns(table, request);
  const read = found(table, { ...request, ...chosen });
  const { fields, missing, preset: known, keepsNobody = false } = read;
  const guesses = guessesOf(table, request.kind, chosen.leave, read);
  const packed = request.kind === 'customers' ? packedIn(fields, table) : null;
  const named = new Set([...fields.values(), ...(packed?.gives ?? [])]);
  const left = leftColumns(table.columns, chosen.leave);
  const parts = request.kind === 'customers' ? namePartsIn(table.columns, named, left) : null;
  const columns = table.columns.map((column, index) => {
    const isPart = index === parts?.given || index === parts?.family;
    const alsoGives = packed?.column === index ? packed.gives : isPart ? ['name'] : [];
    const field = fields.get(index) ?? null;
    const guess = guesses.get(index) ?? null;
    const shown = shownCells(column, guess?.field ?? field, request.custom);
    return { column, field, guess, alsoGives, samples: samplesOf(table, index).map(shown) };
  });
  const { original: name, format: kind, encoding, delimiter, sheet = null, otherSheets = [] } = table;
  const sheets = sheet === null ? [] : [sheet, ...otherSheets];
  return {
    ...{ name, kind, encoding, delimiter, sheet, sheets },
    preset: known?.id ?? null,
    presetName: known?.name ?? null,
    holds: known?.holds ?? null,
    proven: known?.proven ?? null,
    ...{
      columns,
      missing,
      keepsNobody,
      kept,
      rows: rowsOf(table, fields, { ...request, keepsNobody }, packed?.column),
    },
  };
}

function found(table: ReadableTable, request: PreviewRequest): Found {
  const { kind } = request;
  if (isRecordedSource(kind)) return events(kind, table, request);
  if (kind === 'settlements') return settlements(table, request);
  return kind === 'orders' ? orders(table, request) : customers(table, request);
}

/** The first rows, a packed address in the parts that it will be taken apart into. */
function rowsOf(
  table: ReadableTable,
  fields: ReadonlyMap<number, string>,
  reading: PreviewReading,
  packed: number | undefined,
): PreviewRow[] {
  const rows = previewRows(table, fields, reading);
  if (packed === undefined) return rows;
  const shown = shownCells(table.columns[packed] ?? '', 'address', reading.custom);
  const cellsOf = (row: number): readonly string[] =>
    table.sample[row - table.firstRow + (table.unshown ?? 0)] ?? [];
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, column) => {
      const parts = column === packed ? shownParts(cellsOf(row.row)[column] ?? '', shown) : null;
      return parts === null ? cell : { ...cell, value: parts };
    }),
  }));
}

/** Of known exports all that is to be known is known. */
function guessesOf(
  table: ReadableTable,
  kind: FileKind,
  leave: readonly string[],
  { fields, fresh, missing, preset }: Found,
): ReadonlyMap<number, ColumnGuess> {
  if (preset !== null) return new Map();
  const kept = [...fields].filter(([column]) => fresh?.has(column) !== true);
  const used = new Set([...kept.map(([column]) => column), ...leftColumns(table.columns, leave)]);
  return guessColumns(table, { kind, found: new Set(kept.map(([, field]) => field)), missing, used });
}

interface Found {
  /** Fields by the positions of their columns. */
  readonly fields: ReadonlyMap<number, string>;
  /** Positions of those that would be new fields. */
  readonly fresh?: ReadonlySet<number>;
  readonly missing: readonly string[];
  readonly preset: Preset | null;
  readonly keepsNobody?: boolean;
}

function orders(table: ReadableTable, request: PreviewRequest): Found {
  const { settled, preset: given, leave, withoutBuyer = null } = request;
  const mapping = findOrderColumns(table, settled, given, leave, withoutBuyer);
  const fields = new Map([...mapping.columns].map(([field, column]) => [column, field]));
  const { preset, keepsNobody = false } = mapping;
  return { fields, missing: missingOrderColumns(mapping, new Set()), preset, keepsNobody };
}

function events(source: RecordedSource, table: ReadableTable, { settled, leave }: PreviewRequest): Found {
  const { columns } = findEventColumns(source, table, settled, leave);
  const fields = new Map([...columns].map(([field, column]) => [column, field]));
  return { fields, missing: missingEventColumns(source, columns), preset: null };
}

function settlements(table: ReadableTable, { settled, preset: given, leave }: PreviewRequest): Found {
  const { columns, preset } = findSettlementColumns(table, settled, given, leave);
  const fields = new Map([...columns].map(([field, column]) => [column, field]));
  return { fields, missing: missingSettlementColumns(columns), preset };
}

function customers(table: ReadableTable, { settled, custom, leave = [] }: PreviewRequest): Found {
  const { columns, preset } = findCustomerColumns(table, settled, wantedFields(custom), leave);
  // An e-mail that customers are known by is their e-mail too.
  const fields = new Map([...columns].reverse().map(([field, column]) => [column, field]));
  const taken = new Set([...fields.keys(), ...leftColumns(table.columns, leave)]);
  const further = newFields(table.columns, taken, custom);
  for (const [column, { id }] of further) fields.set(column, id);
  const fresh = new Set(
    [...further.keys()].filter((column) => !custom.some(({ id }) => id === fields.get(column))),
  );
  return { fields, fresh, missing: columns.has('customer_id') ? [] : ['customer_id'], preset };
}

function samplesOf({ sample }: ReadableTable, index: number): string[] {
  const cells = sample.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '');
  return [...new Set(cells)].slice(0, SAMPLES).map((cell) => cell.slice(0, LONGEST_SAMPLE));
}
