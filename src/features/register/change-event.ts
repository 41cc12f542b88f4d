import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import type { RecordedSource } from '../../domain/event.ts';
import { InputError, refuse } from '../../domain/problem.ts';
import { readMoment } from '../../domain/tidy/read-moment.ts';
import { rejectText } from '../../domain/tidy/reading.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { type AuditAction, note } from '../audit/audit.ts';
import { findVisible } from '../customers/find-visible.ts';
import type { Generations } from '../evaluations/generation.ts';
import { regrade } from '../evaluations/grade-touched.ts';
import { carryNames } from './named-rows.ts';
import { insertEvents } from './record-events.ts';
import { endRows, startRecording } from './recording.ts';
import { writtenIn } from './written-values.ts';

/** One event of a customer, and who changes it when. */
export interface EventChange {
  readonly visibility: Visibility;
  readonly customer: bigint;
  readonly event: bigint;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Takes an event back: it stays in the history, and the customer is graded anew in the same transaction. Throws an AppError for
 * what is not there or not to be seen, and an InputError for points that an order brought.
 */
export async function takeBackEvent(
  folder: DataFolder,
  change: EventChange,
  generations: Generations,
): Promise<void> {
  await replaceEvent(folder, change, generations, 'event-taken-back', async () => undefined);
}

/** Says when an event was dealt with, as a day or time, or with null that it was not; otherwise as `takeBackEvent`. */
export async function resolveEvent(
  folder: DataFolder,
  change: EventChange,
  resolvedAt: string | null,
  generations: Generations,
): Promise<void> {
  const { timeZone } = await writtenIn(folder.database().reader);
  const day = resolvedAt === null ? null : readDay(resolvedAt, timeZone);
  await replaceEvent(folder, change, generations, 'event-changed', async (trx, recordingId) => {
    const ended = sql`(select customer_id, event_id, rating, quantity, source, at_time, kind, aspect, product, text, measure, day,
        cast(${day} as date) as resolved_day
      from events_history where ${isEvent(change)} and ended_by = ${bigint(recordingId)})`;
    await insertEvents(trx, ended, recordingId);
    const before = sql`(select event_id, recorded_by from events_history
      where ${isEvent(change)} and ended_by = ${bigint(recordingId)})`;
    await carryNames({ kysely: trx, dialect: folder.database().dialect }, 'events', before, recordingId);
  });
}

function readDay(written: string, timeZone: string): string | null {
  const reading = readMoment(written, timeZone);
  if (reading.ok) return reading.value?.day ?? null;
  throw new InputError([{ code: reading.reason, path: 'resolvedAt', message: rejectText[reading.reason] }]);
}

async function replaceEvent(
  folder: DataFolder,
  change: EventChange,
  generations: Generations,
  action: AuditAction,
  insert: (trx: Kysely<unknown>, recordingId: bigint) => Promise<void>,
): Promise<void> {
  const { dialect } = folder.database();
  const { visibility, customer, author, at } = change;
  await folder.writer.write(async (trx) => {
    const { externalId } = await findVisible({ db: trx }, visibility, customer);
    const { source, day } = await findEvent(trx, change);
    const recordingId = await startRecording(trx, { at, author, importId: null });
    await endRows(trx, 'events', recordingId, isEvent(change));
    await insert(trx, recordingId);
    await regrade(trx, dialect, [customer], at, await generations(trx));
    const detail = { event: String(change.event), source, day };
    await note(trx, { at, actor: author, action, subject: externalId, detail });
  });
}

function isEvent({ customer, event }: EventChange): Expression {
  return sql`customer_id = ${bigint(customer)} and event_id = ${bigint(event)}`;
}

async function findEvent(
  trx: Kysely<unknown>,
  change: EventChange,
): Promise<{ readonly source: RecordedSource; readonly day: string }> {
  const { rows } = await sql<{
    source: RecordedSource;
    day: string;
    by_order: boolean;
  }>`select source, cast(day as text) as day,
      event_id in (select event_id from order_points where event_id = ${bigint(change.event)}) as by_order
    from events where ${isEvent(change)}`.execute(trx);
  const [row] = rows;
  if (row === undefined) {
    return decline(
      'not-found',
      '没有这条记录，可能已经撤回；请刷新页面',
      'there is no such record, it may be taken back already; load the page again',
    );
  }
  if (!row.by_order) return row;
  return refuse(
    'points-of-order',
    'event',
    '这笔积分是由订单产生的，不能撤回：请更正订单或给它退款，积分会随之调整；或者另记一笔调整',
    'these points came with an order and cannot be taken back: correct or refund the order, and its points follow; or enter an adjustment',
  );
}
