import { type RawBuilder, sql } from 'kysely';
import { referralRows } from './referrals.ts';

/**
 * What evaluations read, with the same columns on every engine. Days are in the business's time zone, money
 * in minor units, quantities in millionths, text without outer blanks and null where there is nothing.
 */
const columns = {
  customers: [
    'customer_id bigint not null',
    'external_id text not null',
    'registered_day date',
    'referred_by text',
  ],
  orders: [
    'customer_id bigint not null',
    'order_id bigint not null',
    'day date not null',
    'ordered_day date',
    'paid_day date',
    'status text not null',
    'amount bigint not null',
    'refunded bigint',
    'refund_day date',
    'shipping bigint',
    'tax bigint',
    'quantity bigint',
    'margin bigint',
    'channel text',
    'store text',
  ],
  /** Every order has at least one line; a line repeats its order's columns so that none needs a join. */
  order_lines: [
    'customer_id bigint not null',
    'order_id bigint not null',
    'line_no integer not null',
    'day date not null',
    'ordered_day date',
    'paid_day date',
    'status text not null',
    'order_amount bigint not null',
    'refunded bigint',
    'refund_day date',
    'shipping bigint',
    'tax bigint',
    'channel text',
    'store text',
    'amount bigint not null',
    'quantity bigint',
    'margin bigint',
    'category text',
    'product text',
  ],
  /** Refunds that name no known order. */
  refunds: [
    'customer_id bigint not null',
    'refund_id bigint not null',
    'day date not null',
    'amount bigint not null',
    'channel text',
    'store text',
    'category text',
    'product text',
  ],
  /** Of all sources; ratings are in millionths as quantities are. */
  events: [
    'customer_id bigint not null',
    'event_id bigint not null',
    'source text not null',
    'day date not null',
    'kind text',
    'aspect text',
    'product text',
    'rating bigint',
    'text text',
    'measure text',
    'quantity bigint',
    'resolved_day date',
  ],
} as const;

export type TableName = keyof typeof columns;
export const tableNames = Object.keys(columns) as readonly TableName[];

/** What an evaluation reads in the place of each table, under the table's own name. */
export type Tables = Readonly<Record<TableName, RawBuilder<unknown>>> & {
  /** `referralRows` of those who are evaluated. */
  readonly referrals: RawBuilder<unknown>;
  /** `customer_id, began`: since when the tier is held that is held on the eve. Without it nobody holds one. */
  readonly tiersBegan?: RawBuilder<unknown>;
  /** Ids of metrics that `customers` has the stored columns of: they are not computed. */
  readonly standing?: ReadonlySet<string>;
};

export const wholeTables = tablesBy(
  (name) => sql.table(name),
  referralRows(sql.table('customers'), sql`true`),
);

/** Of every table of the register the rows of the customers that a condition on `customer_id` chooses. */
export function tablesOf(only: RawBuilder<unknown>): Tables {
  return tablesBy(
    (name) => sql`(select * from ${sql.table(name)} where ${only}) as ${sql.table(name)}`,
    referralRows(sql.table('customer_names'), only),
  );
}

function tablesBy(read: (name: TableName) => RawBuilder<unknown>, rows: RawBuilder<unknown>): Tables {
  const tables = Object.fromEntries(tableNames.map((name) => [name, read(name)]));
  return { ...tables, referrals: sql`${rows} as referrals` } as unknown as Tables;
}

/** Creates one of the tables, with further columns such as the customers' fields. */
export function createTable(
  name: TableName,
  further: readonly { readonly name: string; readonly type: 'bigint' | 'date' | 'text' }[] = [],
): RawBuilder<unknown> {
  const own = columns[name].map((definition) => sql.raw(definition));
  const more = further.map((column) => sql`${sql.ref(column.name)} ${sql.raw(column.type)}`);
  return sql`create table ${sql.table(name)} (${sql.join([...own, ...more], sql`, `)})`;
}
