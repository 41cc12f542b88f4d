import { guarded } from '../../domain/tidy/guarded-text.ts';

/** A table on its way into a file. Numbers are decimal text, days `YYYY-MM-DD`, moments with ` HH:MM:SS` where known, nothing is null. */
export interface OutColumn {
  readonly name: string;
  readonly type: 'text' | 'number' | 'date' | 'moment';
}

export type OutRow = readonly (string | null)[];

const needsQuotes = /[",\r\n]|^\s|\s$/;
/** What guarding or quoting might have to change. */
const special = /^[^\p{L}\p{N}]|[",;|\t\r\n]|\s$/u;

function csvCell(cell: string | null, type: OutColumn['type']): string {
  if (cell === null) return '';
  if (type !== 'text' || !special.test(cell)) return cell;
  const safe = guarded(cell);
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
