import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import { type EmbeddedDatabase, streamRows } from '../../db/embedded.ts';
import { type Text, text } from '../../domain/text.ts';
import { type RejectReason, rejectText } from '../../domain/tidy/reading.ts';
import { as, commas, type Expression, or } from '../../sql/expression.ts';
import { type StructureReason, structureText } from '../files/structure-reasons.ts';
import { columnName, ROWS_PER_FILE } from './load-orders.ts';
import { fieldValue, isFilled, joinedRows, rawOf, reasonOf, type StagedFile } from './stage.ts';

export type RowReason =
  | RejectReason
  | StructureReason
  | 'no-customer'
  | 'no-date'
  | 'no-amount'
  | 'other-customer';

const rowReasonText: Readonly<Record<Exclude<RowReason, RejectReason>, Text>> = {
  ...structureText,
  'no-customer': text('没有客户：这一列是空的', 'no customer: the cell is blank'),
  'no-date': text(
    '没有日期：下单时间和付款时间都是空的',
    'no date: neither the order nor the payment has one',
  ),
  'no-amount': text('没有金额：这一列是空的', 'no amount: the cell is blank'),
  'other-customer': text(
    '同一个订单号的前面几行是另一位客户',
    'earlier rows with this order id belong to another customer',
  ),
};

export function reasonText(reason: RowReason): Text {
  return reason in rowReasonText
    ? rowReasonText[reason as keyof typeof rowReasonText]
    : rejectText[reason as RejectReason];
}

/** A value for which a row was left out; `record` counts the file's records from 0. */
export interface Reject {
  readonly record: number;
  readonly column: string;
  readonly value: string;
  readonly reason: RowReason;
}

/** A field that every row needs, and the reason when it is blank. */
interface Needed {
  readonly column: string;
  readonly blank: Expression;
  readonly reason: RowReason;
}

/**
 * Every unreadable or missing value of a file, row by row; of an order file, by its position among the files,
 * also the rows that name an order of another customer.
 */
export async function* rejectsOf(
  db: EmbeddedDatabase,
  staged: StagedFile,
  kind: 'orders' | 'customers',
  position: number,
): AsyncGenerator<Reject> {
  const parts = [...rejectParts(staged, kind), ...(kind === 'orders' ? [foreignRows(staged, position)] : [])];
  const all = sql`select * from (${sql.join(parts, sql` union all `)}) as rejects order by record, field`;
  for await (const [record, field, value, reason] of streamRows(db, all)) {
    yield {
      record: Number(record),
      column: String(field),
      value: value === null ? '' : String(value),
      reason: String(reason) as RowReason,
    };
  }
}

function foreignRows(staged: StagedFile, position: number): Expression {
  const first = position * ROWS_PER_FILE;
  return sql`select row_id - ${sql.lit(first)} as record, ${sql.lit(columnName(staged, 'order_id') ?? 'order_id')} as field,
    coalesce(nullif(order_text, ''), cast(order_number as text)) as value, 'other-customer' as reason
    from foreign_rows where row_id >= ${sql.lit(first)} and row_id < ${sql.lit(first + ROWS_PER_FILE)}`;
}

function rejectParts(staged: StagedFile, kind: 'orders' | 'customers'): Expression[] {
  const unreadable = staged.fields
    .filter(({ name }) => staged.messy.has(name))
    .map(({ name }) => {
      const reason = reasonOf(staged, name) ?? sql`null`;
      return sql`select staged.rowid as record, ${sql.lit(columnName(staged, name) ?? name)} as field,
        ${rawOf(staged.fields, name)} as value, ${reason} as reason from ${joinedRows(staged)} where ${reason} is not null`;
    });
  const missing = neededOf(staged, kind).map(
    ({
      column,
      blank,
      reason,
    }) => sql`select staged.rowid as record, ${sql.lit(column)} as field, '' as value,
      ${sql.lit(reason)} as reason from ${joinedRows(staged)} where ${blank} and ${isFilled(staged)}`,
  );
  return [...unreadable, ...missing];
}

function neededOf(staged: StagedFile, kind: 'orders' | 'customers'): Needed[] {
  const blank = (field: string): Expression => {
    const reason = reasonOf(staged, field);
    const empty = sql`(${fieldValue(staged, field)}) is null`;
    return reason === null ? empty : sql`${empty} and ${reason} is null`;
  };
  const column = (...fields: string[]): string =>
    fields
      .map((field) => columnName(staged, field))
      .filter((name) => name !== undefined)
      .join(' / ');
  const customer: Needed = {
    column: column('customer_id'),
    blank: blank('customer_id'),
    reason: 'no-customer',
  };
  if (kind === 'customers') return [customer];
  const has = (field: string): boolean => staged.fields.some(({ name }) => name === field);
  const amounts = has('amount') ? ['amount'] : ['quantity', 'unit_price'];
  const amount = sql.join(
    amounts.map((field) => sql`(${blank(field)})`),
    sql` or `,
  );
  const dates = ['ordered_at', 'paid_at'].filter(has);
  const date = sql.join(
    dates.map((field) => sql`(${blank(field)})`),
    sql` and `,
  );
  return [
    customer,
    { column: column(...dates), blank: date, reason: 'no-date' },
    { column: column(...amounts), blank: sql`(${amount})`, reason: 'no-amount' },
  ];
}

export interface RowCounts {
  /** Rows with anything in them. */
  readonly rows: number;
  readonly rejected: number;
  readonly reasons: ReadonlyMap<RowReason, number>;
}

/** How many rows a file has, how many of them were left out, and how often for each reason. */
export async function countRows(
  db: EmbeddedDatabase,
  staged: StagedFile,
  kind: 'orders' | 'customers',
): Promise<RowCounts> {
  const needed = neededOf(staged, kind);
  const unreadable = staged.fields
    .map(({ name }) => reasonOf(staged, name))
    .filter((reason) => reason !== null);
  const bad = or([
    ...unreadable.map((reason) => sql`${reason} is not null`),
    ...needed.map(({ blank }) => blank),
  ]);
  const counts = [
    as(sql`count(*)`, 'rows'),
    as(sql`count(*) filter (where ${bad})`, 'rejected'),
    ...needed.map(({ blank, reason }) => as(sql`count(*) filter (where ${blank})`, reason)),
  ];
  const source = sql`${joinedRows(staged)} where ${isFilled(staged)}`;
  const [found = {}] = await run(db, sql`select ${commas(counts)} from ${source}`);
  const reasons = new Map<RowReason, number>(needed.map(({ reason }) => [reason, Number(found[reason])]));
  for (const reason of unreadable) {
    const rows = await run(
      db,
      sql`select ${reason} as reason, count(*) as n from ${source} and ${reason} is not null group by 1`,
    );
    for (const row of rows) {
      const key = String(row.reason) as RowReason;
      reasons.set(key, (reasons.get(key) ?? 0) + Number(row.n));
    }
  }
  for (const { reason } of staged.broken) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const present = [...reasons].filter(([, n]) => n > 0);
  const broken = staged.broken.length;
  return {
    rows: Number(found.rows) + broken,
    rejected: Number(found.rejected) + broken,
    reasons: new Map(present),
  };
}
