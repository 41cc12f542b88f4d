import { parseRecords } from './parse-records.ts';
import { readSlice } from './source.ts';

/** The text a file starts with, its byte-order mark taken off. */
export interface Head {
  readonly text: string;
  /** Whether that is all of the file. */
  readonly complete: boolean;
  /** Whether a byte-order mark stood before it. */
  readonly marked: boolean;
}

export const HEAD_BYTES = 1 << 20;

export async function readHead(path: string): Promise<Head> {
  const bytes = await readSlice(path, 0, HEAD_BYTES);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: true });
  const marked = text.startsWith('\ufeff');
  return { text: marked ? text.slice(1) : text, complete: bytes.length < HEAD_BYTES, marked };
}

export function headRecords({ text, complete }: Head, delimiter: string, limit: number): string[][] {
  const records = parseRecords(text, delimiter, { limit, complete });
  // A line can be longer than the head: then half a record is better than none.
  return records.length > 1 ? records : parseRecords(text, delimiter, { limit });
}

export function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === '');
}

/**
 * What read_csv's `skip` must be to pass over that many records. It counts records, but takes a
 * quote right behind a byte-order mark for text: line breaks in the very first cell count as well.
 */
export function linesToSkip(
  { marked }: Head,
  records: readonly (readonly string[])[],
  count: number,
): number {
  if (!marked || count === 0) return count;
  return count + (records[0]?.[0]?.split(/\r\n|\n|\r/).length ?? 1) - 1;
}
