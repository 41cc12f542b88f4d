/** Why a text is no row: it is no whole JSON object, or a list in it holds more than plain values. */
export type JsonFault = { readonly fault: 'broken' } | { readonly fault: 'list'; readonly name: string };

export type PutCell = (name: string, cell: string) => void;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const DEEPEST = 20;
const LIST_SEPARATOR = '; ';

/**
 * Reads a JSON object as a row: a cell for each of its values, numbers as they are written (22 digits stay 22 digits), `null`
 * as nothing, an object within it under dotted names (`buyer.phone`), a list of plain values with `; ` between them.
 * `put` may have been given cells when a fault shows.
 */
export function readJsonRow(text: string, put: PutCell): JsonFault | undefined {
  const reader = jsonReader(text, put);
  try {
    reader.object('', 0);
    return reader.isOver() ? undefined : { fault: 'broken' };
  } catch (error) {
    if (error instanceof Stop) return error.fault;
    throw error;
  }
}

/** A single value in JSON under a name, read alike. Throws nothing; tells what is wrong. */
export function readJsonCell(name: string, text: string, put: PutCell): JsonFault | undefined {
  const reader = jsonReader(text, put);
  try {
    reader.value(name, 0);
    return undefined;
  } catch (error) {
    if (error instanceof Stop) return error.fault;
    throw error;
  }
}

class Stop extends Error {
  constructor(readonly fault: JsonFault) {
    super(fault.fault);
  }
}

function jsonReader(text: string, put: PutCell) {
  let at = 0;
  const broken = (): never => {
    throw new Stop({ fault: 'broken' });
  };

  const next = (): string => {
    while (' \n\r\t'.includes(text[at] ?? 'x')) at++;
    return text[at] ?? '';
  };

  const take = (sign: string): boolean => {
    if (next() !== sign) return false;
    at++;
    return true;
  };

  const string = (): string => {
    const start = at;
    let escaped = false;
    for (at++; ; at++) {
      const sign = text[at];
      if (sign === undefined) broken();
      if (sign === '"') break;
      if (sign !== '\\') continue;
      escaped = true;
      at++;
    }
    at++;
    if (!escaped) return text.slice(start + 1, at - 1);
    try {
      return JSON.parse(text.slice(start, at)) as string;
    } catch {
      return broken();
    }
  };

  /** A value that is neither object nor list; null of `null`. */
  const plain = (): string | null => {
    if (text[at] === '"') return string();
    for (const word of ['null', 'true', 'false']) {
      if (!text.startsWith(word, at)) continue;
      at += word.length;
      return word === 'null' ? null : word;
    }
    NUMBER.lastIndex = at;
    const [number] = NUMBER.exec(text) ?? broken();
    at += number.length;
    return number;
  };

  const list = (name: string): void => {
    const cells: string[] = [];
    at++;
    if (!take(']')) {
      do {
        if ('{['.includes(next() || ' ')) throw new Stop({ fault: 'list', name });
        const cell = plain();
        if (cell !== null) cells.push(cell);
      } while (take(','));
      if (!take(']')) broken();
    }
    put(name, cells.join(LIST_SEPARATOR));
  };

  const value = (name: string, depth: number): void => {
    const sign = next();
    if (sign === '{') object(`${name}.`, depth + 1);
    else if (sign === '[') list(name);
    else put(name, plain() ?? '');
  };

  const object = (prefix: string, depth: number): void => {
    if (depth > DEEPEST || !take('{')) broken();
    if (take('}')) return;
    do {
      if (next() !== '"') broken();
      const name = prefix + string();
      if (!take(':')) broken();
      value(name, depth);
    } while (take(','));
    if (!take('}')) broken();
  };

  return { object, value, isOver: () => next() === '' };
}
