import { type Document, isScalar, type LineCounter, visit } from 'yaml';

/** A document's text by lines and columns, both counted from 1. */
export interface WrittenLines {
  readonly text: string;
  readonly place: (at: number) => { readonly line: number; readonly column: number };
  readonly line: (line: number) => string;
  /** Where a line begins. */
  readonly start: (line: number) => number;
  /** Where a line's first character other than a blank stands. */
  readonly firstInk: (line: number) => number;
  /** The next line with something in it, or this one if there is none. */
  readonly nextLine: (line: number) => number;
  /** Where the quoted text begins that the parser saw end at a place. */
  readonly quoteEndingAt: (at: number) => number | undefined;
}

export function writtenLines(text: string, parsed: Document.Parsed, counter: LineCounter): WrittenLines {
  const rows = text.split('\n');
  const start = (line: number): number => counter.lineStarts[line - 1] ?? text.length;
  const line = (number: number): string => (rows[number - 1] ?? '').replace(/\r$/, '');
  const ink = (number: number): number => line(number).search(/\S/);
  return {
    text,
    start,
    line,
    place: (at) => {
      const { line, col } = counter.linePos(at);
      return { line, column: col };
    },
    firstInk: (number) => start(number) + Math.max(0, ink(number)),
    nextLine: (number) => {
      for (let next = number + 1; next <= rows.length; next++) if (ink(next) >= 0) return next;
      return number;
    },
    quoteEndingAt: (at) => {
      let begin: number | undefined;
      visit(parsed, {
        Scalar: (_, node) => {
          if (!isScalar(node) || node.range?.[1] !== at) return undefined;
          begin = node.range[0];
          return visit.BREAK;
        },
      });
      return begin;
    },
  };
}
