import { type Migration, sql } from 'kysely';

/**
 * An import that a server does for somebody knows the job that asks for it, under which its files wait beside the database until it has ended.
 * The numbers of customers whom an import is about to bring are taken before they stand in the register.
 */
const changes: readonly string[] = [
  `alter table imports add column job text`,
  `create table reserved_numbers (import_id bigint not null, last_number bigint not null)`,
];

export function resumedImports(): Migration {
  return {
    up: async (db) => {
      for (const change of changes) await sql.raw(change).execute(db);
    },
  };
}
