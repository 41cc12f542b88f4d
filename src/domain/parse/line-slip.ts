import type { Text } from '../text.ts';
import { strayMark } from './stray-marks.ts';
import type { WrittenLines } from './written-lines.ts';

/** What is wrong with the text of a document, and at which character. */
export interface Mistake {
  readonly at: number;
  readonly message: Text;
}

/** The slip of the keyboard in a line (counted from 1), if there is one. */
export function slipIn(written: WrittenLines, line: number): Mistake | undefined {
  const slip = strayMark(written.line(line));
  return slip && { at: written.start(line) + slip.at, message: slip.message };
}
