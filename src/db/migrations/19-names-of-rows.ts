import { type Migration, sql } from 'kysely';

/**
 * What it takes to take a merge apart again: under which further name of its customer a version of an order, refund or event came (`named_rows`;
 * one that came under his own has no row), and the recording that undid a merge. And of a name that somebody got otherwise than by a
 * merge, which recording gave it and by what he was recognised.
 */
const changes: readonly string[] = [
  `alter table customer_merges add column undone_by bigint`,
  `alter table merged_names add column recorded_by bigint`,
  `alter table merged_names add column known_by text`,
  `create table named_rows (what text not null, row_id bigint not null, external_id text not null, recorded_by bigint not null)`,
];

export function namesOfRows(): Migration {
  return {
    up: async (db) => {
      for (const change of changes) await sql.raw(change).execute(db);
    },
  };
}
