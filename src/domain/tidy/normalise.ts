import { unguarded } from './guarded-text.ts';
import type { Tidying } from './reading.ts';

/** The longest amount, date, status or currency that is looked at; longer ones are refused. */
export const LONGEST_VALUE = 200;

/** A cell's own text, without what a spreadsheet or exporter wrapped around it. */
interface Unwrapped {
  readonly text: string;
  readonly tidied: readonly Tidying[];
}

/**
 * Takes off blanks and invisible characters at both ends, then `="…"` or a leading apostrophe. Plain spaces
 * at the ends are not counted as tidied.
 */
export function unwrap(raw: string): Unwrapped {
  const outer = trimEnds(raw);
  const formula = outer.length > 2 && outer.startsWith('="') && outer.endsWith('"');
  const apostrophe = !formula && outer.startsWith("'");
  const inner = formula
    ? trimEnds(outer.slice(2, -1).replaceAll('""', '"'))
    : apostrophe
      ? trimEnds(unguarded(outer))
      : outer;
  if (inner.length === raw.length) return { text: raw, tidied: [] };
  const tidied: Tidying[] = [];
  if (trimSpaces(raw) !== outer) tidied.push('spaces');
  if (formula || apostrophe) tidied.push('quotes');
  return { text: inner, tidied };
}

/** ASCII for full-width letters, digits and signs. Not NFKC: that would read 5² as 52. */
export function halfWidth(value: string): string {
  return value.replace(/[\uFF01-\uFF5E\u3002]/g, (sign) =>
    sign === '。' ? '.' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  );
}

const blankMarks: ReadonlySet<string> = new Set(
  '- -- --- – — —— / 无 暂无 空 无退款 无退款申请 没有申请退款 未申请退款 n/a #n/a na null (null) none nil nan nat \\n'.split(
    ' ',
  ),
);

/** Whether people write this where there is nothing. */
export function isBlankMark(value: string): boolean {
  return value.length <= 6 && blankMarks.has(halfWidth(value).toLowerCase());
}

function trimEnds(value: string): string {
  return trimWhere(value, isInvisible);
}

function trimSpaces(value: string): string {
  return trimWhere(value, (code) => code === 0x20);
}

// By hand: /\s+$/ takes quadratic time on a long run of blanks in the middle.
function trimWhere(value: string, drop: (code: number) => boolean): string {
  let start = 0;
  let end = value.length;
  while (start < end && drop(value.charCodeAt(start))) start++;
  while (end > start && drop(value.charCodeAt(end - 1))) end--;
  return value.slice(start, end);
}

function isInvisible(code: number): boolean {
  if (code <= 0x20) return true;
  if (code < 0x7f) return false;
  return (
    code <= 0xa0 ||
    code === 0xad ||
    code === 0x1680 ||
    code === 0x180e ||
    (code >= 0x2000 && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x206f) ||
    code === 0x3000 ||
    code === 0xfeff
  );
}
