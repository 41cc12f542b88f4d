import { sql } from 'kysely';
import { type Database, type Queryable, type Row, run } from '../../db/database.ts';
import { type Day, day } from '../../domain/calendar.ts';
import type { Subject } from '../../domain/condition.ts';
import { as, commas, date, type Expression } from '../../sql/expression.ts';
import { fieldColumn } from '../../sql/stored.ts';
import { createTable } from '../../sql/tables.ts';
import { fieldValue, joinedRows, type StagedFile } from './staged-file.ts';

export interface ReadDays {
  /** The day of the latest order; without an order that of the latest refund. Null when nothing was read. */
  readonly latest: Day | null;
  readonly earliest: Day | null;
  readonly latestRefund: Day | null;
  /** Orders of which more was given back than paid. */
  readonly overRefunded: number;
}

/** What days the orders lie on, and what looks like a slip. */
export async function readDays(db: Database): Promise<ReadDays> {
  const [orders = {}] = await run(
    db,
    sql`select max(day) as latest, min(day) as earliest, max(refund_day) as refund,
      count(*) filter (where refunded > amount and amount >= 0) as over from sale_orders`,
  );
  const [refunds = {}] = await run(
    db,
    sql`select max(day) as latest, min(day) as earliest from loose_refunds`,
  );
  const read = (value: Row[string] | undefined): Day | null =>
    typeof value === 'string' ? day(value) : null;
  const earliest = [orders.earliest, refunds.earliest].map(read).filter((found) => found !== null);
  return {
    latest: read(orders.latest) ?? read(refunds.latest),
    earliest: earliest.sort()[0] ?? null,
    latestRefund: [orders.refund, refunds.latest]
      .map(read)
      .reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b), null),
    overRefunded: Number(orders.over),
  };
}

/** What the files hold and the day does not count. */
export interface Unseen {
  readonly laterOrders: number;
  readonly laterRefunds: number;
}

/** Counts what lies after the day. */
export async function countUnseen(
  db: Queryable,
  { latest, latestRefund }: ReadDays,
  asOf: Day,
): Promise<Unseen> {
  if ((latest ?? asOf) <= asOf && (latestRefund ?? asOf) <= asOf) return { laterOrders: 0, laterRefunds: 0 };
  const [orders = {}] = await run(
    db,
    sql`select count(*) filter (where day > ${date(asOf)}) as later,
      count(*) filter (where day <= ${date(asOf)} and refund_day > ${date(asOf)}) as refunds from sale_orders`,
  );
  const [loose = {}] = await run(
    db,
    sql`select count(*) filter (where day > ${date(asOf)}) as later from loose_refunds`,
  );
  return {
    laterOrders: Number(orders.later),
    laterRefunds: Number(orders.refunds) + Number(loose.later),
  };
}

/** Customers of a list, and how many of them have an order. */
export async function countListed(db: Queryable): Promise<{ listed: number; ordering: number }> {
  const [counted = {}] = await run(
    db,
    sql`select count(*) as listed, count(*) filter (where customer in (select customer from order_rows)) as ordering
      from listed_customers`,
  );
  return { listed: Number(counted.listed), ordering: Number(counted.ordering) };
}

/**
 * Makes `customers`, `orders`, `order_lines` and `refunds` as evaluations read them. Customers are everybody
 * listed and everybody with an order or refund up to the day, numbered in the order of their ids. `relation` says
 * whether the last three are tables or views. Order files hold no `events`.
 */
export async function createRegister(
  db: Database,
  listed: StagedFile | null,
  fields: readonly Subject[],
  asOf: Day,
  relation: Expression,
): Promise<void> {
  if (listed !== null) await createListed(db, listed, fields);
  const ordered = sql`select distinct customer from order_rows
    where day <= ${date(asOf)} and row_id not in (select row_id from foreign_rows)`;
  const everybody = listed === null ? ordered : sql`${ordered} union select customer from listed_customers`;
  const columns = fields.map(({ id, type }) => {
    const name = fieldColumn(id);
    return listed === null ? as(sql`cast(null as ${sql.raw(columnType(type))})`, name) : sql.ref(name);
  });
  const registered = listed === null ? sql`cast(null as date) as registered_day` : sql`registered_day`;
  const join = listed === null ? sql`` : sql` left join listed_customers using (customer)`;
  await run(
    db,
    sql`create table customers as select row_number() over (order by customer) as customer_id,
      customer as external_id, ${commas([registered, sql`cast(null as text) as referred_by`, ...columns])} from (${everybody}) as everybody${join}`,
  );
  for (const [name, from] of [
    ['orders', 'sale_orders'],
    ['order_lines', 'sale_lines'],
    ['refunds', 'loose_refunds'],
  ] as const) {
    await run(
      db,
      sql`create ${relation} ${sql.table(name)} as select customers.customer_id, ${sql.table(from)}.* exclude (customer)
        from ${sql.table(from)} join customers on external_id = customer`,
    );
  }
  await run(db, createTable('events'));
}

function columnType(type: Subject['type']): 'text' | 'date' | 'bigint' {
  return type === 'date' ? 'date' : type === 'text' || type === 'sealed' ? 'text' : 'bigint';
}

/** The customers file with one row per customer: of several the last stands. What could not be read is null. */
async function createListed(db: Database, staged: StagedFile, fields: readonly Subject[]): Promise<void> {
  const own = fields.map(({ id, type }) =>
    as(sql`cast(${fieldValue(staged, id)} as ${sql.raw(columnType(type))})`, fieldColumn(id)),
  );
  const columns = [
    as(fieldValue(staged, 'customer_id'), 'customer'),
    as(sql`cast(${fieldValue(staged, 'registered_at')} as date)`, 'registered_day'),
    ...own,
  ];
  const listed = sql`select ${commas(columns)}, staged.rowid as record from ${joinedRows(staged)} where total is null`;
  const select = sql`select distinct on (customer) *, count(*) over (partition by customer) as repeats
    from (${listed}) as listed where customer is not null order by customer, record desc`;
  await run(db, sql`create table listed_customers as ${select}`);
}
