import { type Migration, sql } from 'kysely';

/**
 * What the checks of data quality found, a row per day and check, and one per day under `all`: customers and orders that failed (under `all`: how
 * many there were) and the share that passed (under `all`: the average score) in ten-thousandths.
 */
export function quality(): Migration {
  return {
    up: async (db) => {
      await sql`create table quality_days (day date not null, check_id text not null, customers bigint not null, orders bigint not null,
        score bigint not null, primary key (day, check_id))`.execute(db);
    },
  };
}
