import type { Day } from './calendar.ts';
import type { Decimal } from './exact.ts';

/** What a condition looks at: a metric of the scheme, or a column of the customer, order or line. */
export interface Subject {
  readonly kind: 'metric' | 'field';
  readonly id: string;
  readonly type: SubjectType;
  /** Decimals of the integers that money and numbers are kept in. */
  readonly scale: number;
}

export type SubjectType = 'money' | 'integer' | 'number' | 'fraction' | 'date' | 'text' | 'sealed';

/** A rule (规则) is one condition; conditions nest. */
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'test'; readonly subject: Subject; readonly tests: readonly Test[] };

export type Operand =
  | { readonly kind: 'number'; readonly value: Decimal }
  | { readonly kind: 'day'; readonly value: Day }
  | { readonly kind: 'text'; readonly value: string };

export type Test =
  | { readonly op: ComparingOperator; readonly operand: Operand }
  | { readonly op: ListOperator; readonly operands: readonly Operand[] }
  | { readonly op: 'isEmpty'; readonly empty: boolean };

export const comparingOperators = [
  'atLeast',
  'over',
  'atMost',
  'under',
  'before',
  'after',
  'is',
  'isNot',
  'contains',
  'startsWith',
] as const;
export type ComparingOperator = (typeof comparingOperators)[number];
export type ListOperator = 'in' | 'notIn';
export type Operator = ComparingOperator | ListOperator | 'isEmpty';

const ordered: readonly SubjectType[] = ['money', 'integer', 'number', 'fraction', 'date'];
const anything: readonly SubjectType[] = [...ordered, 'text', 'sealed'];

/** The types of subject each operator works on. */
export const operatorTypes: Readonly<Record<Operator, readonly SubjectType[]>> = {
  atLeast: ordered,
  over: ordered,
  atMost: ordered,
  under: ordered,
  before: ['date'],
  after: ['date'],
  is: anything,
  isNot: anything,
  in: anything,
  notIn: anything,
  contains: ['text'],
  startsWith: ['text'],
  isEmpty: anything,
};

export const operators = Object.keys(operatorTypes) as readonly Operator[];

export function isOperator(key: string): key is Operator {
  return Object.hasOwn(operatorTypes, key);
}

/** Every subject a condition looks at, in the order they are written. */
export function subjectsOf(condition: Condition): Subject[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(subjectsOf);
    case 'not':
      return subjectsOf(condition.of);
    case 'test':
      return [condition.subject];
  }
}
