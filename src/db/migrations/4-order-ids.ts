import { type Migration, sql } from 'kysely';

/**
 * The id of every order that was ever recorded, some of them more than once, each recording's in order. Ids are hashes, so that in `orders` itself,
 * which stands in the order of customers, only a look at all of it tells whether an id is known; here the engine skips
 * nearly everything. An index would do the same at many times the cost of every checkpoint.
 */
export function orderIds(): Migration {
  return {
    up: async (db) => {
      await sql`create table order_ids (order_id bigint not null)`.execute(db);
      await sql`insert into order_ids select order_id from orders order by order_id`.execute(db);
    },
  };
}
