/** Text being read record by record. */
export interface TextPart {
  readonly text: string;
  readonly delimiter: string;
  /** False when more text follows: a record that may go on in it is not given out yet. */
  readonly complete: boolean;
  /** How far a quoted cell with line breaks in it may reach; beyond that its quote counts as never closed. */
  readonly quoteReach: number;
}

export interface TextRecord {
  readonly cells: readonly string[];
  /** Where its text ends, its line end left out. */
  readonly end: number;
  /** Where the next record starts. */
  readonly next: number;
  /** A quote is not closed: the record was cut at the end of the line the quote stands on, and split plainly. */
  readonly unclosed: boolean;
}

interface Field {
  readonly cell: string;
  readonly end: number;
}

/** Twice what a spreadsheet takes into one cell. */
export const QUOTE_REACH = 1 << 16;

const [LF, CR, SPACE, QUOTE] = [10, 13, 32, 34];

/**
 * The records of delimited text after RFC 4180: fields may stand in double quotes, a doubled quote
 * is a quote, line ends are LF, CRLF or CR. A blank line is a record of one empty cell, as a
 * spreadsheet counts it. With `complete: false` the text is the start of a longer one and an
 * unfinished last record is left out.
 */
export function parseRecords(
  text: string,
  delimiter: string,
  { limit = Number.POSITIVE_INFINITY, complete = true } = {},
): string[][] {
  const part: TextPart = { text, delimiter, complete, quoteReach: QUOTE_REACH };
  const records: string[][] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length && records.length < limit) {
    const record = readRecord(part, at);
    if (record === undefined) break;
    records.push([...record.cells]);
    at = record.next;
  }
  return records;
}

/** The record that starts at an offset, or undefined when the text ends before it does. */
export function readRecord(part: TextPart, from: number): TextRecord | undefined {
  const { text } = part;
  const delimiter = part.delimiter.charCodeAt(0);
  const cells: string[] = [];
  for (let at = from; ; ) {
    const start = firstNonSpace(text, at);
    const quoted = text.charCodeAt(start) === QUOTE;
    const field = quoted ? quotedField(part, delimiter, start + 1) : plainField(part, delimiter, at);
    if (field === 'unclosed') return cutRecord(part, from, start);
    if (field === undefined) return undefined;
    cells.push(field.cell);
    if (text.charCodeAt(field.end) !== delimiter) {
      const next = nextLine(part, field.end);
      return next === undefined ? undefined : { cells, end: field.end, next, unclosed: false };
    }
    at = field.end + 1;
  }
}

function cutRecord(part: TextPart, from: number, quote: number): TextRecord | undefined {
  const end = lineEnd(part.text, quote);
  const next = nextLine(part, end);
  if (next === undefined) return undefined;
  return { cells: part.text.slice(from, end).split(part.delimiter), end, next, unclosed: true };
}

function plainField({ text, complete }: TextPart, delimiter: number, from: number): Field | undefined {
  let end = from;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === delimiter || code === LF || code === CR) break;
  }
  return end < text.length || complete ? { cell: text.slice(from, end), end } : undefined;
}

/**
 * A field from behind its opening quote. As in read_csv, `"a" "b"` is one cell and blanks behind the
 * closing quote are nothing. Other text there is kept (`"a"b` reads as `ab`), but behind a quote on a
 * later line it shows that the opening quote was never closed and this one opens another cell.
 */
function quotedField(part: TextPart, delimiter: number, from: number): Field | 'unclosed' | undefined {
  const { text, complete } = part;
  let cell = '';
  let at = from;
  let firstLineEnd: number | undefined;
  for (;;) {
    const quote = text.indexOf('"', at);
    const reach = quote === -1 ? text.length : quote;
    if (reach - from > part.quoteReach) {
      firstLineEnd ??= lineEnd(text, from);
      if (firstLineEnd < reach) return 'unclosed';
    }
    if (quote === -1) return complete ? 'unclosed' : undefined;
    cell += text.slice(at, quote);
    const end = firstNonSpace(text, quote + 1);
    if (end === text.length) return complete ? { cell, end } : undefined;
    const code = text.charCodeAt(end);
    if (code === delimiter || code === LF || code === CR) return { cell, end };
    if (code !== QUOTE) {
      if (lineEnd(text, from) < quote) return 'unclosed';
      const rest = plainField(part, delimiter, quote + 1);
      return rest && { cell: cell + rest.cell, end: rest.end };
    }
    cell += end === quote + 1 ? '"' : text.slice(quote + 1, end);
    at = end + 1;
  }
}

/** Where the line after the line end at `end` starts; undefined when more text may belong to that line end. */
export function nextLine({ text, complete }: TextPart, end: number): number | undefined {
  if (end === text.length) return complete ? end : undefined;
  if (text.charCodeAt(end) !== CR) return end + 1;
  if (end + 1 === text.length && !complete) return undefined;
  return text.charCodeAt(end + 1) === LF ? end + 2 : end + 1;
}

/** Where the line that an offset stands on ends. */
export function lineEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) break;
  }
  return at;
}

function firstNonSpace(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}
