import { csvLine, rowWriter } from './csv-rows.ts';
import type { Head } from './read-head.ts';
import type { Scratch } from './scratch.ts';
import { readChunks, type Source } from './source.ts';

export type SplitLine = (line: string) => string[];

const DATE_AND_TIME = /(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})\s+(\d{1,2}:\d{2})/g;
/** Stands between a date and its time while the line is split; no text file holds it. */
const GLUE = '\u0001';

const splitKeepingTimes: SplitLine = (line) =>
  splitWords(line.replace(DATE_AND_TIME, `$1${GLUE}$2`)).map((word) => word.replace(GLUE, ' '));

const splitWords: SplitLine = (line) => line.trim().split(/[ \t]+/);

/**
 * How to split a table whose columns are set apart by runs of spaces: every line of its start must
 * give the same number of cells, three or more. Undefined when it is no such table.
 */
export function spacedTable({ text, complete }: Head): SplitLine | undefined {
  const lines = text.split('\n');
  const whole = (complete ? lines : lines.slice(0, -1)).filter((line) => line.trim() !== '').slice(0, 50);
  if (whole.length < 2 || whole.some((line) => line.includes('"'))) return undefined;
  return [splitKeepingTimes, splitWords].find((split) => {
    const cells = split(whole[0] ?? '').length;
    return cells >= 3 && whole.every((line) => split(line).length === cells);
  });
}

/** Writes such a table as comma-separated text, one line per line. */
export function rewriteSpaced(source: Source, split: SplitLine, scratch: Scratch): Promise<string> {
  return scratch.write(async (write) => {
    const put = rowWriter(write);
    let row = 0;
    for await (const line of readLines(source)) {
      if (line.trim() !== '') await put(row, csvLine(split(line)));
      row++;
    }
  });
}

async function* readLines(source: Source): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of readChunks(source)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
