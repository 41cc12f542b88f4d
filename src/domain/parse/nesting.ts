import { type CST, Parser } from 'yaml';

/** A scheme needs half of it; the parser's own end of the stack can take the process with it. */
export const DEEPEST = 200;

/** Whether a YAML text nests deeper than can safely be read. */
export function nestsTooDeeply(written: string): boolean {
  for (const token of new Parser().parse(written)) {
    if (token.type === 'document' && isDeep(token)) return true;
  }
  return false;
}

/** By hand rather than by recursion, which is what depth breaks. */
function isDeep({ value }: CST.Document): boolean {
  const open: (readonly [CST.Token | null | undefined, number])[] = [[value, 1]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [token, depth] = next;
    if (!token || !('items' in token)) continue;
    if (depth > DEEPEST) return true;
    for (const item of token.items) open.push([item.key, depth + 1], [item.value, depth + 1]);
  }
  return false;
}
