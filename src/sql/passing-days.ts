import { sql } from 'kysely';
import { addDays, type Day, daysBetween, firstDay } from '../domain/calendar.ts';
import type { Condition, Operand } from '../domain/condition.ts';
import type { Decimal } from '../domain/exact.ts';
import { isPredicted, type Metric, metricInputs, needsEvents, needsReferrals } from '../domain/metric.ts';
import type { Scheme } from '../domain/scheme.ts';
import { type Window, windowDays } from '../domain/window.ts';
import type { Cuts } from './evaluation.ts';
import { bigint, date, type Expression, or } from './expression.ts';
import { rfmScorings } from './rfm.ts';
import type { StoredMetric } from './stored.ts';
import type { Tables } from './tables.ts';

/** What the passing of days alone does to stored grades: the boundary calendar of a standard. */
export interface PassingDays {
  /** `customer_id`, more than once for some, of those of whom something enters or is settled: all their metrics may be others. */
  readonly entered: Expression;
  /** The same of those of whom something leaves a window, or a number of days passes a threshold. Of whoever is in neither `aging` alone changes. */
  readonly moved: Expression;
  /** Stored metrics that count days: they grow by one with every day. */
  readonly aging: ReadonlySet<string>;
  /** Metrics that stay the same, or grow by days alone, of whoever has not `entered`. */
  readonly standing: ReadonlySet<string>;
}

interface Passed {
  readonly scheme: Scheme;
  /** What is stored of everybody, with all that it is computed from. */
  readonly metrics: readonly StoredMetric[];
  /** The table in which it is stored. */
  readonly table: string;
  readonly cuts: Cuts;
  readonly referrals: Tables['referrals'];
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
  // Of everybody every day something else is expected.
  if (all.some(({ definition }) => isPredicted(definition))) return null;
  if (isRankedByAge || windows.some(({ kind }) => kind === 'membership' || kind === 'tier-start'))
    return null;
  const enters: Days = [addDays(from, 1), to];
  const leaves = windows.flatMap((window) => leaving(window, from, to));
  const recent = rfmScorings(all).flatMap(({ prefix }) => recencyDays(passed, prefix));
  const crossing = crossings(scheme, metrics, aging, daysBetween(from, to));
  const table = sql.table(passed.table);
  return {
    entered: union([
      ...rowsOn(passed, { rows: [enters], orders: [], settled: [enters] }),
      sql`select customer_id from customers where ${onDays('registered_day', [enters])}`,
      sql`select customer_id from customers where customer_id not in (select customer_id from ${table})`,
    ]),
    moved: union([
      ...rowsOn(passed, { rows: leaves, orders: recent, settled: [] }),
      sql`select customer_id from ${table} where ${anyOf(crossing)}`,
    ]),
    aging,
    standing: new Set(all.filter((metric) => stands(metric, from, to)).map(({ id }) => id)),
  };
}

interface OnDays {
  /** Of rows of any kind. */
  readonly rows: readonly Days[];
  /** Further ones of orders. */
  readonly orders: readonly Days[];
  /** Days of refunds and of what was done about events. */
  readonly settled: readonly Days[];
}

/** `customer_id` of what lies on some days. */
function rowsOn({ metrics, referrals }: Passed, { rows, orders, settled }: OnDays): Expression[] {
  const all = metrics.map(({ metric }) => metric);
  const bought = [onDays('day', [...rows, ...orders]), onDays('refund_day', settled)];
  const parts = [
    sql`select customer_id from orders where ${or(bought)}`,
    sql`select customer_id from refunds where ${onDays('day', rows)}`,
  ];
  if (all.some(({ definition }) => needsEvents(definition))) {
    const told = [onDays('day', rows), onDays('resolved_day', settled)];
    parts.push(sql`select customer_id from events where ${or(told)}`);
  }
  if (all.some(({ definition }) => needsReferrals(definition))) {
    const days = ['registered_day', 'first_order_day'].map((day) => onDays(day, rows));
    parts.push(sql`select customer_id from ${referrals} where ${or(days)}`);
  }
  return parts;
}

function union(parts: readonly Expression[]): Expression {
  return sql.join([...parts], sql` union all `);
}

/** Is computed from rows that are the same as of both days, unless one enters. */
function stands({ definition }: Metric, from: Day, to: Day): boolean {
  if (definition.kind === 'tenure' || definition.kind === 'refund-rate') return true;
  return definition.kind === 'measure' && leaving(definition.window, from, to).length === 0;
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

/** The days that are in a window as of one of two days alone, but for those after the first. */
function leaving(window: Window, from: Day, to: Day): Days[] {
  const [before, after] = [windowDays(window, from), windowDays(window, to)];
  if (before === null || after === null) return [];
  const [first, next] = [before.from ?? firstDay, after.from ?? firstDay];
  const [last, end] = [before.to, after.to];
  return [
    ...(first < next ? [[first, addDays(next, -1)] as const] : []),
    ...(last < end && last < from ? [[addDays(last, 1), end] as const] : []),
  ];
}

/** The days of last orders whose distance passes a cut point. */
function recencyDays({ cuts, from, to }: Passed, prefix: string): Days[] {
  const points = cuts.get(prefix)?.recency ?? [];
  return points.map(({ value }) => [addDays(from, -Number(value)), addDays(to, -Number(value))]);
}

function onDays(column: string, ranges: readonly Days[]): Expression {
  return anyOf(
    ranges.map(([first, last]) => sql`${sql.ref(column)} between ${date(first)} and ${date(last)}`),
  );
}

function anyOf(parts: readonly Expression[]): Expression {
  return parts.length === 0 ? sql`false` : or(parts);
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
