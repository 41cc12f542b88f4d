import { type Migration, sql } from 'kysely';

/**
 * Other systems that push what happens there: each source with its secret sealed, its address (a text that nobody can guess) and how much came.
 * What each of them said of an order so far (`state`), which is whole when the order itself has come, and the newest version of each customer.
 * Deliveries that wait, because their source was paused or nobody could understand them, are kept sealed.
 */
const tables: readonly string[] = [
  `create table sources (source_id bigint primary key, address text not null, name text not null, kind text not null, settings text not null,
    secret_sealed text not null, previous_sealed text, previous_until timestamp, author text not null, added_at timestamp not null,
    paused_by text, paused_at timestamp, received bigint not null, received_at timestamp)`,
  `create table source_orders (source_id bigint not null, order_ref text not null, state text not null, is_whole boolean not null,
    primary key (source_id, order_ref))`,
  `create table source_customers (source_id bigint not null, customer_ref text not null, version bigint not null,
    primary key (source_id, customer_ref))`,
  `create table source_deliveries (delivery_id bigint primary key, source_id bigint not null, topic text not null, received_at timestamp not null,
    state text not null, problems text not null, body_sealed text not null)`,
];

export function sources(): Migration {
  return {
    up: async (db) => {
      for (const statement of tables) await sql.raw(statement).execute(db);
    },
  };
}
