import { lineEnd, nextLine, readRecord, type TextPart, type TextRecord } from './parse-records.ts';
import { readChunks, type Source } from './source.ts';

/** A record of a file; without cells when it was too long to be read. */
export interface FileRecord extends Pick<TextRecord, 'unclosed'> {
  readonly cells: readonly string[] | undefined;
  /** As it stands in the file, its line end left out; the start of it when it is too long. */
  readonly raw: string;
}

/** read_csv takes lines of at most this many bytes; a record of more characters cannot be one. */
export const RECORD_LIMIT = 4_000_000;
const RAW_START = 1000;

/**
 * All records of a UTF-8 file in order, some thousands at a time; these are read as they are asked for,
 * all of them before the next ones. Holds little more than one chunk of the file.
 */
export async function* streamRecords(
  source: Source,
  delimiter: string,
  quoteReach: number,
): AsyncGenerator<Iterable<FileRecord>> {
  const decoder = new TextDecoder();
  const read = recordReader(delimiter, quoteReach);
  for await (const chunk of readChunks(source)) yield read(decoder.decode(chunk, { stream: true }), false);
  yield read(decoder.decode(), true);
}

function recordReader(delimiter: string, quoteReach: number) {
  let rest = '';
  let passingOver = false;

  return function* (more: string, complete: boolean): Generator<FileRecord> {
    const part: TextPart = { text: rest + more, delimiter, complete, quoteReach };
    const { text } = part;
    let at = passingOver ? passOver(part) : 0;
    while (at < text.length && !passingOver) {
      const record = readRecord(part, at);
      if (record !== undefined) {
        const { cells, end, next, unclosed } = record;
        yield { cells, unclosed, raw: text.slice(at, end) };
        at = next;
      } else if (text.length - at <= RECORD_LIMIT) {
        break;
      } else {
        const unclosed = readRecord({ ...part, complete: true }, at)?.unclosed === true;
        yield { cells: undefined, unclosed, raw: text.slice(at, at + RAW_START) };
        at = text.length;
        passingOver = true;
      }
    }
    rest = text.slice(at);
  };

  /** Leaves out text up to the next line; that may begin in a later part. */
  function passOver(part: TextPart): number {
    const end = lineEnd(part.text, 0);
    const next = end < part.text.length ? nextLine(part, end) : undefined;
    passingOver = next === undefined;
    return next ?? end;
  }
}
