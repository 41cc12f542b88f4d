import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import { nextNumber, timestamp } from '../register/recording.ts';
import type { KeyActor } from './actor.ts';
import { noSuchUser, userWith } from './find-user.ts';
import { scopes as known, type Scope } from './permissions.ts';
import type { Role } from './roles.ts';
import { newToken, tokenHash } from './tokens.ts';

/** By which people and scanners of leaked secrets know one. */
const PREFIX = 'tbk_';
const LONGEST_NAME = 100;
/** A key's last use is noted this often, not at each request. */
const NOTED_EVERY_MS = 5 * 60_000;

export interface NewKey {
  readonly name: string;
  readonly scopes: readonly string[];
  /** Who makes it: the key may do no more than they may. */
  readonly userId: bigint;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Makes a key for another system; it is shown this once and not kept. Throws an InputError, or an AppError `not-found`. */
export async function createKey(
  { writer }: DataFolder,
  { name, scopes, userId, now }: NewKey,
): Promise<{ readonly keyId: bigint; readonly key: string }> {
  const problems = [...nameProblems(name), ...scopeProblems(scopes)];
  if (problems.length > 0) throw new InputError(problems);
  const key = `${PREFIX}${newToken()}`;
  const written = JSON.stringify([...new Set(scopes)]);
  return await writer.write(async (trx) => {
    if ((await userWith(trx, userId)).disabled) noSuchUser();
    const keyId = await nextNumber(trx, 'api_keys', 'key_id');
    await sql`insert into api_keys values (${keyId}, ${tokenHash(key)}, ${name.trim()}, ${written}, ${userId},
      cast(${timestamp(now)} as timestamp), null, null)`.execute(trx);
    return { keyId, key };
  });
}

interface KeyRow {
  readonly key_id: bigint;
  readonly name: string;
  readonly scopes: string;
  readonly user_id: bigint;
  readonly author: string;
  readonly role: Role;
  readonly stale: boolean;
}

/** Who comes with a key; null when it is revoked, its author disabled, or never was. */
export async function actorOfKey(
  { database, writer }: DataFolder,
  key: string,
  now: number,
): Promise<KeyActor | null> {
  if (!key.startsWith(PREFIX)) return null;
  const noted = timestamp(now - NOTED_EVERY_MS);
  const { rows } = await sql<KeyRow>`select k.key_id, k.name, cast(k.scopes as text) as scopes, u.user_id,
      u.name as author, u.role, coalesce(k.last_used_at < cast(${noted} as timestamp), true) as stale
    from api_keys k join users u on u.user_id = k.user_id
    where k.key_hash = ${tokenHash(key)} and k.revoked_at is null and u.disabled_at is null`.execute(
    database().reader,
  );
  const [row] = rows;
  if (row === undefined) return null;
  if (row.stale) await writer.write((trx) => mark(trx, 'last_used_at', row.key_id, now));
  return {
    kind: 'key',
    keyId: row.key_id,
    name: row.name,
    scopes: JSON.parse(row.scopes) as Scope[],
    author: { kind: 'user', userId: row.user_id, name: row.author, role: row.role },
  };
}

/** Ends a key for good. Throws an AppError `not-found`. */
export async function revokeKey({ writer }: DataFolder, keyId: bigint, now: number): Promise<void> {
  await writer.write(async (trx) => {
    const { rows } = await sql<{ revoked: boolean }>`select revoked_at is not null as revoked from api_keys
      where key_id = ${keyId}`.execute(trx);
    if (rows[0] === undefined) decline('not-found', '没有这个密钥', 'there is no such key');
    if (rows[0]?.revoked === false) await mark(trx, 'revoked_at', keyId, now);
  });
}

async function mark(
  trx: Kysely<unknown>,
  column: 'last_used_at' | 'revoked_at',
  keyId: bigint,
  now: number,
): Promise<void> {
  await sql`update api_keys set ${sql.ref(column)} = cast(${timestamp(now)} as timestamp)
    where key_id = ${keyId}`.execute(trx);
}

function nameProblems(name: string): Problem[] {
  const length = [...name.trim()].length;
  if (length > 0 && length <= LONGEST_NAME && !/\p{C}/u.test(name)) return [];
  return [
    problem(
      'bad-key-name',
      'name',
      `请给密钥起一个名字（最多 ${LONGEST_NAME} 个字符），如“收银系统”`,
      `give the key a name of up to ${LONGEST_NAME} characters, such as “till”`,
    ),
  ];
}

function scopeProblems(scopes: readonly string[]): Problem[] {
  const list = known.join(', ');
  if (scopes.length === 0) {
    return [problem('no-scope', 'scopes', `请至少选一个范围：${list}`, `choose at least one scope: ${list}`)];
  }
  return scopes.flatMap((scope, index) =>
    (known as readonly string[]).includes(scope)
      ? []
      : problem(
          'unknown-scope',
          `scopes[${index}]`,
          `没有范围“${scope}”；可选：${list}`,
          `there is no scope “${scope}”; choose from: ${list}`,
        ),
  );
}
