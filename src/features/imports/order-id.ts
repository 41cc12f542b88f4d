import { sql } from 'kysely';
import type { Expression } from '../../sql/expression.ts';
import { valueReaders } from './readers.ts';
import { fieldValue, type StagedFile } from './staged-file.ts';

/** An order id as a number where it is one, else as text; also one that had to be tidied first (`="1001"`). */
export function orderId(staged: StagedFile): [number: Expression, text: Expression] {
  const [clean, text] = [sql.ref('n_order_id'), fieldValue(staged, 'order_id')];
  const numeric = valueReaders['order-id'].number?.(text);
  if (!staged.messy.has('order_id') || numeric === undefined) return [clean, text];
  return [sql`coalesce(${clean}, ${numeric})`, sql`case when (${numeric}) is null then ${text} end`];
}
