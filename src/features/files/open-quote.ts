import { parseRecords, QUOTE_REACH, readRecord } from './parse-records.ts';
import { HEAD_BYTES, type Head, isBlank } from './read-head.ts';
import { readSlice, type Source } from './source.ts';
import { type FileRecord, RECORD_LIMIT, streamRecords } from './stream-records.ts';

/** Looks at the records of a file, in order, for a quote that swallows what follows it. */
export interface QuoteWatch {
  readonly see: (record: FileRecord) => void;
  /** Once all were seen, the line of such a quote, from 1. */
  readonly opened: () => number | undefined;
}

/** So many whole rows in a row show that a quote swallowed its own line alone. */
const SOUND_ROWS = 20;

/**
 * A quote that is never closed costs its own line where the lines behind it are rows of the table. Where they are not, and are more
 * than a cell can hold, nobody can tell what the file says: the quote swallows the rest. `width` is that of the table.
 */
export function watchQuotes(width: number): QuoteWatch {
  let line = 1;
  let open: { line: number; characters: number; fits: number; misfits: number } | undefined;
  let soundRows = 0;

  const isSound = ({ cells = [] }: FileRecord): boolean => cells.length * 2 > width && cells.length <= width;
  const lengthOf = ({ cells, raw }: FileRecord): number => (cells === undefined ? RECORD_LIMIT : raw.length);
  return {
    see: (record) => {
      const breaks = record.raw.includes('"') ? record.raw.split(/\r\n|[\r\n]/).length - 1 : 0;
      if (open !== undefined) {
        const fits = isSound(record) && !record.unclosed;
        soundRows = fits ? soundRows + 1 : 0;
        open.characters += lengthOf(record);
        open[fits ? 'fits' : 'misfits']++;
        if (soundRows === SOUND_ROWS) open = undefined;
      } else if (record.unclosed) {
        open = { line: line + breaks, characters: lengthOf(record), fits: 0, misfits: 0 };
        soundRows = 0;
      }
      line += 1 + breaks;
    },
    opened: () =>
      open !== undefined && open.characters > QUOTE_REACH && open.misfits >= open.fits
        ? open.line
        : undefined,
  };
}

/** The line of a quote in a file's start that swallows the rest of the file. Reads all of it only if its start looks so. */
export async function openQuoteLine(
  source: Source,
  head: Head,
  delimiter: string,
): Promise<number | undefined> {
  if (!head.text.includes('"')) return undefined;
  const first = parseRecords(head.text, delimiter, { limit: 20 }).find((record) => !isBlank(record));
  const width = first?.length ?? 1;
  const watch = watchQuotes(width);
  const part = { text: head.text, delimiter, complete: true, quoteReach: QUOTE_REACH };
  let opened: number | undefined;
  for (let at = 0; at < head.text.length; ) {
    const record = readRecord(part, at);
    if (record === undefined) break;
    watch.see({ cells: record.cells, unclosed: record.unclosed, raw: head.text.slice(at, record.end) });
    if (record.unclosed) opened ??= at;
    at = record.next;
  }
  const line = watch.opened();
  if (line === undefined || opened === undefined) return undefined;
  if (await isClosed(source, head, delimiter, opened)) return undefined;
  if (head.complete) return line;
  const whole = watchQuotes(width);
  for await (const records of streamRecords(source, delimiter, QUOTE_REACH)) {
    for (const record of records) whole.see(record);
  }
  return whole.opened();
}

/** Whether the record at an offset of the head ends after all, as far as a record may reach: one with a long cell does. */
async function isClosed({ file }: Source, head: Head, delimiter: string, from: number): Promise<boolean> {
  const bytes = await readSlice(file, 0, HEAD_BYTES + RECORD_LIMIT);
  const whole = new TextDecoder().decode(bytes, { stream: true });
  const part = { text: whole, delimiter, complete: head.complete, quoteReach: Number.POSITIVE_INFINITY };
  return readRecord(part, from)?.unclosed === false;
}
