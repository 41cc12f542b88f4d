import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import type { Problem } from '../../domain/problem.ts';
import { bigint } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import { momentSql } from '../register/recording.ts';
import { freshNumber } from './fresh-number.ts';

/** Why a delivery waits: its source was paused, or something in it could not be understood. */
export const waitingStates = ['paused', 'unreadable'] as const;
export type WaitingState = (typeof waitingStates)[number];

/** A delivery that waits. */
export interface WaitingDelivery {
  readonly id: bigint;
  /** What its header said it is about; blank where none did. */
  readonly topic: string;
  /** As the database writes it, in UTC. */
  readonly receivedAt: string;
  readonly state: WaitingState;
  readonly problems: readonly Problem[];
}

/** Keeps a delivery, sealed, in the transaction in which it was received. */
export async function keepDelivery(
  trx: Kysely<unknown>,
  seal: Seal,
  source: bigint,
  { topic, body }: { readonly topic: string; readonly body: string },
  {
    state,
    problems,
    at,
  }: { readonly state: WaitingState; readonly problems: readonly Problem[]; readonly at: number },
): Promise<void> {
  const id = await freshNumber(trx, 'delivery');
  await sql`insert into source_deliveries (delivery_id, source_id, topic, received_at, state, problems, body_sealed)
    values (${bigint(id)}, ${bigint(source)}, ${topic}, ${momentSql(at)}, ${sql.lit(state)}, ${JSON.stringify(problems)}, ${seal.seal(body)})`.execute(
    trx,
  );
}

/** The newest first; `after` is an earlier page's `next`. */
export async function listWaiting(
  db: Kysely<unknown>,
  {
    source,
    after,
    limit,
  }: { readonly source: bigint; readonly after: bigint | null; readonly limit: number },
): Promise<{ readonly deliveries: readonly WaitingDelivery[]; readonly next: string | null }> {
  const older = after === null ? sql`true` : sql`delivery_id < ${bigint(after)}`;
  const { rows } = await sql<
    Omit<WaitingDelivery, 'problems'> & { problems: string }
  >`select delivery_id as id, topic, cast(received_at as text) as "receivedAt", state, problems from source_deliveries
    where source_id = ${bigint(source)} and ${older} order by delivery_id desc limit ${sql.lit(limit + 1)}`.execute(
    db,
  );
  const page = rows.slice(0, limit);
  return {
    deliveries: page.map(({ problems, ...row }) => ({ ...row, problems: JSON.parse(problems) as Problem[] })),
    next: rows.length > limit ? String(page.at(-1)?.id) : null,
  };
}

/** What a delivery said. Throws an AppError `not-found`. */
export async function openDelivery(
  db: Kysely<unknown>,
  seal: Seal,
  source: bigint,
  delivery: bigint,
): Promise<{ readonly topic: string; readonly body: string }> {
  const { rows } = await sql<{
    topic: string;
    sealed: string;
  }>`select topic, body_sealed as sealed from source_deliveries
    where source_id = ${bigint(source)} and delivery_id = ${bigint(delivery)}`.execute(db);
  const [found] = rows;
  if (found === undefined) {
    return decline(
      'not-found',
      '没有这一条；可能已经处理或过期',
      'there is no such delivery; it may have been dealt with, or be too old',
    );
  }
  return { topic: found.topic, body: seal.open(found.sealed) };
}

/** How many deliveries of each source wait, and how many orders of which only a status or refund has come. */
export async function countWaiting(
  db: Kysely<unknown>,
): Promise<ReadonlyMap<bigint, Readonly<Record<WaitingState | 'incomplete', number>>>> {
  const { rows } = await sql<{
    id: bigint;
    what: WaitingState | 'incomplete';
    n: bigint;
  }>`select source_id as id, state as what, count(*) as n
      from source_deliveries group by source_id, state
    union all select source_id, 'incomplete', count(*) from source_orders where not is_whole group by source_id`.execute(
    db,
  );
  const counts = new Map<bigint, Record<WaitingState | 'incomplete', number>>();
  for (const { id, what, n } of rows) {
    counts.set(id, { ...{ paused: 0, unreadable: 0, incomplete: 0 }, ...counts.get(id), [what]: Number(n) });
  }
  return counts;
}

const KEPT_MS = 30 * 86_400_000;

/** Forgets what has waited for a month. */
export async function forgetWaiting({ database, writer }: DataFolder, now: number): Promise<void> {
  const old = sql`received_at < ${momentSql(now - KEPT_MS)}`;
  const { rows } = await sql`select 1 from source_deliveries where ${old} limit 1`.execute(database().reader);
  if (rows.length === 0) return;
  await writer.write(async (trx) => {
    await sql`delete from source_deliveries where ${old}`.execute(trx);
  });
}
