import { sql } from 'kysely';
import { bigint, type Expression } from '../../sql/expression.ts';

/** Every number that stands for a customer: his own and of those who are merged into him now. */
export function numbersOf(customer: bigint): Expression {
  return sql`(select ${bigint(customer)} as customer_id union all
    select m.merged_id from customer_merges as m join merged_names as n on n.external_id = m.merged_external_id
      where n.customer_id = ${bigint(customer)} and m.undone_by is null)`;
}

/** A customer's number as it is now, `id` being a column or value: of who was merged away that of the one who was kept. */
export function presentNumber(id: Expression): Expression {
  return sql`coalesce((select n.customer_id from customer_merges as m
    join merged_names as n on n.external_id = m.merged_external_id where m.merged_id = ${id} and m.undone_by is null), ${id})`;
}
