import { sql } from 'kysely';
import { text } from '../../domain/text.ts';
import { commas, type Expression } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { importFields } from '../imports/import-fields.ts';
import { ownMarks } from '../imports/presets-own.ts';
import { type ExportedTable, moneyCell, quantityCell, type ReadColumn, rowWriter } from './exported-table.ts';
import {
  dateColumn,
  momentColumn,
  moneyColumn,
  numberColumn,
  type TableColumn,
  textColumn,
} from './table-column.ts';

const titles = new Map(importFields('orders', []).map(({ id, name }) => [id, name]));

/** Headed as the importer calls it. */
function withTitle(column: TableColumn): TableColumn {
  const title = titles.get(column.name);
  return title === undefined ? column : { ...column, title };
}

/** A number that tells our own files when they come back. */
function markColumn(name: string, title: { readonly zh: string; readonly en: string }): TableColumn {
  return { name, type: 'text', stored: 'bigint', title };
}

function moment(day: Expression, time: Expression): Expression {
  return sql`(cast(${day} as text) || coalesce(' ' || ${time}, ''))`;
}

/** What stands once for the whole order stands in its first line; the others have the nothing that leaves sums as they are. */
function once(column: string, otherwise: Expression): Expression {
  return sql`case when coalesce(l.line_no, 1) = 1 then o.${sql.ref(column)} else ${otherwise} end`;
}

const line = (column: string): Expression =>
  sql`case when l.line_no is null then o.${sql.ref(column)} else l.${sql.ref(column)} end`;

/** Orders, a row per line, as the importer takes them back; those of nobody without a customer. */
export function ordersTable(visibility: Visibility, currency: string): ExportedTable {
  const money = (name: string, read: Expression): ReadColumn => ({
    column: moneyColumn(name, currency),
    read,
    write: moneyCell(currency),
  });
  const word = (name: string, read: Expression): ReadColumn => ({ column: textColumn(name), read });
  // A status that says refunded would otherwise give the line's amount back once more.
  const nothingMore = sql`case when o.refunded is null then null else cast(0 as bigint) end`;
  const read: readonly ReadColumn[] = [
    word('order_id', sql`o.order_ref`),
    { column: markColumn('line_no', ownMarks.line), read: sql`cast(coalesce(l.line_no, 1) as bigint)` },
    word('customer_id', sql`c.external_id`),
    { column: momentColumn('ordered_at'), read: moment(sql`o.ordered_day`, sql`o.ordered_time`) },
    { column: momentColumn('paid_at'), read: moment(sql`o.paid_day`, sql`o.paid_time`) },
    money('amount', line('amount')),
    money('refunded', once('refunded', nothingMore)),
    { column: dateColumn('refunded_at'), read: sql`cast(o.refund_day as text)` },
    word('status', sql`o.status`),
    word('category', line('category')),
    word('product', line('product')),
    { column: numberColumn('quantity'), read: line('quantity'), write: quantityCell },
    money('margin', line('margin')),
    word('channel', sql`o.channel`),
    word('store', sql`o.store`),
    money('shipping', once('shipping', sql`null`)),
    money('tax', once('tax', sql`null`)),
  ];
  const select = sql`select ${commas(read.map((column) => column.read))}
    from orders as o left join customers as c on c.customer_id = o.customer_id
      left join several_lines as l on l.customer_id = o.customer_id and l.order_id = o.order_id and o.line_count > 1
    where ${visibleTo(visibility, sql`c.owner`) ?? sql`true`}
    order by c.external_id, o.day, o.order_ref, o.order_id, coalesce(l.line_no, 1)`;
  return { columns: read.map(({ column }) => withTitle(column)), select, outRow: rowWriter(read) };
}

/** Refunds that name no known order: negative amounts, as the importer takes them back. */
export function refundsTable(visibility: Visibility, currency: string): ExportedTable {
  const word = (name: string, read: Expression): ReadColumn => ({ column: textColumn(name), read });
  const read: readonly ReadColumn[] = [
    { column: markColumn('loose_refund', ownMarks.refund), read: sql`r.refund_id` },
    word('customer_id', sql`c.external_id`),
    {
      column: { ...dateColumn('ordered_at'), title: text('退款时间', 'refund date') },
      read: sql`cast(r.day as text)`,
    },
    { column: moneyColumn('amount', currency), read: sql`-r.amount`, write: moneyCell(currency) },
    ...['channel', 'store', 'category', 'product'].map((name) => word(name, sql`r.${sql.ref(name)}`)),
  ];
  const select = sql`select ${commas(read.map((column) => column.read))}
    from refunds as r left join customers as c on c.customer_id = r.customer_id
    where ${visibleTo(visibility, sql`c.owner`) ?? sql`true`} order by c.external_id, r.day, r.refund_id`;
  return { columns: read.map(({ column }) => withTitle(column)), select, outRow: rowWriter(read) };
}
