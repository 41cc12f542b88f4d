import type { Text } from '../../src/domain/text.ts';
import type { SchemeDocument } from '../api/contract.ts';

/** A number in a tier's rule that somebody may move. */
export interface Threshold {
  /** Where it stands in the document: `['tiers', 2, 'when', 'all', 0, 'atLeast']`. */
  readonly path: readonly (string | number)[];
  readonly tier: number;
  readonly kind: 'when' | 'keep';
  readonly subject: 'metric' | 'field';
  readonly id: string;
  readonly operator: string;
  readonly value: number;
}

const numeric: ReadonlySet<string> = new Set(['atLeast', 'over', 'atMost', 'under']);

/** All of them in the tiers' rules, lowest tier first. */
export function thresholdsOf(document: SchemeDocument): Threshold[] {
  const tiers = Array.isArray(document.tiers) ? document.tiers : [];
  return tiers.flatMap((tier: Record<string, unknown>, index) =>
    (['when', 'keep'] as const).flatMap((kind) =>
      within(tier[kind], ['tiers', index, kind]).map((found) => ({ ...found, tier: index, kind })),
    ),
  );
}

/** Whether values can be proposed for it: it asks for more of a metric to reach a tier. */
export function isSuggestible({ kind, subject, operator }: Threshold): boolean {
  return kind === 'when' && subject === 'metric' && (operator === 'atLeast' || operator === 'over');
}

/** The tiers of a document that is fine, lowest first. A name may be one text for both languages, or lack one of them. */
export function namedTiersOf(document: SchemeDocument): { readonly id: string; readonly name: Text }[] {
  const tiers = Array.isArray(document.tiers) ? document.tiers : [];
  return tiers.map(({ id, name }: { id: string; name: string | Partial<Text> }) => {
    if (typeof name === 'string') return { id, name: { zh: name, en: name } };
    return { id, name: { zh: name.zh ?? name.en ?? id, en: name.en ?? name.zh ?? id } };
  });
}

type Found = Omit<Threshold, 'tier' | 'kind'>;

function within(rule: unknown, path: readonly (string | number)[]): Found[] {
  if (typeof rule !== 'object' || rule === null) return [];
  return Object.entries(rule).flatMap(([key, value]): Found[] => {
    const here = [...path, key];
    if (Array.isArray(value)) return value.flatMap((part, index) => within(part, [...here, index]));
    if (key === 'not') return within(value, here);
    const { metric, field } = rule as { metric?: unknown; field?: unknown };
    const subject = typeof metric === 'string' ? 'metric' : 'field';
    const id = typeof metric === 'string' ? metric : field;
    if (typeof value !== 'number' || !numeric.has(key) || typeof id !== 'string') return [];
    return [{ path: here, subject, id, operator: key, value }];
  });
}

/** The document with another value at a path; the rest is shared. */
export function withValue<T>(document: T, [key, ...rest]: readonly (string | number)[], value: unknown): T {
  if (key === undefined) return value as T;
  if (Array.isArray(document)) {
    return document.map((item, index) => (index === key ? withValue(item, rest, value) : item)) as T;
  }
  const of = document as Record<string, unknown>;
  return { ...of, [key]: withValue(of[key], rest, value) } as T;
}
