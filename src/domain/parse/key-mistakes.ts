import { type Document, isAlias, isNode, isScalar, visit, type YAMLMap } from 'yaml';
import { type Text, text } from '../text.ts';
import type { Mistake } from './line-slip.ts';

const MOST = 10;

/**
 * Keys that YAML has and a scheme cannot: a list or mapping as a key, and a key that stands twice, as `1` and
 * `"1"` do. The parser compares every key with every other, which takes half a minute in a large document.
 */
export function keyMistakes(parsed: Document.Parsed): Mistake[] {
  const mistakes: Mistake[] = [];
  visit(parsed, {
    Map: (_, mapping) => {
      mistakes.push(...mistakesAmong(mapping));
      return mistakes.length < MOST ? undefined : visit.BREAK;
    },
  });
  return mistakes.toSorted((a, b) => a.at - b.at).slice(0, MOST);
}

function mistakesAmong({ items }: YAMLMap): Mistake[] {
  const taken = new Set<string>();
  return items.flatMap(({ key }) => {
    if (isAlias(key)) return [];
    const at = isNode(key) ? (key.range?.[0] ?? 0) : 0;
    if (!isScalar(key)) return [{ at, message: noSingleValue }];
    const name = String(key.value ?? '');
    if (taken.has(name)) return [{ at, message: repeated(name) }];
    taken.add(name);
    return [];
  });
}

const noSingleValue = text(
  '列表或一组内容不能当作键：请写成“键: 值”',
  'a list or a mapping cannot be a key: write “key: value”',
);

function repeated(key: string): Text {
  const named = `“${key.length > 60 ? `${key.slice(0, 59)}…` : key}”`;
  return text(`同一个键${named}写了两次：请留一个`, `the key ${named} is written twice: keep one`);
}
