import { sql } from 'kysely';
import type { Subject } from '../domain/condition.ts';
import { multiply, unitsAt } from '../domain/exact.ts';
import { type Metric, metricInputs } from '../domain/metric.ts';
import { conditionSql } from './condition.ts';
import { as, bigint, commas, type Expression, type NamedExpression } from './expression.ts';
import type { MetricValue } from './metric-value.ts';

/** A metric that a score looks at, and how it stands in the query. */
export interface ScoreInput {
  readonly metric: Metric;
  readonly value: MetricValue;
}

/** Σ weight × points of the highest step reached, as an integer of the score's scale. */
export function scoreSql({ definition, scale }: Metric, input: (id: string) => ScoreInput): Expression {
  if (definition.kind !== 'score') throw new RangeError(`no score: ${definition.kind}`);
  const points = definition.parts.map(({ metric: id, weight, steps }): Expression => {
    const { metric, value } = input(id);
    const subject: Subject = { kind: 'metric', id, type: metric.type, scale: metric.scale };
    const cases = steps.toReversed().map((step) => {
      const test = { op: 'atLeast', operand: { kind: 'number', value: step.atLeast } } as const;
      const reached = conditionSql({ kind: 'test', subject, tests: [test] }, () => value);
      return sql`when ${reached} then ${bigint(unitsAt(multiply(weight, step.points), scale))}`;
    });
    return sql`case ${sql.join(cases, sql` `)} else ${bigint(0)} end`;
  });
  return sumOf(points);
}

/** Added up in halves: a plain chain of many terms nests deeper than DuckDB reads. */
function sumOf(terms: readonly Expression[]): Expression {
  const [first = bigint(0)] = terms;
  if (terms.length <= 1) return first;
  const half = Math.ceil(terms.length / 2);
  return sql`(${sumOf(terms.slice(0, half))} + ${sumOf(terms.slice(half))})`;
}

/**
 * The scores that the known metrics are enough for, in levels: each looks at what is known and at scores of
 * the levels before. Scores that need anything else are left out.
 */
export function scoreLevels<T extends { readonly metric: Metric }>(
  scores: readonly T[],
  known: readonly T[],
): T[][] {
  const ids = new Set(known.map(({ metric }) => metric.id));
  const ready = scores.filter(
    ({ metric }) => !ids.has(metric.id) && metricInputs(metric).every((id) => ids.has(id)),
  );
  return ready.length === 0 ? [] : [ready, ...scoreLevels(scores, [...known, ...ready])];
}

/**
 * A relation with the columns of each level added; they may refer to those of the levels before. Without
 * the fence of an OFFSET, PostgreSQL writes an expression out wherever it is referred to, and scores of
 * scores of scores outgrow its memory.
 */
export function withLevels(from: Expression, levels: readonly (readonly NamedExpression[])[]): Expression {
  return levels.reduce((inner, columns, index) => {
    const added = columns.map(({ name, expression }) => as(expression, name));
    const fence = index < levels.length - 1 ? sql` offset 0` : sql``;
    return sql`(select *, ${commas(added)} from ${inner}${fence}) as ${sql.ref(`level${index}`)}`;
  }, from);
}
