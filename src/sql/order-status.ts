import { sql } from 'kysely';
import { everPaid } from '../domain/order.ts';
import { commas, constantText, type Expression } from './expression.ts';

/** Whether an order of this status was ever paid. */
export function everPaidSql(status: Expression): Expression {
  return sql`(${status} in (${commas(everPaid.map(constantText))}))`;
}
