import { sql } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import type { EventSource } from '../domain/event.ts';
import type { CountPolicy } from '../domain/metric.ts';
import { and, as, commas, constantText, date, type Expression } from './expression.ts';
import { countedSql } from './purchase.ts';

/** Which rows of a table one aggregate looks at. */
export interface RowChoice {
  /** Null: whatever the status, as for loose refunds and events. */
  readonly count: CountPolicy | null;
  /** Of events, which have one. */
  readonly source?: EventSource;
  /** `start` is the column of a window's first day that differs from customer to customer. */
  readonly from: Day | null | { readonly start: string };
  readonly to: Day;
  readonly rest: readonly Expression[];
}

/** One aggregate per customer over the chosen rows. */
export interface Aggregate {
  readonly name: string;
  readonly rows: RowChoice;
  /** The aggregate call with the given ` filter (where …)`, or nothing, behind it. */
  readonly call: (filter: Expression) => Expression;
}

/**
 * `select customer_id, aggregates from table group by customer_id`. What all aggregates ask of a row goes
 * into the WHERE once, which is several times faster than the same in every FILTER.
 */
export function aggregateSelect(from: Expression, aggregates: readonly Aggregate[], asOf: Day): Expression {
  const choices = aggregates.map(({ rows }) => rows);
  const sameCount = new Set(choices.map(({ count }) => JSON.stringify(count?.statuses))).size === 1;
  const sources = [...new Set(choices.flatMap(({ source }) => source ?? []))];
  const earliest = commonStart(choices);
  const [first] = choices;
  const where: Expression[] = [sql`day <= ${date(asOf)}`];
  if (sameCount && first?.count) where.push(countedSql(first.count, asOf));
  if (sources.length > 0) where.push(sql`source in (${commas(sources.map(constantText))})`);
  if (earliest !== null) where.push(sql`day >= ${date(earliest)}`);
  const columns = aggregates.map(({ name, rows, call }) => {
    const conditions: Expression[] = [];
    if (!sameCount && rows.count) conditions.push(countedSql(rows.count, asOf));
    if (rows.source && sources.length > 1) conditions.push(sql`source = ${constantText(rows.source)}`);
    if (rows.from !== null && rows.from !== earliest) conditions.push(startCondition(rows.from));
    if (rows.to !== asOf) conditions.push(sql`day <= ${date(rows.to)}`);
    conditions.push(...rows.rest);
    return as(call(conditions.length === 0 ? sql`` : sql` filter (where ${and(conditions)})`), name);
  });
  return sql`select customer_id, ${commas(columns)} from ${from} where ${and(where)} group by customer_id`;
}

function startCondition(from: Exclude<RowChoice['from'], null>): Expression {
  return typeof from === 'string' ? sql`day >= ${date(from)}` : sql`day >= ${sql.ref(from.start)}`;
}

/** The earliest first day if every choice has a fixed one. */
function commonStart(choices: readonly RowChoice[]): Day | null {
  const starts = choices.map(({ from }) => from);
  const fixed = starts.filter((start): start is Day => typeof start === 'string');
  if (fixed.length < starts.length) return null;
  return fixed.sort()[0] ?? null;
}
