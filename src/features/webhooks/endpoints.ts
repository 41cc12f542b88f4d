import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { refuse } from '../../domain/problem.ts';
import { bigint } from '../../sql/expression.ts';
import { note } from '../audit/audit.ts';
import type { Seal } from '../contacts/seal.ts';
import { momentSql, nextNumber } from '../register/recording.ts';
import { checkUrl, type Reach } from './reach.ts';
import { secretOf } from './signature.ts';
import { positionsNow } from './sources.ts';
import { type WebhookEvent, webhookEvents } from './webhook-event.ts';

/** Somebody who manages endpoints, and what they may need. */
export interface Managing {
  readonly folder: DataFolder;
  readonly seal: Seal;
  readonly reach: Reach;
  /** 32 random bytes. */
  readonly random: () => Uint8Array;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** An old secret signs as long beside the new one. */
const BOTH_MS = 24 * 3_600_000;
/** More would be a mistake. */
const MOST = 50;

/** Adds an endpoint, which is told of what happens from now on; its secret is shown this once. Throws an InputError. */
export async function addEndpoint(
  managing: Managing,
  given: { readonly url: string; readonly events: readonly string[] },
): Promise<{ readonly id: bigint; readonly secret: string }> {
  const { folder, seal, reach, random, author, at } = managing;
  const url = await checkUrl(given.url, reach);
  const events = eventsOf(given.events);
  const secret = secretOf(random());
  const id = await folder.writer.write(async (trx) => {
    const number = await nextNumber(trx, 'webhook_endpoints', 'endpoint_id');
    const { rows } = await sql<{ n: bigint }>`select count(*) as n from webhook_endpoints`.execute(trx);
    if ((rows[0]?.n ?? 0n) >= MOST) refuseMore();
    const seen = JSON.stringify(await positionsNow(trx, events));
    await sql`insert into webhook_endpoints (endpoint_id, url, events, secret_sealed, seen, author, added_at)
      values (${bigint(number)}, ${url}, ${JSON.stringify(events)}, ${seal.seal(secret)}, ${seen}, ${author}, ${momentSql(at)})`.execute(
      trx,
    );
    await note(trx, {
      at,
      actor: author,
      action: 'webhook-added',
      subject: url,
      detail: { id: String(number), events },
    });
    return number;
  });
  return { id, secret };
}

export interface EndpointChanges {
  readonly url?: string | undefined;
  readonly events?: readonly string[] | undefined;
  /** Put on again it is told of what happens from then on; what waits goes out. */
  readonly enabled?: boolean | undefined;
}

/** Changes an endpoint. Throws an InputError, or an AppError `not-found`. */
export async function changeEndpoint(
  managing: Managing,
  id: bigint,
  changes: EndpointChanges,
): Promise<void> {
  const { folder, reach, author, at } = managing;
  const url = changes.url === undefined ? undefined : await checkUrl(changes.url, reach);
  const wanted = changes.events === undefined ? undefined : eventsOf(changes.events);
  await folder.writer.write(async (trx) => {
    const before = await endpointOf(trx, id);
    const events = wanted ?? before.events;
    const now = await positionsNow(trx, events);
    const isOn = changes.enabled ?? before.disabledAt === null;
    const stays = before.disabledAt === null && isOn;
    const seen = Object.fromEntries(
      events.map((event) => [event, (stays && before.seen[event]) || now[event]]),
    );
    const disabled = isOn ? null : (before.disabledBy ?? author);
    const disabledAt = isOn ? sql`null` : sql`coalesce(disabled_at, ${momentSql(at)})`;
    await sql`update webhook_endpoints set url = ${url ?? before.url}, events = ${JSON.stringify(events)}, seen = ${JSON.stringify(seen)},
        disabled_by = cast(${disabled} as text), disabled_at = ${disabledAt} where endpoint_id = ${bigint(id)}`.execute(
      trx,
    );
    const detail = { id: String(id), events, enabled: isOn };
    await note(trx, { at, actor: author, action: 'webhook-changed', subject: url ?? before.url, detail });
  });
}

/** Gives an endpoint a new secret, shown this once; the old one signs beside it for a day. Throws an AppError `not-found`. */
export async function renewSecret(
  { folder, seal, random, author, at }: Managing,
  id: bigint,
): Promise<string> {
  const secret = secretOf(random());
  await folder.writer.write(async (trx) => {
    const { url } = await endpointOf(trx, id);
    await sql`update webhook_endpoints set previous_sealed = secret_sealed, previous_until = ${momentSql(at + BOTH_MS)},
        secret_sealed = ${seal.seal(secret)} where endpoint_id = ${bigint(id)}`.execute(trx);
    await note(trx, {
      at,
      actor: author,
      action: 'webhook-secret-renewed',
      subject: url,
      detail: { id: String(id) },
    });
  });
  return secret;
}

/** Removes an endpoint with all that was to be sent to it. Throws an AppError `not-found`. */
export async function removeEndpoint({ folder, author, at }: Managing, id: bigint): Promise<void> {
  await folder.writer.write(async (trx) => {
    const { url } = await endpointOf(trx, id);
    await sql`delete from webhook_deliveries where endpoint_id = ${bigint(id)}`.execute(trx);
    await sql`delete from webhook_endpoints where endpoint_id = ${bigint(id)}`.execute(trx);
    await note(trx, {
      at,
      actor: author,
      action: 'webhook-removed',
      subject: url,
      detail: { id: String(id) },
    });
  });
}

/** An endpoint as it is kept; its secrets sealed. */
export interface Endpoint {
  readonly id: bigint;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly author: string;
  /** As the database writes it, in UTC; so the others. */
  readonly addedAt: string;
  /** Null while it is told of events; `410` where the receiver said that it is gone. */
  readonly disabledBy: string | null;
  readonly disabledAt: string | null;
  /** How far it has been told, by event. */
  readonly seen: Readonly<Partial<Record<WebhookEvent, string>>>;
  readonly sealed: readonly string[];
}

/** What a receiver that is gone is written as. */
export const GONE = '410';

/** All endpoints, the oldest first; `at` says whether an old secret still signs. */
export async function readEndpoints(db: Kysely<unknown>, at: number): Promise<Endpoint[]> {
  const { rows } = await sql<{
    id: bigint;
    url: string;
    events: string;
    author: string;
    added: string;
    disabled_by: string | null;
    disabled: string | null;
    seen: string;
    secret_sealed: string;
    previous: string | null;
  }>`select endpoint_id as id, url, events, author, cast(added_at as text) as added, disabled_by,
      cast(disabled_at as text) as disabled, seen, secret_sealed,
      case when previous_until > ${momentSql(at)} then previous_sealed end as previous
    from webhook_endpoints order by endpoint_id`.execute(db);
  return rows.map(({ events, seen, added, disabled_by, disabled, secret_sealed, previous, ...row }) => ({
    ...row,
    events: JSON.parse(events) as WebhookEvent[],
    seen: JSON.parse(seen) as Endpoint['seen'],
    addedAt: added,
    disabledBy: disabled_by,
    disabledAt: disabled,
    sealed: previous === null ? [secret_sealed] : [secret_sealed, previous],
  }));
}

/** Throws an AppError `not-found`. */
export async function endpointOf(db: Kysely<unknown>, id: bigint): Promise<Endpoint> {
  const found = (await readEndpoints(db, 0)).find((endpoint) => endpoint.id === id);
  return found ?? decline('not-found', '没有这个接收地址', 'there is no such endpoint');
}

function eventsOf(given: readonly string[]): WebhookEvent[] {
  const events = webhookEvents.filter((event) => given.includes(event));
  if (events.length > 0 && events.length === new Set(given).size) return events;
  const list = webhookEvents.join(', ');
  return refuse(
    'bad-webhook-events',
    'events',
    `请至少选一种事件：${list}`,
    `choose at least one event: ${list}`,
  );
}

function refuseMore(): never {
  return refuse(
    'too-many-endpoints',
    '',
    `最多 ${MOST} 个接收地址；请先删除不用的`,
    `there may be ${MOST} endpoints at most; remove one that is not needed first`,
  );
}
