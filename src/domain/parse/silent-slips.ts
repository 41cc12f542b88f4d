import { type Document, isPair, isScalar, type Pair, type Scalar, visit, type YAMLSeq } from 'yaml';
import { type Mistake, slipIn } from './line-slip.ts';
import type { WrittenLines } from './written-lines.ts';

const MOST = 10;

/**
 * Slips of the keyboard that leave well-formed YAML with another meaning: `{ id： gold }` is one key without a
 * value, `id:gold` a text.
 */
export function silentSlips(written: WrittenLines, parsed: Document.Parsed): Mistake[] {
  const lines = new Set<number>();
  const suspect = ({ range }: Pick<Scalar, 'range'>): void => {
    if (range) lines.add(written.place(range[0]).line);
  };
  if (isScalar(parsed.contents)) eachLine(written, parsed.contents, lines);
  visit(parsed, {
    Pair: (_, pair) => {
      if (isScalar(pair.key) && isOddKey(pair, pair.key)) suspect(pair.key);
    },
    Seq: (_, list) => {
      for (const item of splitNumbers(list)) suspect(item);
    },
  });
  const slips = [...lines].toSorted((a, b) => a - b).map((line) => slipIn(written, line));
  return slips.filter((slip) => slip !== undefined).slice(0, MOST);
}

/** The lines of a document that is one long text. */
function eachLine(written: WrittenLines, { type, range }: Scalar, lines: Set<number>): void {
  if (type !== 'PLAIN' || !range) return;
  const last = written.place(Math.max(range[0], range[1] - 1)).line;
  for (let line = written.place(range[0]).line; line <= last; line++) lines.add(line);
}

/** A key that no standard has: with a colon and without a value, or beginning with a sign. */
function isOddKey({ value }: Pair, { type, source = '' }: Scalar): boolean {
  if (type !== 'PLAIN') return false;
  const valueless = !isScalar(value) || value.value === null;
  return (valueless && /[:：]|^\d+$/.test(source)) || /^[“”‘’＂＇－–—\u3000-]/.test(source);
}

/** Numbers such as the 000 of 1,000. */
function splitNumbers({ flow, items }: YAMLSeq): Scalar[] {
  if (!flow) return [];
  return items.filter(
    (item): item is Scalar =>
      !isPair(item) && isScalar(item) && item.type === 'PLAIN' && /^0\d\d$/.test(item.source ?? ''),
  );
}
