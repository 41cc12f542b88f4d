import { type Migration, sql } from 'kysely';

/**
 * Taking an import back is noted among the imports: `undoes` says which. Customers whom it took back keep their numbers, which nobody
 * else gets, and custom fields that it took back stand in their history.
 */
const changes: readonly string[] = [
  `alter table imports add column undoes bigint`,
  `create table gone_customers (customer_id bigint primary key, external_id text not null, ended_by bigint not null)`,
  `create table custom_fields_history (field_id text not null, position integer not null, name json not null, type text not null, choices json,
    sealed boolean not null, recorded_by bigint not null, ended_by bigint not null)`,
];

export function undoImports(): Migration {
  return {
    up: async (db) => {
      for (const change of changes) await sql.raw(change).execute(db);
    },
  };
}
