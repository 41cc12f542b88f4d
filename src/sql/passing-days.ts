import { sql } from 'kysely';
import { addDays, type Day, daysBetween, firstDay } from '../domain/calendar.ts';
import type { Condition, Operand } from '../domain/condition.ts';
import type { Decimal } from '../domain/exact.ts';
import { type Metric, metricInputs, needsEvents } from '../domain/metric.ts';
import type { Scheme } from '../domain/scheme.ts';
import { type Window, windowDays } from '../domain/window.ts';
import type { Cuts } from './evaluation.ts';
import { bigint, date, type Expression, or } from './expression.ts';
import { rfmScorings } from './rfm.ts';
import type { StoredMetric } from './stored.ts';

/** What the passing of days alone does to stored grades: the boundary calendar of a standard. */
export interface PassingDays {
  /** `customer_id`, more than once for some, of whoever has to be graded anew; of all others `aging` alone changes. */
  readonly due: Expression;
  /** Stored metrics that count days: they grow by one with every day. */
  readonly aging: ReadonlySet<string>;
}

interface Passed {
  readonly scheme: Scheme;
  /** What is stored of everybody, with all that it is computed from. */
  readonly metrics: readonly StoredMetric[];
  /** The table in which it is stored. */
  readonly table: string;
  readonly cuts: Cuts;
  /** The day as of which it is stored, and a later one. */
  readonly from: Day;
  readonly to: Day;
}

/** Days from one to another, both inclusive. */
type Days = readonly [Day, Day];

/**
 * Whose conditions or metrics may be others at the end of a later day though nothing is recorded: something enters or leaves one of
 * their windows, is given back or dealt with, or a number of days passes a threshold. Null for a standard of which that cannot be
 * told by days alone: windows that begin with each customer's membership year or tier.
 */
export function passingDays(passed: Passed): PassingDays | null {
  const { scheme, metrics, from, to } = passed;
  const all = metrics.map(({ metric }) => metric);
  const aging = agingMetrics(metrics);
  const windows = all.flatMap(windowOf);
  const isRankedByAge = all.some(
    (metric) => isPlace(metric) && metricInputs(metric).some((id) => aging.has(id)),
  );
  if (isRankedByAge || windows.some(({ kind }) => kind === 'membership' || kind === 'tier-start'))
    return null;
  const entered: Days = [addDays(from, 1), to];
  const moved = [entered, ...windows.flatMap((window) => leaving(window, from, to))];
  const recent = rfmScorings(all).flatMap(({ prefix }) => recencyDays(passed, prefix));
  const bought = [onDays('day', [...moved, ...recent]), onDays('refund_day', [entered])];
  const parts = [
    sql`select customer_id from orders where ${or(bought)}`,
    sql`select customer_id from refunds where ${onDays('day', moved)}`,
    sql`select customer_id from customers where ${onDays('registered_day', [entered])}`,
    sql`select customer_id from customers where customer_id not in (select customer_id from ${sql.table(passed.table)})`,
  ];
  if (all.some(({ definition }) => needsEvents(definition))) {
    parts.push(
      sql`select customer_id from events where ${or([onDays('day', moved), onDays('resolved_day', [entered])])}`,
    );
  }
  const crossing = crossings(scheme, metrics, aging, daysBetween(from, to));
  if (crossing.length > 0) {
    parts.push(sql`select customer_id from ${sql.table(passed.table)} where ${or(crossing)}`);
  }
  return { due: sql.join(parts, sql` union all `), aging };
}

/** The ids of stored metrics that count days. */
export function agingMetrics(metrics: readonly StoredMetric[]): ReadonlySet<string> {
  return new Set(metrics.flatMap(({ metric }) => (countsDays(metric) ? [metric.id] : [])));
}

function countsDays({ definition }: Metric): boolean {
  if (definition.kind === 'tenure') return true;
  return (
    definition.kind === 'measure' &&
    (definition.take === 'days-since-first' || definition.take === 'days-since-last')
  );
}

function isPlace({ definition: { kind } }: Metric): boolean {
  return kind === 'top-share';
}

function windowOf({ definition }: Metric): Window[] {
  return definition.kind === 'measure' || definition.kind === 'rfm' ? [definition.window] : [];
}

/** The days that are in a window as of one of two days alone, but for those that enter at its end. */
function leaving(window: Window, from: Day, to: Day): Days[] {
  const [before, after] = [windowDays(window, from), windowDays(window, to)];
  if (before === null || after === null) return [];
  const [first, next] = [before.from ?? firstDay, after.from ?? firstDay];
  const [last, end] = [before.to, after.to];
  return [
    ...(first < next ? [[first, addDays(next, -1)] as const] : []),
    ...(last < end ? [[addDays(last, 1), end] as const] : []),
  ];
}

/** The days of last orders whose distance passes a cut point. */
function recencyDays({ cuts, from, to }: Passed, prefix: string): Days[] {
  const points = cuts.get(prefix)?.recency ?? [];
  return points.map(({ value }) => [addDays(from, -Number(value)), addDays(to, -Number(value))]);
}

function onDays(column: string, ranges: readonly Days[]): Expression {
  return or(ranges.map(([first, last]) => sql`${sql.ref(column)} between ${date(first)} and ${date(last)}`));
}

const MOST_DAYS = 10_000_000n;

/** Conditions on stored rows: a number of days passes a value that it is compared with, or is that value. */
function crossings(
  { tiers }: Scheme,
  metrics: readonly StoredMetric[],
  aging: ReadonlySet<string>,
  days: number,
): Expression[] {
  const rules = tiers.flatMap(({ when, keep }) => [when, keep]).filter((rule) => rule !== null);
  const compared = [...rules.flatMap(comparedIn), ...metrics.flatMap(({ metric }) => comparedBy(metric))];
  return compared.flatMap(({ id, with: { units, scale } }) => {
    const column = metrics.find(({ metric }) => metric.id === id)?.value.name;
    if (column === undefined || !aging.has(id)) return [];
    const whole = units / 10n ** BigInt(scale);
    // No calendar has as many days.
    if (whole > MOST_DAYS || whole < -MOST_DAYS) return [];
    return [sql`${sql.ref(column)} between ${bigint(whole - BigInt(days))} and ${bigint(whole + 1n)}`];
  });
}

interface Compared {
  /** A metric. */
  readonly id: string;
  readonly with: Decimal;
}

function comparedIn(rule: Condition): Compared[] {
  if (rule.kind === 'test') {
    const { subject, tests } = rule;
    const operands = tests.flatMap((test): readonly Operand[] =>
      'operands' in test ? test.operands : 'operand' in test ? [test.operand] : [],
    );
    return subject.kind !== 'metric'
      ? []
      : operands.flatMap((operand) =>
          operand.kind === 'number' ? [{ id: subject.id, with: operand.value }] : [],
        );
  }
  return (rule.kind === 'not' ? [rule.of] : rule.of).flatMap(comparedIn);
}

function comparedBy({ definition }: Metric): Compared[] {
  if (definition.kind !== 'score') return [];
  return definition.parts.flatMap(({ metric, steps }) =>
    steps.map(({ atLeast }) => ({ id: metric, with: atLeast })),
  );
}
