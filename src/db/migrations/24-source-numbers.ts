import { type Migration, sql } from 'kysely';

/** The last number that sources, and deliveries that wait, ever had: none is used again after its row is gone. */
const statements: readonly string[] = [
  'create table source_numbers (what text not null, last_number bigint not null)',
  `insert into source_numbers select 'source', coalesce(max(source_id), 0) from sources`,
  `insert into source_numbers select 'delivery', coalesce(max(delivery_id), 0) from source_deliveries`,
];

export function sourceNumbers(): Migration {
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
