import { sql } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import type { Subject } from '../domain/condition.ts';
import type { Metric } from '../domain/metric.ts';
import type { Scheme } from '../domain/scheme.ts';
import { type Aggregates, collectAggregates } from './aggregates.ts';
import { type ColumnOf, conditionSql } from './condition.ts';
import {
  as,
  bigint,
  commas,
  type Dialect,
  type Expression,
  type NamedExpression,
  namePart,
} from './expression.ts';
import { type MetricValue, measureSql, refundRateSql, tenureSql } from './metric-value.ts';
import { ruleFields, ruleMetrics, withInputs } from './needed.ts';
import { type RfmCuts, type RfmScoring, rfmFactColumns, rfmScorings, rfmValue } from './rfm.ts';
import { type ScoreInput, scoreLevels, scoreSql, withLevels } from './score.ts';
import { type Tables, wholeTables } from './tables.ts';

export interface StoredColumn {
  readonly name: string;
  readonly type: 'bigint' | 'date' | 'text';
}

/** A metric as it is stored: one column, or two for a fraction. */
export interface StoredMetric {
  readonly metric: Metric;
  readonly value: StoredColumn;
  readonly den: StoredColumn | null;
}

type Cuts = ReadonlyMap<string, RfmCuts>;

/** Everything one evaluation asks of the database. */
export interface EvaluationPlan {
  readonly stored: readonly StoredMetric[];
  /** Per customer what depends on him alone, in one pass over the orders. */
  readonly measured: { readonly columns: readonly StoredColumn[]; readonly select: Expression };
  readonly scorings: readonly RfmScoring[];
  /** Metrics that are a place among all customers, each after what it is computed from. */
  readonly shares: readonly Metric[];
  /** A metric over the measured rows, once the cut points are known. */
  readonly metricValue: (id: string, cuts: Cuts) => MetricValue;
  /** `customer_id, tier, metrics …` from the measured rows. */
  readonly graded: (from: Expression, cuts: Cuts) => Expression;
}

interface Input {
  readonly scheme: Scheme;
  readonly asOf: Day;
  readonly dialect: Dialect;
  /** The metrics to store; what they are computed from is added. */
  readonly wanted: readonly string[];
  /** Without it everybody. */
  readonly from?: Tables | undefined;
}

/** Compiles a scheme for one day. A customer's field is read from the column that `fieldColumn` names. */
export function planEvaluation({ scheme, asOf, dialect, wanted, from = wholeTables }: Input): EvaluationPlan {
  const metrics = withInputs(scheme, [...wanted, ...ruleMetrics(scheme)]);
  const stored = metrics.map((metric, index) => storedMetric(metric, `m${index}`));
  const scorings = rfmScorings(metrics);
  const inColumn = columnReader(stored, scorings);
  const scores = stored.filter(({ metric }) => metric.definition.kind === 'score');
  const others = stored.filter(({ metric }) => metric.definition.kind !== 'score');
  const early = scoreLevels(scores, others.filter(isOfOneCustomer));
  const late = scoreLevels(scores, [...others, ...early.flat()]);
  return {
    stored,
    measured: withScores(
      measuredRows(stored, scorings, ruleFields(scheme), collectAggregates(asOf, dialect, from), from),
      levelColumns(early, (id) => inColumn(id, new Map())),
    ),
    scorings,
    shares: metrics.filter(({ definition }) => definition.kind === 'top-share'),
    metricValue: (id, cuts) => writtenOut(id, late.flat(), (input) => inColumn(input, cuts)).value,
    graded: (rows, cuts) => {
      const columnOf = (id: string): ScoreInput => inColumn(id, cuts);
      return gradedSelect(scheme, stored, withLevels(rows, levelColumns(late, columnOf)), columnOf);
    },
  };
}

/** The column of the customers table that holds a field. */
export function fieldColumn(id: string): string {
  return `field_${namePart(id)}`;
}

function storedMetric(metric: Metric, name: string): StoredMetric {
  const type = metric.type === 'date' || metric.type === 'text' ? metric.type : 'bigint';
  const den = metric.type === 'fraction' ? ({ name: `${name}_den`, type: 'bigint' } as const) : null;
  return { metric, value: { name, type }, den };
}

/** Not a metric that depends on everybody. */
function isOfOneCustomer({ metric: { definition } }: StoredMetric): boolean {
  return definition.kind !== 'rfm' && definition.kind !== 'top-share';
}

type MeasuredColumn = StoredColumn & NamedExpression;
type Measured = EvaluationPlan['measured'];

function measuredRows(
  stored: readonly StoredMetric[],
  scorings: readonly RfmScoring[],
  fields: readonly Subject[],
  aggregates: Aggregates,
  { customers }: Tables,
): Measured {
  const facts = scorings.flatMap((scoring) => rfmFactColumns(scoring, aggregates));
  const columns = [
    ...stored.flatMap((metric) => measuredColumns(metric, aggregates)),
    ...facts.map((fact): MeasuredColumn => ({ ...fact, type: 'bigint' })),
    ...fields.map(measuredField),
  ];
  const joins = aggregates.selects().map((select, index) => {
    const alias = sql.ref(`joined${index}`);
    return sql` left join (${select}) as ${alias} on ${alias}.customer_id = customers.customer_id`;
  });
  const all = [sql`customers.customer_id`, ...columns.map(({ name, expression }) => as(expression, name))];
  return { columns, select: sql`select ${commas(all)} from ${customers}${sql.join(joins, sql``)}` };
}

function measuredField({ id, type }: Subject): MeasuredColumn {
  const name = fieldColumn(id);
  const stored = type === 'sealed' ? 'text' : type === 'date' || type === 'text' ? type : 'bigint';
  return { name, type: stored, expression: sql.ref(name) };
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
      return null;
    case 'clv':
    case 'p-alive':
      throw new RangeError(`not computed: ${definition.kind}`);
  }
}

/** Measured rows with scores that need nothing but them. */
function withScores({ columns, select }: Measured, levels: readonly NamedExpression[][]): Measured {
  if (levels.length === 0) return { columns, select };
  const scores = levels.flat().map(({ name }): StoredColumn => ({ name, type: 'bigint' }));
  const from = withLevels(sql`(${select}) as measured`, levels);
  return { columns: [...columns, ...scores], select: sql`select * from ${from}` };
}

/** The columns of scores in levels. */
function levelColumns(
  levels: readonly (readonly StoredMetric[])[],
  columnOf: (id: string) => ScoreInput,
): NamedExpression[][] {
  return levels.map((level) =>
    level.map(({ metric, value }) => ({ name: value.name, expression: scoreSql(metric, columnOf) })),
  );
}

/** How a metric stands in rows that have it: as its column, or computed from the facts that RFM looks at. */
function columnReader(
  stored: readonly StoredMetric[],
  scorings: readonly RfmScoring[],
): (id: string, cuts: Cuts) => ScoreInput {
  const byId = new Map(stored.map((item) => [item.metric.id, item]));
  return (id, cuts) => {
    const found = byId.get(id);
    if (found === undefined) throw new RangeError(`not planned: ${id}`);
    const { metric, value, den } = found;
    if (metric.definition.kind === 'rfm') {
      return { metric, value: rfmValue(metric.definition, scorings, cuts) };
    }
    return {
      metric,
      value: { value: sql.ref(value.name), ...(den === null ? {} : { den: sql.ref(den.name) }) },
    };
  };
}

/** A metric in rows that do not have the given scores yet. */
function writtenOut(
  id: string,
  scores: readonly StoredMetric[],
  columnOf: (id: string) => ScoreInput,
): ScoreInput {
  const score = scores.find(({ metric }) => metric.id === id);
  if (score === undefined) return columnOf(id);
  const value = scoreSql(score.metric, (input) => writtenOut(input, scores, columnOf));
  return { metric: score.metric, value: { value } };
}

function gradedSelect(
  scheme: Scheme,
  stored: readonly StoredMetric[],
  from: Expression,
  columnOf: (id: string) => ScoreInput,
): Expression {
  const columns = stored.flatMap(({ metric, value, den }) => {
    const found = columnOf(metric.id).value;
    return [as(found.value, value.name), ...(den && found.den ? [as(found.den, den.name)] : [])];
  });
  const tier = tierSql(scheme, ({ kind, id }) =>
    kind === 'metric' ? columnOf(id).value : { value: sql.ref(fieldColumn(id)) },
  );
  return sql`select ${commas([sql`customer_id`, as(tier, 'tier'), ...columns])} from ${from}`;
}

/** The position of the highest tier whose rule holds; the base tier is 0. */
export function tierSql({ tiers }: Scheme, columnOf: ColumnOf): Expression {
  const cases = tiers
    .map(({ when }, index) =>
      when === null ? null : sql`when ${conditionSql(when, columnOf)} then ${bigint(index)}`,
    )
    .filter((part) => part !== null)
    .toReversed();
  if (cases.length === 0) return bigint(0);
  return sql`case ${sql.join(cases, sql` `)} else ${bigint(0)} end`;
}
