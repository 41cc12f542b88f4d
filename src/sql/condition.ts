import { sql } from 'kysely';
import type { Condition, Operand, Subject, Test } from '../domain/condition.ts';
import { type Decimal, unitsAt } from '../domain/exact.ts';
import { and, bigint, date, type Expression, literalText, or, wide } from './expression.ts';

/** How a metric or field stands in a query: an integer, date or text; fractions are two integers. */
export interface Operandum {
  readonly value: Expression;
  /** The denominator of a fraction, null in the database where the fraction is empty. */
  readonly den?: Expression;
}

export type ColumnOf = (subject: Subject) => Operandum;

/** A rule as SQL that is true or false, never null: `not` must turn an empty value's false into true. */
export function conditionSql(condition: Condition, columnOf: ColumnOf): Expression {
  switch (condition.kind) {
    case 'all':
      return and(condition.of.map((item) => conditionSql(item, columnOf)));
    case 'any':
      return or(condition.of.map((item) => conditionSql(item, columnOf)));
    case 'not':
      return sql`(not ${conditionSql(condition.of, columnOf)})`;
    case 'test': {
      const subject = columnOf(condition.subject);
      return and(condition.tests.map((test) => testSql(test, condition.subject, subject)));
    }
  }
}

function testSql(test: Test, subject: Subject, operandum: Operandum): Expression {
  const { value, den } = operandum;
  if (test.op === 'isEmpty') {
    const tested = den ?? value;
    return test.empty ? sql`(${tested} is null)` : sql`(${tested} is not null)`;
  }
  return sql`((${comparison(test, subject, operandum)}) is true)`;
}

const signs = {
  atLeast: sql`>=`,
  over: sql`>`,
  after: sql`>`,
  atMost: sql`<=`,
  under: sql`<`,
  before: sql`<`,
  is: sql`=`,
  isNot: sql`<>`,
} as const;

function comparison(
  test: Exclude<Test, { op: 'isEmpty' }>,
  subject: Subject,
  operandum: Operandum,
): Expression {
  switch (test.op) {
    case 'contains':
      return sql`strpos(lower(${operandum.value}), lower(${textOf(test.operand)})) > 0`;
    case 'startsWith':
      return sql`starts_with(lower(${operandum.value}), lower(${textOf(test.operand)}))`;
    case 'in':
      return or(test.operands.map((operand) => compare('is', operand, subject, operandum)));
    case 'notIn':
      return and(test.operands.map((operand) => compare('isNot', operand, subject, operandum)));
    default:
      return compare(test.op, test.operand, subject, operandum);
  }
}

function textOf(operand: Operand): Expression {
  return literalText(operand.kind === 'number' ? '' : operand.value);
}

type Sign = keyof typeof signs;

function compare(op: Sign, operand: Operand, subject: Subject, { value, den }: Operandum): Expression {
  if (operand.kind === 'day') return sql`(${value} ${signs[op]} ${date(operand.value)})`;
  if (operand.kind === 'text') return sql`(${value} ${signs[op]} ${textOf(operand)})`;
  if (den !== undefined) return compareFraction(op, operand.value, value, den);
  return compareInteger(op, operand.value, subject.scale, value);
}

/** `num / den ⋄ units / 10^scale` without dividing. */
function compareFraction(op: Sign, { units, scale }: Decimal, num: Expression, den: Expression): Expression {
  const power = wide(sql`${String(10n ** BigInt(scale))}`);
  return sql`(${wide(num)} * ${power} ${signs[op]} ${wide(sql`${String(units)}`)} * ${wide(den)})`;
}

/** An integer of 10^-scale against a decimal that may be finer: no integer lies strictly between. */
function compareInteger(op: Sign, threshold: Decimal, scale: number, value: Expression): Expression {
  if (threshold.scale <= scale) {
    return sql`(${value} ${signs[op]} ${bigint(within64Bits(unitsAt(threshold, scale)))})`;
  }
  if (op === 'is') return sql`false`;
  if (op === 'isNot') return sql`(${value} is not null)`;
  const divisor = 10n ** BigInt(threshold.scale - scale);
  const below = floorQuotient(threshold.units, divisor);
  const sign = op === 'atLeast' || op === 'over' || op === 'after' ? signs.over : signs.atMost;
  return sql`(${value} ${sign} ${bigint(within64Bits(below))})`;
}

function floorQuotient(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend < 0n && quotient * divisor !== dividend ? quotient - 1n : quotient;
}

const LARGEST = 2n ** 63n - 1n;

/** Nothing stored lies beyond 64 bits, so a threshold out there compares the same at the edge. */
function within64Bits(value: bigint): bigint {
  if (value > LARGEST) return LARGEST;
  return value < -LARGEST ? -LARGEST : value;
}
