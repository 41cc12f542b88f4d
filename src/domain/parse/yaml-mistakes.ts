import type { Document, YAMLError } from 'yaml';
import { type Mistake, slipIn } from './line-slip.ts';
import { silentSlips } from './silent-slips.ts';
import type { WrittenLines } from './written-lines.ts';
import { explain } from './yaml-explanations.ts';

/** Most people mend one and look again; more would be the same slip over and over. */
const MOST = 10;
const MOST_LINES = 20;
const MOST_ERRORS = 200;

/**
 * The parser's complaints in words for people who do not know YAML: one to a line, in their order. Slips of the
 * keyboard go first and alone, as much else may only follow from them.
 */
export function yamlMistakes(
  written: WrittenLines,
  parsed: Document.Parsed,
  errors: readonly YAMLError[],
): Mistake[] {
  const slips = errors.slice(0, MOST_ERRORS).flatMap((error) => slipsAt(written, error));
  const found = slips.length > 0 ? [...slips, ...silentSlips(written, parsed)] : explained(written, errors);
  const byLine = new Map(found.map((mistake) => [written.place(mistake.at).line, mistake]));
  return [...byLine.values()].toSorted((a, b) => a.at - b.at).slice(0, MOST);
}

function explained(written: WrittenLines, errors: readonly YAMLError[]): Mistake[] {
  const found: Mistake[] = [];
  const seen = new Set<number>();
  for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    const { line } = written.place(error.pos[0]);
    if (seen.has(line)) continue;
    seen.add(line);
    found.push(explain(written, error));
    // Behind these nothing is where the parser takes it to be.
    if (found.length >= MOST || breaking.test(error.message)) break;
  }
  return found;
}

const breaking = /^(?:Missing closing|Flow|Unexpected)/;

function slipsAt(written: WrittenLines, { pos: [from, to] }: YAMLError): Mistake[] {
  const { line: first } = written.place(from);
  const { line: last } = written.place(Math.max(from, to - 1));
  const slips: Mistake[] = [];
  for (let line = first; line <= Math.min(last, first + MOST_LINES); line++) {
    const slip = slipIn(written, line);
    if (slip !== undefined) slips.push(slip);
  }
  return slips;
}
