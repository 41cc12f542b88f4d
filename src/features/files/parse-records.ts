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
  const records: string[][] = [];
  let cells: string[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;

  while (at < text.length && records.length < limit) {
    const field = text[firstNonSpace(text, at)] === '"' ? quotedField : plainField;
    const [cell, end] = field(text, delimiter, at);
    const finished = end < text.length || complete;
    cells.push(cell);
    if (text[end] === delimiter) {
      at = end + 1;
      if (at < text.length || !complete) continue;
      cells.push('');
    }
    if (!finished) break;
    records.push(cells);
    cells = [];
    at = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
  }
  return records;
}

function firstNonSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at++;
  return at;
}

function plainField(text: string, delimiter: string, from: number): [string, number] {
  let end = from;
  while (end < text.length && !endsField(text[end], delimiter)) end++;
  return [text.slice(from, end), end];
}

/** What follows the closing quote is kept: `"a"b` reads as `ab`. */
function quotedField(text: string, delimiter: string, from: number): [string, number] {
  let cell = '';
  let at = firstNonSpace(text, from) + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return [cell + text.slice(at), text.length];
    cell += text.slice(at, quote);
    if (text[quote + 1] === '"') {
      cell += '"';
      at = quote + 2;
      continue;
    }
    const [rest, end] = plainField(text, delimiter, quote + 1);
    return [cell + rest, end];
  }
}

function endsField(character: string | undefined, delimiter: string): boolean {
  return character === delimiter || character === '\n' || character === '\r';
}
