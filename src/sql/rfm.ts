import { sql } from 'kysely';
import type { Metric, Rfm } from '../domain/metric.ts';
import { rfmSegments } from '../domain/rfm-segments.ts';
import { type Aggregates, keyOf } from './aggregates.ts';
import { as, bigint, commas, type Expression, type NamedExpression } from './expression.ts';
import { type MetricValue, measureSql } from './metric-value.ts';

const rfmFacts = ['recency', 'frequency', 'monetary'] as const;
type Fact = (typeof rfmFacts)[number];

/** Whoever lies beyond a cut point scores one more. By rank, those with the point's value are parted by customer id. */
export interface CutPoint {
  readonly value: bigint;
  readonly customer: bigint | null;
}

/** The 20/40/60/80 % points of each fact; none where nobody has it. */
export type RfmCuts = Readonly<Record<Fact, readonly CutPoint[]>>;

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

/** One row with the cut points of a scoring, `<fact>1 … <fact>4`, and by rank `<fact>_customer1 …`. */
export function rfmCutsSelect({ prefix, method }: RfmScoring, from: Expression): Expression {
  if (method === 'rank')
    return sql`select * from ${commas(rfmFacts.map((fact) => ranksOf(prefix, fact, from)))}`;
  const points = rfmFacts.map((fact) =>
    as(
      sql`percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by ${factColumn(prefix, fact)})`,
      fact,
    ),
  );
  const columns = rfmFacts.flatMap((fact) =>
    steps.map((k) => as(sql`${sql.ref(fact)}[${sql.lit(k)}]`, `${fact}${k}`)),
  );
  return sql`select ${commas(columns)} from (select ${commas(points)} from ${from}) as points`;
}

const steps = [1, 2, 3, 4];

function factColumn(prefix: string, fact: Fact): Expression {
  return sql.ref(`${prefix}_${fact}`);
}

/** The last of each fifth: of customers in order of value and id, the k-th score ends with place k(N−1)/5 from 0. */
function ranksOf(prefix: string, fact: Fact, from: Expression): Expression {
  const value = factColumn(prefix, fact);
  const ranked = sql`select ${value} as at_value, customer_id, row_number() over (order by ${value}, customer_id) - 1 as place,
    count(*) over () - 1 as last_place from ${from} where ${value} is not null`;
  const columns = steps.flatMap((k) => {
    const at = sql`filter (where place = ${sql.lit(k)} * last_place / 5)`;
    return [
      as(sql`max(at_value) ${at}`, `${fact}${k}`),
      as(sql`max(customer_id) ${at}`, `${fact}_customer${k}`),
    ];
  });
  return sql`(select ${commas(columns)} from (${ranked}) as ranked) as ${sql.ref(fact)}`;
}

/** The cut points in a row of such a select. */
export function rfmCutsOf({ method }: RfmScoring, row: Readonly<Record<string, unknown>>): RfmCuts {
  const points = rfmFacts.map((fact) => {
    const cuts = steps.map((k): CutPoint | null => {
      const [value, customer] = [row[`${fact}${k}`], row[`${fact}_customer${k}`]];
      if (value === null || value === undefined) return null;
      return { value: BigInt(String(value)), customer: method === 'rank' ? BigInt(String(customer)) : null };
    });
    return [fact, cuts.filter((cut) => cut !== null)] as const;
  });
  return Object.fromEntries(points) as unknown as RfmCuts;
}

/** Scores by cut points: one more than the points strictly below. */
function scoresByCuts(prefix: string, cuts: RfmCuts): Record<Fact, Expression> {
  const score = (fact: Fact): Expression => {
    const value = factColumn(prefix, fact);
    const cases = cuts[fact]
      .map((cut, index) => sql`when ${beyond(value, cut)} then ${bigint(index + 2)}`)
      .toReversed();
    return sql`case when ${value} is null then null ${sql.join(cases, sql` `)} else ${bigint(1)} end`;
  };
  return {
    recency: sql`(6 - (${score('recency')}))`,
    frequency: score('frequency'),
    monetary: score('monetary'),
  };
}

function beyond(value: Expression, { value: cut, customer }: CutPoint): Expression {
  if (customer === null) return sql`${value} > ${bigint(cut)}`;
  return sql`(${value} > ${bigint(cut)} or ${value} = ${bigint(cut)} and customer_id > ${bigint(customer)})`;
}

/** What an RFM metric gives, over rows with the facts of its scoring. */
export function rfmValue(
  rfm: Rfm,
  scorings: readonly RfmScoring[],
  cuts: ReadonlyMap<string, RfmCuts>,
): MetricValue {
  const scoring = scorings.find((found) => scoringKey(found.rfm) === scoringKey(rfm));
  if (scoring === undefined) throw new RangeError(`not planned: ${rfm.give}`);
  const points = cuts.get(scoring.prefix);
  if (points === undefined) throw new RangeError(`no cut points: ${scoring.prefix}`);
  return { value: given(rfm, scoresByCuts(scoring.prefix, points)) };
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
