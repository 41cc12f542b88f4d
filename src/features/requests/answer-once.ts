import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { commas } from '../../sql/expression.ts';
import { momentSql } from '../register/recording.ts';

/** A request that may come several times and is to have one effect, known by a key that its sender chose. */
export interface KeyedRequest {
  /** Of the sender and the key; of another sender's the same key gives another. */
  readonly id: string;
  /** Of what is asked. */
  readonly digest: string;
}

/** Longer than the day within which senders may try again. */
const KEPT_MS = 48 * 3_600_000;

/** `sender` says whose the key is, `asked` all that is asked. */
export function keyedRequest(sender: string, key: string, asked: string): KeyedRequest {
  return { id: hash(`${sender}\0${key}`), digest: hash(asked) };
}

/**
 * Does work and keeps its answer in the same transaction, unless a copy of the request was answered before: then that answer. Whatever
 * is answered has to survive JSON. Throws an AppError where the key came with something else.
 */
export async function answerOnce<T>(
  trx: Kysely<unknown>,
  request: KeyedRequest | null,
  at: number,
  work: () => Promise<T>,
): Promise<T> {
  if (request === null) return await work();
  const known = (await answersOf<T>(trx, [request])).get(request.id);
  if (known !== undefined) return known;
  const answer = await work();
  await noteAnswers(trx, [{ request, answer }], at);
  return answer;
}

/** The answers to those of the requests that were answered before, by their ids. Throws an AppError where a key came with something else. */
export async function answersOf<T>(
  trx: Kysely<unknown>,
  requests: readonly KeyedRequest[],
): Promise<ReadonlyMap<string, T>> {
  if (requests.length === 0) return new Map();
  const digests = new Map(requests.map(({ id, digest }) => [id, digest]));
  const ids = [...digests.keys()].map((id) => sql`${id}`);
  const { rows } = await sql<{
    id: string;
    digest: string;
    answer: string;
  }>`select request_id as id, digest, answer
    from answered_requests where request_id in (${commas(ids)})`.execute(trx);
  if (rows.some(({ id, digest }) => digests.get(id) !== digest)) refuseOtherRequest();
  return new Map(rows.map(({ id, answer }) => [id, JSON.parse(answer) as T]));
}

/** Keeps answers in the transaction of what they say. */
export async function noteAnswers(
  trx: Kysely<unknown>,
  answered: readonly { readonly request: KeyedRequest; readonly answer: unknown }[],
  at: number,
): Promise<void> {
  if (answered.length === 0) return;
  const rows = answered.map(
    ({ request: { id, digest }, answer }) =>
      sql`(${id}, ${digest}, ${JSON.stringify(answer)}, ${momentSql(at)})`,
  );
  await sql`insert into answered_requests values ${commas(rows)}`.execute(trx);
}

/** Forgets what nobody should ask for any more. */
export async function forgetAnswers({ database, writer }: DataFolder, now: number): Promise<void> {
  const old = sql`answered_at < ${momentSql(now - KEPT_MS)}`;
  const { rows } = await sql`select 1 from answered_requests where ${old} limit 1`.execute(database().reader);
  if (rows.length === 0) return;
  await writer.write(async (trx) => {
    await sql`delete from answered_requests where ${old}`.execute(trx);
  });
}

export function refuseOtherRequest(): never {
  return decline(
    'idempotency-key-reused',
    '这个 Idempotency-Key 已经用于内容不同的请求；重试要原样发送，新的请求请换一个新的键',
    'this Idempotency-Key came with another request before; send a retry unchanged, and a new request with a new key',
  );
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
