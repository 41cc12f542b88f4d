import { sql } from 'kysely';
import type { Expression } from '../sql/expression.ts';

/** A delimited UTF-8 text with one header, as the embedded engine reads it. */
export interface DelimitedText {
  readonly path: string;
  readonly delimiter: string;
  /** Records before the first row. */
  readonly skipLines: number;
  readonly columns: number;
  /** Rows may end early; only for text without line breaks inside quotes. */
  readonly padded: boolean;
}

/**
 * All cells as text, in the columns `c0 … cN`, blank ones null. Rows that do not fit the header are an
 * error: they are mended before, never cut silently.
 */
export function readCsv({ path, delimiter, skipLines, columns, padded }: DelimitedText): Expression {
  const types = Array.from({ length: columns }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  return sql`read_csv(${sql.lit(path)}, header = false, skip = ${sql.lit(skipLines)}, delim = ${sql.lit(delimiter)},
    quote = '"', escape = '"', auto_detect = false, null_padding = ${sql.lit(padded)}, max_line_size = 4000000, buffer_size = 16000000, columns = {${sql.raw(types)}})`;
}
