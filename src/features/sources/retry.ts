import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Problem } from '../../domain/problem.ts';
import { bigint, commas, type Expression } from '../../sql/expression.ts';
import { note } from '../audit/audit.ts';
import type { Seal } from '../contacts/seal.ts';
import { isoMoment } from '../register/recording.ts';
import { sourceOf } from './find-source.ts';
import type { WaitingState } from './kept-deliveries.ts';
import type { Receiver } from './receive.ts';

export interface Retrying {
  readonly folder: DataFolder;
  readonly seal: Seal;
  readonly receiver: Pick<Receiver, 'apply'>;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Breaks off between two deliveries. */
  readonly signal?: AbortSignal;
}

/** As many are tried at a time. */
const AT_ONCE = 500;

/**
 * Tries once more, the oldest first, what waits: all of it or what is chosen, 500 at most, those after the delivery `after`. Gives how many were
 * kept, how many of those tried still wait, and after which to go on; null: there is no more. Throws an AppError `not-found`.
 */
export async function retryDeliveries(
  { folder, seal, receiver, author, at, signal }: Retrying,
  id: bigint,
  chosen: readonly bigint[] | WaitingState | 'all',
  after = 0n,
): Promise<{ readonly kept: number; readonly left: number; readonly next: bigint | null }> {
  const { reader } = folder.database();
  const source = await sourceOf(reader, id);
  const { rows } = await sql<{
    delivery: bigint;
  }>`select delivery_id as delivery from source_deliveries where source_id = ${bigint(id)} and delivery_id > ${bigint(after)} and ${which(chosen)} order by delivery_id limit ${sql.lit(AT_ONCE)}`.execute(
    reader,
  );
  let kept = 0;
  let tried = 0;
  for (const { delivery } of rows) {
    if (signal?.aborted) break;
    const waiting = await readWaiting(reader, id, delivery);
    // Somebody dealt with it meanwhile.
    if (waiting === null) continue;
    const { topic, sealed, received } = waiting;
    const told = { topic, body: seal.open(sealed), at: Date.parse(isoMoment(received)) };
    const problems = await receiver.apply(
      source,
      told,
      async (trx, found) => await end(trx, delivery, found),
    );
    tried++;
    if (problems.length === 0) kept++;
  }
  if (tried > 0) {
    const detail = { id: String(id), tried, kept };
    await folder.writer.write(
      async (trx) =>
        await note(trx, {
          at,
          actor: author,
          action: 'source-deliveries-retried',
          subject: source.name,
          detail,
        }),
    );
  }
  return { kept, left: tried - kept, next: rows.length < AT_ONCE ? null : (rows.at(-1)?.delivery ?? null) };
}

interface WaitingBody {
  readonly topic: string;
  readonly sealed: string;
  readonly received: string;
}

/** One delivery with its body, of which two at a time would be too many: each may have megabytes. Null where it waits no more. */
async function readWaiting(
  db: Kysely<unknown>,
  source: bigint,
  delivery: bigint,
): Promise<WaitingBody | null> {
  const { rows } =
    await sql<WaitingBody>`select topic, body_sealed as sealed, cast(received_at as text) as received
    from source_deliveries where source_id = ${bigint(source)} and delivery_id = ${bigint(delivery)}`.execute(
      db,
    );
  return rows[0] ?? null;
}

/** Reads all that came while a source was paused. Throws an AppError `not-found`. */
export async function readPaused(retrying: Retrying, id: bigint): Promise<void> {
  let after: bigint | null = 0n;
  while (after !== null && !retrying.signal?.aborted) {
    ({ next: after } = await retryDeliveries(retrying, id, 'paused', after));
  }
}

/** Reads what came while sources were paused that are so no more: a server ended before it had read all of it. */
export async function readLeftPaused(retrying: Retrying): Promise<void> {
  const { rows } = await sql<{ id: bigint }>`select distinct source_id as id from source_deliveries
      join sources using (source_id) where state = 'paused' and paused_at is null`.execute(
    retrying.folder.database().reader,
  );
  for (const { id } of rows) await readPaused(retrying, id);
}

/** Drops what somebody has dealt with. Gives how many. Throws an AppError `not-found`. */
export async function dropDeliveries(
  { folder, author, at }: Pick<Retrying, 'folder' | 'author' | 'at'>,
  id: bigint,
  chosen: readonly bigint[],
): Promise<number> {
  return await folder.writer.write(async (trx) => {
    const { name } = await sourceOf(trx, id);
    const { rows } =
      await sql`delete from source_deliveries where source_id = ${bigint(id)} and ${which(chosen)}
      returning delivery_id`.execute(trx);
    const detail = { id: String(id), dropped: rows.length };
    if (rows.length > 0) {
      await note(trx, { at, actor: author, action: 'source-deliveries-dropped', subject: name, detail });
    }
    return rows.length;
  });
}

async function end(trx: Kysely<unknown>, delivery: bigint, problems: readonly Problem[]): Promise<void> {
  if (problems.length === 0) {
    await sql`delete from source_deliveries where delivery_id = ${bigint(delivery)}`.execute(trx);
    return;
  }
  await sql`update source_deliveries set state = 'unreadable', problems = ${JSON.stringify(problems)}
    where delivery_id = ${bigint(delivery)}`.execute(trx);
}

function which(chosen: readonly bigint[] | WaitingState | 'all'): Expression {
  if (chosen === 'all') return sql`true`;
  if (typeof chosen === 'string') return sql`state = ${sql.lit(chosen)}`;
  return chosen.length === 0 ? sql`false` : sql`delivery_id in (${commas(chosen.map(bigint))})`;
}
