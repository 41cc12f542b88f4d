import { sql } from 'kysely';
import { and, as, commas, type Expression, or } from '../../sql/expression.ts';
import { orderRef } from './join-items.ts';
import { headerOf } from './kept-mappings.ts';
import { ROWS_PER_FILE } from './load-orders.ts';
import { fieldValue, joinedRows, reasonOf, type StagedFile } from './staged-file.ts';

const MARK = '`';

/** A cell without the accent that WeChat writes before every value, so that spreadsheets leave digits alone. */
export function withoutMark(cell: string): string {
  return cell.startsWith(MARK) ? cell.slice(MARK.length) : cell;
}

/** The same of all rows of a text; columns are `c0`, `c1` … */
export function unmarkedRows(text: Expression, width: number): Expression {
  const cells = Array.from({ length: width }, (_, column) => {
    const cell = sql.ref(`c${column}`);
    return sql`case when ${cell} like '\`%' then nullif(substr(${cell}, 2), '') else ${cell} end as ${cell}`;
  });
  return sql`(select ${commas(cells)} from ${text}) as unmarked`;
}

/** The number of a row's order as order lists have it: Alipay writes `T200P` before those of Taobao. */
export function settledRef(staged: StagedFile): Expression {
  return sql`regexp_replace(${orderRef(staged)}, '^T200P([0-9])', '\\1')`;
}

/** Whether a row gives money back for an order; never null. Where no column says what rows are, those are refunds that have a refunded amount. */
export function isRefund(staged: StagedFile): Expression {
  const has = (field: string): boolean => staged.fields.some(({ name }) => name === field);
  const says = (field: string, word: string): Expression =>
    sql`coalesce(${fieldValue(staged, field)} = ${sql.lit(word)}, false)`;
  const told = [says('kind', 'refund'), says('remark', 'refund')];
  if (!has('kind'))
    told.push(sql`(${fieldValue(staged, 'refunded')}) is not null`, unread(staged, 'refunded'));
  const amount = settledAmount(staged);
  return and([
    or(told),
    sql`not ${says('direction', 'in')}`,
    sql`not ${says('status', 'failed')}`,
    sql`coalesce(${amount} <> 0, true)`,
  ]);
}

function unread(staged: StagedFile, field: string): Expression {
  const reason = reasonOf(staged, field);
  return reason === null ? sql`false` : sql`${reason} is not null`;
}

/** Where a file has refunded amounts they are what refunds give back, however they are signed; else the amounts of its rows. */
export function amountField(staged: StagedFile): 'refunded' | 'amount' {
  return staged.fields.some(({ name }) => name === 'refunded') ? 'refunded' : 'amount';
}

function settledAmount(staged: StagedFile): Expression {
  return sql`abs(cast(${fieldValue(staged, amountField(staged))} as bigint))`;
}

/**
 * The refunds of all files that could be read, each once: `order_ref, source, refund_key, day, amount`. A refund is known by its number, or
 * by its order, moment and amount and how often the same stands before it in its file.
 */
export function settledRefunds(files: readonly StagedFile[]): Expression {
  const rows = sql.join(
    files.map((staged, index) => rowsOf(staged, index)),
    sql` union all `,
  );
  const file = sql`row_id // ${sql.lit(ROWS_PER_FILE)}`;
  const numbered = sql`select *, row_number() over (partition by ${file}, order_ref, day, at_time, amount, refund_id order by row_id) as occurrence
    from (${rows}) as read`;
  const key = sql`case when refund_id is not null then refund_id else
    '#' || concat_ws(' ', coalesce(cast(day as text), ''), coalesce(at_time, ''), amount, occurrence) end`;
  return sql`(select order_ref, source, refund_key, max(day) as day, max(amount) as amount
    from (select *, ${as(key, 'refund_key')} from (${numbered}) as numbered) as keyed group by order_ref, source, refund_key) as settled`;
}

/** The refunds of a file that could be read. */
function readableRefund(staged: StagedFile): Expression {
  const bad = ['order_id', 'at', amountField(staged)].map((field) => unread(staged, field));
  return and([
    isRefund(staged),
    sql`not ${or(bad)}`,
    sql`(${settledRef(staged)}) is not null`,
    sql`(${settledAmount(staged)}) is not null`,
    sql`total is null`,
  ]);
}

/** Which kind of statement a file is, so that one that tells of the same refunds in another way is not added to it. */
function sourceOf({ preset, file }: StagedFile): string {
  return preset?.id ?? headerOf(file);
}

/** What stands where there is no number, and what a spreadsheet has made of long ones: many would be one. */
const noNumber = String.raw`0|-+|[0-9](\.[0-9]+)?[eE]\+?[0-9]+`;

function rowsOf(staged: StagedFile, index: number): Expression {
  const number = sql`cast(${fieldValue(staged, 'refund_id')} as text)`;
  const columns = [
    as(sql`cast(${sql.lit(index * ROWS_PER_FILE)} as bigint) + staged.rowid`, 'row_id'),
    as(settledRef(staged), 'order_ref'),
    as(sql`${sql.lit(sourceOf(staged))}`, 'source'),
    as(sql`case when not regexp_full_match(${number}, ${sql.lit(noNumber)}) then ${number} end`, 'refund_id'),
    as(sql`cast(${fieldValue(staged, 'at')} as date)`, 'day'),
    as(sql`nullif(cast(${fieldValue(staged, 'at_time')} as text), '')`, 'at_time'),
    as(settledAmount(staged), 'amount'),
  ];
  return sql`select ${commas(columns)} from ${joinedRows(staged)} where ${readableRefund(staged)}`;
}
