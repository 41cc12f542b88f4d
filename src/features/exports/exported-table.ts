import { currencyDecimals } from '../../domain/currency.ts';
import { decimalText, fraction, fractionText } from '../../domain/exact.ts';
import { QUANTITY_SCALE } from '../../domain/order.ts';
import type { Expression } from '../../sql/expression.ts';
import type { OutRow } from '../grade/out-table.ts';
import type { StreamedRow } from './graded-cells.ts';
import type { TableColumn } from './table-column.ts';

/** A table as it is read for a file: one row of the select is one of the file. */
export interface ExportedTable {
  readonly columns: readonly TableColumn[];
  readonly select: Expression;
  readonly outRow: (row: StreamedRow) => OutRow;
}

/** A column with what is read for it and how that is written. */
export interface ReadColumn {
  readonly column: TableColumn;
  readonly read: Expression;
  /** Without it texts and days as they are. */
  readonly write?: (cell: unknown) => string | null;
}

export function textOrNull(cell: unknown): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}

/** Minor units as a decimal with all the decimals of the currency. */
export function moneyCell(currency: string): (cell: unknown) => string | null {
  const scale = currencyDecimals(currency);
  return (cell) =>
    cell === null || cell === undefined ? null : decimalText({ units: BigInt(String(cell)), scale });
}

/** Millionths as a decimal without trailing zeros. */
export function quantityCell(cell: unknown): string | null {
  if (cell === null || cell === undefined) return null;
  return fractionText(fraction(BigInt(String(cell)), 10n ** BigInt(QUANTITY_SCALE)), QUANTITY_SCALE);
}

/** Writes each cell as its column says. */
export function rowWriter(columns: readonly ReadColumn[]): (row: StreamedRow) => (string | null)[] {
  const writers = columns.map(({ write }) => write ?? textOrNull);
  return (row) => writers.map((write, index) => write(row[index]));
}
