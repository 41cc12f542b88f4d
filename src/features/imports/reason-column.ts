import type { Lang } from '../../domain/text.ts';
import type { ReadableTable } from '../files/open-table.ts';

/** How the last column of an error file is called: why each of its rows could not be taken. */
export const reasonColumn: Readonly<Record<Lang, string>> = { zh: '错误原因', en: 'reason' };

/** What every reason begins with; a column of a shop's own that is called `reason` has no such cells. */
export const REASON_MARK = '⚠ ';

const called = /^(错误原因|reason)( \(\d+\))?$/i;

type Seen = Pick<ReadableTable, 'columns' | 'sample'>;

/** Where a file that was mended and comes back has its reasons: in its last column, or more where it came back before. */
export function reasonPlaces({ columns, sample }: Seen): readonly number[] {
  const isOurs = (name: string, place: number): boolean => {
    const cells = sample.map((row) => row[place]?.trim() ?? '').filter((cell) => cell !== '');
    return called.test(name) && cells.every((cell) => cell.startsWith(REASON_MARK.trim()));
  };
  const lastOther = columns.findLastIndex((name, place) => !isOurs(name, place));
  return columns.flatMap((_, place) => (place > lastOther ? [place] : []));
}

/** The columns that are not to be read, with the reasons of an error file that was mended and comes back. */
export function leftWithReasons(table: Seen, leave: readonly string[] = []): readonly string[] {
  return [...leave, ...reasonPlaces(table).map((place) => table.columns[place] ?? '')];
}
