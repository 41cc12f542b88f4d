import { type Kysely, sql } from 'kysely';
import type { Dialect, Expression, JsonColumn } from '../../sql/expression.ts';
import { chosen } from './chosen.ts';
import type { NamedEvent } from './event-identity.ts';
import { noteFewNames } from './named-rows.ts';
import { endRows, insertInto } from './recording.ts';

export interface RecordedEvents {
  /** What became of events, by their ids; what is not in it was kept already and says the same. */
  readonly outcomes: ReadonlyMap<bigint, 'added' | 'changed'>;
  /** Whose events are others now. */
  readonly customers: ReadonlySet<bigint>;
}

/** An event of a customer whose number is known. */
export interface OwnedEvent extends NamedEvent {
  readonly customer: bigint;
}

/**
 * Brings events, each once and some thousand at most, into the register. One that is kept already changes when it says
 * for the first time, or otherwise than before, when it was resolved; the same again changes nothing.
 */
export async function recordEvents(
  trx: Kysely<unknown>,
  dialect: Dialect,
  owned: readonly OwnedEvent[],
  startRecording: () => Promise<bigint>,
): Promise<RecordedEvents> {
  const kept = await keptEvents(trx, dialect, owned);
  const news = owned.filter(({ id, event: { resolvedDay } }) => {
    return !kept.has(id) || (resolvedDay !== null && kept.get(id) !== resolvedDay);
  });
  if (news.length === 0) return { outcomes: new Map(), customers: new Set() };
  const recordingId = await startRecording();
  const changed = news.filter(({ id }) => kept.has(id));
  if (changed.length > 0) await endRows(trx, 'events', recordingId, isOneOf(dialect, changed));
  const rows = JSON.stringify(news.map(eventRow));
  await insertEvents(trx, dialect.rowsOfJson(rows, eventColumns), recordingId);
  const names = news.map(({ id, event }) => ({ id, name: event.customer }));
  await noteFewNames(trx, dialect, 'events', names, recordingId);
  const outcome = ({ id }: OwnedEvent) => [id, kept.has(id) ? 'changed' : 'added'] as const;
  return { outcomes: new Map(news.map(outcome)), customers: new Set(news.map(({ customer }) => customer)) };
}

/** Inserts events of which the customers' numbers are known, in the order of customers. */
export async function insertEvents(
  trx: Kysely<unknown>,
  events: Expression,
  recordingId: bigint,
): Promise<void> {
  const columns = eventColumns.map(({ name }) => ({ name, value: sql.ref(`i.${name}`) }));
  const by = { name: 'recorded_by', value: sql`cast(${recordingId} as bigint)` };
  await insertInto(trx, 'events', [...columns, by], sql`from ${events} as i order by i.customer_id, i.day`);
}

/** When those that are kept were resolved, by their ids. */
async function keptEvents(
  trx: Kysely<unknown>,
  dialect: Dialect,
  owned: readonly OwnedEvent[],
): Promise<ReadonlyMap<bigint, string | null>> {
  if (owned.length === 0) return new Map();
  const { rows } = await sql<{
    id: bigint;
    resolved: string | null;
  }>`select event_id as id, cast(resolved_day as text) as resolved
    from events as current where ${isOneOf(dialect, owned)}`.execute(trx);
  return new Map(rows.map(({ id, resolved }) => [id, resolved]));
}

/** Events lie together by customer, so that most of the table is skipped. */
function isOneOf(dialect: Dialect, owned: readonly OwnedEvent[]): Expression {
  const customers = [...new Set(owned.map(({ customer }) => customer))];
  const ids = owned.map(({ id }) => id);
  return sql`current.customer_id in ${chosen(dialect, 'bigint', customers)}
    and current.event_id in ${chosen(dialect, 'bigint', ids)}`;
}

const eventColumns: readonly JsonColumn[] = [
  ...(['customer_id', 'event_id', 'rating', 'quantity'] as const).map(
    (name): JsonColumn => ({ name, type: 'bigint' }),
  ),
  ...(['source', 'at_time', 'kind', 'aspect', 'product', 'text', 'measure'] as const).map(
    (name): JsonColumn => ({ name, type: 'text' }),
  ),
  { name: 'day', type: 'date' },
  { name: 'resolved_day', type: 'date' },
];

function eventRow({ event, id, customer }: OwnedEvent): object {
  const { at, rating, quantity, resolvedDay, source, kind, aspect, product, text, measure } = event;
  return {
    ...{ customer_id: String(customer), event_id: String(id), source, day: at.day, at_time: at.time },
    ...{ kind, aspect, product, text, measure, resolved_day: resolvedDay },
    rating: rating === null ? null : String(rating),
    quantity: quantity === null ? null : String(quantity),
  };
}
