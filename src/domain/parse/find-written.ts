import { type Document, isMap, isScalar, isSeq, type Node, type Pair, type Range } from 'yaml';
import type { WrittenLines } from './written-lines.ts';

/** Where something stands in a document, and how it was written if it is a single value. */
export interface Written {
  readonly line: number;
  readonly source: string | undefined;
}

/** What stands at a problem's path; a path of something that is missing gives nothing. */
export function findWritten(parsed: Document.Parsed, lines: WrittenLines, path: string): Written | undefined {
  const found = path === '' ? undefined : descend(parsed.contents, path);
  return found?.range ? { line: lines.place(found.range[0]).line, source: found.source } : undefined;
}

interface Found {
  readonly range: Range | null | undefined;
  readonly source: string | undefined;
}

/** `rest` is the path's part below the node: `tiers[1].when` below the root, `[1].when` below `tiers`. */
function descend(node: unknown, rest: string): Found | undefined {
  if (rest === '') return isNode(node) ? { range: node.range, source: sourceOf(node) } : undefined;
  if (isSeq(node)) {
    const step = /^\[(\d+)\]/.exec(rest);
    return step === null ? undefined : descend(node.items[Number(step[1])], rest.slice(step[0].length));
  }
  if (!isMap(node)) return undefined;
  const below = rest.replace(/^\./, '');
  for (const pair of node.items) {
    const found = descendPair(pair, below);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Keys may have dots in them, so a path is no list of keys. */
function descendPair({ key, value }: Pair, path: string): Found | undefined {
  if (!isScalar(key)) return undefined;
  const name = String(key.value);
  if (!path.startsWith(name)) return undefined;
  const rest = path.slice(name.length);
  if (rest === '') return { range: key.range, source: sourceOf(value) };
  return /^[.[]/.test(rest) ? descend(value, rest) : undefined;
}

function sourceOf(value: unknown): string | undefined {
  return isScalar(value) ? (value.source ?? String(value.value)) : undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value;
}
