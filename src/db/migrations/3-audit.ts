import { type Migration, sql } from 'kysely';

/** Who read or changed what, and when (S06). Rows are only ever added. */
export function audit(): Migration {
  return {
    up: async (db) => {
      await sql
        .raw(
          `create table audit_log (entry_id bigint primary key, noted_at timestamp not null, actor text, action text not null,
            subject text, detail json)`,
        )
        .execute(db);
    },
  };
}
