import { type Migration, sql } from 'kysely';

/**
 * Events of customers, kept as versions like the tables of the first migration. `event_id` is a hash of all that an event
 * says but when it was resolved: that may come later and makes a new version of it.
 */
const columns = `customer_id bigint not null, event_id bigint not null, source text not null, day date not null, at_time text,
  kind text, aspect text, product text, rating bigint, text text, measure text, quantity bigint, resolved_day date,
  recorded_by bigint not null`;

export function events(): Migration {
  return {
    up: async (db) => {
      await sql.raw(`create table events (${columns})`).execute(db);
      await sql.raw(`create table events_history (${columns}, ended_by bigint not null)`).execute(db);
    },
  };
}
