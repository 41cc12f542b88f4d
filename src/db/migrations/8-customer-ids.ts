import { type Migration, sql } from 'kysely';
import type { Database } from '../database.ts';

/**
 * Customers' numbers by two hashes of their external ids, each recording's in the order of the first, so that a customer is found
 * without comparing a million texts. One who is missing here is looked for among the texts; who is gone is not here.
 */
export function customerIds({ dialect }: Database): Migration {
  const hashes = [sql`external_id`, sql`'|' || external_id`].map(dialect.hash);
  return {
    up: async (db) => {
      await sql`create table customer_ids (first_hash bigint not null, second_hash bigint not null, customer_id bigint not null)`.execute(
        db,
      );
      await sql`insert into customer_ids select ${sql.join(hashes)}, customer_id from customers order by 1`.execute(
        db,
      );
    },
  };
}
