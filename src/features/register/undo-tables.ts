import { sql } from 'kysely';
import { bigint, commas, constantText, type Expression } from '../../sql/expression.ts';

/** What an import brings in versions, by what their rows are known by. */
export const undoneKeys = {
  orders: 'order_id',
  refunds: 'refund_id',
  events: 'event_id',
  customers: 'customer_id',
} as const;
export type Undone = keyof typeof undoneKeys;

/** Why something of an import cannot be taken back. */
export type StayReason =
  | 'edited'
  | 'later-import'
  | 'merged'
  | 'customer-gone'
  | 'has-orders'
  | 'has-refunds'
  | 'has-points'
  | 'has-events'
  | 'set-by-hand'
  | 'has-forms'
  | 'brought-others'
  | 'comes-back'
  | 'name-in-use'
  | 'meanwhile'
  | 'field-in-use';

/** The table of a plan with the rows that the import brought and nobody changed since: `id, customer_id`, and the version `before`, null where it added them. */
export function planned(what: Undone): Expression {
  return sql.table(`undo_${what}`);
}

/** The table of a plan with what stays: `what, id, reason`. */
export const stays: Expression = sql.table('undo_stays');
/** Numbers of recordings as they stand after `in`. */
export function numbered(recordings: readonly bigint[]): Expression {
  return sql`(${commas(recordings.map(bigint))})`;
}

export function reason(code: StayReason): Expression {
  return constantText(code);
}
