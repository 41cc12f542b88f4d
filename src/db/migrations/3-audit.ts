import { type Migration, sql } from 'kysely';
import type { Database } from '../database.ts';

/** Who read or changed what, and when (S06). Rows are only ever added. */
export function audit({ dialect }: Database): Migration {
  return {
    up: async (db) => {
      await sql
        .raw(
          `create table audit_log (entry_id bigint primary key, noted_at timestamp not null, actor text, action text not null,
            subject text, detail ${dialect.jsonType})`,
        )
        .execute(db);
    },
  };
}
