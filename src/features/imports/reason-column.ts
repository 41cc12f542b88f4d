import type { Lang } from '../../domain/text.ts';
import type { ReadableTable } from '../files/open-table.ts';

/** How the last column of an error file is called: why each of its rows could not be taken. */
export const reasonColumn: Readonly<Record<Lang, string>> = { zh: '错误原因', en: 'reason' };

/** What every reason begins with; a column of a shop's own that is called `reason` has no such cells. */
export const REASON_MARK = '⚠ ';

const called = /^(错误原因|reason)( \(\d+\))?$/i;

/** The columns that are not to be read, with the reasons of an error file that was mended and comes back. */
export function leftWithReasons(
  { columns, sample }: Pick<ReadableTable, 'columns' | 'sample'>,
  leave: readonly string[] = [],
): readonly string[] {
  const last = columns.length - 1;
  const name = columns[last] ?? '';
  const cells = sample.map((row) => row[last]?.trim() ?? '').filter((cell) => cell !== '');
  const isOurs = called.test(name) && cells.every((cell) => cell.startsWith(REASON_MARK.trim()));
  return isOurs ? [...leave, name] : leave;
}
