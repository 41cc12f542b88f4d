import { type Decimal, readDecimal } from '../exact.ts';
import { type Problem, problem } from '../problem.ts';
import type { Text } from '../text.ts';
import { closest } from './closest.ts';

/** A place in the document being read, with the list that collects every problem found anywhere in it. */
export interface Node {
  readonly value: unknown;
  readonly path: string;
  readonly problems: Problem[];
}

/** Records a problem at this place; undefined stands for the value that could not be read. */
export function report(node: Node, code: string, zh: string, en: string): undefined {
  node.problems.push(problem(code, node.path, zh, en));
  return undefined;
}

function at(node: Node, key: string | number, value: unknown): Node {
  const step = typeof key === 'number' ? `[${key}]` : node.path === '' ? short(key) : `.${short(key)}`;
  return { value, path: `${node.path}${step}`, problems: node.problems };
}

/** A mapping whose keys are looked up by name; absent keys give undefined. */
export type Keys = (key: string) => Node | undefined;

/** Reads a mapping and reports every key that is not among `allowed`. */
export function readMapping(node: Node, allowed: readonly string[]): Keys | undefined {
  const entries = mappingEntries(node);
  if (entries === undefined) return undefined;
  for (const [key] of entries) {
    if (allowed.includes(key)) continue;
    const guess = closest(key, allowed);
    const list = allowed.join(', ');
    report(
      at(node, key, null),
      'unknown-key',
      `不认识${shown(key)}${guess ? `，是不是“${guess}”？` : '。'}这里可用：${list}`,
      `${shown(key)} is not known here${guess ? `; did you mean “${guess}”?` : ''} Known: ${list}`,
    );
  }
  const found = new Map(entries);
  return (key) => (found.has(key) ? at(node, key, found.get(key)) : undefined);
}

/** The mapping's own entries in their order, whatever the keys. */
export function readEntries(node: Node): [string, Node][] | undefined {
  return mappingEntries(node)?.map(([key, value]) => [key, at(node, key, value)]);
}

function mappingEntries(node: Node): [string, unknown][] | undefined {
  if (typeof node.value !== 'object' || node.value === null || Array.isArray(node.value)) {
    return report(
      node,
      'not-a-mapping',
      '这里应是“键: 值”的一组内容',
      'a mapping of keys to values belongs here',
    );
  }
  return Object.entries(node.value);
}

export function readList(node: Node): Node[] | undefined {
  if (!Array.isArray(node.value)) {
    return report(node, 'not-a-list', '这里应是一个列表（[…]）', 'a list ([…]) belongs here');
  }
  return Array.from(node.value, (value: unknown, index) => at(node, index, value));
}

export function readChoice<T extends string>(node: Node, choices: readonly T[]): T | undefined {
  const found = choices.find((choice) => choice === node.value);
  if (found !== undefined) return found;
  const guess = typeof node.value === 'string' ? closest(node.value, choices) : undefined;
  const list = choices.join(', ');
  return report(
    node,
    'unknown-choice',
    `${shown(node.value)} 不可用${guess ? `，是不是“${guess}”？` : '。'}可选：${list}`,
    `${shown(node.value)} cannot stand here${guess ? `; did you mean “${guess}”?` : '.'} Choose from: ${list}`,
  );
}

export function readString(node: Node): string | undefined {
  if (isStorableText(node.value)) return node.value.trim();
  return report(
    node,
    'not-a-text',
    `${shown(node.value)} 应是一段文字`,
    `${shown(node.value)} should be a text`,
  );
}

/** `__proto__` would not be a key like others wherever ids become the keys of an object. */
const idForm = /^(?!__proto__$)[\p{L}_][\p{L}\p{N}_-]{0,63}$/u;

export function readIdentifier(node: Node): string | undefined {
  if (typeof node.value === 'string' && idForm.test(node.value)) return node.value;
  return report(
    node,
    'bad-id',
    `${shown(node.value)} 不能作为标识：以字母开头，只用字母、数字、_ 和 -，最多 64 个字符`,
    `${shown(node.value)} cannot be an id: begin with a letter; letters, digits, _ and - only; 64 at most`,
  );
}

/** A name in both languages: `{ zh, en }`, or one text for both. */
export function readName(node: Node): Text | undefined {
  if (typeof node.value === 'string') {
    const both = readString(node);
    return both === undefined ? undefined : { zh: both, en: both };
  }
  const keys = readMapping(node, ['zh', 'en']);
  if (keys === undefined) return undefined;
  const [zh, en] = [keys('zh'), keys('en')].map((child) => child && readString(child));
  if (zh === undefined && en === undefined) {
    return report(node, 'no-name', '缺少名称：请写 zh 或 en', 'a name is missing: write zh or en');
  }
  return { zh: zh ?? en ?? '', en: en ?? zh ?? '' };
}

/** A whole number within bounds, either of which may be infinite. */
export function readWholeNumber(node: Node, least: number, most: number): number | undefined {
  const { value } = node;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  const [zh, en] =
    most === Infinity
      ? [`不小于 ${least} `, `of at least ${least}`]
      : least === -Infinity
        ? [`不大于 ${most} `, `of at most ${most}`]
        : [` ${least} 到 ${most} `, `from ${least} to ${most}`];
  return report(
    node,
    'not-a-whole-number',
    `${shown(value)} 应是${zh}的整数`,
    `${shown(value)} should be a whole number ${en}`,
  );
}

/** Decimals of a number: with more of them, products with what it is compared to outgrow the databases' 38 digits. */
const MOST_DECIMALS = 18;

/** A number exactly as it was written. */
export function readNumber(node: Node): Decimal | undefined {
  const { value } = node;
  if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) {
    const read = readDecimal(String(value));
    if (read !== undefined && read.scale <= MOST_DECIMALS) return read;
    return report(
      node,
      'too-many-decimals',
      `${shown(value)} 的小数超过 ${MOST_DECIMALS} 位`,
      `${shown(value)} has more than ${MOST_DECIMALS} decimals`,
    );
  }
  return report(
    node,
    'not-a-number',
    `${shown(value)} 应是数字，不带引号、逗号和单位`,
    `${shown(value)} should be a number without quotes, commas or a unit`,
  );
}

/** A text with something in it that a database can keep: no NUL, no half of a surrogate pair. */
function isStorableText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && !/[\0\p{Surrogate}]/u.test(value);
}

/** A value as it can be shown in a message. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `“${short(value)}”`;
  return typeof value === 'object' ? short(jsonOf(value)) : String(value);
}

function jsonOf(value: object | null): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than the stack.
    return Array.isArray(value) ? '[…]' : '{…}';
  }
}

const LONGEST = 60;

/** Cut to what a message can hold, never within a character. */
function short(written: string): string {
  if (written.length <= LONGEST) return written;
  return `${written.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const MOST_LISTED = 40;

/** Words to choose from, as a message lists them. */
export function listed(words: readonly string[]): string {
  const first = words.slice(0, MOST_LISTED).map(short).join(', ');
  return words.length > MOST_LISTED ? `${first}, …` : first;
}
