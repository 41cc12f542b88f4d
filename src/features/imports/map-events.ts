import type { RecordedSource } from '../../domain/event.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import { readRating } from '../../domain/tidy/read-rating.ts';
import type { ReadableTable } from '../files/open-table.ts';
import { foldName } from './column-names.ts';
import { type EventColumn, eventColumns, ratingOrText } from './event-names.ts';
import { fileKindWords } from './kind-words.ts';
import { known, type Mapping, noCustomer, taken } from './map-columns.ts';
import { leftColumns, namesOf, type Settled, settledColumn } from './mapping.ts';

/** The columns of a file with events of one source, or every reason why it cannot be read as one. */
export function mapEvents(
  source: RecordedSource,
  table: ReadableTable,
  settled: Settled,
  settling: ReadonlySet<string>,
  leave: readonly string[] = [],
): Mapping<EventColumn> {
  const mapping = findEventColumns(source, table, settled, leave);
  const problems = missingEventColumns(source, mapping.columns)
    .filter((field) => !settling.has(field))
    .map((field) =>
      field === 'customer_id'
        ? noCustomer(table, mapping.columns, { whose: fileKindWords[source].many })
        : missing[field](table),
    );
  if (problems.length > 0) throw new InputError(problems);
  return mapping;
}

/** The columns of such a file as far as they are found. */
export function findEventColumns(
  source: RecordedSource,
  table: ReadableTable,
  settled: Settled,
  leave: readonly string[] = [],
): Mapping<EventColumn> {
  const left = leftColumns(table.columns, leave);
  const columns = new Map<EventColumn, number>();
  for (const field of eventColumns) {
    const used = taken(columns, field === 'rating' ? new Set([...left, ...worded(table)]) : left);
    const index = settledColumn(table.columns, settled, field) ?? known(table, source, field, null, used);
    if (index !== undefined) columns.set(field, index);
  }
  return { columns, preset: null };
}

/** What an event of a source cannot be without. */
export function neededOf(source: RecordedSource): readonly ('customer_id' | 'at' | 'quantity')[] {
  return source === 'points' ? ['customer_id', 'at', 'quantity'] : ['customer_id', 'at'];
}

/** The same, as far as it has no column. */
export function missingEventColumns(source: RecordedSource, columns: ReadonlyMap<EventColumn, number>) {
  return neededOf(source).filter((field) => !columns.has(field));
}

/** Columns whose name may be that of ratings and which mostly hold other words. */
function worded({ columns, sample }: ReadableTable): number[] {
  return columns.flatMap((name, index) => {
    if (!ratingOrText.has(foldName(name))) return [];
    const cells = sample.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '');
    const rated = cells.filter((cell) => readRating(cell).ok).length;
    return 2 * rated < cells.length ? [index] : [];
  });
}

const missing = {
  at: (table: ReadableTable): Problem => {
    const list = namesOf(table.columns);
    return problem(
      'no-date-column',
      table.original,
      `找不到时间列。文件里有：${list}。请指明，如 --map at=列名`,
      `no column says when it happened. The file has: ${list}. Name it, such as --map at=COLUMN`,
    );
  },
  quantity: (table: ReadableTable): Problem => {
    const list = namesOf(table.columns);
    return problem(
      'no-points-column',
      table.original,
      `找不到积分列。文件里有：${list}。请指明，如 --map quantity=列名`,
      `no column says how many points. The file has: ${list}. Name it, such as --map quantity=COLUMN`,
    );
  },
};
