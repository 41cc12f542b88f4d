import { sql } from 'kysely';
import type { Subject } from '../domain/condition.ts';
import { multiply, unitsAt } from '../domain/exact.ts';
import type { Metric, ScorePart } from '../domain/metric.ts';
import { conditionSql } from './condition.ts';
import { bigint, type Expression } from './expression.ts';
import type { MetricValue } from './metric-value.ts';

/** Σ weight × points of the highest step reached, as an integer of the score's scale. */
export function scoreSql(
  parts: readonly ScorePart[],
  scale: number,
  input: (id: string) => { metric: Metric; value: MetricValue },
): MetricValue {
  const points = parts.map(({ metric: id, weight, steps }): Expression => {
    const { metric, value } = input(id);
    const subject: Subject = { kind: 'metric', id, type: metric.type, scale: metric.scale };
    const cases = steps.toReversed().map((step) => {
      const test = { op: 'atLeast', operand: { kind: 'number', value: step.atLeast } } as const;
      const reached = conditionSql({ kind: 'test', subject, tests: [test] }, () => value);
      return sql`when ${reached} then ${bigint(unitsAt(multiply(weight, step.points), scale))}`;
    });
    return sql`case ${sql.join(cases, sql` `)} else ${bigint(0)} end`;
  });
  return { value: sql`(${sql.join(points, sql` + `)})` };
}
