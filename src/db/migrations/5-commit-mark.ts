import { randomUUID } from 'node:crypto';
import { type Migration, sql } from 'kysely';

/** How many commits there were, and of which database, to be held against a mark beside it; see `commit-mark.ts`. */
export function commitMark(): Migration {
  return {
    up: async (db) => {
      await sql`create table commit_mark (only_row integer primary key, database_id text not null, commits bigint not null)`.execute(
        db,
      );
      await sql`insert into commit_mark values (1, ${randomUUID()}, 0)`.execute(db);
    },
  };
}
