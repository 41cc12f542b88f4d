import { addDays, type Day, daysBetween, firstDay } from '../calendar.ts';
import type { Condition, Operand, Subject } from '../condition.ts';
import type { Value } from '../evaluate/value.ts';
import { compareFractions, decimalFraction, type Fraction, fraction } from '../exact.ts';
import type { Scheme } from '../scheme.ts';
import { natureOf } from './natural.ts';
import { between } from './round-value.ts';

/** A subject's values, parted so that no rule of the standard tells two values of one part from each other. */
export interface Axis {
  readonly subject: Subject;
  readonly key: string;
  /** The part of customers without a value comes first, if there may be any; numbers and days rise. */
  readonly parts: readonly Part[];
}

/** A part of a subject's values, with a value that stands for all. */
export type Part = { readonly value: Value } & (
  | { readonly kind: 'empty' | 'other' }
  | { readonly kind: 'text'; readonly text: string }
  /** Numbers and days from one place to another: the place itself if both are the same. */
  | { readonly kind: 'stretch'; readonly from: Place | null; readonly to: Place | null }
);

/** A number or day that a rule speaks of. */
export interface Place {
  readonly at: Fraction;
  readonly operand: Operand;
}

export function subjectKey({ kind, id }: Subject): string {
  return `${kind}:${id}`;
}

/** Undefined for a subject whose values the rules do not part: pieces of texts are compared. */
export function axisOf(subject: Subject, rules: readonly Condition[], scheme: Scheme): Axis | undefined {
  const key = subjectKey(subject);
  const tests = rules.flatMap((rule) => testsOn(rule, key));
  if (tests.some(({ op }) => op === 'contains' || op === 'startsWith')) return undefined;
  const operands = tests.flatMap((test) =>
    'operands' in test ? test.operands : 'operand' in test ? [test.operand] : [],
  );
  const { maybeEmpty } = natureOf(subject, scheme);
  const empty: Part[] = maybeEmpty ? [{ kind: 'empty', value: null }] : [];
  const isText = subject.type === 'text' || subject.type === 'sealed';
  return {
    subject,
    key,
    parts: [...empty, ...(isText ? texts(operands) : stretches(subject, operands, scheme))],
  };
}

function testsOn(rule: Condition, key: string): Extract<Condition, { kind: 'test' }>['tests'] {
  if (rule.kind === 'test') return subjectKey(rule.subject) === key ? rule.tests : [];
  return rule.kind === 'not' ? testsOn(rule.of, key) : rule.of.flatMap((part) => testsOn(part, key));
}

function texts(operands: readonly Operand[]): Part[] {
  const known = [...new Set(operands.flatMap((operand) => (operand.kind === 'text' ? [operand.value] : [])))];
  // No text that anybody compares with has this mark in it.
  const other: Part = { kind: 'other', value: `${known.join('')}\u0000` };
  return [...known.map((text): Part => ({ kind: 'text', text, value: text })), other];
}

/** Where a number or day stands; days count from the first of all. */
export function placeOf(operand: Operand): Place | undefined {
  if (operand.kind === 'text') return undefined;
  const at =
    operand.kind === 'day'
      ? fraction(BigInt(daysBetween(firstDay, operand.value)))
      : decimalFraction(operand.value);
  return { at, operand };
}

function stretches(subject: Subject, operands: readonly Operand[], scheme: Scheme): Part[] {
  const { least, most } = natureOf(subject, scheme);
  const end = (units: bigint | null): Place | undefined =>
    units === null ? undefined : placeOf({ kind: 'number', value: { units, scale: 0 } });
  const [first, last] = [end(least), end(most)];
  const within = ({ at }: Place): boolean =>
    (first === undefined || compareFractions(at, first.at) >= 0) &&
    (last === undefined || compareFractions(at, last.at) <= 0);
  const places = [...operands.map(placeOf), first, last]
    .filter((place) => place !== undefined)
    .filter(within)
    .toSorted((a, b) => compareFractions(a.at, b.at))
    .filter(
      (place, index, all) => index === 0 || compareFractions(place.at, (all[index - 1] ?? place).at) !== 0,
    );
  const bounds = [...(first === undefined ? [null] : []), ...places, ...(last === undefined ? [null] : [])];
  const parts = bounds.flatMap((place, index) => [
    place === null ? null : stretch(subject, place, place),
    index + 1 < bounds.length ? stretch(subject, place, bounds[index + 1] ?? null) : null,
  ]);
  return parts.filter((part) => part !== null);
}

/** Null where no value lies, as between 4 and 5 orders. */
function stretch(subject: Subject, from: Place | null, to: Place | null): Part | null {
  const value = between(subject, from?.at ?? null, to?.at ?? null);
  return value === null ? null : { kind: 'stretch', from, to, value: shown(subject, value) };
}

function shown({ type }: Subject, value: Fraction): Value {
  return type === 'date' ? (addDays(firstDay, Number(value.num / value.den)) as Day) : value;
}
