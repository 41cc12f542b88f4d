import { sql } from 'kysely';
import { roundedProduct } from '../../db/rounded-product.ts';
import { and, as, commas, type Expression } from '../../sql/expression.ts';
import { everPaidSql } from '../../sql/order-status.ts';
import { NO_BUYER } from '../register/buyers.ts';
import { foldName, type OrderColumn } from './column-names.ts';
import { holdsItems, withItems } from './join-items.ts';
import { DUE } from './order-fields.ts';
import { orderId } from './order-id.ts';
import { columnName, fieldValue, joinedRows, reasonOf, type StagedFile } from './staged-file.ts';

/** Row ids are this times the file's position plus the row's. */
export const ROWS_PER_FILE = 2 ** 40;

/** Columns of a clean order row, whatever file it came from. */
const rowColumns: Readonly<Partial<Record<OrderColumn, 'text' | 'bigint' | 'date'>>> = {
  channel: 'text',
  store: 'text',
  category: 'text',
  product: 'text',
  quantity: 'bigint',
  margin: 'bigint',
  shipping: 'bigint',
  tax: 'bigint',
};

/**
 * The good rows of all files as one relation: `row_id, customer, order_number, order_text, ordered_day,
 * ordered_time, paid_day, paid_time, day, status, amount, refunded, refund_day, is_refund` and the columns above, null where a file
 * has none; `customer` is empty for nobody. `order_number` is 0 and `order_text` empty where a row names no order.
 */
export function orderRows(files: readonly StagedFile[], decimals: number): Expression {
  const parts = (items: boolean, rows: (staged: StagedFile, index: number) => Expression): Expression[] =>
    files.flatMap((staged, index) => (holdsItems(staged) === items ? [rows(staged, index)] : []));
  const orders = sql.join(
    parts(false, (staged, index) => rowsOf(staged, index, decimals)),
    sql` union all `,
  );
  const items = parts(true, itemsOf);
  return items.length === 0 ? orders : withItems(orders, sql.join(items, sql` union all `));
}

/** The items of a file that name an order: `row_id, order_number, order_text, category, product, quantity`. */
function itemsOf(staged: StagedFile, index: number): Expression {
  const [number, text] = orderId(staged);
  const value = (field: OrderColumn, type: 'text' | 'bigint'): Expression =>
    as(sql`cast(${fieldValue(staged, field)} as ${sql.raw(type)})`, field);
  return sql`select ${rowId(index)}, coalesce(${number}, 0) as order_number, coalesce(${text}, '') as order_text,
    ${value('category', 'text')}, ${value('product', 'text')}, ${value('quantity', 'bigint')}
    from ${joinedRows(staged)} where ${readable(staged)} and total is null and (${number} is not null or ${text} is not null)`;
}

function rowId(index: number): Expression {
  return sql`cast(${sql.lit(index * ROWS_PER_FILE)} as bigint) + staged.rowid as row_id`;
}

function rowsOf(staged: StagedFile, index: number, decimals: number): Expression {
  const values = valuesOf(staged, decimals);
  const columns = Object.entries(values).map(([name, { type, value }]) =>
    as(sql`cast(${value} as ${sql.raw(type)})`, name),
  );
  const inner = sql`select ${rowId(index)}, ${commas(columns)} from ${joinedRows(staged)} where ${readable(staged)} and total is null`;
  const isRefund = staged.preset?.negativeIsRefund ? sql`amount < 0` : sql`false`;
  return sql`select *, coalesce(paid_day, ordered_day) as day, ${isRefund} as is_refund from (${inner}) as read
    where customer is not null and amount is not null and coalesce(paid_day, ordered_day) is not null`;
}

type Values = Record<string, { readonly type: 'text' | 'bigint' | 'date'; readonly value: Expression }>;

function valuesOf(staged: StagedFile, decimals: number): Values {
  const value = (field: OrderColumn): Expression => fieldValue(staged, field);
  const [number, text] = orderId(staged);
  const refunded = hasDue(staged) ? refundedOfDue(staged) : sql`abs(cast(${value('refunded')} as bigint))`;
  const hasOrder = staged.fields.some(({ name }) => name === 'order_id');
  const net = isNet(staged);
  const amount = amountOf(staged, decimals);
  return {
    customer: {
      type: 'text',
      value: staged.keepsNobody
        ? sql`coalesce(${value('customer_id')}, ${sql.lit(NO_BUYER)})`
        : value('customer_id'),
    },
    order_number: { type: 'bigint', value: hasOrder ? sql`coalesce(${number}, 0)` : sql`0` },
    order_text: { type: 'text', value: hasOrder ? sql`coalesce(${text}, '')` : sql`''` },
    ordered_day: { type: 'date', value: value('ordered_at') },
    paid_day: { type: 'date', value: value('paid_at') },
    ordered_time: { type: 'text', value: sql`nullif(${fieldValue(staged, 'ordered_time')}, '')` },
    paid_time: { type: 'text', value: sql`nullif(${fieldValue(staged, 'paid_time')}, '')` },
    status: { type: 'text', value: statusOf(staged) },
    amount: { type: 'bigint', value: net ? sql`${amount} + coalesce(${refunded}, 0)` : amount },
    refunded: { type: 'bigint', value: refunded },
    refund_day: { type: 'date', value: value('refunded_at') },
    ...Object.fromEntries(
      Object.entries(rowColumns).map(([name, type]) => [name, { type, value: value(name as OrderColumn) }]),
    ),
  };
}

/** Whether the amounts of a file are net of refunds. */
export function isNet(staged: StagedFile): boolean {
  const column = foldName(columnName(staged, 'amount') ?? '');
  return staged.preset?.netColumns.some((name) => foldName(name) === column) ?? false;
}

/** Whether a file's refunds are what its net amounts lack of what was due. */
export function hasDue(staged: StagedFile): boolean {
  return staged.kind === 'orders' && staged.fields.some(({ name }) => name === DUE);
}

/** What an order that was paid lacks of what was due for it; null for nothing. */
export function refundedOfDue(staged: StagedFile): Expression {
  const lacks = sql`${fieldValue(staged, DUE)} - ${fieldValue(staged, 'amount')}`;
  const paid = staged.fields.some(({ name }) => name === 'paid_at')
    ? sql`(${fieldValue(staged, 'paid_at')}) is not null`
    : everPaidSql(statusOf(staged));
  return sql`case when ${paid} and ${lacks} > 0 then cast(${lacks} as bigint) end`;
}

function amountOf(staged: StagedFile, decimals: number): Expression {
  if (staged.fields.some(({ name }) => name === 'amount')) return fieldValue(staged, 'amount');
  return roundedProduct(fieldValue(staged, 'quantity'), fieldValue(staged, 'unit_price'), 12 - decimals);
}

/** A blank status is completed, unless the file has a payment time that is blank too. */
function statusOf(staged: StagedFile): Expression {
  const paid = staged.fields.some(({ name }) => name === 'paid_at');
  const blank = paid
    ? sql`case when ${fieldValue(staged, 'paid_at')} is null then 'unpaid' else 'completed' end`
    : sql`'completed'`;
  return sql`coalesce(${fieldValue(staged, 'status')}, ${blank})`;
}

/** True for rows whose every value could be read. */
function readable(staged: StagedFile): Expression {
  const reasons = staged.fields.map(({ name }) => reasonOf(staged, name)).filter((reason) => reason !== null);
  if (reasons.length === 0) return sql`true`;
  return and(reasons.map((reason) => sql`${reason} is null`));
}
