/** A table on its way into a file. Numbers are decimal text, days `YYYY-MM-DD`, nothing is null. */
export interface OutColumn {
  readonly name: string;
  readonly type: 'text' | 'number' | 'date';
}

export type OutRow = readonly (string | null)[];

const dangerous = /^[=+\-@\t\r\n＝＋－＠]/;
const plainNumber = /^[+-]?\d+(\.\d+)?$/;

/** A text that no spreadsheet takes for a formula: a quote before what would start one; numbers stay. */
function harmless(text: string): string {
  return dangerous.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

const needsQuotes = /[",\r\n]|^\s|\s$/;
/** What `harmless` or quoting might have to change. */
const special = /^[=+\-@＝＋－＠\s]|[",\r\n]|\s$/;

function csvCell(cell: string | null, type: OutColumn['type']): string {
  if (cell === null) return '';
  if (type !== 'text' || !special.test(cell)) return cell;
  const safe = harmless(cell);
  if (!needsQuotes.test(safe)) return safe;
  return safe.includes('"') ? `"${safe.replaceAll('"', '""')}"` : `"${safe}"`;
}

/** One record after RFC 4180. */
export function csvRecord(row: OutRow, columns: readonly OutColumn[]): string {
  let record = '';
  for (let index = 0; index < columns.length; index++) {
    if (index > 0) record += ',';
    record += csvCell(row[index] ?? null, columns[index]?.type ?? 'text');
  }
  return `${record}\r\n`;
}

/** One JSON object; numbers keep their decimals as written. */
export function jsonRecord(row: OutRow, columns: readonly OutColumn[]): string {
  const members = columns.map(({ name, type }, index) => {
    const cell = row[index] ?? null;
    return `${JSON.stringify(name)}:${cell !== null && type === 'number' ? cell : JSON.stringify(cell)}`;
  });
  return `{${members.join(',')}}`;
}
