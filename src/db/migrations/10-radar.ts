import { type Migration, sql } from 'kysely';

/**
 * What the last look ahead found: who falls on which day if nothing more is bought. Tiers by their ids, `spend` in minor units, `decided` null
 * where what was set by hand makes somebody fall; `known` is how far recordings and what is set by hand had come. And the tiers that shrank
 * suddenly, of which somebody takes note.
 */
const tables: readonly string[] = [
  `create table radar (only_row integer primary key, evaluation_id bigint not null, as_of date not null, last_day date not null,
    read_at timestamp not null, is_exact boolean not null, known text not null)`,
  `create table radar_falls (customer_id bigint not null, falls_on date not null, from_tier text not null, to_tier text not null,
    decided date, spend bigint not null)`,
  `create table tier_alerts (alert_id bigint primary key, evaluation_id bigint not null, as_of date not null, kind text not null, tier text,
    against date not null, before bigint not null, after bigint not null, raised_at timestamp not null, seen_by text, seen_at timestamp)`,
];

export function radar(): Migration {
  return {
    up: async (db) => {
      for (const statement of tables) await sql.raw(statement).execute(db);
    },
  };
}
