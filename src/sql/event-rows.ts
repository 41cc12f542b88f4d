import { sql } from 'kysely';
import type { EventSource } from '../domain/event.ts';
import { eventFields } from '../domain/field.ts';
import type { Measure } from '../domain/metric.ts';
import type { Aggregates } from './aggregates.ts';
import { conditionSql } from './condition.ts';
import { column, date, type Expression, literalText } from './expression.ts';
import { type MeasuredRows, windowRows } from './measures.ts';

/** The rows of `events` that a measure looks at; of usage, `what` may name what their quantity measures. */
export function eventRows(measure: Measure, source: EventSource, aggregates: Aggregates): MeasuredRows {
  const { what, where } = measure;
  const { subject, present } = whatOf(what, aggregates);
  return {
    table: 'events',
    base: { ...windowRows(measure, aggregates), count: null, source, rest: present },
    where: where === null ? [] : [conditionSql(where, ({ id }) => ({ value: eventColumn(id, aggregates) }))],
    subject,
  };
}

interface Taken {
  readonly subject: Expression;
  /** Rows without it are left out. */
  readonly present: readonly Expression[];
}

function whatOf(what: string | null, aggregates: Aggregates): Taken {
  if (what === null) return { subject: sql`1`, present: [] };
  if (eventFields.has(what)) {
    const subject = eventColumn(what, aggregates);
    return { subject, present: [sql`${subject} is not null`] };
  }
  const subject = column('quantity');
  return { subject, present: [sql`measure = ${literalText(what)}`, sql`${subject} is not null`] };
}

/** What was dealt with after the day is still open on it. */
function eventColumn(id: string, { asOf }: Aggregates): Expression {
  if (id === 'at') return column('day');
  if (id === 'resolved_at') return sql`(case when resolved_day <= ${date(asOf)} then resolved_day end)`;
  return column(id);
}
