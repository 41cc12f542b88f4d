import { type Migration, sql } from 'kysely';

/** The last number that sources, and deliveries that wait, ever had: none is used again after its row is gone. No row: there was none yet. */
const statements: readonly string[] = [
  'create table source_numbers (what text not null, last_number bigint not null)',
  `insert into source_numbers select 'source', max(source_id) from sources having count(*) > 0`,
  `insert into source_numbers select 'delivery', max(delivery_id) from source_deliveries having count(*) > 0`,
];

export function sourceNumbers(): Migration {
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
