import { readAmount } from '../../domain/tidy/read-amount.ts';
import type { ReadableTable } from '../files/open-table.ts';

/** What the cells of a column look like, whatever its name says. */
export type Look = keyof typeof looks;

const day = /^\s*(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|20\d{6}$)/;
/** So many digits are a number of something, no money. */
const LONGEST_AMOUNT = 9;

const looks = {
  moment: (cell: string) => day.test(cell),
  amount: (cell: string) =>
    !day.test(cell) && cell.replace(/\D/g, '').length <= LONGEST_AMOUNT && readAmount(cell, 2).ok,
  phone: (cell: string) => /^\s*(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}\s*$/.test(cell),
  email: (cell: string) => /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/.test(cell),
} as const satisfies Record<string, (cell: string) => boolean>;

/** Four of five filled cells are enough: the others are what somebody has to mend. */
const ENOUGH = 0.8;

/** Whether the first rows of a column look like that; a column without any values looks like nothing. */
export function columnLooks({ sample }: Pick<ReadableTable, 'sample'>, column: number, look: Look): boolean {
  return mostCells({ sample }, column, looks[look]);
}

/** Whether something holds for most of the filled cells of a column. */
export function mostCells(
  { sample }: Pick<ReadableTable, 'sample'>,
  column: number,
  holds: (cell: string) => boolean,
): boolean {
  const cells = sample.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '');
  return cells.length > 0 && cells.filter(holds).length >= cells.length * ENOUGH;
}

/** The columns that look like that, those with decimals before others; none of `used`. */
export function columnsThatLook(
  table: Pick<ReadableTable, 'columns' | 'sample'>,
  used: ReadonlySet<number>,
  look: Look,
): number[] {
  const found = [...table.columns.keys()].filter(
    (column) => !used.has(column) && columnLooks(table, column, look),
  );
  const hasDecimals = (column: number): boolean =>
    mostCells(table, column, (cell) => /[.,]\d{1,2}\D*$/.test(cell));
  return look === 'amount'
    ? found.toSorted((a, b) => Number(hasDecimals(b)) - Number(hasDecimals(a)))
    : found;
}

/** The name of the likeliest of them. */
export function columnThatLooks(
  table: Pick<ReadableTable, 'columns' | 'sample'>,
  used: ReadonlySet<number>,
  look: Look,
): string | undefined {
  const [first] = columnsThatLook(table, used, look);
  return first === undefined ? undefined : table.columns[first];
}
