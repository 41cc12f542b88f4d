import { sql } from 'kysely';
import type { Measure } from '../domain/metric.ts';
import { windowDays } from '../domain/window.ts';
import { type Aggregates, keyOf } from './aggregates.ts';
import { conditionSql, type Operandum } from './condition.ts';
import { bigint, column, type Expression } from './expression.ts';
import { countedAmountSql, looksAtLines, whereColumn } from './purchase.ts';
import type { RowChoice } from './rows.ts';

/** The rows of a table that a measure looks at. */
export interface MeasuredRows {
  readonly table: 'orders' | 'lines' | 'events' | 'referrals';
  /** In its window and with a `what`. */
  readonly base: RowChoice;
  readonly where: readonly Expression[];
  /** What is taken of a row. */
  readonly subject: Expression;
}

/** Which rows a measure looks at, before its `where`. */
export function windowRows({ window, count }: Measure, aggregates: Aggregates): RowChoice {
  const { asOf } = aggregates;
  if (window.kind === 'tier-start') return { count, from: aggregates.tierStart(), to: asOf, rest: [] };
  const days = windowDays(window, asOf);
  const from = days === null ? { start: aggregates.membershipStart(count) } : days.from;
  return { count, from, to: days?.to ?? asOf, rest: [] };
}

/**
 * A measure's `where` about whole orders, on rows of `orders` or of `order_lines`. Tested line by line where
 * it looks at what only lines have. `amount` in it is the order's, which each table calls by another name.
 */
export function orderWhere(
  { where, count }: Measure,
  aggregates: Aggregates,
  table: 'orders' | 'lines',
): Expression[] {
  if (where === null) return [];
  const byLine = looksAtLines(where);
  const amount = byLine || table === 'lines' ? 'order_amount' : 'amount';
  const counted = countedAmountSql(count, aggregates.asOf, amount);
  const condition = conditionSql(where, (subject) => whereColumn(subject, counted, aggregates.asOf));
  return [byLine ? aggregates.flag(keyOf({ where, count }), condition) : condition];
}

/** A measure's `where` about lines, on rows of `order_lines`. */
export function lineWhere({ where, count }: Measure, aggregates: Aggregates): Expression[] {
  if (where === null) return [];
  const amount = aggregates.lineAmount(count);
  return [conditionSql(where, (subject) => whereColumn(subject, amount, aggregates.asOf))];
}

/** What loose refunds take off a sum of amounts. */
export function looseRefundSum(measure: Measure, aggregates: Aggregates): Expression {
  const { where } = measure;
  const rest = where === null ? [] : [conditionSql(where, refundColumn)];
  const sum = aggregates.add(
    'refunds',
    keyOf(measure),
    { ...windowRows(measure, aggregates), count: null, rest },
    (filter) => sql`cast(sum(amount)${filter} as bigint)`,
  );
  return sql`coalesce(${sum}, ${bigint(0)})`;
}

const refundColumns: ReadonlySet<string> = new Set(['channel', 'store', 'category', 'product', 'day']);

/** A loose refund has no amount, status or other day of its own for `where` to see. */
function refundColumn({ id, type }: Parameters<typeof whereColumn>[0]): Operandum {
  if (refundColumns.has(id)) return { value: column(id) };
  return { value: sql`cast(null as ${sql.raw(type === 'date' || type === 'text' ? type : 'bigint')})` };
}
