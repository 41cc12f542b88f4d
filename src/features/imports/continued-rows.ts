import { sql } from 'kysely';
import { commas, type Expression } from '../../sql/expression.ts';
import type { StagedField } from './staged-file.ts';

/** What each row of an order says for itself. */
const own: ReadonlySet<string> = new Set(['product', 'category', 'quantity', 'unit_price', 'margin']);

/**
 * The rows of a text whose orders go on over several, of which the first alone says whose the order is, when and how
 * much: the further rows take from it what they leave blank. In the order of the text; columns are `c0`, `c1` …
 */
export function continuedRows(text: Expression, fields: readonly StagedField[], width: number): Expression {
  const order = fields.find(({ name }) => name === 'order_id');
  if (order === undefined) return text;
  const id = sql.ref(`c${order.column}`);
  const shared = new Set(fields.filter(({ name }) => !own.has(name)).map(({ column }) => column));
  const cells = Array.from({ length: width }, (_, column) => {
    const cell = sql.ref(`c${column}`);
    if (!shared.has(column) || column === order.column) return cell;
    return sql`case when ${id} is null then ${cell}
      else coalesce(${cell}, first_value(${cell}) over (partition by ${id} order by row_no)) end as ${cell}`;
  });
  const numbered = sql`select *, row_number() over () as row_no from ${text}`;
  return sql`(select ${commas(cells)} from (${numbered}) as numbered order by row_no) as continued`;
}
