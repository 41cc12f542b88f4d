import { sql } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import { dependsOnEverybody, isPredicted } from '../domain/metric.ts';
import type { Scheme } from '../domain/scheme.ts';
import { collectAggregates } from './aggregates.ts';
import { type ColumnOf, conditionSql } from './condition.ts';
import { as, bigint, commas, type Dialect, type Expression, type NamedExpression } from './expression.ts';
import { holdsSql } from './lifecycle-days.ts';
import { carriedColumn, type Measured, measuredField, measuredRows, withScores } from './measured.ts';
import type { MetricValue } from './metric-value.ts';
import { ruleFields, ruleMetrics, withInputs } from './needed.ts';
import { type RfmCuts, type RfmScoring, rfmScorings, rfmValue } from './rfm.ts';
import { type ScoreInput, scoreLevels, scoreSql, withLevels } from './score.ts';
import { fieldColumn, type StoredColumn, type StoredMetric, storedColumns, storedMetric } from './stored.ts';
import { type Tables, wholeTables } from './tables.ts';

/** The cut points of scorings by their prefixes. */
export type Cuts = ReadonlyMap<string, RfmCuts>;

/** Everything one evaluation asks of the database. */
export interface EvaluationPlan {
  readonly stored: readonly StoredMetric[];
  /** What `graded` gives beside `customer_id`. */
  readonly columns: readonly StoredColumn[];
  readonly measured: Measured;
  readonly scorings: readonly RfmScoring[];
  /** Metrics that are a place among all customers, each after what it is computed from. */
  readonly shares: readonly Share[];
  /** Metrics that are predicted by a model of everybody's purchases. */
  readonly predicted: readonly StoredMetric[];
  /** `customer_id` and the columns, from the measured rows with what is predicted and their shares. */
  readonly graded: (from: Expression, cuts: Cuts) => Expression;
}

/** A place among everybody, and the metric by which they are ranked. */
export interface Share {
  readonly stored: StoredMetric;
  /** Over the measured rows with the shares before. */
  readonly ranked: (cuts: Cuts) => MetricValue;
}

interface Input {
  readonly scheme: Scheme;
  readonly asOf: Day;
  readonly dialect: Dialect;
  /** The metrics to store; what they are computed from is added. */
  readonly wanted: readonly string[];
  /** Without it everybody. */
  readonly from?: Tables | undefined;
  /** Columns of `customers` to store as they are. */
  readonly carried?: readonly StoredColumn[] | undefined;
  /** Whether what the lifecycle decides by is stored too: the computed tier and which tiers hold. */
  readonly withFacts?: boolean | undefined;
}

export const tierColumn: StoredColumn = { name: 'tier', type: 'bigint', required: true };
/** What the lifecycle decides by; see `holdsSql`. */
export const factColumns: readonly StoredColumn[] = [
  { name: 'computed', type: 'bigint', required: true },
  { name: 'holds', type: 'text', required: true },
];

/** Compiles a scheme for one day. A customer's field is read from the column that `fieldColumn` names. */
export function planEvaluation(input: Input): EvaluationPlan {
  const { scheme, asOf, dialect, wanted, from = wholeTables, carried = [], withFacts = false } = input;
  const metrics = withInputs(scheme, [...wanted, ...ruleMetrics(scheme)]);
  const stored = metrics.map((metric, index) => storedMetric(metric, `m${index}`));
  const scorings = rfmScorings(metrics);
  const inColumn = columnReader(stored, scorings);
  const scores = stored.filter(({ metric }) => metric.definition.kind === 'score');
  const others = stored.filter(({ metric }) => metric.definition.kind !== 'score');
  const early = scoreLevels(scores, others.filter(isOfOneCustomer));
  const late = scoreLevels(scores, [...others, ...early.flat()]);
  const beside = [...ruleFields(scheme).map(measuredField), ...carried.map(carriedColumn)];
  return {
    stored,
    columns: [tierColumn, ...(withFacts ? factColumns : []), ...stored.flatMap(storedColumns), ...carried],
    measured: withScores(
      measuredRows(stored, scorings, beside, collectAggregates(asOf, dialect, from), from),
      levelColumns(early, (id) => inColumn(id, new Map())),
    ),
    scorings,
    predicted: stored.filter(({ metric }) => isPredicted(metric.definition)),
    shares: stored.flatMap((share) => {
      const { definition } = share.metric;
      if (definition.kind !== 'top-share') return [];
      const ranked = (cuts: Cuts): MetricValue =>
        writtenOut(definition.of, late.flat(), (input) => inColumn(input, cuts)).value;
      return [{ stored: share, ranked }];
    }),
    graded: (rows, cuts) => {
      const columnOf = (id: string): ScoreInput => inColumn(id, cuts);
      const leveled = withLevels(rows, levelColumns(late, columnOf));
      return gradedSelect({ scheme, stored, carried, withFacts }, leveled, columnOf);
    },
  };
}

function isOfOneCustomer({ metric }: StoredMetric): boolean {
  return !dependsOnEverybody(metric.definition);
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

interface Graded {
  readonly scheme: Scheme;
  readonly stored: readonly StoredMetric[];
  readonly carried: readonly StoredColumn[];
  readonly withFacts: boolean;
}

function gradedSelect(
  { scheme, stored, carried, withFacts }: Graded,
  from: Expression,
  columnOf: (id: string) => ScoreInput,
): Expression {
  const metrics = stored.flatMap(({ metric, value, den }) => {
    const found = columnOf(metric.id).value;
    return [as(found.value, value.name), ...(den && found.den ? [as(found.den, den.name)] : [])];
  });
  const subject: ColumnOf = ({ kind, id }) =>
    kind === 'metric' ? columnOf(id).value : { value: sql.ref(fieldColumn(id)) };
  const tier = tierSql(scheme, subject);
  const columns = [
    sql`customer_id`,
    as(tier, 'tier'),
    ...(withFacts ? [as(tier, 'computed'), as(holdsSql(scheme, subject), 'holds')] : []),
    ...metrics,
    ...carried.map(({ name }) => sql.ref(name)),
  ];
  return sql`select ${commas(columns)} from ${from}`;
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
