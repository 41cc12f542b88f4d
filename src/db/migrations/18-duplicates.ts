import { type Migration, sql } from 'kysely';

/**
 * Pairs of customers who may be one: what the last search found, what it found shared by too many to identify anybody, and what people decided,
 * of which rows are only added. `facts` are those that speak for a pair, as they stood: where a new one joins them, the pair is open again.
 */
const tables: readonly string[] = [
  `create table duplicate_search (only_row integer primary key, searched_at timestamp not null, author text not null, recording_id bigint not null,
    customers bigint not null, pairs bigint not null, is_whole boolean not null, members text not null)`,
  `create table duplicate_pairs (one_id bigint not null, other_id bigint not null, points integer not null, facts text not null,
    against text not null, state text not null, decision_id bigint, primary key (one_id, other_id))`,
  `create table duplicate_shared (fact text not null, value_key text not null, customers bigint not null)`,
  `create table duplicate_decisions (decision_id bigint primary key, one_id bigint not null, other_id bigint not null, decision text not null,
    facts text not null, reason text not null, author text not null, decided_at timestamp not null)`,
];

export function duplicates(): Migration {
  return {
    up: async (db) => {
      for (const statement of tables) await sql.raw(statement).execute(db);
    },
  };
}
