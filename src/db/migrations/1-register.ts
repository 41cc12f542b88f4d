import { type Migration, sql } from 'kysely';
import type { Database } from '../database.ts';

/**
 * What a register keeps. Current rows stand in `customers`, `orders`, `several_lines` and `refunds`, with the
 * recording that brought them; a row that is replaced moves to the table's `…_history` with the recording
 * that ended it, so that any earlier state of knowledge can be read back.
 */
const customerColumns = `customer_id bigint not null, external_id text not null, registered_day date, name text, search_text text, gender text,
  birthday date, region text, occupation text, company text, source text, channel text, store text, owner text, referred_by text,
  phone_masked text, phone_sealed text, phone_key text, phone_tail_key text,
  email_masked text, email_sealed text, email_key text, address_sealed text, address_key text,
  id_number_sealed text, id_number_key text, custom $json,
  recorded_by bigint not null`;

const orderColumns = `customer_id bigint not null, order_id bigint not null, order_ref text not null, day date not null,
  ordered_day date, ordered_time text, paid_day date, paid_time text, status text not null, amount bigint not null, refunded bigint, refund_day date,
  shipping bigint, tax bigint, quantity bigint, margin bigint, channel text, store text,
  category text, product text, line_count integer not null, digest text not null, recorded_by bigint not null`;

const lineColumns = `customer_id bigint not null, order_id bigint not null, line_no integer not null, amount bigint not null,
  quantity bigint, margin bigint, category text, product text, recorded_by bigint not null`;

const refundColumns = `customer_id bigint not null, refund_id bigint not null, day date not null, amount bigint not null,
  channel text, store text, category text, product text, recorded_by bigint not null`;

/** The lines of every order, each with its order's columns, as evaluations read them. */
const orderLines = `create view order_lines as
  select customer_id, order_id, 1 as line_no, day, ordered_day, paid_day, status, amount as order_amount, refunded, refund_day,
    shipping, tax, channel, store, amount, quantity, margin, category, product from orders where line_count = 1
  union all
  select o.customer_id, o.order_id, l.line_no, o.day, o.ordered_day, o.paid_day, o.status, o.amount, o.refunded, o.refund_day,
    o.shipping, o.tax, o.channel, o.store, l.amount, l.quantity, l.margin, l.category, l.product
  from several_lines l join orders o on o.customer_id = l.customer_id and o.order_id = l.order_id`;

export function register({ dialect }: Database): Migration {
  const json = 'json';
  const tables: readonly string[] = [
    `create table settings (name text primary key, value text not null)`,
    `create table recordings (recording_id bigint primary key, recorded_at timestamp not null, import_id bigint, author text not null)`,
    `create table imports (import_id bigint primary key, kind text not null, file text not null, digest text not null,
      status text not null, started_at timestamp not null, finished_at timestamp, report ${json})`,
    ...versioned('customers', customerColumns.replace('$json', dialect.jsonType), 'customer_id'),
    ...versioned('orders', orderColumns, null),
    ...versioned('several_lines', lineColumns, null),
    ...versioned('refunds', refundColumns, null),
    orderLines,
    `create table custom_fields (field_id text primary key, position integer not null, name ${json} not null, type text not null,
      choices ${json}, sealed boolean not null, recorded_by bigint not null)`,
    `create table schemes (scheme_id text not null, version integer not null, document ${json} not null, digest text not null,
      published_at timestamp not null, author text not null, primary key (scheme_id, version))`,
    `create table evaluations (evaluation_id bigint primary key, kind text not null, scheme_id text not null, version integer not null,
      as_of date not null, status text not null, started_at timestamp not null, finished_at timestamp, customers bigint,
      changed bigint, duration_ms bigint, cut_points ${json}, columns ${json}, message text, author text not null)`,
    `create table daily_runs (day date primary key, state text not null, evaluation_id bigint, tries integer not null,
      noted_at timestamp not null, message text)`,
    `create table published (only_row integer primary key, evaluation_id bigint not null)`,
  ];
  return {
    up: async (db) => {
      for (const statement of tables) await sql.raw(statement).execute(db);
    },
  };
}

function versioned(name: string, columns: string, key: string | null): string[] {
  const primary = key === null ? '' : `, primary key (${key})`;
  return [
    `create table ${name} (${columns}${primary})`,
    `create table ${name}_history (${columns}, ended_by bigint not null)`,
  ];
}
