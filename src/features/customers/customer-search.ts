import { sql } from 'kysely';
import { and, type Expression, literalText, or } from '../../sql/expression.ts';
import { comparedContact } from '../contacts/mask.ts';
import type { Seal } from '../contacts/seal.ts';
import { listedSql } from './customer-row.ts';
import type { Grid } from './grid.ts';
import type { Reading } from './reading.ts';
import { comparedText, SEARCH_MARK } from './search-text.ts';

/** A text that is searched for. */
export interface Search {
  /** In lower case, with half-width letters. */
  readonly text: string;
  /** As it was written. */
  readonly written: string;
  /** Who has it as their phone, as the last four digits of it or of a mobile number that is their id, or as their e-mail address, and into whom somebody was merged whose id begins with it. */
  readonly known: readonly bigint[];
}

/** Reads a search; null for a text with nothing in it. Contact data is looked up by its blind indexes. */
export async function readSearch(written: string, { db }: Reading, seal: Seal): Promise<Search | null> {
  const said = {
    written: written.replaceAll('\0', '').trim(),
    text: comparedText(written.replaceAll('\0', '')),
  };
  if (said.text === '') return null;
  const found = contactKey(said.text, seal);
  const idsOf = async (table: string, condition: Expression): Promise<bigint[]> => {
    const { rows } = await sql<{ id: bigint }>`select customer_id as id from ${sql.table(table)}
      where ${condition}`.execute(db);
    return rows.map(({ id }) => id);
  };
  const byContact = found === null ? [] : await idsOf('customers', sql`${sql.ref(found[0])} = ${found[1]}`);
  const byMobile = /^\d{4}$/.test(said.text) ? await idsOf('customers', mobileEndsWith(said.text)) : [];
  const byMerged = await idsOf('merged_names', idSql(said, sql.ref('external_id')));
  return { ...said, known: [...byContact, ...byMobile, ...byMerged] };
}

function contactKey(text: string, seal: Seal): readonly [column: string, key: string] | null {
  if (text.includes('@')) return ['email_key', seal.key('email', comparedContact('email', text))];
  if (/^\d{4}$/.test(text)) return ['phone_tail_key', seal.key('phone tail', text)];
  if (!/^\+?[\d\s()-]{7,}$/.test(text)) return null;
  return ['phone_key', seal.key('phone', comparedContact('phone', text))];
}

/** Whose id is a mobile number that ends with four digits. */
function mobileEndsWith(tail: string): Expression {
  return sql`external_id >= '13' and external_id < '2' and length(external_id) = 11 and external_id like ${literalText(`1%${tail}`)}`;
}

/**
 * True for whom a search finds, never true for others – empty where a name is: by a part of the name, by the beginning of its pinyin or initials, by the beginning of the
 * customer's id – of one who was merged into him too –, and by contact data.
 */
export function searchSql({ known, ...said }: Search, grid: Grid): Expression {
  const parts = [nameSql(said.text, grid.column('search_text')), idSql(said, grid.column('external_id'))];
  if (known.length > 0) parts.push(sql`${grid.column('customer_id')} in (${listedSql(known)})`);
  return or(parts);
}

/** Within the name, or at the beginning of what is typed for it. */
function nameSql(text: string, searched: Expression): Expression {
  const typed = text.replaceAll(' ', '');
  const within = contains(searched, text);
  if (!/^[a-z0-9]+$/.test(typed)) return within;
  const begun = contains(searched, SEARCH_MARK + typed);
  const inName = contains(sql`split_part(${searched}, ${literalText(SEARCH_MARK)}, 1)`, text);
  // One look at the whole text leaves few for the others.
  const somewhere = typed === text ? within : or([within, contains(searched, typed)]);
  return and([somewhere, or([begun, inName])]);
}

/** `like` is the faster, where nothing in the text means something to it. */
function contains(searched: Expression, text: string): Expression {
  if (/[%_\\]/.test(text)) return sql`(strpos(${searched}, ${literalText(text)}) > 0)`;
  return sql`(${searched} like ${literalText(`%${text}%`)})`;
}

/** Ids that begin with the text as it was written, small or capital: they are in the order of their code points. */
function idSql({ text, written }: Pick<Search, 'text' | 'written'>, id: Expression): Expression {
  return or(
    [...new Set([text, text.toUpperCase(), written])].map((begun) => {
      const from = sql`${id} >= ${literalText(begun)}`;
      const end = following(begun);
      return end === null ? sql`(${from})` : sql`(${from} and ${id} < ${literalText(end)})`;
    }),
  );
}

/** The first text after all that begin with this one; null where there is none. */
function following(text: string): string | null {
  const characters = [...text];
  const last = characters.pop()?.codePointAt(0);
  if (last === undefined) return null;
  if (last >= 0x10ffff) return following(characters.join(''));
  return characters.join('') + String.fromCodePoint(last === 0xd7ff ? 0xe000 : last + 1);
}
