import { createHash, randomUUID } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { AppError } from '../../domain/app-error.ts';
import { timestamp } from '../register/recording.ts';
import { nameKey } from './user-name.ts';

const WINDOW_MS = 15 * 60_000;
const FAILURES_OF_A_NAME = 5;
const FAILURES_OF_AN_ADDRESS = 20;

export interface Attempt {
  readonly name: string;
  /** Where it comes from: an IP address. */
  readonly address: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Counts an attempt before its password is looked at, so that many at once are counted too; it stands as a
 * failure until `forgetAttempts`. Throws an AppError `too-many-attempts` that says how long to wait.
 */
export async function countAttempt({ writer }: DataFolder, { name, address, now }: Attempt): Promise<void> {
  const [id, of, from] = [randomUUID(), nameHash(name), network(address)];
  const freeAt = await writer.write(async (trx) => {
    // Rows of the future come from a clock that was wrong.
    await sql`delete from sign_in_attempts where tried_at <= cast(${timestamp(now - WINDOW_MS)} as timestamp)
      or tried_at > cast(${timestamp(now + WINDOW_MS)} as timestamp)`.execute(trx);
    const until = Math.max(
      await blockedUntil(trx, 'name_hash', of, FAILURES_OF_A_NAME),
      await blockedUntil(trx, 'address', from, FAILURES_OF_AN_ADDRESS),
    );
    if (until > now) return until;
    await sql`insert into sign_in_attempts values (${id}, ${of}, ${from}, cast(${timestamp(now)} as timestamp))`.execute(
      trx,
    );
    return null;
  });
  if (freeAt !== null) throw tooMany(freeAt - now);
}

/** After a password was right or set anew. */
export async function forgetAttempts(trx: Kysely<unknown>, name: string): Promise<void> {
  await sql`delete from sign_in_attempts where name_hash = ${nameHash(name)}`.execute(trx);
}

/** When fewer than `allowed` of the attempts will be younger than the window; 0: they are. */
async function blockedUntil(
  trx: Kysely<unknown>,
  column: 'name_hash' | 'address',
  value: string,
  allowed: number,
): Promise<number> {
  const { rows } = await sql<{ tried: string }>`select cast(tried_at as text) as tried from sign_in_attempts
    where ${sql.ref(column)} = ${value} order by tried_at desc limit 1 offset ${allowed - 1}`.execute(trx);
  return rows[0] === undefined ? 0 : Date.parse(`${rows[0].tried.replace(' ', 'T')}Z`) + WINDOW_MS;
}

/** Some type their password where the name belongs: what was typed is not kept. */
export function nameHash(name: string): string {
  return createHash('sha256').update(nameKey(name)).digest('hex');
}

/** An address as limits count it: whoever has an IPv6 address has the 2^64 around it as well. */
export function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const [before, after] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':'))) as [
    string[],
    string[],
  ];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...new Array<string>(zeros).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

function tooMany(waitMs: number): AppError {
  const minutes = Math.ceil(waitMs / 60_000);
  return new AppError(
    'too-many-attempts',
    {
      zh: `登录失败次数太多，请 ${minutes} 分钟后再试`,
      en: `too many failed attempts to sign in; try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
    },
    Math.ceil(waitMs / 1000),
  );
}
