import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Queryable } from '../../db/database.ts';
import { bigint, type JsonColumn } from '../../sql/expression.ts';
import { momentSql, nextNumber } from '../register/recording.ts';
import type { Endpoint } from './endpoints.ts';
import { type Found, sources } from './sources.ts';
import { bodyOf, type Happening } from './webhook-event.ts';

/** Of each event as many are looked up at a time. */
const AT_ONCE = 2000;

export interface Deriving {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** A text that nobody has yet. */
  readonly newId: () => string;
}

/**
 * Puts what happened since an endpoint was told last in line to be sent to it, in one transaction with how far it has been told: whoever does it at
 * the same time, or is killed over it, puts nothing in line twice. True where there may be more.
 */
export async function deriveDeliveries(
  { database, writer }: DataFolder,
  endpoint: Pick<Endpoint, 'id' | 'events' | 'seen'>,
  deriving: Deriving,
): Promise<boolean> {
  const { reader, dialect } = database();
  const found = new Map<string, Found>();
  for (const event of endpoint.events) {
    found.set(event, await sources[event].after(reader, endpoint.seen[event] ?? '0', AT_ONCE));
  }
  const seen = JSON.stringify(
    Object.fromEntries([...found].map(([event, { position }]) => [event, position])),
  );
  const before = JSON.stringify(endpoint.seen);
  if (seen === before) return false;
  const happenings = [...found.values()].flatMap((each) => each.happenings);
  await writer.write(async (trx) => {
    const { rows } = await sql`update webhook_endpoints set seen = ${seen}
      where endpoint_id = ${bigint(endpoint.id)} and seen = ${before} and disabled_at is null returning endpoint_id`.execute(
      trx,
    );
    if (rows.length > 0) await putInLine({ kysely: trx, dialect }, endpoint.id, happenings, deriving);
  });
  return [...found.values()].some((each) => each.happenings.length >= AT_ONCE);
}

/** Of letters that carry 6 bits each: nobody has the same twice. */
const ID_LENGTH = 24;

const columns: readonly JsonColumn[] = [
  { name: 'delivery_id', type: 'bigint' },
  { name: 'event_id', type: 'text' },
  { name: 'event', type: 'text' },
  { name: 'customer_id', type: 'bigint' },
  { name: 'body', type: 'text' },
];

/** Puts happenings in line for an endpoint. Gives the number of the first. */
export async function putInLine(
  { kysely, dialect }: Queryable,
  endpoint: bigint,
  happenings: readonly Happening[],
  { at, newId }: Deriving,
): Promise<bigint> {
  const first = await nextNumber(kysely, 'webhook_deliveries', 'delivery_id');
  const rows = happenings.map((happening, index) => ({
    delivery_id: String(first + BigInt(index)),
    event_id: `msg_${newId().slice(0, ID_LENGTH)}`,
    event: happening.event,
    customer_id: happening.customer === null ? null : String(happening.customer),
    body: bodyOf(happening),
  }));
  const now = momentSql(at);
  await sql`insert into webhook_deliveries
      (delivery_id, endpoint_id, event_id, event, customer_id, body, made_at, state, attempts, next_at)
    select delivery_id, ${bigint(endpoint)}, event_id, event, customer_id, body, ${now}, 'waiting', 0, ${now}
    from ${dialect.rowsOfJson(JSON.stringify(rows), columns)} as made`.execute(kysely);
  return first;
}
