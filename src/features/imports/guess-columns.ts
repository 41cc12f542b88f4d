import type { ReadableTable } from '../files/open-table.ts';
import { columnLooks, columnsThatLook, type Look, mostCells } from './cell-looks.ts';
import { type FileKind, nameWithin } from './column-names.ts';
import { importFields } from './import-fields.ts';
import { tellsWhat, wordyColumn } from './telling-columns.ts';

/** How sure a guess is: a name much like a known one and values that fit; values that only this column has, or a common name; values that others have as well. */
export const confidences = ['high', 'middle', 'low'] as const;
export type Confidence = (typeof confidences)[number];

/** What a column may be that no known name tells. Nothing is read by it until somebody says so. */
export interface ColumnGuess {
  readonly field: string;
  readonly confidence: Confidence;
}

export interface Guessed {
  readonly kind: FileKind;
  /** Fields that columns were found for. */
  readonly found: ReadonlySet<string>;
  /** Those that are needed and have none. */
  readonly missing: readonly string[];
  /** Positions of columns that are something already, or that nobody wants. */
  readonly used: ReadonlySet<number>;
}

/** How the values of fields look; those of others are words, of which the name alone tells. */
const looks: Readonly<Record<string, Look>> = {
  ordered_at: 'moment',
  paid_at: 'moment',
  refunded_at: 'moment',
  registered_at: 'moment',
  birthday: 'moment',
  at: 'moment',
  resolved_at: 'moment',
  amount: 'amount',
  refunded: 'amount',
  quantity: 'amount',
  unit_price: 'amount',
  margin: 'amount',
  shipping: 'amount',
  tax: 'amount',
  rating: 'amount',
  phone: 'phone',
  email: 'email',
};

/** Known names that are shorter than that are part of many others: 时间, 金额. */
const TELLING = 3;

/** The best guess of every column that nothing was found for, by position; each field once. */
export function guessColumns(table: ReadableTable, guessed: Guessed): ReadonlyMap<number, ColumnGuess> {
  const guesses = new Map<number, ColumnGuess>();
  const taken = new Set(guessed.found);
  const guess = (column: number, field: string, confidence: Confidence): void => {
    if (guesses.has(column) || guessed.used.has(column) || taken.has(field)) return;
    guesses.set(column, { field, confidence });
    taken.add(field);
  };
  for (const { column, field, length } of byName(table, guessed)) {
    if (length >= TELLING) guess(column, field, 'high');
    else if (guessed.missing.includes(field)) guess(column, field, 'middle');
  }
  const contact = guessed.kind === 'customers' ? ['phone', 'email'] : [];
  for (const field of [...guessed.missing, ...contact]) {
    const used = new Set([...guessed.used, ...guesses.keys()]);
    const [column, confidence] = byValues(table, field, used);
    if (column !== undefined) guess(column, field, confidence);
  }
  return guesses;
}

/** Columns whose names are much like a known one and whose values fit, the longest likeness first. */
function byName(
  table: ReadableTable,
  { kind, found, used }: Guessed,
): { column: number; field: string; length: number }[] {
  const open = importFields(kind, []).filter(({ id }) => !found.has(id));
  return [...table.columns.entries()]
    .filter(([column]) => !used.has(column))
    .flatMap(([column, name]) =>
      open.map(({ id }) => ({ column, field: id, length: nameWithin(kind, id, name) })),
    )
    .filter(({ column, field, length }) => length > 0 && fits(table, column, field))
    .toSorted((a, b) => b.length - a.length);
}

function fits(table: ReadableTable, column: number, field: string): boolean {
  const look = looks[field];
  if (look !== undefined) return columnLooks(table, column, look);
  if (columnLooks(table, column, 'moment')) return false;
  if (!field.endsWith('_id')) return mostCells(table, column, (cell) => /\p{L}/u.test(cell));
  const isId = mostCells(
    table,
    column,
    (cell) => /^[^\s，,。;；]{1,60}$/.test(cell) && !/^\d+\.\d{1,2}$/.test(cell),
  );
  return isId && !tellsWhat.test(table.columns[column] ?? '');
}

/** The column whose values look most like a field's, whatever it is called. */
function byValues(
  table: ReadableTable,
  field: string,
  used: ReadonlySet<number>,
): [number | undefined, Confidence] {
  const look = looks[field];
  const telling: readonly Look[] = field === 'customer_id' ? ['phone', 'email'] : [];
  for (const each of look === undefined ? telling : [look]) {
    const columns = columnsThatLook(table, used, each);
    if (columns.length > 0) return [columns[0], columns.length === 1 ? 'middle' : 'low'];
  }
  if (field !== 'customer_id') return [undefined, 'low'];
  const wordy = wordyColumn(table, used);
  return [wordy >= 0 && fits(table, wordy, field) ? wordy : undefined, 'low'];
}
