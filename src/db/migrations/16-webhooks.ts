import { type Migration, sql } from 'kysely';

/**
 * What other systems need. Answers to requests that carried a key, so that a copy of one gets the same answer. Endpoints to which events are
 * sent, each with how far it has been told (`seen`, by event), and what is on its way to them: only of what an endpoint wants there are rows.
 * And whom the ledger warned of a downgrade, when and of which day; `warning_id` counts the occasions, each for many customers.
 */
const tables: readonly string[] = [
  `create table answered_requests (request_id text primary key, digest text not null, answer text not null, answered_at timestamp not null)`,
  `create table webhook_endpoints (endpoint_id bigint primary key, url text not null, events text not null, secret_sealed text not null,
    previous_sealed text, previous_until timestamp, seen text not null, author text not null, added_at timestamp not null,
    disabled_by text, disabled_at timestamp)`,
  `create table webhook_deliveries (delivery_id bigint primary key, endpoint_id bigint not null, event_id text not null, event text not null,
    customer_id bigint, body text not null, made_at timestamp not null, state text not null, attempts integer not null, tried_first timestamp,
    next_at timestamp not null, ended_at timestamp, status integer, problem text)`,
  `create table downgrade_warnings (warning_id bigint not null, customer_id bigint not null, warned_on date not null, falls_on date not null,
    held_tier text not null, falls_to text not null, noted_at timestamp not null)`,
];

export function webhooks(): Migration {
  return {
    up: async (db) => {
      for (const statement of tables) await sql.raw(statement).execute(db);
    },
  };
}
