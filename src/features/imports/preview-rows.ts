import { isRecordedSource } from '../../domain/event.ts';
import type { Field } from '../../domain/field.ts';
import type { Lang, Text } from '../../domain/text.ts';
import type { ReadableTable } from '../files/open-table.ts';
import type { FileKind, OrderColumn } from './column-names.ts';
import { isNumber, signOfCells } from './decimal-sign.ts';
import type { EventColumn } from './event-names.ts';
import { orderKinds } from './order-fields.ts';
import { type ReadingContext, valueReaders } from './readers.ts';
import { reasonText } from './row-reasons.ts';
import type { SettlementColumn } from './settlement-names.ts';
import { shownCells, shownValue } from './shown-value.ts';
import { stagedField as customerField } from './stage-customers.ts';
import { eventKind } from './stage-events.ts';
import { settlementKinds } from './stage-settlements.ts';
import { type StagedField, saysOfMoney } from './staged-file.ts';
import { isTotalLine } from './total-lines.ts';
import { namesNobody } from './without-buyer.ts';

/** One of the first rows of a file, a cell for each of its columns. */
export interface PreviewRow {
  /** The number that a spreadsheet shows. */
  readonly row: number;
  readonly cells: readonly PreviewCell[];
}

/** A cell as it stands in the file and as it is read; contact data masked. */
export interface PreviewCell {
  readonly raw: string;
  /** What it is read as, where that is something else; empty where it is taken as blank. */
  readonly value: string | null;
  /** Why it cannot be read. */
  readonly problem: Text | null;
}

export interface PreviewReading {
  readonly kind: FileKind;
  readonly custom: readonly Field[];
  readonly context: ReadingContext;
  readonly lang: Lang;
  /** What names nobody in particular is no fault. */
  readonly keepsNobody?: boolean;
}

const LONGEST_CELL = 200;

/** The first rows, up to 50, without lines that add up others or stand around the table, each cell read as an import would read it. Whether a comma is a decimal one is told by these rows alone. */
export function previewRows(
  table: ReadableTable,
  fields: ReadonlyMap<number, string>,
  reading: PreviewReading,
): PreviewRow[] {
  const columns = table.columns.map((name, column): Column => {
    const field = fields.get(column);
    const shown = shownCells(name, field ?? null, reading.custom);
    return { shown, field: field === undefined ? null : fieldOf(field, column, reading) };
  });
  const numbers = columns.flatMap(({ field }, column) => (field !== null && isNumber(field) ? [column] : []));
  const cells = table.sample.flatMap((row) => numbers.map((column) => row[column] ?? ''));
  const context = {
    ...reading.context,
    lang: reading.lang,
    keepsNobody: reading.keepsNobody ?? false,
    sign: signOfCells(cells, table.given ?? table.delimiter),
  };
  const says = (row: readonly string[]): boolean => {
    const filled = (...names: readonly string[]): boolean =>
      columns.some(({ field }, at) => names.includes(field?.name ?? '') && (row[at] ?? '').trim() !== '');
    if (reading.kind !== 'settlements') return true;
    return saysOfMoney(
      filled,
      (a, b) => a && b,
      (a, b) => a || b,
    );
  };
  const read = columns.flatMap(({ field }) => field ?? []);
  // Of settlements of which too little is known yet no row says anything.
  const anySays = table.sample.some(says);
  return table.sample.flatMap((row, index) => {
    if (isTotalLine(reading.kind, read, row) || (anySays && !says(row))) return [];
    return {
      row: table.firstRow + index - (table.unshown ?? 0),
      cells: columns.map((column, at) =>
        anySays ? cellOf(row[at] ?? '', column, context) : asItStands(row[at] ?? '', column),
      ),
    };
  });
}

type ShownReading = ReadingContext & Pick<PreviewReading, 'lang'> & { readonly keepsNobody: boolean };

interface Column {
  readonly shown: (cell: string) => string;
  readonly field: StagedField | null;
}

function fieldOf(name: string, column: number, { kind, custom }: PreviewReading): StagedField {
  if (kind === 'orders') return { name, column, kind: orderKinds[name as OrderColumn] };
  if (kind === 'settlements') return { name, column, kind: settlementKinds[name as SettlementColumn] };
  if (isRecordedSource(kind)) return { name, column, kind: eventKind(kind, name as EventColumn) };
  return customerField(
    name,
    column,
    custom.find(({ id }) => id === name),
  );
}

function asItStands(cell: string, { shown }: Column): PreviewCell {
  return { raw: shown(cell).slice(0, LONGEST_CELL), value: null, problem: null };
}

function cellOf(cell: string, { shown, field }: Column, context: ShownReading): PreviewCell {
  const raw = shown(cell).slice(0, LONGEST_CELL);
  if (field === null || cell.trim() === '') return { raw, value: null, problem: null };
  const { kind, choices = [] } = field;
  const read = valueReaders[kind].messy(cell, context, choices);
  if (!read.ok) {
    const isNobody = context.keepsNobody && kind === 'id' && namesNobody(read.reason);
    return isNobody
      ? { raw, value: '', problem: null }
      : { raw, value: null, problem: reasonText(read.reason, choices) };
  }
  const written = read.value === null ? '' : shownValue(kind, read.value, context);
  const value = kind === 'moment' ? withTime(written, cell, context) : written;
  const isSame = isNumber(field) ? read.tidied.length === 0 : value === cell;
  const readAs = isSame ? raw : shown(value).slice(0, LONGEST_CELL);
  return { raw, value: readAs === raw ? null : readAs, problem: null };
}

/** A day with the time of day, where its cell has one. */
function withTime(day: string, cell: string, context: ReadingContext): string {
  const time = valueReaders.time.messy(cell, context, []);
  return time.ok && typeof time.value === 'string' && time.value !== '' ? `${day} ${time.value}` : day;
}
