import { sql } from 'kysely';
import { bigint, type Expression } from './expression.ts';

/**
 * The number of a customer that orders and refunds carry of which nobody knows whose they are. No customer has it: whatever begins with
 * `customers` never sees them.
 */
export const NOBODY = 0n;

/** A condition: whether a row is some customer's. */
export function isSomebodys(column = 'customer_id'): Expression {
  return sql`${sql.ref(column)} <> ${bigint(NOBODY)}`;
}
