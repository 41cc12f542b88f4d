import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { as, commas, type Expression } from '../../sql/expression.ts';
import { refundColumns } from './collapse.ts';
import { ROWS_PER_FILE } from './load-orders.ts';

/** Files on their way into a register. */
export interface IncomingFiles {
  readonly orders: string;
  readonly lines: string;
  readonly refunds: string;
}

/** What the register takes of an import: orders, a file of events, or one of the refunds of settlements; customers are read again. */
export type Incoming =
  | { readonly orders: IncomingFiles }
  | { readonly events: string }
  | { readonly settled: string };

const separator = sql`chr(31)`;
const hasId = sql`(order_number > 0 or order_text <> '')`;
const written = sql`case when order_number > 0 then cast(order_number as text) else order_text end`;
const orderDays = sql`customer as external_id, coalesce(paid_day, ordered_day) as day, ordered_day, ordered_time, paid_day, paid_time,
  status, amount,
  ${refundColumns}, shipping, tax, quantity, margin, channel, store`;

/**
 * Writes the collapsed orders as Parquet files with the columns that the register takes. An order without an id
 * is known by its customer, days, times where there are any, amount and how often the same occurred before it in its file, so
 * that importing the file again changes nothing.
 */
export async function writeIncoming(
  db: EmbeddedDatabase,
  grouped: boolean,
  files: IncomingFiles,
): Promise<void> {
  // The register sorts what it takes; to keep an order here the engine would hold most of a file in memory.
  await run(db, sql`set preserve_insertion_order = false`);
  const singles = sql`select ${orderDays}, category, product, 1 as line_count, '' as lines_text`;
  const parts = [
    sql`${singles}, ${written} as order_ref from single_rows where ${hasId}`,
    sql`${singles}, order_ref from ${unnumbered}`,
  ];
  if (grouped) parts.push(groupedOrders);
  const orders = sql`${sql.join(parts, sql` union all `)}`;
  await run(db, sql`create view incoming_orders as ${withIds(db, orders)}`);
  await copy(db, sql`select * exclude (lines_text) from incoming_orders`, files.orders);
  await copy(db, grouped ? severalLines(db) : noLines, files.lines);
  await copy(db, refunds(db), files.refunds);
}

/** How many good rows said again what a row of another file says, and are not in what was written. */
export async function repeatedRows(
  db: EmbeddedDatabase,
  { orders, refunds }: IncomingFiles,
): Promise<number> {
  const [{ n } = {}] = await run(
    db,
    sql`select (select count(*) from order_rows) - (select count(*) from foreign_rows)
      - (select coalesce(cast(sum(line_count) as bigint), 0) from read_parquet(${sql.lit(orders)}))
      - (select count(*) from read_parquet(${sql.lit(refunds)})) as n`,
  );
  return Number(n);
}

/** Each value at its place: a blank one must not let its neighbour pass for it. */
function places(columns: readonly string[]): Expression {
  return commas(columns.map((name) => sql`coalesce(cast(${sql.ref(name)} as text), '')`));
}

/**
 * Rows known by all they say, `same`, and how many rows before them in their file say it too. What a further file says
 * again is the same again.
 */
function eachOnce(rows: Expression, same: Expression, ref: Expression): Expression {
  const file = sql`row_id // ${sql.lit(ROWS_PER_FILE)}`;
  const numbered = sql`select *, row_number() over (partition by same, ${file} order by row_id) as occurrence
    from (select *, ${same} as same from ${rows}) as told`;
  return sql`(select *, ${ref} from (${numbered}) as numbered
    qualify row_number() over (partition by same, occurrence order by row_id) = 1)`;
}

/** Blank times are passed over: a file without any is as one from before there were times. */
const unnumbered = eachOnce(
  sql`single_rows where not ${hasId}`,
  sql`concat_ws(${separator}, ${places(['customer', 'ordered_day', 'paid_day', 'amount'])}, ordered_time, paid_time)`,
  sql`'#' || md5(concat_ws(${separator}, same, occurrence)) as order_ref`,
);

const groupedOrders = sql`select ${orderDays}, case when line_count = 1 then first_category end as category,
    case when line_count = 1 then first_product end as product, cast(line_count as integer) as line_count,
    case when line_count > 1 then lines_text else '' end as lines_text, ${written} as order_ref
  from grouped_orders join (select order_id as lines_of, min(category) as first_category, min(product) as first_product,
      string_agg(concat_ws(${separator}, ${places(['line_no', 'line_amount', 'line_quantity', 'line_margin', 'category', 'product'])}),
        ${separator} order by line_no) as lines_text
    from grouped_lines group by order_id) as texts on lines_of = order_id`;

function orderId(db: EmbeddedDatabase): Expression {
  return db.dialect.hash(sql`coalesce(channel, '') || ${separator} || order_ref`);
}

/** All that an order says, each part at its place. */
const digestParts = [
  'external_id',
  'ordered_day',
  'paid_day',
  'status',
  'amount',
  'refunded',
  'refund_day',
  'shipping',
  'tax',
  'quantity',
  'margin',
  'store',
  'category',
  'product',
  'lines_text',
  'ordered_time',
  'paid_time',
];

function withIds(db: EmbeddedDatabase, orders: Expression): Expression {
  return sql`select *, ${orderId(db)} as order_id,
    md5(concat_ws(${separator}, ${places(digestParts)})) as digest from (${orders}) as collapsed`;
}

function severalLines(db: EmbeddedDatabase): Expression {
  return sql`select ${as(orderId(db), 'order_id')}, cast(line_no as integer) as line_no, line_amount as amount,
      line_quantity as quantity, line_margin as margin, category, product
    from (select *, ${written} as order_ref from grouped_lines where line_count > 1) as numbered`;
}

const noLines = sql`select cast(0 as bigint) as order_id, 1 as line_no, cast(0 as bigint) as amount,
  cast(0 as bigint) as quantity, cast(0 as bigint) as margin, '' as category, '' as product where false`;

function refunds(db: EmbeddedDatabase): Expression {
  const said = places(['customer', 'day', 'amount', 'channel', 'store', 'category', 'product']);
  const rows = sql`(select *, refund_id as row_id from loose_refunds) as loose`;
  const ref = sql`md5(concat_ws(${separator}, same, occurrence)) as refund_ref`;
  return sql`select customer as external_id, ${as(db.dialect.hash(sql`refund_ref`), 'refund_id')}, day, amount,
    channel, store, category, product from ${eachOnce(rows, sql`concat_ws(${separator}, ${said})`, ref)} as named`;
}

async function copy(db: EmbeddedDatabase, select: Expression, path: string): Promise<void> {
  await run(db, sql`copy (${select}) to ${sql.lit(path)} (format parquet, compression lz4_raw)`);
}
