import { type Migration, sql } from 'kysely';

/**
 * What was said when an override was approved, and when it was ended or rejected. And which customers were merged into which: rows are
 * only added. `customer_names` says whose every id of the business is, of one who was merged away the one who was kept.
 */
const changes: readonly string[] = [
  `alter table overrides add column approval_word text`,
  `alter table overrides add column end_word text`,
  `create table customer_merges (merge_id bigint primary key, kept_id bigint not null, merged_id bigint not null, merged_external_id text not null,
    day date not null, recorded_by bigint not null, merged_at timestamp not null, author text not null, reason text not null,
    before json not null)`,
  `create table merged_names (external_id text not null, customer_id bigint not null)`,
  `create view customer_names as select external_id, customer_id from customers
    union all select external_id, customer_id from merged_names`,
];

export function wordsAndMerges(): Migration {
  return {
    up: async (db) => {
      for (const change of changes) await sql.raw(change).execute(db);
    },
  };
}
