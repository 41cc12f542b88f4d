import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { bigint } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import { momentSql } from '../register/recording.ts';
import { nextTry } from './back-off.ts';
import { type Endpoint, GONE } from './endpoints.ts';
import { type Answer, post, type Reach } from './reach.ts';
import { signedHeaders } from './signature.ts';

export interface Sending {
  readonly seal: Seal;
  readonly reach: Reach;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Of 0 to 1. */
  readonly random: () => number;
  /** Ends requests that are under way; they are sent again later. */
  readonly signal: AbortSignal;
}

/** As many requests to one endpoint are under way at a time. */
const AT_ONCE = 8;

interface Due {
  readonly id: bigint;
  readonly event_id: string;
  readonly body: string;
  readonly attempts: number;
  /** Milliseconds since 1970; null before the first try. */
  readonly tried: bigint | null;
}

/** Sends an endpoint whatever is due, of each customer one after the other, until nothing is. */
export async function sendDue(folder: DataFolder, endpoint: Endpoint, sending: Sending): Promise<void> {
  const { clock, signal, seal } = sending;
  const secrets = endpoint.sealed.map((sealed) => seal.open(sealed));
  for (;;) {
    const due = signal.aborted ? [] : await readDue(folder.database().reader, endpoint.id, clock());
    if (due.length === 0) return;
    const ended = await Promise.all(
      due.map(async (delivery) => ({ delivery, answer: await send(endpoint, delivery, secrets, sending) })),
    );
    const isGone = ended.some(({ answer }) => answer !== null && 'status' in answer && answer.status === 410);
    await folder.writer.write(async (trx) => {
      for (const { delivery, answer } of ended)
        if (answer !== null) await keep(trx, delivery, answer, sending);
      if (isGone) await disable(trx, endpoint.id, clock());
    });
    if (isGone) return;
  }
}

async function send(
  { url }: Endpoint,
  { event_id: id, body }: Due,
  secrets: readonly string[],
  { reach, clock, signal }: Sending,
): Promise<Answer | null> {
  const headers = { 'user-agent': 'Tierbook', ...signedHeaders({ id, body }, secrets, clock()) };
  return await post(reach, { url, headers, body }, signal);
}

/** The first that waits of each customer, where its time has come. */
async function readDue(db: Kysely<unknown>, endpoint: bigint, now: number): Promise<Due[]> {
  const { rows } = await sql<Due>`select delivery_id as id, event_id, body, attempts,
      cast(round(extract(epoch from tried_first) * 1000) as bigint) as tried
    from webhook_deliveries as d
    where endpoint_id = ${bigint(endpoint)} and state = 'waiting' and next_at <= ${momentSql(now)}
      and not exists (select 1 from webhook_deliveries as earlier where earlier.endpoint_id = d.endpoint_id
        and earlier.customer_id = d.customer_id and earlier.state = 'waiting' and earlier.delivery_id < d.delivery_id)
    order by delivery_id limit ${sql.lit(AT_ONCE)}`.execute(db);
  return rows;
}

/** Keeps what came of a try. */
async function keep(
  trx: Kysely<unknown>,
  { id, attempts, tried }: Due,
  answer: Answer,
  { clock, random }: Sending,
): Promise<void> {
  const now = clock();
  const triedFirst = tried === null ? now : Number(tried);
  const status = 'status' in answer ? answer.status : null;
  const problem = 'problem' in answer ? answer.problem : null;
  const isThere = status !== null && status >= 200 && status < 300;
  const next =
    isThere || status === 410 ? null : nextTry({ attempts: attempts + 1, triedFirst, now }, random);
  const state = isThere ? 'delivered' : next === null ? 'dead' : 'waiting';
  await sql`update webhook_deliveries set state = ${state}, attempts = attempts + 1, tried_first = ${momentSql(triedFirst)},
      next_at = ${momentSql(next ?? now)}, ended_at = ${next === null ? momentSql(now) : sql`null`},
      status = cast(${sql.lit(status)} as integer), problem = cast(${problem} as text)
    where delivery_id = ${bigint(id)} and state = 'waiting'`.execute(trx);
}

/** What waits goes out when somebody puts the endpoint on again. */
async function disable(trx: Kysely<unknown>, endpoint: bigint, at: number): Promise<void> {
  await sql`update webhook_endpoints set disabled_by = ${GONE}, disabled_at = ${momentSql(at)}
    where endpoint_id = ${bigint(endpoint)} and disabled_at is null`.execute(trx);
}
