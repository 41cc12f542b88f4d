import { type Recognise, recognisedCells } from './column-names.ts';
import { type Head, headRecords, isBlank } from './read-head.ts';

export type Delimiter = ',' | '\t' | ';' | '|' | '，';

const CANDIDATES: readonly Delimiter[] = [',', '\t', ';', '|'];

/** What spreadsheets write before the header to say what stands between the cells. */
const ANNOUNCED = /^"?sep=([,;|\t])"?[ \t,;|]*(?:\r|\n|$)/i;

/**
 * The character between the cells, or undefined when the start of the file shows a single column. A first line
 * `sep=;` is believed. Else a candidate wins by the column names it brings out, then by how many records have the same
 * number of cells, then by that number. The full-width comma is only taken when nothing else fits.
 */
export function findDelimiter(head: Head, recognise: Recognise): Delimiter | undefined {
  const announced = announcedDelimiter(head);
  if (announced !== undefined) return announced;
  const fits = CANDIDATES.map((delimiter) => rate(head, delimiter, recognise))
    .filter((fit) => fit.names > 0 || fit.cells > 1)
    .sort((a, b) => b.names - a.names || b.share - a.share || b.cells - a.cells);
  if (fits[0] !== undefined) return fits[0].delimiter;
  return rate(head, '，', recognise).cells > 1 ? '，' : undefined;
}

/** The separator that a first line `sep=;` names; spreadsheets do not show that line. */
export function announcedDelimiter({ text }: Head): Delimiter | undefined {
  return ANNOUNCED.exec(text)?.[1] as Delimiter | undefined;
}

function rate(head: Head, delimiter: Delimiter, recognise: Recognise) {
  const records = headRecords(head, delimiter, 70)
    .filter((record) => !isBlank(record))
    .slice(0, 50);
  const names = records
    .slice(0, 20)
    .filter((record) => record.length > 1)
    .map((record) => recognisedCells(record, recognise));
  const { cells, share } = usualWidth(records);
  return { delimiter, names: Math.max(0, ...names), cells, share };
}

/** How many cells most records have (the larger number on a tie), and which share of them that is. */
export function usualWidth(records: readonly (readonly string[])[]): { cells: number; share: number } {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  let cells = 0;
  let most = 0;
  for (const [width, count] of counts) {
    if (count > most || (count === most && width > cells)) [cells, most] = [width, count];
  }
  return { cells, share: most / Math.max(1, records.length) };
}
