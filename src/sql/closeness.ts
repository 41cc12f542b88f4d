import { sql } from 'kysely';
import type { Condition, Subject, Test } from '../domain/condition.ts';
import { type ColumnOf, conditionSql, type Operandum } from './condition.ts';
import type { Expression } from './expression.ts';

/** The closest that something unfulfilled is. */
const ALMOST = sql`cast(0.999 as double precision)`;
const ONE = sql`cast(1 as double precision)`;
const NONE = sql`cast(0 as double precision)`;

/**
 * How close a rule is to holding, 0 to 1; 1 where it does. Of a least value the share of it that is reached, of several conditions that
 * of the farthest, of alternatives that of the closest; whatever else does not hold has none of the way. For sorting alone: doubles.
 */
export function closenessSql(condition: Condition, columnOf: ColumnOf): Expression {
  switch (condition.kind) {
    case 'all':
      return least(condition.of.map((part) => closenessSql(part, columnOf)));
    case 'any':
      return sql`greatest(${sql.join(condition.of.map((part) => closenessSql(part, columnOf)))})`;
    case 'not':
      return sql`case when ${conditionSql(condition, columnOf)} then ${ONE} else ${NONE} end`;
    case 'test': {
      const { subject, tests } = condition;
      return least(tests.map((test) => testCloseness(test, subject, columnOf)));
    }
  }
}

function least(parts: readonly Expression[]): Expression {
  return sql`least(${sql.join(parts)})`;
}

function testCloseness(test: Test, subject: Subject, columnOf: ColumnOf): Expression {
  const holds = conditionSql({ kind: 'test', subject, tests: [test] }, columnOf);
  const reached = reachedSql(test, subject, columnOf(subject));
  return sql`case when ${holds} then ${ONE} ${reached ?? sql``} else ${NONE} end`;
}

/** The share of a least value above 0 that is reached. */
function reachedSql(test: Test, { scale }: Subject, { value, den }: Operandum): Expression | null {
  if ((test.op !== 'atLeast' && test.op !== 'over') || test.operand.kind !== 'number') return null;
  const { units, scale: decimals } = test.operand.value;
  if (units <= 0n) return null;
  const number = (of: Expression): Expression => sql`cast(${of} as double precision)`;
  const target = number(sql.lit(String(units)));
  const power = number(sql.lit(`1e${decimals - (den === undefined ? scale : 0)}`));
  const parts = den === undefined ? number(value) : sql`${number(value)} / nullif(${number(den)}, 0)`;
  return sql`when ${value} > 0 then coalesce(least(${parts} * ${power} / ${target}, ${ALMOST}), ${NONE})`;
}
