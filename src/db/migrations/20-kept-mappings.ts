import { type Migration, sql } from 'kysely';

/**
 * How people settled what the columns of files without a preset, or with another than its own, are read as: by what the files hold and by their
 * header. `header` is the digest of the names of its columns, whatever their order; `settled` what was chosen of it, `file` and `author` on which
 * occasion.
 */
export function keptMappings(): Migration {
  return {
    up: async (db) => {
      await sql`create table kept_mappings (mapping_id bigint primary key, kind text not null, header text not null, settled json not null,
        file text not null, author text not null, kept_at timestamp not null)`.execute(db);
    },
  };
}
