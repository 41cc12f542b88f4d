import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { timestamp } from '../register/recording.ts';
import type { UserActor } from './actor.ts';
import type { Role } from './roles.ts';
import { tokenHash } from './tokens.ts';

const DAY_MS = 86_400_000;
const IDLE_MS = 7 * DAY_MS;
const LONGEST_MS = 30 * DAY_MS;
/** A session's last use is noted this often, not at each request. */
const NOTED_EVERY_MS = 5 * 60_000;

/** Keeps a session for a token and gives its latest end; sessions that have ended are cleared away. */
export async function startSession(
  trx: Kysely<unknown>,
  token: string,
  userId: bigint,
  now: number,
): Promise<number> {
  const [at, idle, end] = [now, now - IDLE_MS, now + LONGEST_MS].map(timestamp);
  await sql`delete from sessions where expires_at <= cast(${at} as timestamp)
    or last_seen_at <= cast(${idle} as timestamp)`.execute(trx);
  await sql`insert into sessions values (${tokenHash(token)}, ${userId}, cast(${at} as timestamp),
    cast(${at} as timestamp), cast(${end} as timestamp))`.execute(trx);
  return now + LONGEST_MS;
}

/** Who comes with a token, with the role of now; null when the session has ended or never was. */
export async function sessionOf(
  { database, writer }: DataFolder,
  token: string,
  now: number,
): Promise<UserActor | null> {
  const hash = tokenHash(token);
  const [at, idle, noted] = [now, now - IDLE_MS, now - NOTED_EVERY_MS].map(timestamp);
  const { rows } = await sql<{ user_id: bigint; name: string; role: Role; stale: boolean }>`
    select u.user_id, u.name, u.role, s.last_seen_at < cast(${noted} as timestamp) as stale
    from sessions s join users u on u.user_id = s.user_id
    where s.token_hash = ${hash} and u.disabled_at is null
      and s.expires_at > cast(${at} as timestamp) and s.last_seen_at > cast(${idle} as timestamp)`.execute(
    database().reader,
  );
  const [row] = rows;
  if (row === undefined) return null;
  if (row.stale) {
    await writer.write(async (trx) => {
      await sql`update sessions set last_seen_at = cast(${at} as timestamp) where token_hash = ${hash}`.execute(
        trx,
      );
    });
  }
  return { kind: 'user', userId: row.user_id, name: row.name, role: row.role };
}

export async function signOut({ writer }: DataFolder, token: string): Promise<void> {
  await writer.write(async (trx) => {
    await sql`delete from sessions where token_hash = ${tokenHash(token)}`.execute(trx);
  });
}

/** Ends a user's sessions, all or all but one. */
export async function endSessions(
  trx: Kysely<unknown>,
  userId: bigint,
  except: string | null = null,
): Promise<void> {
  const kept = except === null ? '' : tokenHash(except);
  await sql`delete from sessions where user_id = ${userId} and token_hash <> ${kept}`.execute(trx);
}
