import { sql } from 'kysely';
import type { RecordedSource } from '../../domain/event.ts';
import { text } from '../../domain/text.ts';
import { and, commas, type Expression } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { importFields } from '../imports/import-fields.ts';
import { type ExportedTable, quantityCell, type ReadColumn, rowWriter } from './exported-table.ts';
import { dateColumn, momentColumn, numberColumn, textColumn } from './table-column.ts';

/** Events of a source as the importer takes them back; null: of all but points, each with its source. */
export function eventsTable(visibility: Visibility, source: RecordedSource | null): ExportedTable {
  const titles = new Map(importFields(source ?? 'reviews', []).map(({ id, name }) => [id, name]));
  const word = (name: string): ReadColumn => ({ column: textColumn(name), read: sql`e.${sql.ref(name)}` });
  const number = (name: string): ReadColumn => ({
    column: numberColumn(name),
    read: sql`e.${sql.ref(name)}`,
    write: quantityCell,
  });
  const own: readonly ReadColumn[] = [
    { column: textColumn('customer_id'), read: sql`c.external_id` },
    { column: momentColumn('at'), read: sql`(cast(e.day as text) || coalesce(' ' || e.at_time, ''))` },
    ...['kind', 'aspect', 'product'].map(word),
    number('rating'),
    ...['text', 'measure'].map(word),
    number('quantity'),
    { column: dateColumn('resolved_at'), read: sql`cast(e.resolved_day as text)` },
  ];
  const first: ReadColumn = {
    column: { ...textColumn('source'), title: text('互动种类', 'source') },
    read: sql`e.source`,
  };
  const read = source === null ? [first, ...own] : own;
  const which: Expression = source === null ? sql`e.source <> 'points'` : sql`e.source = ${sql.lit(source)}`;
  const visible = visibleTo(visibility, sql`c.owner`);
  const select = sql`select ${commas(read.map((column) => column.read))}
    from events as e join customers as c on c.customer_id = e.customer_id
    where ${and([which, ...(visible === null ? [] : [visible])])}
    order by c.external_id, e.day, e.at_time, e.event_id`;
  const columns = read.map(({ column }) => {
    const title = column.title ?? titles.get(column.name);
    return title === undefined ? column : { ...column, title };
  });
  return { columns, select, outRow: rowWriter(read) };
}
