import type { Condition, Operand, Subject, SubjectType, Test } from '../condition.ts';
import { compareFractions, decimalFraction, type Fraction } from '../exact.ts';

/** A metric's or field's value: numbers and money (in major units) as fractions, days and texts as text. */
export type Value = Fraction | string | null;

/** The value of whatever a condition looks at. */
export type Lookup = (subject: Subject) => Value;

/** Whether a rule holds. Every operator but `isEmpty` is false on an empty value; `not` of false is true. */
export function holds(condition: Condition, lookup: Lookup): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((item) => holds(item, lookup));
    case 'any':
      return condition.of.some((item) => holds(item, lookup));
    case 'not':
      return !holds(condition.of, lookup);
    case 'test': {
      const value = lookup(condition.subject);
      return condition.tests.every((test) => passes(test, value, condition.subject.type));
    }
  }
}

/** Whether one comparison passes. */
export function passes(test: Test, value: Value, type: SubjectType): boolean {
  if (test.op === 'isEmpty') return (value === null) === test.empty;
  if (value === null) return false;
  const order = (operand: Operand): number => compareTo(value, operand);
  switch (test.op) {
    case 'atLeast':
      return order(test.operand) >= 0;
    case 'over':
    case 'after':
      return order(test.operand) > 0;
    case 'atMost':
      return order(test.operand) <= 0;
    case 'under':
    case 'before':
      return order(test.operand) < 0;
    case 'is':
      return order(test.operand) === 0;
    case 'isNot':
      return order(test.operand) !== 0;
    case 'in':
      return test.operands.some((operand) => order(operand) === 0);
    case 'notIn':
      return test.operands.every((operand) => order(operand) !== 0);
    case 'contains':
      return type === 'text' && folded(value).includes(folded(test.operand.value));
    case 'startsWith':
      return type === 'text' && folded(value).startsWith(folded(test.operand.value));
  }
}

function compareTo(value: Fraction | string, operand: Operand): number {
  if (operand.kind === 'number') {
    return typeof value === 'string' ? Number.NaN : compareFractions(value, decimalFraction(operand.value));
  }
  return typeof value !== 'string' ? Number.NaN : value < operand.value ? -1 : value > operand.value ? 1 : 0;
}

/**
 * Lower case as databases have it: one code point for one, whatever stands around it. JavaScript's own makes
 * two of İ and another of a Σ at a word's end.
 */
function folded(value: unknown): string {
  return typeof value === 'string' ? Array.from(value, lowerCase).join('') : '';
}

function lowerCase(character: string): string {
  const [first = ''] = character.toLowerCase();
  return first;
}
