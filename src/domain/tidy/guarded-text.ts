/**
 * What a spreadsheet would run, made harmless in a way that can be taken back. A cell beginning with what starts a
 * formula gets an apostrophe before it; so does one that begins with an apostrophe, lest its own be taken for ours. Within such a
 * cell, and within one that a spreadsheet with other separators would split before a formula, every such place gets one more.
 */

/** What begins a formula, as it is, in full width and in small form. */
const SIGN = '[=+\\-@＝＋－＠﹦﹢﹣﹫]';
/** Where a spreadsheet with other settings may begin a cell. */
const SEPARATOR = '[,;|\\t\\r\\n"]';
const NUMBER = '[+-]\\d+(?:\\.\\d+)?';

const startsFormula = new RegExp(`^(?:[\\s\\p{Cf}]*(?:${SIGN}|')|[\\t\\r\\n])`, 'u');
/** A number with a sign, or a telephone number in groups: nothing in it could be computed. */
const isNumber = new RegExp(`^(?:${NUMBER}|\\+\\d[\\d ]*)$`);
const places = new RegExp(`(${SEPARATOR} *)('*)(?=${SIGN})(?!${NUMBER} *(?:$|${SEPARATOR}))`, 'g');
const guardedPlaces = new RegExp(`(${SEPARATOR} *)'('*)(?=${SIGN})(?!${NUMBER} *(?:$|${SEPARATOR}))`, 'g');

/** A text that no spreadsheet takes for a formula; signed numbers and telephone numbers stay as they are. */
export function guarded(text: string): string {
  if (isNumber.test(text)) return text;
  const inner = text.replace(places, "$1'$2");
  return inner !== text || startsFormula.test(text) ? `'${inner}` : text;
}

/** The text of a cell that begins with an apostrophe. */
export function unguarded(cell: string): string {
  return cell.slice(1).replace(guardedPlaces, '$1$2');
}
