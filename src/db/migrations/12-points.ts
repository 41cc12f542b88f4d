import { type Migration, sql } from 'kysely';

/**
 * Entries of points (events of source `points`) that orders brought: which order, at how many millionths of a point for a major unit of
 * money, and the day on which what is left of them expires. Rows are only added. `points_state` says since when orders earn
 * points, and how far they have been looked at.
 */
const tables: readonly string[] = [
  `create table order_points (customer_id bigint not null, order_id bigint not null, event_id bigint not null, rate bigint not null,
    expires_on date, recorded_by bigint not null)`,
  `create table points_state (only_row integer primary key, since date, looked_on date not null, seen json not null)`,
];

export function points(): Migration {
  return {
    up: async (db) => {
      for (const statement of tables) await sql.raw(statement).execute(db);
    },
  };
}
