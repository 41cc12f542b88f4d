import { type Migration, sql } from 'kysely';

/** Of an evaluation that carried grades over, the earlier one whose table they are in. */
export function carriedGrades(): Migration {
  return {
    up: async (db) => {
      await sql`alter table evaluations add column graded_in bigint`.execute(db);
    },
  };
}
