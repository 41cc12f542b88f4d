import { sql } from 'kysely';
import type { Subject } from '../domain/condition.ts';
import type { Metric } from '../domain/metric.ts';
import type { Aggregates } from './aggregates.ts';
import { as, commas, type Expression, type NamedExpression } from './expression.ts';
import { type MetricValue, measureSql, refundRateSql, tenureSql } from './metric-value.ts';
import { type RfmScoring, rfmFactColumns } from './rfm.ts';
import { withLevels } from './score.ts';
import { fieldColumn, type StoredColumn, type StoredMetric, storedColumns } from './stored.ts';
import type { Tables } from './tables.ts';

/** A column of the measured rows. */
export type MeasuredColumn = StoredColumn & NamedExpression;

/** Per customer what depends on him alone, in one pass over the orders. */
export interface Measured {
  readonly columns: readonly StoredColumn[];
  readonly select: Expression;
}

/** The measured rows of everybody in `customers`, with the columns beside the metrics. */
export function measuredRows(
  stored: readonly StoredMetric[],
  scorings: readonly RfmScoring[],
  beside: readonly MeasuredColumn[],
  aggregates: Aggregates,
  { customers, standing }: Tables,
): Measured {
  const facts = scorings.flatMap((scoring) => rfmFactColumns(scoring, aggregates));
  const columns = [
    ...stored.flatMap((metric) =>
      standing?.has(metric.metric.id)
        ? storedColumns(metric).map(carriedColumn)
        : measuredColumns(metric, aggregates),
    ),
    ...facts.map((fact): MeasuredColumn => ({ ...fact, type: 'bigint' })),
    ...beside,
  ];
  const joins = aggregates.selects().map((select, index) => {
    const alias = sql.ref(`joined${index}`);
    return sql` left join (${select}) as ${alias} on ${alias}.customer_id = customers.customer_id`;
  });
  const all = [sql`customers.customer_id`, ...columns.map(({ name, expression }) => as(expression, name))];
  return { columns, select: sql`select ${commas(all)} from ${customers}${sql.join(joins, sql``)}` };
}

/** A customer's field that rules look at. */
export function measuredField({ id, type }: Subject): MeasuredColumn {
  const name = fieldColumn(id);
  const stored = type === 'sealed' ? 'text' : type === 'date' || type === 'text' ? type : 'bigint';
  return { name, type: stored, expression: sql.ref(name) };
}

/** A column of `customers` that is stored as it is. */
export function carriedColumn(column: StoredColumn): MeasuredColumn {
  return { ...column, expression: sql.ref(`customers.${column.name}`) };
}

/** The columns of a metric of one customer alone; none of those that depend on others or on other metrics. */
function measuredColumns({ metric, value, den }: StoredMetric, aggregates: Aggregates): MeasuredColumn[] {
  const measured = measuredSql(metric, aggregates);
  if (measured === null) return [];
  const column = { ...value, expression: measured.value };
  return den && measured.den ? [column, { ...den, expression: measured.den }] : [column];
}

function measuredSql({ definition }: Metric, aggregates: Aggregates): MetricValue | null {
  switch (definition.kind) {
    case 'measure':
      return measureSql(definition, aggregates);
    case 'tenure':
      return tenureSql(definition.count, aggregates);
    case 'refund-rate':
      return refundRateSql(aggregates);
    case 'score':
    case 'top-share':
    case 'rfm':
    case 'clv':
    case 'p-alive':
      return null;
  }
}

/** Measured rows with scores that need nothing but them. */
export function withScores({ columns, select }: Measured, levels: readonly NamedExpression[][]): Measured {
  if (levels.length === 0) return { columns, select };
  const scores = levels.flat().map(({ name }): StoredColumn => ({ name, type: 'bigint' }));
  const from = withLevels(sql`(${select}) as measured`, levels);
  return { columns: [...columns, ...scores], select: sql`select * from ${from}` };
}
