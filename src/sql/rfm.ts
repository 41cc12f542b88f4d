import { sql } from 'kysely';
import type { Metric, Rfm } from '../domain/metric.ts';
import { rfmSegments } from '../domain/rfm-segments.ts';
import { type Aggregates, keyOf } from './aggregates.ts';
import { as, bigint, commas, type Expression, type NamedExpression } from './expression.ts';
import { type MetricValue, measureSql } from './metric-value.ts';

export const rfmFacts = ['recency', 'frequency', 'monetary'] as const;
type Fact = (typeof rfmFacts)[number];

/** The 20/40/60/80 % points of each fact. */
export type RfmCuts = Readonly<Record<Fact, readonly (bigint | null)[]>>;

/** RFM metrics that are scored together, by one of them; their columns begin with the prefix. */
export interface RfmScoring {
  readonly prefix: string;
  readonly method: 'thresholds' | 'rank';
  readonly rfm: Rfm;
}

/** The scorings that metrics need: one for all that share window, policy and method. */
export function rfmScorings(metrics: readonly Metric[]): RfmScoring[] {
  const rfms = metrics.map(({ definition }) => definition).filter((definition) => definition.kind === 'rfm');
  const different = new Map(rfms.map((rfm) => [scoringKey(rfm), rfm]));
  return [...different.values()].map((rfm, index) => ({ prefix: `rfm${index}`, method: rfm.method, rfm }));
}

function scoringKey({ window, count, method }: Rfm): string {
  return keyOf({ window, count, method });
}

/** Recency in days, number of orders and amount in the window; empty for customers without an order in it. */
export function rfmFactColumns({ prefix, rfm }: RfmScoring, aggregates: Aggregates): NamedExpression[] {
  const { window, count } = rfm;
  const base = { kind: 'measure', of: 'orders', window, where: null, count } as const;
  const frequency = measureSql({ ...base, take: 'count', what: null }, aggregates).value;
  const monetary = measureSql({ ...base, take: 'sum', what: 'amount' }, aggregates).value;
  const facts: Record<Fact, Expression> = {
    recency: measureSql({ ...base, take: 'days-since-last', what: null }, aggregates).value,
    frequency: sql`nullif(${frequency}, 0)`,
    monetary: sql`case when ${frequency} > 0 then ${monetary} end`,
  };
  return rfmFacts.map((fact) => ({ name: `${prefix}_${fact}`, expression: facts[fact] }));
}

/** One row with the cut points of a scoring, `<fact>1 … <fact>4`. */
export function rfmCutsSelect(prefix: string, from: Expression): Expression {
  const points = rfmFacts.map((fact) =>
    as(
      sql`percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by ${sql.ref(`${prefix}_${fact}`)})`,
      fact,
    ),
  );
  const columns = rfmFacts.flatMap((fact) =>
    [1, 2, 3, 4].map((k) => as(sql`${sql.ref(fact)}[${sql.lit(k)}]`, `${fact}${k}`)),
  );
  return sql`select ${commas(columns)} from (select ${commas(points)} from ${from}) as points`;
}

/** Scores by cut points: one more than the points strictly below, so that ties share a score. */
function scoresByThresholds(prefix: string, cuts: RfmCuts): Record<Fact, Expression> {
  const below = (fact: Fact): Expression => {
    const value = sql.ref(`${prefix}_${fact}`);
    const steps = cuts[fact].map((cut, index) => ({ cut, index })).filter(({ cut }) => cut !== null);
    const cases = steps
      .toReversed()
      .map(({ cut, index }) => sql`when ${value} > ${bigint(cut ?? 0n)} then ${bigint(index + 2)}`);
    return sql`case when ${value} is null then null ${sql.join(cases, sql` `)} else ${bigint(1)} end`;
  };
  return {
    recency: sql`(6 - (${below('recency')}))`,
    frequency: below('frequency'),
    monetary: below('monetary'),
  };
}

/** Score columns by rank, to be added to the rows of `from`: ties broken by ascending customer id. */
export function rankScores(prefix: string): NamedExpression[] {
  return rfmFacts.map((fact) => {
    const value = sql.ref(`${prefix}_${fact}`);
    const rank = sql`row_number() over (partition by (${value} is null) order by ${value}, customer_id)`;
    const n = sql`count(${value}) over ()`;
    const score = sql`case when ${value} is null then null when ${n} = 1 or ${rank} = 1 then 1
      else (5 * (${rank} - 1) + ${n} - 2) / (${n} - 1) end`;
    const best = fact === 'recency' ? sql`(6 - (${score}))` : score;
    return { name: `${prefix}_${fact}_score`, expression: sql`cast(${best} as bigint)` };
  });
}

/** What an RFM metric gives, over rows with the facts of its scoring, or its scores by rank. */
export function rfmValue(
  rfm: Rfm,
  scorings: readonly RfmScoring[],
  cuts: ReadonlyMap<string, RfmCuts>,
): MetricValue {
  const scoring = scorings.find((found) => scoringKey(found.rfm) === scoringKey(rfm));
  if (scoring === undefined) throw new RangeError(`not planned: ${rfm.give}`);
  return { value: given(rfm, scoresOf(scoring, cuts)) };
}

function scoresOf(
  { prefix, method }: RfmScoring,
  cuts: ReadonlyMap<string, RfmCuts>,
): Record<Fact, Expression> {
  if (method === 'thresholds') {
    const points = cuts.get(prefix);
    if (points === undefined) throw new RangeError(`no cut points: ${prefix}`);
    return scoresByThresholds(prefix, points);
  }
  const score = (fact: Fact): Expression => sql.ref(`${prefix}_${fact}_score`);
  return { recency: score('recency'), frequency: score('frequency'), monetary: score('monetary') };
}

function given({ give }: Rfm, scores: Record<Fact, Expression>): Expression {
  if (give !== 'code' && give !== 'segment') return scores[give];
  const code = sql`cast(${scores.recency} * 100 + ${scores.frequency} * 10 + ${scores.monetary} as text)`;
  if (give === 'code') return code;
  const place = sql`${scores.recency} * 25 + ${scores.frequency} * 5 + ${scores.monetary} - 30`;
  return sql`(array[${segmentsByCode}])[${place}]`;
}

/** The segments of the codes 111, 112 … 555. */
const segmentsByCode = sql.join([...rfmSegments()].sort().map(([, segment]) => sql.lit(segment)));
