import { sql } from 'kysely';
import type { Subject } from '../../domain/condition.ts';
import { type Expression, literalText } from '../../sql/expression.ts';

/** Of days that there are, so that no text can fail to be cast. */
const day = [
  '[0-9]{4}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])',
  '[0-9]{4}-(0[469]|11)-(0[1-9]|[12][0-9]|30)',
  '[0-9]{4}-02-(0[1-9]|1[0-9]|2[0-8])',
  '([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29',
].join('|');

/**
 * A custom field's value as rules compare it, from the document that holds it; null where what is kept is of another
 * type. Numbers and money as whole numbers of their smallest unit.
 */
export function customValue(custom: Expression, { id, type, scale }: Subject): Expression {
  const written = sql`(${custom} ->> ${literalText(id)})`;
  if (type === 'date') {
    return sql`(case when ${written} ~ ${sql.lit(`^(${day})$`)} then cast(${written} as date) end)`;
  }
  if (type !== 'number' && type !== 'money') return written;
  const form = `^-?[0-9]{1,12}([.][0-9]{1,${Math.max(1, scale)}})?$`;
  const units = sql`cast(${written} as decimal(38, 6)) * ${sql.lit(10 ** scale)}`;
  return sql`(case when ${written} ~ ${sql.lit(form)} then cast(${units} as bigint) end)`;
}
