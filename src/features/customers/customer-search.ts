import { sql } from 'kysely';
import { type Expression, literalText, or } from '../../sql/expression.ts';
import { comparedContact } from '../contacts/mask.ts';
import type { Seal } from '../contacts/seal.ts';
import type { Grid } from './grid.ts';
import { comparedText, SEARCH_MARK } from './search-text.ts';

/**
 * Whom a text finds: by a part of the name, by the beginning of its pinyin or initials, by the beginning of the
 * customer's id, by the last four digits of the phone, and by a whole phone number or e-mail address. Null for a
 * text with nothing in it.
 */
export function searchSql(written: string, grid: Grid, seal: Seal): Expression | null {
  const text = comparedText(written.replaceAll('\0', ''));
  if (text === '') return null;
  const byName = nameSql(text, grid.column('search_text'));
  const byId = sql`starts_with(lower(${grid.column('external_id')}), ${literalText(text)})`;
  const contacts = contactKeys(text, seal).map(
    ([column, key]) =>
      sql`${grid.column('customer_id')} in (select customer_id from customers where ${sql.ref(column)} = ${key})`,
  );
  return or([byName, byId, ...contacts]);
}

/** Within the name, or at the beginning of what is typed for it. */
function nameSql(text: string, searched: Expression): Expression {
  const within = sql`strpos(${searched}, ${literalText(text)}) > 0`;
  const typed = text.replaceAll(' ', '');
  if (!/^[a-z0-9]+$/.test(typed)) return sql`((${within}) is true)`;
  const mark = literalText(SEARCH_MARK);
  const begun = sql`strpos(${searched}, ${literalText(SEARCH_MARK + typed)}) > 0`;
  const inName = sql`strpos(split_part(${searched}, ${mark}, 1), ${literalText(text)}) > 0`;
  // Most names are out after the first look.
  const somewhere = sql`strpos(${searched}, ${literalText(typed)}) > 0`;
  return sql`((((${within}) or (${somewhere})) and ((${begun}) or (${inName}))) is true)`;
}

function contactKeys(text: string, seal: Seal): (readonly [column: string, key: string])[] {
  if (text.includes('@')) return [['email_key', seal.key('email', comparedContact('email', text))]];
  if (/^\d{4}$/.test(text)) return [['phone_tail_key', seal.key('phone tail', text)]];
  if (/^\+?[\d\s()-]{7,}$/.test(text))
    return [['phone_key', seal.key('phone', comparedContact('phone', text))]];
  return [];
}
