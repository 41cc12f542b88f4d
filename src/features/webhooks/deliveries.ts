import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { bigint } from '../../sql/expression.ts';
import { note } from '../audit/audit.ts';
import { chosen } from '../register/chosen.ts';
import { momentSql } from '../register/recording.ts';
import { putInLine } from './derive-deliveries.ts';
import { endpointOf } from './endpoints.ts';
import type { ReachProblem } from './reach.ts';
import { TEST_EVENT } from './webhook-event.ts';

export const deliveryStates = ['waiting', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Something that was, is to be, or could not be sent. Moments as the database writes them, in UTC. */
export interface Delivery {
  readonly id: bigint;
  /** What the receiver knows it by. */
  readonly message: string;
  readonly event: string;
  readonly body: string;
  readonly made: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly next: string;
  readonly ended: string | null;
  /** Of HTTP, of the last try. */
  readonly status: number | null;
  readonly problem: ReachProblem | null;
}

export interface DeliveryQuery {
  readonly endpoint: bigint;
  readonly state: DeliveryState | null;
  /** An earlier page's `next`. */
  readonly after: bigint | null;
  readonly limit: number;
}

/** Deliveries of an endpoint, the newest first. Throws an AppError `not-found`. */
export async function listDeliveries(
  db: Kysely<unknown>,
  { endpoint, state, after, limit }: DeliveryQuery,
): Promise<{ readonly deliveries: readonly Delivery[]; readonly next: string | null }> {
  await endpointOf(db, endpoint);
  const older = after === null ? sql`true` : sql`delivery_id < ${bigint(after)}`;
  const inState = state === null ? sql`true` : sql`state = ${state}`;
  const { rows } =
    await sql<Delivery>`select delivery_id as id, event_id as message, event, body, cast(made_at as text) as made, state,
      attempts, cast(next_at as text) as next, cast(ended_at as text) as ended, status, problem
    from webhook_deliveries where endpoint_id = ${bigint(endpoint)} and ${inState} and ${older}
    order by delivery_id desc limit ${sql.lit(limit + 1)}`.execute(db);
  const page = rows.slice(0, limit);
  return { deliveries: page, next: rows.length > limit ? String(page.at(-1)?.id) : null };
}

/** How many deliveries of each endpoint wait, and how many were given up. */
export async function countDeliveries(
  db: Kysely<unknown>,
): Promise<ReadonlyMap<bigint, { readonly waiting: number; readonly dead: number }>> {
  const { rows } = await sql<{ id: bigint; waiting: bigint; dead: bigint }>`select endpoint_id as id,
      count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'dead') as dead
    from webhook_deliveries group by endpoint_id`.execute(db);
  return new Map(rows.map(({ id, waiting, dead }) => [id, { waiting: Number(waiting), dead: Number(dead) }]));
}

interface Asked {
  readonly endpoint: bigint;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Sends once more what was given up, all of it or what is chosen; the receiver knows it by the same id. Gives how many. Throws an AppError `not-found`. */
export async function replayDeliveries(
  { database, writer }: DataFolder,
  { endpoint, author, at }: Asked,
  ids: readonly bigint[] | null,
): Promise<number> {
  const { dialect } = database();
  return await writer.write(async (trx) => {
    const { url } = await endpointOf(trx, endpoint);
    const among = ids === null ? sql`true` : sql`delivery_id in ${chosen(dialect, 'bigint', ids)}`;
    const { rows } =
      await sql`update webhook_deliveries set state = 'waiting', next_at = ${momentSql(at)}, tried_first = null, ended_at = null
      where endpoint_id = ${bigint(endpoint)} and state = 'dead' and ${among} returning delivery_id`.execute(
        trx,
      );
    const detail = { id: String(endpoint), deliveries: rows.length };
    await note(trx, { at, actor: author, action: 'webhook-replayed', subject: url, detail });
    return rows.length;
  });
}

/** Puts a test event in line for an endpoint. Gives its number. Throws an AppError `not-found`. */
export async function sendTest(
  { database, writer }: DataFolder,
  { endpoint, at }: Omit<Asked, 'author'>,
  newId: () => string,
): Promise<bigint> {
  const { dialect } = database();
  return await writer.write(async (trx) => {
    await endpointOf(trx, endpoint);
    const happening = { event: TEST_EVENT, customer: null, at, about: {} } as const;
    return await putInLine({ kysely: trx, dialect }, endpoint, [happening], { at, newId });
  });
}

const DELIVERED_KEPT_MS = 7 * 86_400_000;
const DEAD_KEPT_MS = 30 * 86_400_000;

/** Forgets what was delivered a week ago, and what was given up a month ago. */
export async function forgetDeliveries({ writer }: DataFolder, now: number): Promise<void> {
  await writer.write(async (trx) => {
    await sql`delete from webhook_deliveries where (state = 'delivered' and ended_at < ${momentSql(now - DELIVERED_KEPT_MS)})
      or (state = 'dead' and ended_at < ${momentSql(now - DEAD_KEPT_MS)})`.execute(trx);
  });
}
