import { type Migration, sql } from 'kysely';

/**
 * Refunds that settlements (statements of Alipay, WeChat Pay and the like) told of orders: `source` is the kind of statement and `refund_key` what the
 * refund is known by in it. Rows are only added; those of an import that was taken back count no more.
 */
export function settledRefunds(): Migration {
  return {
    up: async (db) => {
      await sql`create table settled_refunds (order_id bigint not null, source text not null, refund_key text not null, day date,
        amount bigint not null, recorded_by bigint not null)`.execute(db);
    },
  };
}
