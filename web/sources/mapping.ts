import { parseExactJson } from '../../src/domain/exact-json.ts';
import { customerFields, orderFields } from '../../src/domain/source-fields.ts';
import type { Source } from '../api/contract.ts';

export type Mapping = NonNullable<Source['settings']['mapping']>;
/** A mapping without what is blank. */
export function cleaned(mapping: Mapping): Mapping {
  const { what, list, only, fields, lines, buyer, updatedAt, currency, minorUnits, statuses } = mapping;
  const shown: readonly string[] = what === 'orders' ? orderFields : customerFields;
  const ofKind = Object.fromEntries(Object.entries(fields).filter(([field]) => shown.includes(field)));
  const values = (only?.values ?? []).map((value) => value.trim()).filter((value) => value !== '');
  const isOrder = what === 'orders';
  return {
    what,
    fields: filled(ofKind),
    ...(list && { list }),
    ...(only?.path && { only: { path: only.path, values } }),
    ...(isOrder && lines?.list && { lines: { list: lines.list, fields: filled(lines.fields) } }),
    ...(isOrder && buyer && { buyer: filled(buyer) }),
    ...(updatedAt && { updatedAt }),
    ...(isOrder && currency && { currency }),
    ...(isOrder && minorUnits && { minorUnits }),
    ...(isOrder && statuses && Object.keys(statuses).length > 0 && { statuses }),
  };
}

function filled<T extends object>(paths: T): T {
  return Object.fromEntries(Object.entries(paths).filter(([, path]) => Boolean(path))) as T;
}

const MOST = 300;

/** Where in a document there are values, and where lists, for choosing: `order.id`, `items[0].price`. */
export function placesIn(document: unknown): {
  readonly values: readonly string[];
  readonly lists: readonly string[];
} {
  const values: string[] = [];
  const lists: string[] = [];
  const look = (value: unknown, path: string, depth: number): void => {
    if (values.length >= MOST || depth > 8) return;
    if (Array.isArray(value)) {
      if (path !== '') lists.push(path);
      if (value.length > 0) look(value[0], `${path}[0]`, depth + 1);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) look(member, below(path, name), depth + 1);
    } else if (value !== null) {
      values.push(path);
    }
  };
  look(document, '', 0);
  return { values, lists };
}

function below(path: string, name: string): string {
  if (/[.[\]'"\s]/.test(name)) return name.includes("'") ? `${path}["${name}"]` : `${path}['${name}']`;
  return path === '' ? name : `${path}.${name}`;
}

/** Those within the items of a list, as a mapping has them. */
export function within(list: string, values: readonly string[]): readonly string[] {
  const start = `${list}[0].`;
  return values.filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
}

/** As it is understood here, numbers of many digits as texts that keep them all; undefined where it is no JSON. */
export function readSample(sample: string): unknown {
  return parseExactJson(sample);
}

/** A document line by line; what is no JSON as it is. */
export function prettySample(sample: string): string {
  const document = readSample(sample);
  return document === undefined ? sample : JSON.stringify(document, null, 2);
}

/** `3=completed`, one a line. */
export function readStatuses(written: string): Readonly<Record<string, string>> {
  const pairs = written.split('\n').flatMap((line) => {
    const at = line.lastIndexOf('=');
    return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const] : [];
  });
  return Object.fromEntries(pairs);
}

export function writtenStatuses(statuses: Readonly<Record<string, string>> = {}): string {
  return Object.entries(statuses)
    .map(([word, status]) => `${word}=${status}`)
    .join('\n');
}
