import { sql } from 'kysely';
import { type Database, run } from '../../db/database.ts';
import { type Day, firstDay } from '../../domain/calendar.ts';
import { type Doubt, orderDoubts } from '../../domain/doubts.ts';
import { doubtSql } from '../../sql/doubt.ts';
import { as, commas, type Expression } from '../../sql/expression.ts';
import { NO_BUYER } from '../register/buyers.ts';
import { ROWS_PER_FILE } from './load-orders.ts';

export type AmountMode = 'per-order' | 'per-line';

/** How rows became orders: whether any order has several rows, and what their amounts are. */
export interface Collapsed {
  /** Whether any rows were put together. */
  readonly isGrouped: boolean;
  /** Orders with several rows. */
  readonly multiRow: number;
  readonly mode: AmountMode;
  /** Rows that say exactly what another row of their order says in the same file; they count as well. */
  readonly repeatedRows: number;
  /** Orders that more than one file tells of: the rows of one file count. */
  readonly acrossFiles: number;
  /** Rows with an amount below zero that are no refunds. */
  readonly negativeRows: number;
  /** What else is in doubt about rows, and of how many; of no days where no day is known to be today. */
  readonly doubted: readonly DoubtedRows[];
}

/** Rows that are kept and hardly meant. */
export interface DoubtedRows {
  readonly doubt: Doubt;
  readonly rows: number;
}

const key = sql`order_number, order_text, coalesce(channel, '')`;
const sameKey = (a: string, b: string): Expression =>
  sql`${sql.ref(`${a}.order_number`)} = ${sql.ref(`${b}.order_number`)}
    and ${sql.ref(`${a}.order_text`)} = ${sql.ref(`${b}.order_text`)}
    and coalesce(${sql.ref(`${a}.channel`)}, '') = coalesce(${sql.ref(`${b}.channel`)}, '')`;

/**
 * Turns the rows of the view `order_rows` into orders: the tables or views `sale_orders` and `sale_lines`
 * (the same columns as `orders` and `order_lines`, but the customer by name) and `loose_refunds`. Rows with
 * one order id (and channel) are lines of one order; `settled` says what their amounts are, `expected` what the
 * source's are known to be; `timed`: keep times of day. Of an order that stands in several files the rows of the one that
 * reaches furthest count, as if the files had been taken one after the other. Rows of an order that name another
 * customer than its first row are left out and listed in `foreign_rows`. With `today` rows in doubt are counted.
 */
export async function collapseOrders(
  db: Database,
  settled: AmountMode | null,
  expected: AmountMode | null,
  timed = false,
  today: Day | null = null,
): Promise<Collapsed> {
  await run(db, sql`create view sale_rows as select * from order_rows where not is_refund`);
  await run(
    db,
    sql`create view loose_refunds as select row_id as refund_id, customer, day, -amount as amount,
    channel, store, category, product from order_rows where is_refund`,
  );
  const [negativeRows, doubted] = await countDoubted(db, today);
  if (!(await ordersRepeat(db))) {
    await run(db, sql`create view single_rows as select * from sale_rows`);
    await run(
      db,
      sql`create view foreign_rows as select row_id, order_number, order_text from sale_rows where false`,
    );
    await createViews(db, false);
    const mode = settled ?? expected ?? 'per-line';
    return { isGrouped: false, multiRow: 0, mode, repeatedRows: 0, acrossFiles: 0, negativeRows, doubted };
  }
  await run(
    db,
    sql`create table line_rows as select sale_rows.* from sale_rows semi join repeated on ${sameKey('sale_rows', 'repeated')}`,
  );
  await run(
    db,
    sql`create view single_rows as select sale_rows.* from sale_rows anti join repeated on ${sameKey('sale_rows', 'repeated')}`,
  );
  const acrossFiles = await keepOneFile(db);
  await leaveOutForeignRows(db);
  const mode = settled ?? (await guessMode(db, expected));
  await groupLines(db, mode, timed);
  await createViews(db, true);
  const [counted = {}] = await run(db, sql`select count(*) as n from grouped_orders where line_count > 1`);
  const repeatedRows = await countRepeats(db);
  return {
    isGrouped: true,
    multiRow: Number(counted.n),
    mode,
    repeatedRows,
    acrossFiles,
    negativeRows,
    doubted,
  };
}

/** Rows below zero, and those in doubt for something else: all in one glance. */
async function countDoubted(db: Database, today: Day | null): Promise<[number, DoubtedRows[]]> {
  const { negativeTotal, ...others } = orderDoubts;
  const asked = today === null ? [] : Object.values(others);
  const values = {
    amount: sql`amount`,
    refunded: sql`refunded`,
    orderedDay: sql`ordered_day`,
    paidDay: sql`paid_day`,
  };
  const counts = [negativeTotal, ...asked].map((doubt, index) =>
    as(sql`count(*) filter (where ${doubtSql(doubt, values, today ?? firstDay)})`, `n${index}`),
  );
  const [counted = {}] = await run(db, sql`select ${commas(counts)} from sale_rows`);
  const rows = asked.map((doubt, index) => ({ doubt, rows: Number(counted[`n${index + 1}`]) }));
  return [Number(counted.n0), rows.filter((each) => each.rows > 0)];
}

/**
 * Whether several rows belong to one order. Ids that rise from row to row show at the cost of one glance that
 * they do not; else the ids that occur twice are collected in the table `repeated`.
 */
async function ordersRepeat(db: Database): Promise<boolean> {
  const rising = sql`(order_number > lag(order_number) over ()) is not false and order_number > 0`;
  const [seen = {}] = await run(
    db,
    sql`select count(*) filter (where not rising) as others, count(*) filter (where has_id) as with_id
      from (select ${rising} as rising, order_number > 0 or order_text <> '' as has_id from sale_rows) as neighbours`,
  );
  if (Number(seen.others) === 0 || Number(seen.with_id) === 0) return false;
  await run(
    db,
    sql`create table repeated as select order_number, order_text, coalesce(channel, '') as channel from sale_rows
      where order_number > 0 or order_text <> '' group by ${key} having count(*) > 1`,
  );
  const [repeated = {}] = await run(db, sql`select count(*) as n from repeated`);
  return Number(repeated.n) > 0;
}

async function leaveOutForeignRows(db: Database): Promise<void> {
  // A row without a buyer goes with the others of its order.
  const first = sql`first_value(nullif(customer, ${sql.lit(NO_BUYER)}) ignore nulls) over (partition by ${key} order by row_id)`;
  await run(
    db,
    sql`create table foreign_rows as select row_id, order_number, order_text
      from (select *, ${first} as first_customer from line_rows) as rows_with_first where customer <> first_customer and customer <> ${sql.lit(NO_BUYER)}`,
  );
  await run(db, sql`delete from line_rows where row_id in (select row_id from foreign_rows)`);
}

/**
 * Without an expectation the amount is the order's total only if every order with several rows repeats one.
 * A source known to repeat totals is believed unless most of its orders say otherwise.
 */
async function guessMode(db: Database, expected: AmountMode | null): Promise<AmountMode> {
  if (expected === 'per-line') return 'per-line';
  const [found = {}] = await run(
    db,
    sql`select count(*) filter (where least_amount <> most_amount) as differing, count(*) as n from
      (select min(amount) as least_amount, max(amount) as most_amount from line_rows group by ${key} having count(*) > 1) as orders`,
  );
  const [differing, n] = [Number(found.differing), Number(found.n)];
  if (expected === 'per-order') return 2 * differing <= n ? 'per-order' : 'per-line';
  return n > 0 && differing === 0 ? 'per-order' : 'per-line';
}

const ofFile = sql`row_id // ${sql.lit(ROWS_PER_FILE)}`;

/**
 * Exports overlap: an order that stands in several files keeps its rows of the one with the latest day, of several such of the last. One that goes on
 * from the end of a file at the beginning of another has been cut apart, and keeps all. Gives how many were kept of one file alone.
 */
async function keepOneFile(db: Database): Promise<number> {
  const bounds = sql`select ${ofFile} as of_file, min(row_id) as first_row, max(row_id) as last_row, max(day) as reach from sale_rows group by 1`;
  const placed = sql`select line_rows.*, of_file, reach, row_id = first_row as begins, row_id = last_row as ends
    from line_rows join (${bounds}) as bounds on of_file = ${ofFile}`;
  await run(
    db,
    sql`create table spread_rows as select * from (select *, min(of_file) over orders < max(of_file) over orders as is_spread,
        first_value(of_file) over (partition by ${key} order by reach desc, of_file desc) as newest
      from (${placed}) as placed window orders as (partition by ${key})) as spread where is_spread`,
  );
  const alike = sql`coalesce(category, ''), coalesce(product, ''), amount, coalesce(quantity, 0)`;
  await run(
    db,
    sql`create table cut_orders as select ${key} as channel_key from spread_rows group by ${key}
      having count(distinct of_file) = 2 and bool_or(ends) and bool_or(begins) and min(status) = max(status)
        and count(distinct ordered_day) <= 1 and count(distinct paid_day) <= 1 and count(*) = count(distinct (${alike}))`,
  );
  const repeated = sql`from spread_rows as r where of_file <> newest and not exists (select 1 from cut_orders as c
    where c.order_number = r.order_number and c.order_text = r.order_text and c.channel_key = coalesce(r.channel, ''))`;
  const [found = {}] = await run(
    db,
    sql`select count(*) as n from (select 1 as one ${repeated} group by ${key}) as orders`,
  );
  const orders = Number(found.n);
  if (orders > 0) await run(db, sql`delete from line_rows where row_id in (select row_id ${repeated})`);
  for (const table of ['spread_rows', 'cut_orders']) await run(db, sql`drop table ${sql.table(table)}`);
  return orders;
}

/** Rows of one order that are alike may be two of a thing bought, or rows that somebody has copied. */
async function countRepeats(db: Database): Promise<number> {
  const alike = sql`customer, ordered_day, paid_day, status, amount, refunded, quantity, category, product`;
  const [rows = {}] = await run(
    db,
    sql`select coalesce(cast(sum(n - 1) as bigint), 0) as n from
      (select count(*) as n from line_rows group by ${key}, ${alike} having count(*) > 1) as alike_rows`,
  );
  return Number(rows.n);
}

/** Of statuses that differ among an order's lines the one furthest along stands for the order. */
const statusOrder = ['completed', 'shipped', 'paid', 'refunded', 'unpaid', 'cancelled'];

async function groupLines(db: Database, mode: AmountMode, timed: boolean): Promise<void> {
  const ranks = sql.join(
    statusOrder.map((status, rank) => sql`when ${sql.lit(status)} then ${sql.lit(rank)}`),
    sql` `,
  );
  const words = sql.join(
    statusOrder.map((status, rank) => sql`when ${sql.lit(rank)} then ${sql.lit(status)}`),
    sql` `,
  );
  const total = (column: string): Expression =>
    mode === 'per-order' ? sql`max(${sql.ref(column)})` : sql`cast(sum(${sql.ref(column)}) as bigint)`;
  const refund = sql`case when status = 'refunded' then coalesce(refunded, amount) else refunded end`;
  const refunded = mode === 'per-order' ? sql`max(${refund})` : sql`cast(sum(${refund}) as bigint)`;
  await run(
    db,
    sql`create table grouped_orders as select min(row_id) as order_id, max(customer) as customer,
      order_number, order_text, coalesce(channel, '') as channel_key, min(channel) as channel, min(store) as store,
      min(ordered_day) as ordered_day, min(paid_day) as paid_day, ${commas(earliestTimes(timed))},
      case min(case status ${ranks} end) ${words} end as status, ${total('amount')} as amount, ${refunded} as refunded,
      min(refund_day) as refund_day, ${total('shipping')} as shipping, ${total('tax')} as tax,
      cast(sum(quantity) as bigint) as quantity, cast(sum(margin) as bigint) as margin, count(*) as line_count
      from line_rows group by ${key}`,
  );
  const lineNo = sql`row_number() over (partition by ${key} order by row_id)`;
  const numbered = sql`select *, ${lineNo} as line_no, coalesce(channel, '') as channel_key from line_rows`;
  const share = sql`cast(o.amount as bigint) / o.line_count`;
  const amount =
    mode === 'per-line'
      ? sql`l.amount`
      : sql`case when l.line_no = o.line_count then o.amount - (o.line_count - 1) * (${share}) else ${share} end`;
  await run(
    db,
    sql`create view grouped_lines as select o.*, l.line_no, ${amount} as line_amount, l.quantity as line_quantity,
      l.margin as line_margin, l.category, l.product from (${numbered}) as l join grouped_orders as o
      on o.order_number = l.order_number and o.order_text = l.order_text and o.channel_key = l.channel_key`,
  );
}

/** The times of day at which an order's earliest days have their earliest lines. */
function earliestTimes(timed: boolean): Expression[] {
  return ['ordered', 'paid'].map((name) => {
    const [day, time] = [sql.ref(`${name}_day`), `${name}_time`];
    const written = sql`coalesce(${sql.ref(time)}, '')`;
    const earliest = sql`nullif(arg_min(${written}, cast(${day} as text) || ${written}), '')`;
    return as(timed ? earliest : sql`cast(null as text)`, time);
  });
}

const orderColumns = sql`customer, order_id, coalesce(paid_day, ordered_day) as day, ordered_day, paid_day, status`;
const paid = sql`case when status = 'refunded' then coalesce(refunded, amount) else refunded end`;
/** What was given back and on which day, of a row of an order. */
export const refundColumns = sql`${paid} as refunded,
  case when (${paid}) is not null then coalesce(refund_day, paid_day, ordered_day) end as refund_day`;

async function createViews(db: Database, grouped: boolean): Promise<void> {
  const single = sql`(select *, row_id as order_id from single_rows) as singles`;
  const order = sql`${orderColumns}, amount, ${refundColumns}, shipping, tax, quantity, margin, channel, store`;
  const line = (no: Expression, prefix: string): Expression => sql`${orderColumns}, ${no} as line_no,
    amount as order_amount, ${refundColumns}, shipping, tax, channel, store, ${sql.ref(`${prefix}amount`)} as amount,
    ${sql.ref(`${prefix}quantity`)} as quantity, ${sql.ref(`${prefix}margin`)} as margin, category, product`;
  const orders = [sql`select ${order} from ${single}`];
  const lines = [sql`select ${line(sql`1`, '')} from ${single}`];
  if (grouped) {
    orders.push(sql`select ${order} from grouped_orders`);
    lines.push(sql`select ${line(sql`line_no`, 'line_')} from grouped_lines`);
  }
  await run(db, sql`create view sale_orders as ${sql.join(orders, sql` union all `)}`);
  await run(db, sql`create view sale_lines as ${sql.join(lines, sql` union all `)}`);
}
