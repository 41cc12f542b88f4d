import { sql } from 'kysely';
import { isEventSource } from '../domain/event.ts';
import { type CountPolicy, isMoney, type Measure, type Take } from '../domain/metric.ts';
import { QUANTITY_SCALE } from '../domain/order.ts';
import { type Aggregates, keyOf } from './aggregates.ts';
import { eventRows } from './event-rows.ts';
import { bigint, column, date, type Expression } from './expression.ts';
import { lineWhere, looseRefundSum, type MeasuredRows, orderWhere, windowRows } from './measures.ts';
import { originSql } from './membership.ts';
import { countedAmountSql, refundedSql } from './purchase.ts';
import type { RowChoice } from './rows.ts';

/** A metric per customer, over the joined aggregates: an integer, day or text, or two integers. */
export interface MetricValue {
  readonly value: Expression;
  readonly den?: Expression;
}

const zero = bigint(0);

export function measureSql(measure: Measure, aggregates: Aggregates): MetricValue {
  const { of, take, what } = measure;
  const { table, base, where, subject } = isEventSource(of)
    ? eventRows(measure, of, aggregates)
    : orderRows(measure, aggregates);
  const chosen = { ...base, rest: [...base.rest, ...where] };
  const add = (name: string, choice: RowChoice, call: (filter: Expression) => Expression): Expression =>
    aggregates.add(table, `${name} ${keyOf(measure)}`, choice, call);
  if (take === 'share') {
    const total = what === null ? sql`count(*)` : sql`sum(${subject})`;
    const call = (filter: Expression): Expression => sql`cast(${total}${filter} as bigint)`;
    return shareOf(add('part', chosen, call), add('total', base, call));
  }
  const aggregate = (name: string, call: Expression, type = 'bigint'): Expression =>
    add(name, chosen, (filter) => sql`cast(${call}${filter} as ${sql.raw(type)})`);
  if (take === 'average' && !isMoney(of, what)) return averageQuantity(subject, aggregate);
  const value = takes[take](subject, aggregate, aggregates);
  if (take === 'sum' && what === 'amount' && isMoney(of, what) && measure.count.amount === 'net') {
    return { value: sql`(${value.value} - ${looseRefundSum(measure, aggregates)})` };
  }
  return value;
}

function orderRows(measure: Measure, aggregates: Aggregates): MeasuredRows {
  const { of, take, what } = measure;
  const rows = windowRows(measure, aggregates);
  const ofLines = of === 'lines' || (take === 'distinct' && (what === 'category' || what === 'product'));
  const table = ofLines ? 'lines' : 'orders';
  return {
    table,
    base: { ...rows, rest: [...rows.rest, ...presence(measure, ofLines, aggregates)] },
    where: of === 'lines' ? lineWhere(measure, aggregates) : orderWhere(measure, aggregates, table),
    subject: whatSql(measure, aggregates),
  };
}

/** Rows whose `what` is blank are left out. */
function presence({ of, what }: Measure, ofLines: boolean, aggregates: Aggregates): Expression[] {
  if (what === null || what === 'amount' || what === 'day') return [];
  if (!ofLines && of === 'orders' && (what === 'category' || what === 'product')) {
    return [aggregates.flag(`has ${what}`, sql`${sql.ref(what)} is not null`)];
  }
  return [sql`${sql.ref(what)} is not null`];
}

function whatSql({ of, what, count }: Measure, aggregates: Aggregates): Expression {
  if (what !== 'amount') return what === null ? sql`1` : column(what);
  return of === 'lines' ? aggregates.lineAmount(count) : countedAmountSql(count, aggregates.asOf, 'amount');
}

type AggregateOf = (name: string, call: Expression, type?: string) => Expression;

const takes: Readonly<
  Record<
    Exclude<Take, 'share'>,
    (what: Expression, aggregate: AggregateOf, aggregates: Aggregates) => MetricValue
  >
> = {
  sum: (what, aggregate) => ({ value: sql`coalesce(${aggregate('sum', sql`sum(${what})`)}, ${zero})` }),
  count: (_, aggregate) => ({ value: sql`coalesce(${aggregate('count', sql`count(*)`)}, ${zero})` }),
  distinct: (what, aggregate) => ({
    value: sql`coalesce(${aggregate('distinct', sql`count(distinct ${what})`)}, ${zero})`,
  }),
  average: (what, aggregate) => {
    const [sum, n] = [aggregate('sum', sql`sum(${what})`), aggregate('count', sql`count(*)`)];
    return { value: roundedQuotient(sum, n) };
  },
  max: (what, aggregate) => ({ value: aggregate('max', sql`max(${what})`) }),
  min: (what, aggregate) => ({ value: aggregate('min', sql`min(${what})`) }),
  'first-date': (_, aggregate) => ({ value: aggregate('first', sql`min(day)`, 'date') }),
  'last-date': (_, aggregate) => ({ value: aggregate('last', sql`max(day)`, 'date') }),
  'days-since-first': (_, aggregate, { asOf }) => ({
    value: daysUntil(aggregate('first', sql`min(day)`, 'date'), date(asOf)),
  }),
  'days-since-last': (_, aggregate, { asOf }) => ({
    value: daysUntil(aggregate('last', sql`max(day)`, 'date'), date(asOf)),
  }),
  'average-gap-days': (_, aggregate) => {
    const [first, last] = [
      aggregate('first', sql`min(day)`, 'date'),
      aggregate('last', sql`max(day)`, 'date'),
    ];
    const days = aggregate('days', sql`count(distinct day)`);
    return { value: daysUntil(first, last), den: sql`case when ${days} > 1 then ${days} - 1 end` };
  },
};

function daysUntil(from: Expression, to: Expression): Expression {
  return sql`cast(${to} - ${from} as bigint)`;
}

/** Integers divided and rounded half away from zero; empty over nothing. */
function roundedQuotient(sum: Expression, n: Expression): Expression {
  return sql`case when ${n} = 0 then null
    when ${sum} < 0 then -((2 * -${sum} + ${n}) / (2 * ${n})) else (2 * ${sum} + ${n}) / (2 * ${n}) end`;
}

function averageQuantity(what: Expression, aggregate: AggregateOf): MetricValue {
  const n = aggregate('count', sql`count(*)`);
  const unit = bigint(10n ** BigInt(QUANTITY_SCALE));
  return { value: aggregate('sum', sql`sum(${what})`), den: sql`nullif(${n} * ${unit}, 0)` };
}

/** A fraction within 0 … 1, empty where the denominator is zero; both may be negative. */
function shareOf(num: Expression, den: Expression): MetricValue {
  const [part, total] = [sql`coalesce(${num}, ${zero})`, sql`coalesce(${den}, ${zero})`];
  const signed = sql`case when ${total} < 0 then -${part} else ${part} end`;
  return {
    value: sql`least(greatest(${signed}, ${zero}), abs(${total}))`,
    den: sql`nullif(abs(${total}), 0)`,
  };
}

/** Days since registration, without one by then since the first counted order. */
export function tenureSql(count: CountPolicy, aggregates: Aggregates): MetricValue {
  const rows: RowChoice = { count, from: null, to: aggregates.asOf, rest: [] };
  const first = aggregates.add('orders', `first ${keyOf(count)}`, rows, (filter) => sql`min(day)${filter}`);
  return { value: daysUntil(originSql(first, aggregates.asOf), date(aggregates.asOf)) };
}

const everPaid: CountPolicy = {
  statuses: ['paid', 'shipped', 'completed', 'refunded'],
  amount: 'gross',
  without: [],
};

/** Refunded, at most each order's amount, over the gross of all orders ever paid. */
export function refundRateSql(aggregates: Aggregates): MetricValue {
  const { asOf } = aggregates;
  const rows: RowChoice = { count: everPaid, from: null, to: asOf, rest: [] };
  const gross = countedAmountSql(everPaid, asOf, 'amount');
  const sum = (name: string, what: Expression): Expression =>
    aggregates.add('orders', name, rows, (filter) => sql`cast(sum(${what})${filter} as bigint)`);
  const refunded = sum(
    'refunded',
    sql`least(greatest(coalesce(${refundedSql(asOf)}, ${zero}), ${zero}), ${gross})`,
  );
  return shareOf(refunded, sum('gross', gross));
}
