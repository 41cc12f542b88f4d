import { sql } from 'kysely';

/** The greatest number that a customer has or had, or is about to get: nobody gets that of one who was merged, or went with an import. */
export const lastNumber = sql`(select greatest((select coalesce(max(customer_id), 0) from customers),
  (select coalesce(max(merged_id), 0) from customer_merges), (select coalesce(max(customer_id), 0) from gone_customers),
  (select coalesce(max(last_number), 0) from reserved_numbers)))`;
