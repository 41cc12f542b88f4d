import { sql } from 'kysely';
import { type Database, run } from '../../db/database.ts';
import { readCsv } from '../../db/read-csv.ts';
import type { DecimalSign } from '../../domain/tidy/decimal.ts';
import { as, commas, type Expression, or } from '../../sql/expression.ts';
import { isLinewise, type ReadableTable } from '../files/open-table.ts';
import type { ValueKind } from './readers.ts';
import { type StagedField, type StagedFile, tidyTable } from './staged-file.ts';

const numbers: ReadonlySet<ValueKind> = new Set(['amount', 'price', 'quantity', 'rating', 'number']);

export function isNumber({ kind }: StagedField): boolean {
  return numbers.has(kind);
}

/** Numbers that only one sign explains: `1.234,56`, `12,5` and `0,123` have a decimal comma, `1.234` may have. */
const forms = {
  groups: (group: string, decimal: string) =>
    String.raw`\d{1,3}([${group}]\d{3})+[${decimal}]\d+|\d{1,3}([${group}]\d{3}){2,}`,
  plain: (decimal: string) =>
    String.raw`\d+[${decimal}](\d{1,2}|\d{4,})|\d{4,}[${decimal}]\d+|0[${decimal}]\d+`,
};
const alone = (form: string): string => String.raw`(^|[^\d.,])(${form})($|[^\d.,])`;
const groupedCommas = alone(forms.groups('.', ','));
const decimalCommas = alone(`${forms.groups('.', ',')}|${forms.plain(',')}`);
const decimalPoints = alone(`${forms.groups(',', '.')}|${forms.plain('.')}`);

function matches(cell: Expression, pattern: string): Expression {
  return sql`regexp_matches(${cell}, ${sql.lit(pattern)})`;
}

/**
 * What sets off the decimals in a file's numbers, told by those that only one sign explains. Semicolons between
 * the cells make a decimal comma likely, so that there the sign is unclear where no number tells.
 */
export async function decimalSignOf(
  db: Database,
  file: ReadableTable,
  fields: readonly StagedField[],
  delimiter: string,
): Promise<DecimalSign> {
  const cells = [...new Set(fields.filter(isNumber).map(({ column }) => column))].map((n) =>
    sql.ref(`c${n}`),
  );
  if (cells.length === 0) return 'point';
  const any = (pattern: string, name: string): Expression =>
    as(sql`bool_or(${or(cells.map((cell) => sql`coalesce(${matches(cell, pattern)}, false)`))})`, name);
  const found = [any(groupedCommas, 'grouped'), any(decimalCommas, 'comma'), any(decimalPoints, 'point')];
  const text = readCsv({ ...file, columns: file.columns.length, padded: isLinewise(file) });
  const [{ grouped, comma, point } = {}] = await run(db, sql`select ${commas(found)} from ${text}`);
  if (delimiter !== ';') return grouped === true && point !== true ? 'comma' : 'point';
  if (comma === point) return 'unclear';
  return comma === true ? 'comma' : 'point';
}

/** The same of some cells alone. */
export function signOfCells(cells: readonly string[], delimiter: string): DecimalSign {
  const any = (pattern: string): boolean => cells.some((cell) => new RegExp(pattern).test(cell));
  const [comma, point] = [any(decimalCommas), any(decimalPoints)];
  if (delimiter !== ';') return any(groupedCommas) && !point ? 'comma' : 'point';
  if (comma === point) return 'unclear';
  return comma ? 'comma' : 'point';
}

/** Whether a file that was read as having decimal points has numbers such as `1.234,56`. */
export async function hasDecimalCommas(db: Database, staged: StagedFile): Promise<boolean> {
  for (const { name } of staged.fields.filter((field) => isNumber(field) && staged.messy.has(field.name))) {
    const cells = sql.table(tidyTable(staged.table, name));
    const rows = await run(
      db,
      sql`select 1 from ${cells} where ${matches(sql.ref('cell'), groupedCommas)} limit 1`,
    );
    if (rows.length > 0) return true;
  }
  return false;
}
