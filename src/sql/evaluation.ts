import { sql } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import type { Subject } from '../domain/condition.ts';
import type { Metric } from '../domain/metric.ts';
import type { Scheme } from '../domain/scheme.ts';
import { type ColumnOf, conditionSql } from './condition.ts';
import { as, bigint, commas, type Dialect, type Expression } from './expression.ts';
import { Aggregates } from './measures.ts';
import { type MetricValue, measureSql, refundRateSql, tenureSql } from './metric-value.ts';
import { ruleFields, ruleMetrics, withInputs } from './needed.ts';
import { type RfmCuts, rfmFacts, rfmFactsSql, rfmKey, rfmValue, scoresByThresholds } from './rfm.ts';
import { scoreSql } from './score.ts';

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

/** RFM metrics that are scored together; their columns begin with the prefix. */
export interface RfmScoring {
  readonly prefix: string;
  readonly method: 'thresholds' | 'rank';
}

/** Everything one evaluation asks of the database. */
export interface EvaluationPlan {
  readonly stored: readonly StoredMetric[];
  /** Per customer what depends on him alone, in one pass over the orders. */
  readonly measured: { readonly columns: readonly StoredColumn[]; readonly select: Expression };
  readonly scorings: readonly RfmScoring[];
  /** Metrics that are a place among all customers, each after what it is computed from. */
  readonly shares: readonly Metric[];
  /** A metric over the measured rows, once the cut points are known. */
  readonly metricValue: (id: string, cuts: ReadonlyMap<string, RfmCuts>) => MetricValue;
  /** `customer_id, tier, metrics …` from the measured rows. */
  readonly graded: (from: Expression, cuts: ReadonlyMap<string, RfmCuts>) => Expression;
}

interface Input {
  readonly scheme: Scheme;
  readonly asOf: Day;
  readonly dialect: Dialect;
  /** The metrics to store; what they are computed from is added. */
  readonly wanted: readonly string[];
}

/** Compiles a scheme for one day. A customer's field `x` is read from the column `field_x`. */
export function planEvaluation({ scheme, asOf, dialect, wanted }: Input): EvaluationPlan {
  const metrics = withInputs(scheme, [...wanted, ...ruleMetrics(scheme)]);
  const stored = new Map(metrics.map((metric, index) => [metric.id, storedMetric(metric, `m${index}`)]));
  const aggregates = new Aggregates(asOf, dialect);
  const scorings = new Map<string, RfmScoring>();
  const columns: (StoredColumn & { expression: Expression })[] = [];
  for (const { metric, value, den } of stored.values()) {
    const { definition } = metric;
    if (definition.kind === 'rfm' && !scorings.has(rfmKey(definition))) {
      const prefix = `rfm${scorings.size}`;
      scorings.set(rfmKey(definition), { prefix, method: definition.method });
      const facts = rfmFactsSql(definition, aggregates);
      for (const fact of rfmFacts) {
        columns.push({ name: `${prefix}_${fact}`, type: 'bigint', expression: facts[fact] });
      }
    }
    const measured = measuredSql(metric, aggregates);
    if (measured === null) continue;
    columns.push({ ...value, expression: measured.value });
    if (den !== null && measured.den) columns.push({ ...den, expression: measured.den });
  }
  for (const { id, type } of ruleFields(scheme)) {
    const name = fieldColumn(id);
    columns.push({
      name,
      type: type === 'date' ? 'date' : isText(type) ? 'text' : 'bigint',
      expression: sql.ref(name),
    });
  }
  const metricValue = metricValues(stored, scorings);
  return {
    stored: [...stored.values()],
    measured: { columns, select: measuredSelect(columns, aggregates) },
    scorings: [...scorings.values()],
    shares: metrics.filter(({ definition }) => definition.kind === 'top-share'),
    metricValue,
    graded: (from, cuts) => gradedSelect(scheme, [...stored.values()], from, (id) => metricValue(id, cuts)),
  };
}

/** The column of the customers table that holds a field. */
export function fieldColumn(id: string): string {
  return `field_${id}`;
}

function isText(type: Subject['type']): boolean {
  return type === 'text' || type === 'sealed';
}

function storedMetric(metric: Metric, name: string): StoredMetric {
  const type = metric.type === 'date' || metric.type === 'text' ? metric.type : 'bigint';
  const den = metric.type === 'fraction' ? ({ name: `${name}_den`, type: 'bigint' } as const) : null;
  return { metric, value: { name, type }, den };
}

/** A metric of one customer alone; null for those that depend on others or on other metrics. */
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

function measuredSelect(
  columns: readonly { readonly name: string; readonly expression: Expression }[],
  aggregates: Aggregates,
): Expression {
  const joins = aggregates.selects().map((select, index) => {
    const alias = sql.ref(`joined${index}`);
    return sql` left join (${select}) as ${alias} on ${alias}.customer_id = customers.customer_id`;
  });
  const all = [sql`customers.customer_id`, ...columns.map(({ name, expression }) => as(expression, name))];
  return sql`select ${commas(all)} from customers${sql.join(joins, sql``)}`;
}

function metricValues(
  stored: ReadonlyMap<string, StoredMetric>,
  scorings: ReadonlyMap<string, RfmScoring>,
): EvaluationPlan['metricValue'] {
  const metricValue: EvaluationPlan['metricValue'] = (id, cuts) => {
    const found = stored.get(id);
    if (found === undefined) throw new RangeError(`not planned: ${id}`);
    const { metric, value, den } = found;
    const { definition } = metric;
    if (definition.kind === 'score') {
      return scoreSql(definition.parts, metric.scale, (input) => ({
        metric: stored.get(input)?.metric ?? metric,
        value: metricValue(input, cuts),
      }));
    }
    if (definition.kind === 'rfm') {
      const scoring = scorings.get(rfmKey(definition));
      if (scoring === undefined) throw new RangeError(`not planned: ${id}`);
      return rfmValue(definition, scoresOf(scoring, cuts));
    }
    return { value: sql.ref(value.name), ...(den === null ? {} : { den: sql.ref(den.name) }) };
  };
  return metricValue;
}

function scoresOf(
  { prefix, method }: RfmScoring,
  cuts: ReadonlyMap<string, RfmCuts>,
): ReturnType<typeof scoresByThresholds> {
  if (method === 'thresholds') {
    const found = cuts.get(prefix);
    if (found === undefined) throw new RangeError(`no cut points: ${prefix}`);
    return scoresByThresholds(prefix, found);
  }
  const score = (fact: string): Expression => sql.ref(`${prefix}_${fact}_score`);
  return { recency: score('recency'), frequency: score('frequency'), monetary: score('monetary') };
}

function gradedSelect(
  scheme: Scheme,
  stored: readonly StoredMetric[],
  from: Expression,
  metricValue: (id: string) => MetricValue,
): Expression {
  const columns = stored.flatMap(({ metric, value, den }) => {
    const computed = metricValue(metric.id);
    return [as(computed.value, value.name), ...(den && computed.den ? [as(computed.den, den.name)] : [])];
  });
  const tier = as(
    tierSql(scheme, ({ kind, id }) =>
      kind === 'metric' ? metricValue(id) : { value: sql.ref(fieldColumn(id)) },
    ),
    'tier',
  );
  return sql`select ${commas([sql`customer_id`, tier, ...columns])} from ${from}`;
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
