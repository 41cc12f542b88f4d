import { LINE_BREAK } from '../../domain/tidy/read-text.ts';
import type { WriteText } from './scratch.ts';

/** One line of comma-separated text: cells quoted where they must be, line breaks inside them made U+2028, empty ends cut. */
export function csvLine(cells: readonly string[]): string {
  const filled = cells.findLastIndex((cell) => cell !== '') + 1;
  const quoted = cells.slice(0, filled).map(quote);
  return quoted.join(',');
}

function quote(cell: string): string {
  if (!/[",\r\n]/.test(cell)) return cell;
  return `"${cell.replace(/\r\n|[\r\n]/g, LINE_BREAK).replaceAll('"', '""')}"`;
}

/**
 * Writes rows so that each stands on the line of its own number. A row left out becomes `""`:
 * read_csv passes over a line without anything on it, and the numbers after it would be wrong.
 */
export function rowWriter(write: WriteText): (row: number, line: string) => Promise<void> {
  let next = 0;
  return async (row, line) => {
    if (line === '') return;
    if (row > next) await write('""\n'.repeat(row - next));
    await write(`${line}\n`);
    next = Math.max(next, row) + 1;
  };
}
