import { sql } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import type { EventSource } from '../domain/event.ts';
import { sourceFields } from '../domain/field.ts';
import type { Measure } from '../domain/metric.ts';
import type { Aggregates } from './aggregates.ts';
import { conditionSql } from './condition.ts';
import { column, date, type Expression, literalText } from './expression.ts';
import { type MeasuredRows, windowRows } from './measures.ts';

/** The rows of `events` that a measure looks at; of usage, `what` may name what their quantity measures. */
export function eventRows(measure: Measure, source: EventSource, aggregates: Aggregates): MeasuredRows {
  const { what, where } = measure;
  const { subject, present } = whatOf(what, source, aggregates);
  const base = { ...windowRows(measure, aggregates), count: null, rest: present };
  return {
    ...(source === 'referrals'
      ? { table: 'referrals', base }
      : { table: 'events', base: { ...base, source } }),
    where: where === null ? [] : [conditionSql(where, ({ id }) => ({ value: eventColumn(id, aggregates) }))],
    subject,
  };
}

interface Taken {
  readonly subject: Expression;
  /** Rows without it are left out. */
  readonly present: readonly Expression[];
}

function whatOf(what: string | null, source: EventSource, aggregates: Aggregates): Taken {
  if (what === null) return { subject: sql`1`, present: [] };
  if (sourceFields(source).has(what)) {
    const subject = eventColumn(what, aggregates);
    return { subject, present: [sql`${subject} is not null`] };
  }
  const subject = column('quantity');
  return { subject, present: [sql`measure = ${literalText(what)}`, sql`${subject} is not null`] };
}

/** What was dealt with after the day is still open on it. */
function eventColumn(id: string, { asOf }: Aggregates): Expression {
  if (id === 'at') return column('day');
  if (id === 'resolved_at') return byThen('resolved_day', asOf);
  if (id === 'first_order') return byThen('first_order_day', asOf);
  return column(id);
}

function byThen(day: string, asOf: Day): Expression {
  return sql`(case when ${sql.ref(day)} <= ${date(asOf)} then ${sql.ref(day)} end)`;
}
